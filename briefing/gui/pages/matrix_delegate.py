"""Draws the cells and headings of a matrix: symbol, word, condition and basis, in one ink too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QIcon, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate
from typing_extensions import override

from briefing.domain.vocabularies import CellState
from briefing.gui.pages.matrix_model import CELL, TALLY
from briefing.gui.pages.matrix_symbols import draw_symbol
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QWidget

    from briefing.domain.cells import Cell
    from briefing.domain.marks import Mark

NARROW = 92
_SYMBOL = 13
_DARK_SATURATION, _DARK_LIGHTNESS = 0.85, 0.25
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
_MUTED_STATES = frozenset({CellState.SEARCHED_NONE.value, CellState.NOT_ASSESSED.value})


def cell_colours(mark: Mark) -> tuple[QColor, QColor]:
    """Return fill and ink of a mark in the theme in force.

    On paper and in the light theme these are the mark's own; in the dark they are the same hues
    over the dark ground; in high contrast there are no fills. *Rules out* is always inverse.
    """
    palette = theme().palette
    if mark.bold:
        return QColor(palette.ink), QColor(palette.base)
    if palette.name == "light":
        return QColor(mark.fill), QColor(mark.ink)
    ink = QColor(palette.muted if mark.code in _MUTED_STATES else palette.ink)
    if palette.name == "high_contrast" or mark.code in _MUTED_STATES:
        return QColor(palette.base), ink
    return _darkened(QColor(mark.fill)), ink


def _darkened(fill: QColor) -> QColor:
    hue, saturation = max(0.0, fill.hslHueF()), fill.hslSaturationF()
    return QColor.fromHslF(hue, saturation * _DARK_SATURATION, _DARK_LIGHTNESS)


class CellDelegate(QStyledItemDelegate):
    """Draws one cell; the word where there is room, else its code."""

    @override
    def sizeHint(self, option: Any, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme().scaled(128), theme().scaled(56))

    @override
    def paint(
        self, painter: QPainter, option: Any, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect
        cell: Cell | None = index.data(CELL)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if cell is None:
            self._draw_heading(painter, option, index)
        else:
            fill, ink = cell_colours(cell.mark)
            painter.fillRect(rect, fill)
            self._draw_pattern(painter, cell.mark, rect, ink)
            painter.setPen(ink)
            inner = rect.adjusted(8, 6, -6, -5)
            if rect.width() < theme().scaled(NARROW):
                self._draw_code(painter, cell, inner, ink, option.font)
            else:
                self._draw_words(painter, cell, inner, ink, option.font)
            self._draw_edges(painter, option, rect)
        painter.restore()

    def _draw_heading(
        self, painter: QPainter, option: Any, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.fillRect(option.rect, theme().colour("window"))
        font = QFont(option.font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme().colour("accent"))
        place = option.rect.adjusted(8, 0, -8, 0)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), str(index.data() or ""))

    def _draw_pattern(self, painter: QPainter, mark: Mark, rect: QRect, ink: QColor) -> None:
        if mark.struck:
            faint = QColor(ink)
            faint.setAlpha(60)
            painter.fillRect(rect, QBrush(faint, Qt.BrushStyle.BDiagPattern))
        if mark.dashed:
            faint = QColor(ink)
            faint.setAlpha(150)
            pen = QPen(faint, 1.0)
            pen.setDashPattern([3, 3])
            painter.setPen(pen)
            painter.drawRect(QRectF(rect).adjusted(2.5, 2.5, -3.5, -3.5))

    def _draw_words(
        self, painter: QPainter, cell: Cell, place: QRect, ink: QColor, base: QFont
    ) -> None:
        side = theme().scaled(_SYMBOL)
        font = _font(base, cell.mark)
        painter.setFont(font)
        line = painter.fontMetrics().height()
        middle = QRectF(place.x(), place.y() + (line - side) / 2, side, side)
        draw_symbol(painter, cell.mark.symbol, middle, ink)
        words = place.adjusted(side + 6, 0, 0, 0)
        first = QRect(words.x(), words.y(), words.width(), line)
        tail = cell.tail.strip()
        width = painter.fontMetrics().horizontalAdvance(tail) + 4 if tail else 0
        label = painter.fontMetrics().elidedText(
            cell.mark.label, Qt.TextElideMode.ElideRight, first.width() - width
        )
        painter.drawText(first, int(Qt.AlignmentFlag.AlignLeft), label)
        if tail:
            painter.drawText(first, int(Qt.AlignmentFlag.AlignRight), tail)
        self._draw_notes(painter, cell, words.adjusted(0, line + 1, 0, 0), base)

    def _draw_notes(self, painter: QPainter, cell: Cell, place: QRect, base: QFont) -> None:
        small = QFont(base)
        small.setPixelSize(theme().scaled(11))
        for text, italic in ((_condition(cell), False), (cell.basis_note, True)):
            if not text or place.height() < 8:
                continue
            small.setItalic(italic)
            painter.setFont(small)
            metrics = painter.fontMetrics()
            lines = max(1, place.height() // metrics.height())
            needed = metrics.boundingRect(place, _WRAP, text)
            if needed.height() > lines * metrics.height():
                text = metrics.elidedText(  # noqa: PLW2901  # the same words, shortened
                    text, Qt.TextElideMode.ElideRight, round(place.width() * lines * 0.92)
                )
                needed = metrics.boundingRect(place, _WRAP, text)
            whole = QRect(place.x(), place.y(), place.width(), lines * metrics.height())
            painter.setClipRect(whole)
            painter.drawText(place, _WRAP, text)
            painter.setClipping(False)
            place = place.adjusted(0, needed.height(), 0, 0)

    def _draw_code(
        self, painter: QPainter, cell: Cell, place: QRect, ink: QColor, base: QFont
    ) -> None:
        side = theme().scaled(_SYMBOL)
        painter.setFont(_font(base, cell.mark))
        same = cell.mark.short == cell.mark.symbol
        top = QRectF(place.center().x() - side / 2, place.y() + 2, side, side)
        draw_symbol(painter, cell.mark.symbol, top, ink)
        code = "" if same else cell.mark.short
        marked = code + ("*" if cell.condition else "") + cell.tail
        below = place.adjusted(-4, side + 4, 4, 0)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter), marked)

    def _draw_edges(self, painter: QPainter, option: Any, rect: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(theme().colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if option.state & QStyle.StateFlag.State_Selected:
            veil = theme().colour("accent")
            veil.setAlpha(46)
            painter.fillRect(rect, veil)
        if option.state & QStyle.StateFlag.State_HasFocus:
            # two rings, so that the frame shows on light and on black cells
            painter.setPen(QPen(theme().colour("base"), 1))
            painter.drawRect(rect.adjusted(3, 3, -4, -4))
            painter.setPen(QPen(theme().colour("focus"), theme().palette.focus_width + 1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))


def _condition(cell: Cell) -> str:
    dated = cell.mark.code == CellState.SEARCHED_NONE.value and cell.date
    return str(cell.date) if dated else cell.condition


def _font(base: QFont, mark: Mark) -> QFont:
    font = QFont(base)
    font.setPixelSize(theme().scaled(12))
    font.setBold(mark.bold)
    font.setItalic(mark.italic)
    font.setStrikeOut(mark.struck)
    return font


class MatrixHeader(QHeaderView):
    """Draws headings with their counts: the actor with its flag, the action over three lines.

    Args:
        orientation: Rows or columns.
        parent: The table.
    """

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    @override
    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:
        if self.orientation() == Qt.Orientation.Horizontal:
            return QSize(theme().scaled(128), theme().scaled(72))
        return QSize(theme().scaled(196), theme().scaled(56))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model = self.model()
        title = str(model.headerData(logicalIndex, self.orientation()) or "")
        count = str(model.headerData(logicalIndex, self.orientation(), TALLY) or "")
        painter.save()
        painter.fillRect(rect, theme().colour("window"))
        painter.setPen(theme().colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        place = rect.adjusted(10, 6, -8, -6)
        is_across = self.orientation() == Qt.Orientation.Horizontal
        if is_across and rect.width() < theme().scaled(NARROW):
            painter.translate(rect.left(), rect.bottom())
            painter.rotate(-90)
            place = QRect(8, 4, rect.height() - 14, rect.width() - 8)
        icon = model.headerData(logicalIndex, self.orientation(), Qt.ItemDataRole.DecorationRole)
        if isinstance(icon, QIcon) and not icon.isNull():
            high, wide = theme().scaled(15), theme().scaled(20)
            spot = QRect(place.x(), place.y() + (place.height() - high) // 2, wide, high)
            icon.paint(painter, spot)
            painter.drawRect(spot.adjusted(0, 0, -1, -1))
        if self.orientation() == Qt.Orientation.Vertical:
            place.setLeft(place.left() + theme().scaled(20) + 10)
        self._draw_title(painter, place, title, count)
        painter.restore()

    def _draw_title(self, painter: QPainter, place: QRect, title: str, count: str) -> None:
        font, small = QFont(self.font()), QFont(self.font())
        font.setPixelSize(theme().scaled(12))
        font.setWeight(QFont.Weight.DemiBold)
        small.setPixelSize(theme().scaled(11))
        painter.setFont(font)
        painter.setPen(theme().colour("ink"))
        line = painter.fontMetrics().height()
        room = place.adjusted(0, 0, 0, -line if count else 0)
        lines = max(1, room.height() // line)
        metrics = painter.fontMetrics()
        if metrics.boundingRect(room, _WRAP, title).height() > lines * line:
            title = metrics.elidedText(
                title, Qt.TextElideMode.ElideRight, round(room.width() * lines * 0.85)
            )
        flags = _WRAP | int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(room, flags, title)
        if count:
            painter.setFont(small)
            painter.setPen(theme().colour("muted"))
            below = QRect(place.x(), place.bottom() - line + 1, place.width(), line)
            flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            elided = painter.fontMetrics().elidedText(
                count, Qt.TextElideMode.ElideRight, below.width()
            )
            painter.drawText(below, flags, elided)
