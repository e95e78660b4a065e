"""The text of one source: read-only, 66 characters a line, every passage within reach of a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit
from typing_extensions import override

from briefing.domain.spans import Range
from briefing.gui.offsets import Offsets
from briefing.gui.parts import named
from briefing.gui.reader.folding import fold, own_text_start, space_lines
from briefing.gui.reader.gutter import GUTTER_WIDTH, Gutter
from briefing.gui.reader.inks import inks
from briefing.gui.reader.stepping import Steps
from briefing.gui.reader.underlines import Underlines
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from briefing.domain.sources import Source
    from briefing.gui.reader.highlights import Highlight

SERIFS = ("Charter", "Georgia", "Caladea", "Liberation Serif", "DejaVu Serif")
SAMPLE = "The quick answer of a careful reader is seldom the shortest of all."[:66]
CAPTURE_KEYS = {
    Qt.Key.Key_Q: "quote",
    Qt.Key.Key_P: "position",
    Qt.Key.Key_C: "commitment",
    Qt.Key.Key_F: "fact",
}
_TEXT_SIZE = 16
_MARGIN = 12


class SourceText(QTextEdit):
    """A read-only view of one source's text; its words are always asked of the source itself.

    Signals:
        capture_asked(kind): Q, P, C or F was pressed.
        piece_asked(): Shift+Q was pressed: the selection is a further piece of the quote.
        find_asked(): Ctrl+F was pressed where no window takes it.
        highlight_clicked(kind, record_id): A highlighted passage was clicked.
    """

    capture_asked = Signal(str)
    piece_asked = Signal()
    find_asked = Signal()
    highlight_clicked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "reader.text", self.tr("Text of the source"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setAcceptDrops(False)
        self.document().setDocumentMargin(_MARGIN)
        self._source: Source | None = None
        self._offsets = Offsets("")
        self._steps: Steps | None = None
        self._shows_aside = False
        self._highlights: tuple[Highlight, ...] = ()
        self._selected = ""
        self._matches: tuple[Range, ...] = ()
        self._underlines = Underlines(self)
        self._gutter = Gutter(self)
        self.verticalScrollBar().valueChanged.connect(self._gutter.update)
        self.selectionChanged.connect(self.viewport().update)
        self.cursorPositionChanged.connect(self.viewport().update)
        theme().changed.connect(self._set_font)
        self._set_font()

    # ------------------------------------------------------------------ content

    @property
    def source(self) -> Source | None:
        """Return the source that is shown."""
        return self._source

    @property
    def steps(self) -> Steps | None:
        """Return where the keys go in this source."""
        return self._steps

    @property
    def offsets(self) -> Offsets:
        """Return the converter between this text's positions and code points."""
        return self._offsets

    @property
    def highlights(self) -> tuple[Highlight, ...]:
        """Return the highlights, in reading order."""
        return self._highlights

    @property
    def selected_record(self) -> str:
        """Return the id of the record whose passages are filled."""
        return self._selected

    @property
    def shows_aside(self) -> bool:
        """Whether what was set aside is shown, in grey."""
        return self._shows_aside

    def show_source(self, source: Source | None) -> None:
        """Show a source from its beginning; the same text again keeps place and selection."""
        same = self._source is not None and source is not None and self._source.id == source.id
        aside_changed = not same or self._source.set_aside != source.set_aside  # type: ignore[union-attr]  # both are sources when same
        self._source = source
        self._steps = None if source is None else Steps(source)
        if not same:
            self._highlights, self._matches, self._selected = (), (), ""
            self._offsets = Offsets("" if source is None else source.text)
            self.setPlainText("" if source is None else source.text)
            space_lines(self.document())
        if aside_changed:
            self._fold_aside()
            if not same:
                self._start_at_own_text()
        self._mark()

    def show_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Show these passages by underline and letter."""
        self._highlights = tuple(highlights)
        self._mark()

    def show_selected(self, record_id: str) -> None:
        """Fill the passages of one record."""
        self._selected = record_id
        self._mark()

    def show_matches(self, matches: Sequence[Range]) -> None:
        """Frame what was found."""
        self._matches = tuple(matches)
        self.viewport().update()

    def show_aside(self, *, shown: bool) -> None:
        """Show what was set aside in grey, or fold it away."""
        self._shows_aside = shown
        self._fold_aside()
        self._mark()

    # ---------------------------------------------------------------- selection

    def selection(self) -> Range | None:
        """Return the selected passage in code points, or None when nothing is selected."""
        cursor = self.textCursor()
        return self._offsets.range_from_qt(cursor.anchor(), cursor.position())

    def caret(self) -> int:
        """Return where the caret stands, in code points."""
        return self._offsets.from_qt(self.textCursor().position())

    def select(self, place: Range | None) -> None:
        """Select a passage and bring it into sight; None leaves everything as it is."""
        if place is None or place.stop > self._offsets.length:
            return
        self._unfold(place)
        cursor = self.textCursor()
        cursor.setPosition(self._offsets.to_qt(place.start))
        cursor.setPosition(self._offsets.to_qt(place.stop), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self._bring_into_sight(place)

    def selection_rect(self) -> QRect:
        """Return where the selection stands in the viewport."""
        place = self.selection()
        if place is None:
            return self.cursorRect()
        found = QRect()
        for rect in self._underlines.lines_of(place):
            found = found.united(rect.toAlignedRect())
        return found

    def highlights_in_sight(self) -> list[Highlight]:
        """Return the highlights that touch the part of the text that is seen."""
        area = self.viewport().rect()
        # not at the very edge: above the first line Qt answers with any position
        top = self.cursorForPosition(QPoint(_MARGIN + 1, _MARGIN + 1)).block()
        below = self.cursorForPosition(area.bottomRight()).block()
        first = self._offsets.from_qt(top.position())
        last = self._offsets.from_qt(below.position() + below.length())
        return [
            row for row in self._highlights if row.range.start <= last and row.range.stop >= first
        ]

    def make_room_below(self, height: int) -> None:
        """Scroll so far that `height` pixels are free below the selection."""
        below = self.selection_rect().bottom() + height + 16 - self.viewport().height()
        if below > 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + min(below, max(0, self.selection_rect().top() - 8)))

    def _bring_into_sight(self, place: Range) -> None:
        lines = self._underlines.lines_of(place)
        if not lines:
            return
        top, bottom = lines[0].top(), lines[-1].bottom()
        room = self.viewport().height()
        if top < 0 or bottom > room * 0.6:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(top - room * 0.25))

    # --------------------------------------------------------------------- keys

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if plain and event.key() in CAPTURE_KEYS:
            self.capture_asked.emit(CAPTURE_KEYS[Qt.Key(event.key())])
        elif shifted and event.key() == Qt.Key.Key_Q:
            self.piece_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Find):
            self.find_asked.emit()
        elif (plain or shifted) and self._steps and self._step(event, shifted=shifted):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _step(self, event: QKeyEvent, *, shifted: bool) -> bool:
        steps, at, caret = self._steps, self.selection(), self.caret()
        if steps is None:
            return False
        if event.text() == "'":
            done = [row.range for row in self._highlights if row.kind == "quote"]
            self.select(steps.next_quotation(at or _near(caret), done))
        elif event.text() == '"' or (shifted and event.key() == Qt.Key.Key_Apostrophe):
            self.select(steps.previous_quotation(at or _near(caret)))
        elif event.key() == Qt.Key.Key_S:
            step = steps.longer if shifted else steps.next_sentence
            self.select(step(at, caret))
        elif event.key() == Qt.Key.Key_W and not shifted:
            self.select(steps.previous_sentence(at, caret))
        else:
            return False
        return True

    # ------------------------------------------------------------------ drawing

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self._underlines.draw(painter, self.highlights_in_sight(), self._selected)
        self._underlines.frame(painter, self._matches, inks().match)
        if self.hasFocus() and self._source is not None:
            caret = self.cursorRect()
            painter.fillRect(caret.x(), caret.y(), 2, caret.height(), inks().caret)
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._centre_column()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.selection() is None:
            at = self._offsets.from_qt(
                self.cursorForPosition(event.position().toPoint()).position()
            )
            for row in reversed(self._highlights):
                if row.range.start <= at < row.range.stop:
                    self.highlight_clicked.emit(row.kind, row.record_id)
                    return

    def _set_font(self) -> None:
        families = ", ".join(f"'{family}'" for family in SERIFS)
        size, frame = theme().scaled(_TEXT_SIZE), theme().palette.focus_width
        self.setStyleSheet(
            f"QTextEdit {{ border: {frame}px solid transparent; margin: 0; padding: 0;"
            f" border-radius: 0; font-family: {families}, serif; font-size: {size}px; }}"
            f"QTextEdit:focus {{ border-color: {theme().palette.focus}; }}"
        )
        self.ensurePolished()
        self.document().setDefaultFont(self.font())
        self._centre_column()
        self._mark()

    def _centre_column(self) -> None:
        column = round(QFontMetricsF(self.font()).horizontalAdvance(SAMPLE)) + 2 * _MARGIN
        free = self.width() - self.verticalScrollBar().sizeHint().width() - column
        left = max(GUTTER_WIDTH, free // 2)
        right = max(0, free - left)
        if (self.viewportMargins().left(), self.viewportMargins().right()) != (left, right):
            self.setViewportMargins(left, 0, right, 0)
        self._fit_lines()
        self._gutter.stand_beside(self.viewport())

    def _fit_lines(self) -> None:
        """Break the lines at the column's width: Qt keeps the earlier one on the first show."""
        width = self.viewport().width()
        if 0 < self.document().pageSize().width() != width:
            self.document().setPageSize(QSizeF(width, -1))

    # ---------------------------------------------------------------- set aside

    def _aside(self) -> list[tuple[int, int]]:
        rows = self._source.set_aside if self._source else ()
        return [(self._offsets.to_qt(row.start), self._offsets.to_qt(row.stop)) for row in rows]

    def _fold_aside(self) -> None:
        fold(self.document(), () if self._shows_aside else self._aside())
        self.viewport().update()

    def _unfold(self, place: Range) -> None:
        rows = self._source.set_aside if self._source else ()
        if not self._shows_aside and any(row.overlaps(place) for row in rows):
            self.show_aside(shown=True)

    def _start_at_own_text(self) -> None:
        source = self._source
        point = own_text_start(source) if source else 0
        cursor = self.textCursor()
        cursor.setPosition(self._offsets.to_qt(point))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(0)

    def _mark(self) -> None:
        muted = QTextCharFormat()
        muted.setForeground(inks().muted)
        marks = [self._extra(start, stop, muted) for start, stop in self._aside()]
        chosen = [row for row in self._highlights if row.record_id == self._selected]
        for row in chosen if inks().fills else ():
            filled = QTextCharFormat()
            filled.setBackground(inks().fill[row.kind])
            start, stop = self._offsets.to_qt(row.range.start), self._offsets.to_qt(row.range.stop)
            marks.append(self._extra(start, stop, filled))
        self.setExtraSelections(marks)
        self.viewport().update()
        self._gutter.update()

    def _extra(self, start: int, stop: int, shape: QTextCharFormat) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = QTextCursor(self.document())
        mark.cursor.setPosition(start)
        mark.cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
        mark.format = shape
        return mark


def _near(caret: int) -> Range | None:
    """Return a selection that stands for the caret, so that stepping begins there."""
    return Range(start=caret - 1, stop=caret) if caret > 0 else None
