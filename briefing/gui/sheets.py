"""A sheet over the window: one task that needs no open pack, with a list and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from briefing.gui.parts import button, column, frame, label, named, row
from briefing.gui.tables import Column, RecordModel, RecordView
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")

_WIDTH: Final = 760
_EDGE: Final = 32
_NOTES: Final = 4


class Sheet(QWidget, Generic[T]):
    """A title, words, a list and buttons; Escape closes it.

    Args:
        name: The object name.
        title: What it is about.
        columns: The columns of its list.

    Signals:
        left(): It is done with.
    """

    left = Signal()

    def __init__(self, name: str, title: str, columns: tuple[Column[T], ...]) -> None:
        super().__init__()
        named(self, name, title)
        self.title = label(title, "title", wraps=True)
        self.words = label("", wraps=True)
        self.above = column(gap=8)
        self.model: RecordModel[T] = RecordModel(columns, str)
        self.view: RecordView[T] = RecordView(self.model, f"{name}.table", title)
        self.view.setMinimumHeight(theme().row_height * 6)
        self.notes = named(QPlainTextEdit(), f"{name}.notes", self.tr("What else there is to say"))
        self.notes.setReadOnly(True)
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(theme().row_height * _NOTES)
        self.close_button = button(self.tr("Close"), f"{name}.close", self.left.emit)
        self.buttons = row(1, self.close_button, gap=8)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.left.emit)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._lay_out()

    def _lay_out(self) -> None:
        inner = column(
            self.title, self.words, self.above, self.view, self.notes, self.buttons, gap=12
        )
        inner.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        inner.setStretchFactor(self.view, 1)
        card = frame("sheet", inner)
        card.setMaximumWidth(theme().scaled(_WIDTH))
        layout = QVBoxLayout(self)
        middle = row(1, card, 1)
        middle.setStretch(1, 8)
        layout.addLayout(middle)
        self.notes.hide()

    def show_rows(self, rows: Sequence[T]) -> None:
        """Show the rows of the list."""
        self.view.show_rows(rows)

    def show_notes(self, text: str) -> None:
        """Show what the analyst should know besides; nothing for an empty text."""
        self.notes.setPlainText(text)
        self.notes.setVisible(bool(text))
