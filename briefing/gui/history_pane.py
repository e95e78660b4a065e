"""The list of all edits: the present one marked, undone ones greyed, a jump to each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QListView, QWidget
from typing_extensions import override

from briefing.gui.parts import column, named
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from briefing.gui.session import Session

Index = QModelIndex | QPersistentModelIndex

_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)


class HistoryModel(QAbstractListModel):
    """The edits of a pack, oldest first, under the state in which it was opened.

    A row is the state after its edit; row 0 is the state before the first.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._at = 0

    @property
    def at(self) -> int:
        """Return the row of the present state."""
        return self._at

    def show_history(self, names: tuple[str, ...], at: int) -> None:
        """Show these edits, `at` of which are in force."""
        kept = min(len(names), len(self._names))
        if names[:kept] != self._names[:kept]:
            self.beginResetModel()
            self._names, self._at = names, at
            self.endResetModel()
            return
        if len(names) > kept:
            self.beginInsertRows(QModelIndex(), kept + 1, len(names))
            self._names = names
            self.endInsertRows()
        elif len(self._names) > kept:
            self.beginRemoveRows(QModelIndex(), kept + 1, len(self._names))
            self._names = names
            self.endRemoveRows()
        self._at = at
        self.dataChanged.emit(self.index(0), self.index(len(names)))

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._names) + 1

    @override
    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        make = {
            _DISPLAY: self._words,
            int(Qt.ItemDataRole.AccessibleTextRole): self._spoken,
            int(Qt.ItemDataRole.ForegroundRole): self._ink,
            int(Qt.ItemDataRole.FontRole): self._font,
        }.get(int(role))
        return None if make is None else make(index.row())

    def _ink(self, row: int) -> QColor | None:
        return theme().colour("disabled") if row > self._at else None

    def _font(self, row: int) -> QFont:
        font = QFont()
        font.setBold(row == self._at)
        return font

    def _name(self, row: int) -> str:
        return self._names[row - 1] if row else self.tr("As it was opened")

    def _words(self, row: int) -> str:
        words = self.tr("{name} · now") if row == self._at else "{name}"
        return words.format(name=self._name(row))

    def _spoken(self, row: int) -> str:
        words = self.tr("{name}, now") if row == self._at else "{name}"
        if row > self._at:
            words = self.tr("{name}, undone")
        return words.format(name=self._name(row))


class HistoryPane(QWidget):
    """The edits of the open pack; a click or Enter goes to the state after one.

    Args:
        session: The open pack.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("history.pane")
        self._session = session
        self._model = HistoryModel(self)
        self._view = named(QListView(), "history.list", self.tr("History"))
        self._view.setModel(self._model)
        self._view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._view.setUniformItemSizes(True)
        self._view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(column(self._view))
        self._view.clicked.connect(self._on_chosen)
        self._view.activated.connect(self._on_chosen)
        session.changed.connect(self._on_changed)
        self._refresh()

    def jump_to(self, row: int) -> None:
        """Undo or redo until so many edits are in force."""
        pack = self._session.pack
        while pack.history_at > row and pack.undo() is not None:
            pass
        while pack.history_at < row and pack.redo() is not None:
            pass

    def _refresh(self) -> None:
        pack = self._session.pack
        self._model.show_history(pack.history, pack.history_at)
        present = self._model.index(self._model.at)
        self._view.setCurrentIndex(present)
        self._view.scrollTo(present)

    def _on_changed(self, _changes: object) -> None:
        self._refresh()

    def _on_chosen(self, index: QModelIndex) -> None:
        self.jump_to(index.row())
