"""Words of which some are marked: struck out, or underlined; never colour alone, never markup."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit
from typing_extensions import override

from briefing.gui.parts import named
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.changes.wording import Piece


_BELOW = 4  # pixels: a style may take some for its frame


class MarkedText(QTextEdit):
    """Shows words to the letter, as high as they are.

    Args:
        name: Its object name.
        title: What a screen reader calls it.
        is_gone: Whether what is marked is struck out, else it is underlined.
    """

    def __init__(self, name: str, title: str, *, is_gone: bool) -> None:
        super().__init__()
        named(self, name, title)
        self._is_gone = is_gone
        self._pieces: tuple[Piece, ...] = ()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("look", "words")
        self.document().setDocumentMargin(0)
        theme().changed.connect(self._draw)

    def text(self) -> str:
        """Return the words that are shown."""
        return self.toPlainText()

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show words; those that differ are marked."""
        self._pieces = tuple(pieces)
        self.setAccessibleDescription(" … ".join(one.text for one in pieces if one.differs))
        self._draw()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._height)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    @property
    def _height(self) -> int:
        return ceil(self.document().size().height()) + _BELOW

    def _draw(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        for piece in self._pieces:
            cursor.insertText(piece.text, self._look(piece))
        self.updateGeometry()

    def _look(self, piece: Piece) -> QTextCharFormat:
        look = QTextCharFormat()
        if piece.differs:
            palette = theme().palette
            look.setForeground(QColor(palette.bad if self._is_gone else palette.good))
            look.setFontStrikeOut(self._is_gone)
            look.setFontUnderline(not self._is_gone)
        return look
