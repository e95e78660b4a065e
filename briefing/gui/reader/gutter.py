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

    def letters(self) -> list[tuple[QRectF, tuple[Highlight, ...]]]:
        """Return the letters in sight: one a kind and line, with all the records it stands for."""
        groups: dict[tuple[int, str], list[Highlight]] = {}
        for row in self._view.highlights_in_sight():
            lines = self._lines.lines_of(row.range)
            if lines:
                groups.setdefault((round(lines[0].center().y()), row.kind), []).append(row)
        found = []
        taken: dict[int, int] = {}
        for (middle, _), rows in groups.items():
            place = taken[middle] = taken.get(middle, 0) + 1
            left = GUTTER_WIDTH - 4 - place * _STEP
            box = QRectF(left, middle - _LETTER / 2, _LETTER, _LETTER)
            found.append((box, tuple(dict.fromkeys(rows))))
        return found

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPixelSize(theme().scaled(10))
        font.setBold(True)
        painter.setFont(font)
        for place, rows in self.letters():
            row = rows[0]
            chosen = any(one.record_id == self._view.selected_record for one in rows)
            painter.setPen(QPen(inks().line[row.kind], 2 if chosen else 1))
            painter.setBrush(inks().fill[row.kind])
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            painter.setPen(inks().letter)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, row.letter)
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        rows = self._rows_at(event.position().toPoint())
        if rows:
            # a further click goes to the next record that the letter stands for
            ids = [row.record_id for row in rows]
            selected = self._view.selected_record
            place = (ids.index(selected) + 1) % len(ids) if selected in ids else 0
            self._view.highlight_clicked.emit(rows[place].kind, ids[place])

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = "\n".join(row.label for row in self._rows_at(event.pos()))
            QToolTip.showText(event.globalPos(), _plain(words) if words else "", self)
            return True
        return super().event(event)

    def _rows_at(self, point: QPoint) -> tuple[Highlight, ...]:
        return next((rows for place, rows in self.letters() if place.contains(point)), ())


def _plain(words: str) -> str:
    """Return words as rich text that reads to the letter; Qt would guess otherwise."""
    return f"<p>{escape(words)}</p>".replace("\n", "<br>")
