"""Find on the finished pages: type, step with F3, close with Escape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from briefing.gui.parts import button, label, named, row

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from briefing.preview.pages import Pages, Place


class FindLine(QWidget):
    """A line above the pages that finds words on them.

    Signals:
        moved(): Another place is the one to look at, or there is none any more.
        closed(): It was closed.
    """

    moved = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "preview.find", self.tr("Find in the preview"))
        self._pages: Pages | None = None
        self._at = 0
        self.places: tuple[Place, ...] = ()
        self._words = named(QLineEdit(), "preview.find.words", self.tr("Find in the preview"))
        self._words.setPlaceholderText(self.tr("Find in the preview"))
        self._count = label("", "small")
        previous = button("", "preview.find.previous", self.find_previous, look="link", icon="back")
        previous.setAccessibleName(self.tr("Previous place"))
        following = button("", "preview.find.next", self.find_next, look="link", icon="forward")
        following.setAccessibleName(self.tr("Next place"))
        for step in (previous, following):
            step.setToolTip(step.accessibleName())
            step.setFixedSize(28, 28)
        layout = row(self._words, self._count, previous, following, gap=4)
        layout.setContentsMargins(12, 0, 8, 6)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self._words.textChanged.connect(self._on_typed)
        self._words.returnPressed.connect(self.find_next)
        self.hide()

    @property
    def current(self) -> Place | None:
        """The place to look at, or None."""
        return self.places[self._at] if self.places and self.isVisible() else None

    def open(self) -> None:
        """Show the line and put the caret into it."""
        self.show()
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()
        self._look()

    def look_in(self, pages: Pages | None) -> None:
        """Find the words on other pages."""
        self._pages = pages
        self._look()

    def find_next(self) -> None:
        """Go to the next place; after the last comes the first."""
        self._step(1)

    def find_previous(self) -> None:
        """Go to the previous place; before the first comes the last."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self.places:
            self._at = (self._at + by) % len(self.places)
        self._tell()

    def _on_typed(self) -> None:
        self._at = 0
        self._look()

    def _look(self) -> None:
        words = self._words.text().strip()
        is_open = self.isVisible() and self._pages is not None
        self.places = self._pages.find(words) if is_open and self._pages is not None else ()
        self._at = min(self._at, max(0, len(self.places) - 1))
        self._tell()

    def _tell(self) -> None:
        words = ""
        if self._words.text().strip():
            words = self.tr("Not found")
        if self.places:
            words = self.tr("{at} of {count}").format(at=self._at + 1, count=len(self.places))
        self._count.setText(words)
        self.moved.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with F3, close with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.places = ()
            self.closed.emit()
        elif event.key() == Qt.Key.Key_F3:
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._step(-1 if is_back else 1)
        else:
            super().keyPressEvent(event)
