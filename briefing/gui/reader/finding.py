"""Find in the text of a source: type, step with F3, close with Escape."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from briefing.domain.spans import Range
from briefing.gui.parts import button, label, named, row

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from briefing.gui.reader.source_text import SourceText


def found_in(text: str, words: str) -> tuple[Range, ...]:
    """Return every place of the words, without regard to case; white space matches any."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return ()
    pattern = re.compile(r"\s+".join(parts), re.IGNORECASE)
    return tuple(Range(start=one.start(), stop=one.end()) for one in pattern.finditer(text))


class FindBar(QWidget):
    """A line at the foot of the reader that finds words in its text.

    Args:
        view: The text.
        parent: The reader.
    """

    closed = Signal()

    def __init__(self, view: SourceText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "reader.find", self.tr("Find"))
        self._view = view
        self._matches: tuple[Range, ...] = ()
        self.words = named(QLineEdit(), "reader.find.words", self.tr("Find in this text"))
        self.words.setPlaceholderText(self.tr("Find in this text"))
        self._count = named(label("", "small"), "reader.find.count", self.tr("Places found"))
        self._next = button(self.tr("Next"), "reader.find.next", self.find_next)
        self._previous = button(self.tr("Previous"), "reader.find.previous", self.find_previous)
        layout = row(self.words, self._count, self._previous, self._next)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.words.textChanged.connect(self._on_typed)
        self.words.returnPressed.connect(self.find_next)
        self.hide()

    @property
    def matches(self) -> tuple[Range, ...]:
        """Return what was found, in reading order."""
        return self._matches

    def open(self) -> None:
        """Show the line and put the caret into it."""
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self.look_again()

    def close_bar(self) -> None:
        """Hide the line; what was found stays selected."""
        self.hide()
        self._view.show_matches(())
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def look_again(self) -> None:
        """Find the words in the text that is shown now."""
        source = self._view.source
        self._matches = found_in(source.text, self.words.text()) if source else ()
        self._view.show_matches(self._matches)
        self._tell()

    def find_next(self) -> None:
        """Select the next place behind the selection; after the last comes the first."""
        at = self._view.selection()
        start = self._view.caret() - 1 if at is None else at.start
        self._go([one for one in self._matches if one.start > start], 0)

    def find_previous(self) -> None:
        """Select the place before the selection; before the first comes the last."""
        at = self._view.selection()
        start = self._view.caret() if at is None else at.start
        self._go([one for one in self._matches if one.start < start], -1)

    def _go(self, ahead: list[Range], which: int) -> None:
        if self._matches:
            self._view.select((ahead or self._matches)[which])
        self._tell()

    def _on_typed(self) -> None:
        self.look_again()
        at = self._view.selection()
        start = self._view.caret() if at is None else at.start
        place = bisect_left([one.start for one in self._matches], start)
        if self._matches:
            self._view.select(self._matches[place % len(self._matches)])
        self._tell()

    def _tell(self) -> None:
        if not self.words.text().strip():
            self._count.setText("")
            return
        at = self._view.selection()
        places = [one.start for one in self._matches]
        here = places.index(at.start) + 1 if at and at.start in places else 0
        text = self.tr("%1 of %2") if self._matches else self.tr("Not found")
        self._count.setText(text.replace("%1", str(here)).replace("%2", str(len(places))))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return
        super().keyPressEvent(event)
