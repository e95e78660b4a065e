"""What waits in the inbox as a tree: a group per received file, a row per proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFont
from typing_extensions import override

from briefing.domain.vocabularies import ProposalState
from briefing.gui.icons import drawing
from briefing.gui.theme import theme
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from briefing.gui.pages.inbox_rows import InboxGroup, InboxRow

Index = QModelIndex | QPersistentModelIndex

_ROLES: Final = {ProposalState.CONFLICT: "warn", ProposalState.REFUSED: "bad"}
_TITLES: Final = (
    QT_TRANSLATE_NOOP("Columns", "Record"),
    QT_TRANSLATE_NOOP("Columns", "Field"),
    QT_TRANSLATE_NOOP("Columns", "Here"),
    QT_TRANSLATE_NOOP("Columns", "Proposed"),
    QT_TRANSLATE_NOOP("Columns", "Where"),
    QT_TRANSLATE_NOOP("Columns", "State"),
)

WHERE: Final = 4
"""The column that says where in a file a change stands."""

_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_DECORATION: Final = int(Qt.ItemDataRole.DecorationRole)
_TOOL_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_FONT: Final = int(Qt.ItemDataRole.FontRole)
_INK: Final = int(Qt.ItemDataRole.ForegroundRole)
_ACCESSIBLE: Final = int(Qt.ItemDataRole.AccessibleTextRole)


class InboxModel(QAbstractItemModel):
    """The inbox as a tree of two levels."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[InboxGroup, ...] = ()

    @property
    def groups(self) -> tuple[InboxGroup, ...]:
        """Return what is shown."""
        return self._groups

    def show_groups(self, groups: tuple[InboxGroup, ...]) -> None:
        """Show other groups."""
        self.beginResetModel()
        self._groups = groups
        self.endResetModel()

    def group_at(self, index: Index) -> InboxGroup | None:
        """Return the group that stands at a place, or None for a proposal's row."""
        if not index.isValid() or index.internalId():
            return None
        return self._groups[index.row()]

    def row_at(self, index: Index) -> InboxRow | None:
        """Return the row of the proposal at a place, or None for a group."""
        if not index.isValid() or not index.internalId():
            return None
        return self._groups[index.internalId() - 1].rows[index.row()]

    def place_of(self, proposal: str) -> QModelIndex:
        """Return where a proposal stands; an invalid place when it is not shown."""
        for at, group in enumerate(self._groups):
            for row, one in enumerate(group.rows):
                if one.proposal.id == proposal:
                    return self.createIndex(row, 0, at + 1)
        return QModelIndex()

    @override
    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    @override
    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # Qt overloads it with the owner
        if not index.isValid() or not index.internalId():
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        if not parent.isValid():
            return len(self._groups)
        group = self.group_at(parent) if parent.column() == 0 else None
        return 0 if group is None else len(group.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return len(_TITLES)

    @override
    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        group, row = self.group_at(index), self.row_at(index)
        if group is not None:
            return _group_data(group, index.column(), int(role))
        return None if row is None else _row_data(row, index.column(), int(role))

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        is_title = orientation == Qt.Orientation.Horizontal and 0 <= section < len(_TITLES)
        if is_title and int(role) == _DISPLAY:
            return QCoreApplication.translate("Columns", _TITLES[section])
        return None


def _group_data(group: InboxGroup, column: int, role: int) -> Any:
    if column:
        return None
    if role in {_DISPLAY, _TOOL_TIP, _ACCESSIBLE}:
        return group.title
    if role == _FONT:
        font = QFont()
        font.setBold(True)
        return font
    return theme().icon("inbox") if role == _DECORATION else None


def _row_data(row: InboxRow, column: int, role: int) -> Any:
    is_reason = role == _TOOL_TIP and bool(row.proposal.reason)
    if role in {_DISPLAY, _TOOL_TIP}:
        return row.proposal.reason if is_reason else row.cells[column]
    if role == _ACCESSIBLE:
        return f"{QCoreApplication.translate('Columns', _TITLES[column])}: {row.cells[column]}"
    if role == _INK and column == len(_TITLES) - 1 and row.proposal.state in _ROLES:
        return theme().colour(_ROLES[row.proposal.state])
    if role == _DECORATION and column == 0:
        names = (row.proposal.kind, f"{row.proposal.kind}s")
        return theme().icon(next((name for name in names if drawing(name)), "edit"))
    return None
