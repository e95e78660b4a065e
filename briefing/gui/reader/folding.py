"""The lines of the reader: their spacing, and what was set aside folded away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextBlockFormat, QTextCursor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QTextDocument

    from briefing.domain.sources import Source

_LINE_HEIGHT = 140.0
_BLANK_HEIGHT = 70.0


def space_lines(document: QTextDocument) -> None:
    """Give lines room to be read in, and blank lines half of it."""
    cursor = QTextCursor(document)
    fixed = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
    cursor.beginEditBlock()
    block = document.begin()
    while block.isValid():
        shape = QTextBlockFormat()
        shape.setLineHeight(_LINE_HEIGHT if block.length() > 1 else _BLANK_HEIGHT, fixed)
        cursor.setPosition(block.position())
        cursor.setBlockFormat(shape)
        block = block.next()
    cursor.endEditBlock()


def fold(document: QTextDocument, away: Sequence[tuple[int, int]]) -> None:
    """Hide the lines that lie wholly in one of the stretches, and show all others.

    Args:
        document: The text.
        away: Stretches in UTF-16 positions; a line that is only partly inside stays.
    """
    block = document.begin()
    while block.isValid():
        first, last = block.position(), block.position() + block.length() - 1
        is_away = any(start <= first and last <= stop and first < stop for start, stop in away)
        block.setVisible(not is_away)
        block = block.next()
    document.markContentsDirty(0, document.characterCount())


def own_text_start(source: Source) -> int:
    """Return the code point behind everything that was set aside at the beginning."""
    point = 0
    for row in sorted(source.set_aside, key=lambda row: row.start):
        if row.start <= point:
            point = max(point, row.stop)
    return min(point, len(source.text))
