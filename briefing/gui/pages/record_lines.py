"""Records in a line each, under headings: a click or Enter selects one and shows its passages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from briefing.gui.parts import column, label, named, row, rule
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from briefing.gui.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class LineItem:
    """One record in a line.

    Attributes:
        kind: Its kind (singular).
        id: Its id.
        title: What stands first, in ink; a date, a name, an action.
        text: What is said.
        note: What qualifies it: basis, date, condition.
    """

    kind: str
    id: str
    title: str
    text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines under one heading."""

    title: str
    items: tuple[LineItem, ...]


class RecordLine(QFrame):
    """One line that can be selected by mouse and keys.

    Signals:
        chosen(kind, id): The line was chosen.
        opened(kind, id): It was double-clicked, or Enter was pressed on it.
    """

    chosen = Signal(str, str)
    opened = Signal(str, str)

    def __init__(self, item: LineItem) -> None:
        super().__init__()
        self._item = item
        spoken = ", ".join(filter(None, (item.title, item.text, item.note)))
        named(self, f"{item.kind}.{item.id}", spoken)
        self.setProperty("look", "line")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        title = label(item.title, wraps=True)
        title.setFixedWidth(theme().scaled(132))
        title.setAlignment(Qt.AlignmentFlag.AlignTop)
        said = [label(item.text, wraps=True)] if item.text else []
        noted = [label(item.note, "small", wraps=True)] if item.note else []
        words = column(*said, *noted, gap=0)
        words.addStretch(1)
        inner = row(title, words, gap=12)
        inner.setStretch(1, 1)
        inner.setContentsMargins(8, 4, 8, 4)
        self.setLayout(inner)

    def mark(self, *, selected: bool) -> None:
        """Show whether this line's record is the selected one."""
        self.setProperty("chosen", selected)
        self.style().polish(self)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.chosen.emit(self._item.kind, self._item.id)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self._item.kind, self._item.id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.chosen.emit(self._item.kind, self._item.id)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit(self._item.kind, self._item.id)
            self.opened.emit(self._item.kind, self._item.id)
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)


class RecordLines(QWidget):
    """The lines of one group.

    Args:
        group: Heading and lines.
        session: Where a chosen line is selected.

    Signals:
        opened(kind, id): A line was double-clicked, or Enter was pressed on it.
    """

    opened = Signal(str, str)

    def __init__(self, group: Group, session: Session) -> None:
        super().__init__()
        self._session = session
        self._lines: dict[tuple[str, str], RecordLine] = {}
        count = label(str(len(group.items)), "small")
        parts: list[QWidget] = []
        for item in group.items:
            line = RecordLine(item)
            line.chosen.connect(session.select)
            line.opened.connect(self.opened)
            self._lines[item.kind, item.id] = line
            parts.append(line)
        heading = row(label(group.title, "heading"), count, 1)
        layout = column(heading, rule(), *parts, gap=2)
        layout.setContentsMargins(0, 8, 0, 0)
        self.setLayout(layout)
        session.record_selected.connect(self._on_selected)
        self._on_selected(*session.selected)

    def _on_selected(self, kind: str, record_id: str) -> None:
        for key, line in self._lines.items():
            selected = key == (kind, record_id)
            if bool(line.property("chosen")) != selected:
                line.mark(selected=selected)


def grouped(groups: tuple[Group, ...], session: Session) -> tuple[RecordLines, ...]:
    """Return a widget for every group that has lines; an opened line goes to its page."""
    made = tuple(RecordLines(group, session) for group in groups if group.items)
    for lines in made:
        lines.opened.connect(session.show_record)
    return made
