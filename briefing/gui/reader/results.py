"""What became of imported files: one row each, imported, reprint of, needs date, or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)
from typing_extensions import override

from briefing.gui.parts import button, column, label, named, row
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from briefing.app.importing import Imported

Index = QModelIndex | QPersistentModelIndex
OUTCOMES = {
    "imported": ("Imported", "good"),
    "reprint": ("Reprint", "warn"),
    "revision": ("Revision", "good"),
    "known": ("Already here", "muted"),
    "refused": ("Refused", "bad"),
}
_TITLES = ("Result", "File", "What happened")
_MOST_ROWS = 6


class ResultsModel(QAbstractTableModel):
    """The results of the last import."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Imported, ...] = ()

    def show(self, rows: Sequence[Imported]) -> None:
        """Show other results."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(_TITLES)

    @override
    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        words, ink = OUTCOMES[row.outcome]
        told = " ".join((row.sentence, *row.warnings))
        match int(role):
            case Qt.ItemDataRole.DisplayRole:
                return (self.tr(words), row.name, told)[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return told
            case Qt.ItemDataRole.ForegroundRole:
                return theme().colour(ink) if index.column() == 0 else None
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        if across and int(role) == int(Qt.ItemDataRole.DisplayRole) and 0 <= section < len(_TITLES):
            return self.tr(_TITLES[section])
        return None


class ResultsPanel(QFrame):
    """The list of results under the reader; Enter or a click shows the source.

    Signals:
        source_chosen(id): A row that has a source was opened.
    """

    source_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "sources.results", self.tr("Results of the import"))
        self.setProperty("look", "band")
        self.model = ResultsModel(self)
        self._heading = label("", "heading")
        self.table = named(QTableView(), "sources.results.table", self.tr("Results of the import"))
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        close = button(self.tr("Close"), "sources.results.close", self.hide, look="link")
        layout = column(row(self._heading, 1, close), self.table, gap=4)
        layout.setContentsMargins(16, 8, 16, 8)
        self.setLayout(layout)
        self.table.activated.connect(self._on_activated)
        self.hide()

    def show_results(self, results: Sequence[Imported]) -> None:
        """Show what became of the files."""
        self.model.show(results)
        counts = [
            f"{sum(one.outcome == outcome for one in results)} {self.tr(words).lower()}"
            for outcome, (words, _) in OUTCOMES.items()
            if any(one.outcome == outcome for one in results)
        ]
        self._heading.setText(", ".join(counts))
        height = theme().row_height
        self.table.verticalHeader().setDefaultSectionSize(height)
        shown = min(_MOST_ROWS, len(results)) + 1
        self.table.setFixedHeight(shown * height + 8)
        self.setVisible(bool(results))

    def _on_activated(self, index: QModelIndex) -> None:
        source = self.model.rows[index.row()].source
        if source is not None:
            self.source_chosen.emit(source)
