"""A list in which one column is chosen from: what a column says, or whom words mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)
from typing_extensions import override

from briefing.gui.parts import named
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPainter

Index = QModelIndex | QPersistentModelIndex

CHOICES: Final = int(Qt.ItemDataRole.UserRole) + 1
_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_TOOL_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_EDIT: Final = int(Qt.ItemDataRole.EditRole)
_INK: Final = int(Qt.ItemDataRole.ForegroundRole)
_ACCESSIBLE: Final = int(Qt.ItemDataRole.AccessibleTextRole)
_ARROW: Final = 16
_OPENING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceRow:
    """One row.

    Attributes:
        key: What tells it from the others.
        cells: What stands in its columns; that of the choice is its words.
        value: What is chosen.
        choices: What can be chosen: a value and its words.
        look: The colour role of the choice's words; empty for plain ink.
    """

    key: str
    cells: tuple[str, ...]
    value: str
    choices: tuple[tuple[str, str], ...]
    look: str = ""


class ChoiceModel(QAbstractTableModel):
    """Rows with a choice each.

    Args:
        titles: The headings, marked for translation.
        chosen: Which column is chosen from.

    Signals:
        chosen(key, value): Something else was chosen.
    """

    chosen = Signal(str, str)

    def __init__(self, titles: Sequence[str], chosen: int) -> None:
        super().__init__()
        self._titles = tuple(titles)
        self.choice = chosen
        self._rows: tuple[ChoiceRow, ...] = ()

    @property
    def rows(self) -> tuple[ChoiceRow, ...]:
        """Return what is shown."""
        return self._rows

    def show_rows(self, rows: Sequence[ChoiceRow]) -> None:
        """Show rows; while they are the same ones in their order, the view keeps its place."""
        is_same = [row.key for row in rows] == [row.key for row in self._rows]
        if is_same:
            self._rows = tuple(rows)
            last = self.index(len(rows) - 1, len(self._titles) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._titles)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        is_choice = index.isValid() and index.column() == self.choice
        return flags | Qt.ItemFlag.ItemIsEditable if is_choice else flags

    @override
    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        row, role = self._rows[index.row()], int(role)
        is_choice = index.column() == self.choice
        found: dict[int, Any] = dict.fromkeys((_DISPLAY, _TOOL_TIP), row.cells[index.column()])
        if is_choice:
            found |= {_EDIT: row.value, CHOICES: row.choices}
            found[_ACCESSIBLE] = f"{row.cells[0]}: {row.cells[index.column()]}"
        if role == _INK and is_choice and row.look:
            return theme().colour(row.look)
        return found.get(role)

    @override
    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        row = self._rows[index.row()]
        if int(role) != _EDIT or not isinstance(value, str) or value == row.value:
            return False
        self.chosen.emit(row.key, value)
        return True

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        is_title = orientation == Qt.Orientation.Horizontal and 0 <= section < len(self._titles)
        if is_title and int(role) == _DISPLAY:
            return QCoreApplication.translate("Columns", self._titles[section])
        if is_title and int(role) == int(Qt.ItemDataRole.TextAlignmentRole):
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


class ChoiceDelegate(QStyledItemDelegate):
    """Shows a choice with an arrow and lets one be made in a list that drops down."""

    @override
    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        super().paint(painter, option, index)
        rect: QRect = option.rect
        side = theme().scaled(_ARROW)
        place = QRect(rect.right() - side - 8, rect.center().y() - side // 2, side, side)
        theme().icon("chevron-down", "muted").paint(painter, place)

    @override
    def sizeHint(self, option: Any, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width() + theme().scaled(_ARROW) + 16, size.height())

    @override
    def createEditor(self, parent: QWidget, option: Any, index: Index) -> QWidget:
        words = index.data(_ACCESSIBLE) or ""
        box = named(QComboBox(parent), "table.choice", words)
        for value, label in index.data(CHOICES):
            box.addItem(label, value)
        box.activated.connect(self._on_activated)
        return box

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(_EDIT))))
            editor.showPopup()

    @override
    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData(), _EDIT)

    def _on_activated(self, _at: int) -> None:
        editor = self.sender()
        if isinstance(editor, QWidget):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)


class ChoiceView(QTableView):
    """Shows rows with a choice each; Enter, F2, space or a click opens the choice.

    Args:
        model: The rows.
        name: The object name.
        title: What a screen reader calls it.
        widths: Of each column its width at 100 %; 0 takes what is left.
    """

    def __init__(self, model: ChoiceModel, name: str, title: str, widths: Sequence[int]) -> None:
        super().__init__()
        named(self, name, title)
        self._widths = tuple(widths)
        self.setModel(model)
        model.setParent(self)
        self._choice = model.choice
        self.setItemDelegateForColumn(model.choice, ChoiceDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        for place, width in enumerate(self._widths):
            if not width:
                mode = QHeaderView.ResizeMode.Stretch
                self.horizontalHeader().setSectionResizeMode(place, mode)
        self.clicked.connect(self._on_clicked)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the choice of the current row, wherever in it the keys are."""
        if event.key() in _OPENING and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        choice = index.siblingAtColumn(self._choice)
        if self.state() != QAbstractItemView.State.EditingState:
            self.setCurrentIndex(choice)
            self.edit(choice)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == self._choice:
            self._open(index)

    def _on_theme_changed(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme().row_height)
        self.verticalHeader().setMinimumSectionSize(theme().row_height)
        for place, width in enumerate(self._widths):
            if width:
                self.setColumnWidth(place, theme().scaled(width))
