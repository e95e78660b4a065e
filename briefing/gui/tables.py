"""Tables whose columns are data: one item model and one view for every list of records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from briefing.domain.country_mentions import fold
from briefing.gui.parts import named
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QItemSelection
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QWidget

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex

LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE: Final = Qt.AlignmentFlag.AlignCenter

# Qt asks for thousands of values a second: roles are compared as plain numbers.
_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_DECORATION: Final = int(Qt.ItemDataRole.DecorationRole)
_TOOL_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT: Final = int(Qt.ItemDataRole.TextAlignmentRole)
_INK: Final = int(Qt.ItemDataRole.ForegroundRole)
_ACCESSIBLE: Final = int(Qt.ItemDataRole.AccessibleTextRole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[T]):
    """One column of a table.

    Attributes:
        title: Its heading, marked for translation.
        value: The text of a row's cell.
        sort: What rows are ordered by; its text where there is nothing else.
        width: Its width in pixels at 100 %; 0 takes what is left.
        alignment: How its cells are aligned.
        icon: A drawing for the cell.
        role: The colour role of the cell's words; empty for plain ink.
        spoken: What a screen reader says instead of the text.
    """

    title: str
    value: Callable[[T], str]
    sort: Callable[[T], Any] | None = None
    width: int = 120
    alignment: Qt.AlignmentFlag = LEFT
    icon: Callable[[T], QIcon | None] | None = None
    role: Callable[[T], str] | None = None
    spoken: Callable[[T], str] | None = None


class RecordModel(QAbstractTableModel, Generic[T]):
    """Rows of one kind under columns that are data; order and filter are plain lists of numbers.

    Args:
        columns: The columns.
        key: What tells one row from another across refreshes: its record's id.
    """

    def __init__(self, columns: Sequence[Column[T]], key: Callable[[T], str]) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._key = key
        self._rows: tuple[T, ...] = ()
        self._shown: list[int] = []
        self._words: list[str] | None = None
        self._filter: tuple[str, ...] = ()
        self._sort: tuple[int, bool] | None = None

    @property
    def columns(self) -> tuple[Column[T], ...]:
        """Return the columns."""
        return self._columns

    @property
    def total(self) -> int:
        """Return how many rows there are without the filter."""
        return len(self._rows)

    def show_rows(self, rows: Sequence[T]) -> None:
        """Show other rows in the same order and under the same filter."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._words = None
        self._shown = self._arranged()
        self.endResetModel()

    def set_filter(self, text: str) -> None:
        """Show only rows that have all the words, accents and capitals aside."""
        words = tuple(fold(text).casefold().split())
        if words != self._filter:
            self.beginResetModel()
            self._filter = words
            self._shown = self._arranged()
            self.endResetModel()

    def row_at(self, index: Index | int) -> T | None:
        """Return the row at a place of the view, or None."""
        place = index if isinstance(index, int) else index.row()
        return self._rows[self._shown[place]] if 0 <= place < len(self._shown) else None

    def place_of(self, key: str) -> int:
        """Return where the row with this key stands in the view, or -1."""
        return next(
            (at for at, row in enumerate(self._shown) if self._key(self._rows[row]) == key), -1
        )

    def key_of(self, row: T) -> str:
        """Return what tells a row from the others."""
        return self._key(row)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        column = self._columns[index.column()]
        role = int(role)
        if role in {_DISPLAY, _TOOL_TIP}:
            return column.value(row)
        if role == _ALIGNMENT:
            return int(column.alignment)
        return self._look(column, row, role)

    def _look(self, column: Column[T], row: T, role: int) -> Any:
        if role == _DECORATION and column.icon is not None:
            return column.icon(row)
        if role == _INK and column.role is not None:
            return self._ink(column.role(row))
        if role == _ACCESSIBLE and column.spoken is not None:
            return column.spoken(row)
        return None

    def _ink(self, name: str) -> QColor | None:
        return theme().colour(name) if name else None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if int(role) == _DISPLAY:
            return QCoreApplication.translate("Columns", self._columns[section].title)
        if int(role) == _ALIGNMENT:
            return int(self._columns[section].alignment)
        return None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        rows = [self._shown[index.row()] for index in before]
        self._sort = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self._shown = self._arranged()
        places = {row: place for place, row in enumerate(self._shown)}
        after = [
            self.index(places[row], index.column()) for row, index in zip(rows, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _arranged(self) -> list[int]:
        shown = [row for row in range(len(self._rows)) if self._passes(row)]
        if self._sort is not None and self._sort[0] < len(self._columns):
            column, descending = self._columns[self._sort[0]], self._sort[1]
            sort = column.sort or (lambda row: fold(column.value(row)).casefold())
            shown.sort(key=lambda row: sort(self._rows[row]), reverse=descending)
        return shown

    def _passes(self, row: int) -> bool:
        if not self._filter:
            return True
        if self._words is None:
            self._words = [
                fold(" ".join(column.value(item) for column in self._columns)).casefold()
                for item in self._rows
            ]
        return all(word in self._words[row] for word in self._filter)


class RecordView(QTableView, Generic[T]):
    """Shows a record model; tells which row is current, and keeps it through refreshes.

    Args:
        model: What to show.
        name: The object name.
        title: What a screen reader calls the table.

    Signals:
        row_chosen(row): Another row is current; None for no row.
        row_opened(row): A row was double-clicked or Enter was pressed on it.
    """

    row_chosen = Signal(object)
    row_opened = Signal(object)

    def __init__(
        self, model: RecordModel[T], name: str, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, name, title)
        self._records = model
        self._current = ""
        self._is_refreshing = False
        self.setModel(model)
        model.setParent(self)
        self._set_behaviour()
        self._set_header()
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.activated.connect(self._on_activated)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _set_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)

    def _set_header(self) -> None:
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        for place, column in enumerate(self._records.columns):
            if column.width == 0:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    @property
    def current(self) -> T | None:
        """Return the row that is chosen, or None."""
        return self._records.row_at(self._records.place_of(self._current))

    def show_rows(self, rows: Sequence[T]) -> None:
        """Show other rows; the chosen one stays chosen where it is still there."""
        self._is_refreshing = True
        top = self.verticalScrollBar().value()
        self._records.show_rows(rows)
        self._restore()
        self.verticalScrollBar().setValue(top)
        self._is_refreshing = False

    def filter(self, text: str) -> None:
        """Show only rows that have all the words."""
        self._is_refreshing = True
        self._records.set_filter(text)
        self._restore()
        self._is_refreshing = False

    def choose(self, key: str) -> bool:
        """Make the row with this key the chosen one and show it.

        Returns:
            Whether there is such a row under the filter.
        """
        place = self._records.place_of(key)
        if place < 0:
            return False
        self.selectRow(place)
        self.scrollTo(self._records.index(place, 0))
        return True

    def choose_first(self) -> None:
        """Choose the first row where none is chosen."""
        if self.current is None and self._records.rowCount():
            self.selectRow(0)

    def _restore(self) -> None:
        place = self._records.place_of(self._current)
        if place >= 0:
            self.selectRow(place)

    def _on_selection_changed(self, _new: QItemSelection, _old: QItemSelection) -> None:
        chosen = self.selectionModel().selectedRows()
        row = self._records.row_at(chosen[0]) if chosen else None
        key = "" if row is None else self._records.key_of(row)
        if key and (key != self._current or not self._is_refreshing):
            self._current = key
            self.row_chosen.emit(row)

    def _on_activated(self, index: QModelIndex) -> None:
        row = self._records.row_at(index)
        if row is not None:
            self.row_opened.emit(row)

    def _on_theme_changed(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme().row_height)
        self.verticalHeader().setMinimumSectionSize(theme().row_height)
        for place, column in enumerate(self._records.columns):
            if column.width:
                self.setColumnWidth(place, theme().scaled(column.width))
