"""A list of records or codes that are ticked or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QWidget

from briefing.gui.parts import named

if TYPE_CHECKING:
    from collections.abc import Iterable


class Checklist(QListView):
    """A list of records that are ticked or not.

    Signals:
        ticked(ids): The ticks changed; these have one now, in the list's order.
    """

    ticked = Signal(tuple)

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name, title)
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMinimumWidth(40)
        self._items.itemChanged.connect(self._on_item_changed)

    def show_rows(self, rows: Iterable[tuple[str, str]], ticked: Iterable[str]) -> None:
        """Show records (id, words); those in `ticked` have a tick."""
        have = set(ticked)
        current = self.currentIndex().row()
        blocker = QSignalBlocker(self._items)
        self._items.clear()
        for record_id, words in rows:
            item = QStandardItem(words)
            item.setCheckable(True)
            item.setEditable(False)
            item.setData(record_id)
            is_in = record_id in have
            item.setCheckState(Qt.CheckState.Checked if is_in else Qt.CheckState.Unchecked)
            self._items.appendRow(item)
        blocker.unblock()
        self._items.layoutChanged.emit()
        if current >= 0:
            self.setCurrentIndex(self._items.index(min(current, self._items.rowCount() - 1), 0))

    def ids(self) -> tuple[str, ...]:
        """Return the ticked records in the list's order."""
        items = (self._items.item(at) for at in range(self._items.rowCount()))
        return tuple(
            str(item.data()) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def _on_item_changed(self, _item: QStandardItem) -> None:
        self.ticked.emit(self.ids())
