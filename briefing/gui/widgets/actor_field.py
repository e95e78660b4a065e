"""Fields for typed names: they complete actors, countries, topics and actions, and never refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QStyledItemDelegate
from typing_extensions import override

from briefing.app.naming import Suggestion, suggestions
from briefing.domain.country_mentions import fold
from briefing.gui.parts import named
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from briefing.domain.content import Content

    Suggester = Callable[[str], Sequence[Suggestion]]

_DETAIL = Qt.ItemDataRole.UserRole + 1
_MOST_ROWS = 8


def topic_suggestions(content: Content, text: str) -> tuple[Suggestion, ...]:
    """Return the topics whose names hold what was typed, in the pack's order."""
    return _of_names([(topic.name, topic.id) for topic in content.topics], "topic", text)


def measure_suggestions(content: Content, text: str) -> tuple[Suggestion, ...]:
    """Return the actions whose names hold what was typed, in the pack's order."""
    return _of_names([(row.name, row.id) for row in content.measures], "measure", text)


def _key(words: str) -> str:
    """Return what names are compared by: accents, capitals and white space aside."""
    return " ".join(fold(words).casefold().split())


def _of_names(rows: Sequence[tuple[str, str]], kind: str, text: str) -> tuple[Suggestion, ...]:
    key = _key(text.strip())
    ranked = sorted(
        (not _key(name).startswith(key), place, name, record_id)
        for place, (name, record_id) in enumerate(rows)
        if key in _key(name)
    )
    return tuple(
        Suggestion(label=name, id=record_id, kind=kind, detail="")
        for _, _, name, record_id in ranked
    )


class _Suggestions(QAbstractListModel):
    """The completions of one typed name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Suggestion, ...] = ()

    def show(self, rows: Sequence[Suggestion]) -> None:
        """Put other completions in place."""
        self.beginResetModel()
        self.rows = tuple(rows)[:_MOST_ROWS]
        self.endResetModel()

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.label
        if role == _DETAIL:
            return row.detail
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.label}, {row.detail}" if row.detail else row.label
        return None


class _NameWithDetail(QStyledItemDelegate):
    """Draws a completion with what tells it from its likes at the right."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: Any,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        detail = index.data(_DETAIL)
        if not detail:
            return
        painter.save()
        chosen = index.row() == option.widget.currentIndex().row()
        painter.setPen(theme().colour("selection_ink" if chosen else "muted"))
        name_width = option.fontMetrics.horizontalAdvance(str(index.data())) + 24
        place = option.rect.adjusted(name_width, 0, -8, 0)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        elided = option.fontMetrics.elidedText(
            str(detail), Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, flags, elided)
        painter.restore()


class _SuggestionList(QListView):
    """The list under a name field; it lies over the window and never takes the focus."""

    def __init__(self, field: NameField) -> None:
        super().__init__(field.window())
        self.setObjectName(f"{field.objectName()}.suggestions")
        self.setAccessibleName(self.tr("Suggestions"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_NameWithDetail(self))
        theme().changed.connect(self._recolour)
        self._recolour()

    def _recolour(self) -> None:
        colours = theme().palette
        self.setStyleSheet(
            f"QListView {{ background: {colours.raised}; border: 1px solid {colours.edge}; }}"
            f"QListView::item:selected {{ background: {colours.selection};"
            f" color: {colours.selection_ink}; }}"
        )

    def lie_under(self, field: QWidget, rows: int) -> None:
        """Take the place right under the field, or above it where there is no room."""
        window = field.window()
        height = rows * max(24, self.sizeHintForRow(0)) + 2 * self.frameWidth()
        width = max(280, field.width())
        corner = field.mapTo(window, QPoint(0, field.height()))
        if corner.y() + height > window.height():
            corner.setY(max(0, field.mapTo(window, QPoint(0, 0)).y() - height))
        corner.setX(max(0, min(corner.x(), window.width() - width)))
        self.setGeometry(corner.x(), corner.y(), width, height)
        self.raise_()
        self.show()


class NameField(QLineEdit):
    """A line for one name that completes what is typed; a name not known yet is welcome.

    Down and Up choose, Enter or Tab takes the completion, Escape closes the list first.

    Args:
        suggester: Returns the completions of a typed beginning.
        name: The object's name.
        label: The accessible name.
        parent: The widget around it.
    """

    committed = Signal()
    """Enter was pressed while no list was open."""

    def __init__(
        self, suggester: Suggester, *, name: str, label: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, name, label)
        self._suggester = suggester
        self._model = _Suggestions(self)
        self._list: _SuggestionList | None = None
        self.textEdited.connect(self._on_edited)

    @property
    def is_listing(self) -> bool:
        """Whether the list of completions is open."""
        return self._list is not None and self._list.isVisible()

    @property
    def listed(self) -> tuple[str, ...]:
        """Return the completions that are offered now."""
        return tuple(row.label for row in self._model.rows) if self.is_listing else ()

    def value(self) -> str | tuple[str, ...]:
        """Return the name without white space around it."""
        return " ".join(self.text().split())

    def set_value(self, value: str | tuple[str, ...]) -> None:
        """Show a name, from its beginning."""
        self.setText(str(value))
        self.setCursorPosition(0)

    def _typed(self) -> str:
        return self.text()

    def _take(self, label: str) -> None:
        self.setText(label)

    @override
    def event(self, event: QEvent) -> bool:
        # Tab moves the focus before keyPressEvent would see it
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and self.is_listing and cast("QKeyEvent", event).key() == Qt.Key.Key_Tab:
            self._take_current()
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.is_listing and self._steer(key):
            return
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
            else:
                self.committed.emit()
            return
        if key == Qt.Key.Key_Down and not self.is_listing:
            self._on_edited(self.text())
            return
        super().keyPressEvent(event)

    def _steer(self, key: int) -> bool:
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take_current()
        elif key == Qt.Key.Key_Escape:
            self._close_list()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._move(1 if key == Qt.Key.Key_Down else -1)
        else:
            return False
        return True

    def _move(self, by: int) -> None:
        if self._list is not None:
            row = (self._list.currentIndex().row() + by) % self._model.rowCount()
            self._list.setCurrentIndex(self._model.index(row))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.selectAll()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._close_list()
        super().focusOutEvent(event)

    def _on_edited(self, _text: str) -> None:
        typed = self._typed().strip()
        rows = list(self._suggester(typed)) if typed else []
        if typed and not any(_key(row.label) == _key(typed) for row in rows):
            detail = self.tr("create")
            rows = [
                *rows[: _MOST_ROWS - 1],
                Suggestion(label=typed, id=None, kind="", detail=detail),
            ]
        self._model.show(rows)
        if len(rows) > 1 or (rows and rows[0].kind):
            self._open_list(len(self._model.rows))
        else:
            self._close_list()

    def _open_list(self, rows: int) -> None:
        if self._list is None or self._list.parentWidget() is not self.window():
            if self._list is not None:
                self._list.deleteLater()
            self._list = _SuggestionList(self)
            self._list.setModel(self._model)
            self._list.clicked.connect(self._on_clicked)
        self._list.setCurrentIndex(self._model.index(0))
        self._list.lie_under(self, rows)

    def _close_list(self) -> None:
        if self._list is not None:
            self._list.hide()

    def _on_clicked(self, index: QModelIndex) -> None:
        self._take(str(index.data()))
        self._close_list()

    def _take_current(self) -> None:
        if self._list is not None and self._list.currentIndex().isValid():
            self._take(self._model.rows[self._list.currentIndex().row()].label)
        self._close_list()


class ActorField(NameField):
    """A line for one actor: those of the pack, then countries by any of their names.

    Args:
        content: Returns the pack's content as it is now.
        name: The object's name.
        label: The accessible name.
        parent: The widget around it.
    """

    def __init__(
        self,
        content: Callable[[], Content],
        *,
        name: str,
        label: str,
        parent: QWidget | None = None,
    ) -> None:
        self._content = content
        super().__init__(self._actors, name=name, label=label, parent=parent)

    def _actors(self, text: str) -> tuple[Suggestion, ...]:
        return suggestions(self._content(), text)


class ActorsField(ActorField):
    """A line for several actors, separated by commas (semicolons where a name holds a comma)."""

    @override
    def value(self) -> tuple[str, ...]:
        names = (" ".join(part.split()) for part in self.text().split(self._separator()))
        return tuple(dict.fromkeys(name for name in names if name))

    @override
    def set_value(self, value: str | tuple[str, ...]) -> None:
        names = (value,) if isinstance(value, str) else value
        if any("," in name for name in names):
            self.setText("; ".join(names) + (";" if len(names) == 1 else ""))
        else:
            self.setText(", ".join(names))
        self.setCursorPosition(0)

    def _separator(self) -> str:
        return ";" if ";" in self.text() else ","

    @override
    def _typed(self) -> str:
        return self.text().rpartition(self._separator())[2]

    @override
    def _take(self, label: str) -> None:
        mark = self._separator()
        before, found, _ = self.text().rpartition(mark)
        self.setText(f"{before}{mark} {label}" if found else label)
