"""The cells of a table as they stand there, headings bold, what is irregular in its own ink."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QTableView
from typing_extensions import override

from briefing.gui.parts import named
from briefing.gui.theme import theme
from briefing.tabular.table import CellKind, address, letters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.tabular.irregularities import Irregularity
    from briefing.tabular.table import Table

Index = QModelIndex | QPersistentModelIndex

_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_TOOL_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_INK: Final = int(Qt.ItemDataRole.ForegroundRole)
_FONT: Final = int(Qt.ItemDataRole.FontRole)
_ALIGNMENT: Final = int(Qt.ItemDataRole.TextAlignmentRole)
_SHOWN: Final = 200
_CELL: Final = re.compile(r"([A-Z]{1,3})(\d+)")
_WIDTH: Final = 96


class PreviewModel(QAbstractTableModel):
    """The rows of a table that hold something, under the letters of their columns."""

    def __init__(self) -> None:
        super().__init__()
        self._table: Table | None = None
        self._headings: frozenset[int] = frozenset()
        self._odd: dict[str, str] = {}

    def show_table(
        self, table: Table, headings: Iterable[int], irregular: Iterable[Irregularity]
    ) -> None:
        """Show a table, the rows of its headings, and what is irregular about its cells."""
        self.beginResetModel()
        self._table = table
        self._headings = frozenset(headings)
        self._odd = {one.cell: one.reason for one in irregular}
        self.endResetModel()

    def place_of(self, cell: str) -> QModelIndex:
        """Return where a cell stands, or the first one of a range or row."""
        match = _CELL.match(cell.partition(":")[0])
        rows = self._table.rows if self._table is not None else ()
        if match is None:
            number, column = int(cell.partition(":")[0]) if cell[:1].isdecimal() else 0, 0
        else:
            number, column = int(match.group(2)), 0
            while column < self.columnCount() and letters(column) != match.group(1):
                column += 1
        place = next((at for at, row in enumerate(rows) if row.number == number), -1)
        return self.index(place, column)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() or self._table is None else len(self._table.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() or self._table is None else self._table.width

    @override
    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if self._table is None or not index.isValid():
            return None
        row, role = self._table.rows[index.row()], int(role)
        cell = row.at(index.column())
        if role == _DISPLAY:
            return cell.words[:_SHOWN]
        if role == _ALIGNMENT:
            side = Qt.AlignmentFlag.AlignLeft
            if cell.kind is CellKind.NUMBER and row.number not in self._headings:
                side = Qt.AlignmentFlag.AlignRight
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == _FONT and row.number in self._headings:
            font = QFont()
            font.setBold(True)
            return font
        reason = self._odd.get(address(index.column(), row.number))
        if role == _INK and reason:
            return theme().colour("warn")
        return (reason or cell.text) if role == _TOOL_TIP else None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if self._table is None or int(role) != _DISPLAY:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return letters(section)
        return str(self._table.rows[section].number) if section < self.rowCount() else None


class PreviewView(QTableView):
    """Shows the cells of a table.

    Args:
        model: The cells.
        name: The object name.
        title: What a screen reader calls it.
    """

    def __init__(self, model: PreviewModel, name: str, title: str) -> None:
        super().__init__()
        named(self, name, title)
        self.setModel(model)
        model.setParent(self)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(False)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme().row_height)
        self.horizontalHeader().setDefaultSectionSize(theme().scaled(_WIDTH))
