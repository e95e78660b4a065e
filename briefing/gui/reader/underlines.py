"""Underlines of the reader: solid, dashed, double and dotted, stacked where passages overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from briefing.gui.offsets import Offsets
from briefing.gui.reader.inks import inks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QTextBlock

    from briefing.domain.spans import Range
    from briefing.gui.reader.highlights import Highlight
    from briefing.gui.reader.source_text import SourceText

_LANE_HEIGHT = 4.0
_PATTERNS: dict[str, tuple[float, ...]] = {
    "quote": (),
    "position": (4.0, 2.5),
    "commitment": (),
    "fact": (0.1, 2.2),
}


class Underlines:
    """Draws below and around passages of a text view.

    Args:
        view: The text view.
    """

    def __init__(self, view: SourceText) -> None:
        self._view = view

    def lines_of(self, place: Range) -> list[QRectF]:
        """Return the part of every line that a passage covers, in the viewport's coordinates."""
        first = self._view.offsets.to_qt(place.start)
        last = self._view.offsets.to_qt(place.stop)
        found = []
        block = self._view.document().findBlock(first)
        while block.isValid() and block.position() < last:
            if block.isVisible():
                found += self._in_block(block, first - block.position(), last - block.position())
            block = block.next()
        return found

    def _in_block(self, block: QTextBlock, first: int, last: int) -> list[QRectF]:
        # asking for the rectangle lays the block out
        corner = self._view.document().documentLayout().blockBoundingRect(block).topLeft()
        layout = block.layout()
        corner -= layout.boundingRect().topLeft()
        corner -= QPointF(
            self._view.horizontalScrollBar().value(), self._view.verticalScrollBar().value()
        )
        words = block.text()
        units = Offsets(words)
        found = []
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            start = max(first, line.textStart())
            stop = min(last, line.textStart() + line.textLength())
            while stop > start and words[units.from_qt(stop - 1)].isspace():
                stop -= 1
            if start < stop:
                left, right = sorted((_x(line.cursorToX(start)), _x(line.cursorToX(stop))))
                top = corner.y() + line.y()
                height = line.ascent() + line.descent()
                found.append(QRectF(corner.x() + left, top, right - left, height))
        return found

    def draw(self, painter: QPainter, highlights: Sequence[Highlight], selected: str) -> None:
        """Draw the underlines of the highlights that are in sight; frame the selected one."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self._view.viewport().height()
        for row in highlights:
            for rect in self.lines_of(row.range):
                if rect.bottom() >= 0 and rect.top() <= height:
                    self._underline(painter, row, rect)
            if row.record_id == selected and not inks().fills:
                self.frame(painter, (row.range,), inks().line[row.kind])

    def _underline(self, painter: QPainter, row: Highlight, rect: QRectF) -> None:
        y = rect.bottom() + 1.5 + row.lane * _LANE_HEIGHT
        pen = QPen(inks().line[row.kind], 1.4)
        if _PATTERNS[row.kind]:
            pen.setDashPattern(_PATTERNS[row.kind])
        if row.kind == "fact":
            pen.setWidthF(1.8)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        if row.kind == "commitment":
            pen.setWidthF(1.0)
            painter.setPen(pen)
            painter.drawLine(QPointF(rect.left(), y - 1.2), QPointF(rect.right(), y - 1.2))
            y += 1.2
        painter.setPen(pen)
        painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))

    def frame(self, painter: QPainter, places: Sequence[Range], ink: QColor) -> None:
        """Draw a frame around passages."""
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for place in places:
            for rect in self.lines_of(place):
                painter.drawRect(rect.adjusted(-1, -1, 1, 1))


def _x(found: object) -> float:
    """Return the position of `cursorToX`, which PySide hands out with the cursor or without it."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]  # a float
