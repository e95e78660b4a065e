"""The rows of the page Templates: what is on the shelf, and Word files that are being made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from briefing.app.library.shelf import Listed, Origin, shelf
from briefing.gui.tables import Column
from briefing.gui.theme import theme
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from briefing.template.package import Package

_WHERE: Final = {
    Origin.HOUSE: QT_TRANSLATE_NOOP("Templates", "House form"),
    Origin.INSTALLED: QT_TRANSLATE_NOOP("Templates", "Installed"),
    Origin.SHARED: QT_TRANSLATE_NOOP("Templates", "Shared"),
}
_FILE: Final = QT_TRANSLATE_NOOP("Templates", "Word file")


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRow:
    """One template, or a Word file that is to become one.

    Attributes:
        listed: The template on the shelf; None for a Word file.
        word: The Word file; None for a template.
    """

    listed: Listed | None = None
    word: Path | None = None

    @property
    def key(self) -> str:
        """Return what tells it from the others."""
        path = self.word if self.listed is None else self.listed.path
        return str(path)

    @property
    def package(self) -> Package | None:
        """Return what it holds; None for a Word file and for what cannot be used."""
        return None if self.listed is None else self.listed.package

    @property
    def name(self) -> str:
        """Return what it is called."""
        return self.package.info.name if self.package is not None else Path(self.key).name

    @property
    def version(self) -> str:
        """Return its version, or ""."""
        return self.package.info.version if self.package is not None else ""

    @property
    def where(self) -> str:
        """Return where it lies, in words."""
        words = _FILE if self.listed is None else _WHERE[self.listed.origin]
        return QCoreApplication.translate("Templates", words)

    @property
    def state(self) -> str:
        """Return `good`, `asks` where nobody has agreed to it, `refused`, or `file`."""
        if self.listed is None:
            return "file"
        if self.listed.package is None:
            return "refused"
        return "good" if self.listed.is_trusted else "asks"


_ICONS: Final = {
    "good": ("check", "good"),
    "asks": ("lock", "warn"),
    "refused": ("error", "bad"),
    "file": ("edit", "muted"),
}
_SPOKEN: Final = {
    "good": QT_TRANSLATE_NOOP("Templates", "ready"),
    "asks": QT_TRANSLATE_NOOP("Templates", "from somebody else"),
    "refused": QT_TRANSLATE_NOOP("Templates", "cannot be used"),
    "file": QT_TRANSLATE_NOOP("Templates", "being made"),
}
COLUMNS: Final[tuple[Column[TemplateRow], ...]] = (
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Template"),
        value=lambda row: row.name,
        icon=lambda row: theme().icon(*_ICONS[row.state]),
        spoken=lambda row: (
            f"{row.name}, {QCoreApplication.translate('Templates', _SPOKEN[row.state])}"
        ),
        width=0,
    ),
    Column(title=QT_TRANSLATE_NOOP("Columns", "Version"), value=lambda row: row.version, width=66),
    Column(title=QT_TRANSLATE_NOOP("Columns", "Where"), value=lambda row: row.where, width=92),
)


def template_rows(words: tuple[Path, ...]) -> tuple[TemplateRow, ...]:
    """Return the rows: Word files that are being made, then the shelf."""
    made = tuple(TemplateRow(word=path) for path in words)
    return (*made, *(TemplateRow(listed=one) for one in shelf()))
