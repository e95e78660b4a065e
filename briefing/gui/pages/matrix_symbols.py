"""The symbols of matrix cells, drawn by the program so that no font decides how they look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPen

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter

_FULL = 360 * 16
# Sectors in sixteenths of a degree from twelve o'clock, clockwise.
_SECTORS: Final = {
    "●": (90 * 16, -_FULL),
    "◕": (90 * 16, -270 * 16),
    "◑": (90 * 16, -180 * 16),
    "◐": (90 * 16, 180 * 16),
    "◔": (90 * 16, -90 * 16),
}
_RINGS: Final = frozenset({*_SECTORS, "○", "◌", "⊘"})
_STROKES: Final = {
    "✕": ((-0.7, -0.7, 0.7, 0.7), (-0.7, 0.7, 0.7, -0.7)),
    "‖": ((-0.35, -0.8, -0.35, 0.8), (0.35, -0.8, 0.35, 0.8)),
    "–": ((-0.6, 0.0, 0.6, 0.0),),
    "⊘": ((-0.68, 0.68, 0.68, -0.68),),
}
_THICK: Final = {"✕": 2.6, "‖": 2.6, "–": 2.0}
DRAWN: Final = _RINGS | _STROKES.keys() | {"·"}


def draw_symbol(painter: QPainter, symbol: str, place: QRectF, ink: QColor) -> None:
    """Draw one symbol in the middle of a place; a symbol of letters is written.

    Args:
        painter: Where to draw.
        symbol: The symbol of a mark.
        place: The square for it.
        ink: Its colour.
    """
    painter.save()
    side = min(place.width(), place.height()) - 2
    middle = place.center()
    disc = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
    pen = QPen(ink, _THICK.get(symbol, 1.5))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    if symbol in _RINGS:
        _ring(painter, symbol, disc, ink)
    if symbol == "·":
        painter.setBrush(ink)
        painter.drawEllipse(middle, side / 8, side / 8)
    for stroke in _STROKES.get(symbol, ()):
        x1, y1, x2, y2 = (part * side / 2 for part in stroke)
        ends = QPointF(x1, y1) + middle, QPointF(x2, y2) + middle
        painter.drawLine(QLineF(*ends))
    if symbol not in DRAWN:
        wide = place.adjusted(-12, -4, 12, 4)
        painter.drawText(wide, int(Qt.AlignmentFlag.AlignCenter), symbol)
    painter.restore()


def _ring(painter: QPainter, symbol: str, disc: QRectF, ink: QColor) -> None:
    if symbol in _SECTORS:
        painter.setBrush(ink)
        start, length = _SECTORS[symbol]
        if symbol == "●":
            painter.drawEllipse(disc)
        else:
            painter.drawPie(disc, start, length)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if symbol == "◌":
        pen = QPen(ink, 1.7)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.1, 2.2])
        painter.setPen(pen)
    painter.drawEllipse(disc)
