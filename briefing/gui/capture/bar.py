"""The capture bar: it opens right under the selection, filled in, and Enter saves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)
from typing_extensions import override

from briefing.gui.capture.inputs import input_for
from briefing.gui.parts import button, column, label, named, row
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from briefing.app.drafts import Draft
    from briefing.gui.capture.fields import BarField, BarKind
    from briefing.gui.reader.reader import Reader
    from briefing.gui.session import Session

_WIDTH = 760
_COLUMNS = 12


class Overlay(QFrame):
    """A bar that lies over the reader right under the selection.

    Args:
        reader: The reader.
        name: The object's name.
        title: The accessible name.
    """

    closed = Signal()

    def __init__(self, reader: Reader, name: str, title: str) -> None:
        super().__init__(reader)
        named(self, name, title)
        self._reader = reader
        self.setProperty("look", "notice")
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.hide()
        reader.installEventFilter(self)
        reader.text.verticalScrollBar().valueChanged.connect(self.place)

    def show_under_selection(self) -> None:
        """Appear right under the selection; the text moves up where there is no room."""
        self.show()
        self.adjustSize()
        self._reader.text.make_room_below(self._height() + 12)
        self.place()
        self.raise_()

    def place(self) -> None:
        """Take the place under the selection as it stands now."""
        if not self.isVisible():
            return
        text = self._reader.text
        spot = text.selection_rect()
        corner = text.viewport().mapTo(self._reader, QPoint(0, 0))
        width = min(theme().scaled(_WIDTH), self._reader.width() - 24)
        height = self._height()
        middle = corner.x() + text.viewport().width() // 2
        left = max(12, min(middle - width // 2, self._reader.width() - width - 12))
        top = corner.y() + spot.bottom() + 12
        if top + height > self._reader.height():
            above = corner.y() + spot.top() - height - 8
            top = above if above > corner.y() else self._reader.height() - height - 8
        self.setGeometry(left, top, width, height)

    def _height(self) -> int:
        return self.sizeHint().height()

    def close_bar(self) -> None:
        """Close the bar; the text has the keys again, and its selection."""
        self.hide()
        self._reader.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.place()
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        # whatever the fields leave over is no command of the window behind the bar
        event.accept()


class CaptureBar(Overlay):
    """The fields of one kind of record, filled in from the sentence around the selection.

    Args:
        kind: The kind.
        session: The open pack.
        reader: The reader.

    Signals:
        saved(draft): Enter or *Save* was pressed.
    """

    saved = Signal(object)

    def __init__(self, kind: BarKind, session: Session, reader: Reader) -> None:
        super().__init__(reader, f"capture.bar.{kind.name}", kind.title)
        self.kind = kind
        self._session = session
        self._draft: Draft | None = None
        self._title = label("", "small")
        self._inputs: dict[str, Any] = {
            field.name: input_for(field, self._content, self) for field in kind.fields
        }
        self._folded: list[QWidget] = []
        self._more = button(self.tr("More"), "capture.more", self.unfold, look="link")
        self._more.setToolTip("Alt+M")
        unfolding = QShortcut(QKeySequence("Alt+M"), self)  # a button's own waits 100 ms
        unfolding.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        unfolding.activated.connect(self.unfold)
        self._lay_out()
        for one in self._inputs.values():
            one.committed.connect(self.save)

    def _content(self) -> Any:
        return self._session.content

    def _lay_out(self) -> None:
        heading = label(f"{self.kind.letter}   {self.tr(self.kind.title)}", "heading")
        top = row(heading, self._title, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        starts: dict[int, int] = {}
        for field in self.kind.fields:
            start = starts.get(field.row, 0)
            starts[field.row] = start + field.span
            self._put(grid, field, start)
        for place in range(_COLUMNS):
            grid.setColumnStretch(place, 1)
            grid.setColumnMinimumWidth(place, 1)
        layout = column(top, grid, self._buttons(), gap=4)
        layout.setContentsMargins(12, 8, 12, 8)
        self.setLayout(layout)

    def _buttons(self) -> QHBoxLayout:
        if not self._folded:
            self._more.hide()
        return row(
            self._more,
            1,
            label(self.tr("Enter saves    Esc closes"), "small"),
            button(self.tr("Close"), "capture.close", self.close_bar),
            button(self.tr("Save"), "capture.save", self.save, look="primary"),
        )

    def _put(self, grid: QGridLayout, field: BarField, start: int) -> None:
        made: QWidget = self._inputs[field.name]
        if isinstance(made, QLineEdit) and field.hint:
            made.setPlaceholderText(self.tr(field.hint))
        caption = label(self.tr(field.label), "small")
        caption.setBuddy(made)
        made.setMinimumWidth(24)
        grid.addWidget(caption, 2 * field.row, start, 1, field.span)
        grid.addWidget(made, 2 * field.row + 1, start, 1, field.span)
        if field.folded:
            self._folded += [caption, made]
            caption.hide()
            made.hide()

    # ------------------------------------------------------------------- drafts

    def open(self, draft: Draft) -> None:
        """Show a draft under the selection, the keys in the first field that lacks something."""
        self._draft = draft
        for field in self.kind.fields:
            self._inputs[field.name].set_value(getattr(draft, field.name))
        self._tell()
        self.show_under_selection()
        self.focus_first()

    def focus_first(self) -> None:
        """Give the keys to the first field that lacks something, else to the first."""
        first = self._first_to_fill()
        first.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(first, QLineEdit):
            first.selectAll()

    def draft(self) -> Draft | None:
        """Return the draft as the fields have it now."""
        if self._draft is None:
            return None
        values = {name: one.value() for name, one in self._inputs.items()}
        if "speaker" in values and values["speaker"] != self._draft.speaker:  # type: ignore[union-attr]  # a quote's
            values["speaker_as_named"] = None
        return replace(self._draft, **values)

    def set_ranges(self, ranges: tuple[Any, ...]) -> None:
        """Let the draft rest on other passages."""
        if self._draft is not None:
            self._draft = replace(self._draft, ranges=ranges)
            self._tell()

    def field(self, name: str) -> Any:
        """Return the input of a field."""
        return self._inputs[name]

    def unfold(self) -> None:
        """Show the fields that are seldom needed, or fold them away again."""
        if not self._folded:
            return
        shown = self._folded[0].isHidden()
        for part in self._folded:
            part.setVisible(shown)
        self._more.setText(self.tr("Less") if shown else self.tr("More"))
        self.show_under_selection()

    def save(self) -> None:
        """Hand the draft over."""
        draft = self.draft()
        if draft is not None and self.isVisible():
            self.saved.emit(draft)

    def _first_to_fill(self) -> QWidget:
        inputs: list[QWidget] = [
            self._inputs[field.name]
            for field in self.kind.fields
            if field.wanted and not self._inputs[field.name].value()
        ]
        first: QWidget = self._inputs[self.kind.fields[0].name]
        return inputs[0] if inputs else first

    def _tell(self) -> None:
        ranges = self._draft.ranges if self._draft else ()
        length = sum(one.stop - one.start for one in ranges)
        if len(ranges) == 1:
            words = self.tr("%1 characters").replace("%1", str(length))
        else:
            words = self.tr("%1 characters in %2 pieces").replace("%1", str(length))
        self._title.setText(words.replace("%2", str(len(ranges))))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            focus = self.focusWidget()
            if isinstance(focus, QPushButton):
                focus.click()
            else:
                self.save()
            event.accept()
            return
        super().keyPressEvent(event)
