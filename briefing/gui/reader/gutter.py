"""The margin of the reader: a letter beside the first line of every highlighted passage."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from briefing.gui.parts import named
from briefing.gui.reader.inks import inks
from briefing.gui.reader.underlines import Underlines
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from briefing.gui.reader.highlights import Highlight
    from briefing.gui.reader.source_text import SourceText

GUTTER_WIDTH = 76
_LETTER = 16
_STEP = 17


class Gutter(QWidget):
    """Shows Q, P, C and F beside the text; a click selects the record.

    Args:
        view: The text view that it stands beside.
    """

    def __init__(self, view: SourceText) -> None:
        super().__init__(view)
        named(self, "reader.gutter", self.tr("Letters of the captured passages"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._view = view
        self._lines = Underlines(view)

    @override
    def sizeHint(self) -> QSize:
        return QSize(GUTTER_WIDTH, 0)

    def stand_beside(self, viewport: QWidget) -> None:
        """Take the place left of the text."""
        place = viewport.geometry()
        self.setGeometry(place.left() - GUTTER_WIDTH, place.top(), GUTTER_WIDTH, place.height())

    def letters(self) -> list[tuple[QRectF, Highlight]]:
        """Return the letters that are in sight with their places, the first next to the text."""
        found = []
        taken: dict[int, int] = {}
        seen: set[tuple[str, int]] = set()
        for row in self._view.highlights:
            lines = self._lines.lines_of(row.range)
            if not lines:
                continue
            line = lines[0]
            middle = round(line.center().y())
            if not -_LETTER < middle < self.height() + _LETTER or (row.record_id, middle) in seen:
                continue
            seen.add((row.record_id, middle))
            column = taken.get(middle, 0)
            taken[middle] = column + 1
            left = GUTTER_WIDTH - 4 - (column + 1) * _STEP
            if left >= 0:
                found.append((QRectF(left, middle - _LETTER / 2, _LETTER, _LETTER), row))
        return found

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPixelSize(theme().scaled(10))
        font.setBold(True)
        painter.setFont(font)
        for place, row in self.letters():
            chosen = row.record_id == self._view.selected_record
            painter.setPen(QPen(inks().line[row.kind], 2 if chosen else 1))
            painter.setBrush(inks().fill[row.kind])
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            painter.setPen(inks().letter)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, row.letter)
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().toPoint())
        if row is not None:
            self._view.highlight_clicked.emit(row.kind, row.record_id)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self._row_at(event.pos())
            # escaped by Qt only where it looks like rich text, so a plain paragraph is forced
            QToolTip.showText(event.globalPos(), _plain(row.label) if row else "", self)
            return True
        return super().event(event)

    def _row_at(self, point: QPoint) -> Highlight | None:
        return next((row for place, row in self.letters() if place.contains(point)), None)


def _plain(words: str) -> str:
    return f"<p>{escape(words)}</p>"
