"""What a new pack takes over from an old one, and the title that makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from briefing.app.traces import all_records
from briefing.app.wordings import headline
from briefing.domain.kinds import BY_TYPE, KINDS
from briefing.gui.parts import button, named, row
from briefing.gui.sheets import Sheet
from briefing.gui.tables import Column
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.app.snapshots import Snapshot

_COLUMNS: Final[tuple[Column[tuple[str, str]], ...]] = (
    Column(title=QT_TRANSLATE_NOOP("Columns", "Kind"), value=lambda row: row[0], width=112),
    Column(title=QT_TRANSLATE_NOOP("Columns", "Carried over"), value=lambda row: row[1], width=0),
)


class CarrySheet(Sheet[tuple[str, str]]):
    """What a new pack takes over from an old one.

    Args:
        plan: What is carried.
        old: The old file, which stays as it is.

    Signals:
        title_given(title): Make the pack.
    """

    title_given = Signal(str)

    def __init__(self, plan: Snapshot, old: Path) -> None:
        super().__init__("carry", "", _COLUMNS)
        content = plan.content
        title = self.tr("New pack from “{title}”").format(title=content.cover.title)
        self.title.setText(title)
        self.setAccessibleName(title)
        self.view.setAccessibleName(self.tr("What is carried over"))
        counts = ", ".join(
            f"{len(rows)} {kind.singular if len(rows) == 1 else kind.name}"
            for kind in KINDS
            if (rows := content.all(kind.record_type))
        )
        words = self.tr(
            "Carried over: {counts}. Each says so and counts as not checked. {old} stays as it is."
        )
        self.words.setText(words.format(counts=counts or self.tr("nothing"), old=old.name))
        self._line = named(QLineEdit(), "carry.title", self.tr("Title of the new pack"))
        self._line.setPlaceholderText(
            self.tr("What is it for? For example: Paris summit, 6 January")
        )
        self._create = button(self.tr("Create"), "carry.create", self._on_create, look="primary")
        self._create.setEnabled(False)
        self.above.addLayout(row(self._line, self._create))
        self.show_rows(
            [
                (BY_TYPE[type(one)].singular.capitalize(), " ".join(headline(content, one).split()))
                for one in all_records(content)
            ]
        )
        self._line.textChanged.connect(self._on_typed)
        self._line.returnPressed.connect(self._on_create)

    def focus_title(self) -> None:
        """Put the keyboard where the title goes."""
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_typed(self, text: str) -> None:
        self._create.setEnabled(bool(text.strip()))

    def _on_create(self) -> None:
        title = self._line.text().strip()
        if title:
            self.title_given.emit(title)
