"""Which revision of a source is shown, and the ways to the older and the newer one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from briefing.domain.revisions import replaced_by
from briefing.domain.sources import Source
from briefing.gui.parts import button, label, named, row

if TYPE_CHECKING:
    from briefing.domain.content import Content


class RevisionLine(QWidget):
    """Says which revision a source is; nothing where it is the only one.

    Args:
        parent: The reader.

    Signals:
        source_asked(id): Another revision is to be shown.
    """

    source_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "reader.revision", self.tr("Revision"))
        self._older = self._newer = ""
        self._words = label("", "muted")
        self._replaced = label("", "warn", wraps=True)
        self._to_older = button(
            self.tr("Show the older one"), "reader.revision.older", self._on_older, look="link"
        )
        self._to_newer = button(
            self.tr("Show it"), "reader.revision.newer", self._on_newer, look="link"
        )
        parts = row(self._words, self._to_older, self._replaced, self._to_newer, 1, gap=8)
        parts.setContentsMargins(16, 0, 16, 8)
        self.setLayout(parts)

    def show_source(self, source: Source | None, content: Content) -> None:
        """Show which revision a source of a pack is."""
        older = None if source is None else content.find(Source, source.replaces)
        newer = None if source is None else replaced_by(content).get(source.id)
        self.setVisible(older is not None or newer is not None)
        self._older = older.id if older is not None else ""
        self._newer = newer.id if newer is not None else ""
        number = "" if source is None else str(source.revision)
        self._words.setText(self.tr("Revision {number}").format(number=number))
        self._to_older.setVisible(older is not None)
        self._to_older.setToolTip("" if older is None else older.title)
        self._replaced.setText(self._replaced_words(source, newer))
        self._replaced.setVisible(newer is not None)
        self._to_newer.setVisible(newer is not None)

    def _replaced_words(self, source: Source | None, newer: Source | None) -> str:
        if source is None or newer is None:
            return ""
        if newer.title == source.title:
            return self.tr("Replaced by revision {number}").format(number=newer.revision)
        words = self.tr("Replaced by “{title}”, revision {number}")
        return words.format(title=newer.title, number=newer.revision)

    def _on_older(self) -> None:
        self.source_asked.emit(self._older)

    def _on_newer(self) -> None:
        self.source_asked.emit(self._newer)
