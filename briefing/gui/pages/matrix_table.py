"""The table of a matrix: headings stay in sight, arrow keys move, groups span the width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget
from typing_extensions import override

from briefing.gui.pages.matrix_delegate import NARROW, CellDelegate, MatrixHeader
from briefing.gui.parts import named
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from briefing.domain.cells import Cell
    from briefing.gui.pages.matrix_model import MatrixModel

WIDTHS = (("Fit the width", "fit"), ("Words", "words"), ("Codes", "codes"))
_WIDEST, _WORDS, _CODES = 190, 132, 56
_LINE_HEIGHT, _CODE_HEIGHT, _GROUP_HEIGHT = 62, 44, 28
_HEAD, _TURNED_HEAD = 78, 150


class MatrixTable(QTableView):
    """Shows a matrix; the row and column headings are its frozen first column and row.

    Args:
        model: The matrix.
        parent: The page.

    Signals:
        cell_chosen(cell): Another cell is current; None for none.
        detail_asked(): Enter was pressed on a cell.
    """

    cell_chosen = Signal(object)
    detail_asked = Signal()

    def __init__(self, model: MatrixModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "matrix.table", self.tr("Matrix"))
        self._matrix = model
        self._kept: tuple[str, str] = ("", "")
        self._width = "fit"
        self.setHorizontalHeader(MatrixHeader(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(MatrixHeader(Qt.Orientation.Vertical, self))
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().setMinimumSectionSize(40)
        self.verticalHeader().setMinimumSectionSize(24)
        model.modelReset.connect(self._on_reset)
        model.dataChanged.connect(self._on_data_changed)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        theme().changed.connect(self._on_reset)

    @property
    def cell(self) -> Cell | None:
        """Return the current cell."""
        return self._matrix.cell_at(self.currentIndex())

    def chosen_cells(self) -> tuple[Cell, ...]:
        """Return the selected cells in reading order, or the current one."""
        places = sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        cells = [self._matrix.cell_at(index) for index in places] or [self.cell]
        return tuple(cell for cell in cells if cell is not None)

    def choose(self, actor: str, column: str) -> bool:
        """Make a cell the current one; returns whether it is shown."""
        index = self._matrix.place_of(actor, column)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def show_width(self, width: str) -> None:
        """Show words, codes, or whichever fits the width (`words`, `codes`, `fit`)."""
        self._width = width
        self.fit_columns()

    def _on_reset(self) -> None:
        self.clearSpans()
        width = len(self._matrix.columns)
        self.verticalHeader().setFixedWidth(theme().scaled(200))
        for row, line in enumerate(self._matrix.lines):
            if line.actor is None and width > 1:
                self.setSpan(row, 0, 1, width)
        self.fit_columns()
        if not self.choose(*self._kept):
            self._choose_first()

    def _choose_first(self) -> None:
        first = next((at for at, line in enumerate(self._matrix.lines) if line.actor), -1)
        if first >= 0 and self._matrix.columns:
            self.setCurrentIndex(self._matrix.index(first, 0))
        else:
            self.cell_chosen.emit(None)

    def fit_columns(self) -> None:
        """Share the width among the columns; narrow ones carry codes and turned headings."""
        count = len(self._matrix.columns)
        if not count:
            return
        room = self.viewport().width() // count
        least = theme().scaled({"words": _WORDS}.get(self._width, _CODES))
        most = theme().scaled(_CODES if self._width == "codes" else _WIDEST)
        width = max(least, min(most, room))
        for place in range(count):
            self.setColumnWidth(place, width)
        is_narrow = width < theme().scaled(NARROW)
        self.horizontalHeader().setFixedHeight(theme().scaled(_TURNED_HEAD if is_narrow else _HEAD))
        high = _CODE_HEIGHT if is_narrow else _LINE_HEIGHT
        for row, line in enumerate(self._matrix.lines):
            self.setRowHeight(row, theme().scaled(high if line.actor else _GROUP_HEIGHT))

    def _on_data_changed(self) -> None:
        self.cell_chosen.emit(self.cell)

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        cell = self._matrix.cell_at(current)
        if cell is not None:
            self._kept = (cell.actor.id, cell.column.id)
        self.cell_chosen.emit(cell)

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.detail_asked.emit()
            return
        super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Leave letters alone: the words of cells are all alike."""
