"""The navigator: the list of pages with the count of what each shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate
from typing_extensions import override

from briefing.gui.page_specs import PAGES
from briefing.gui.parts import named
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from briefing.gui.session import Session

Index = QModelIndex | QPersistentModelIndex


class NavigatorModel(QAbstractListModel):
    """The pages with the count of what each shows."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        session.changed.connect(self._on_changed)
        theme().changed.connect(self._on_changed)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(PAGES)

    @override
    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        spec = PAGES[index.row()]
        name = QCoreApplication.translate("Pages", spec.name)
        count = None if spec.count is None else spec.count(self._session.content)
        match int(role):
            case Qt.ItemDataRole.DisplayRole:
                return name
            case Qt.ItemDataRole.DecorationRole:
                return theme().icon(spec.icon, "ink", "selection_ink")
            case Qt.ItemDataRole.AccessibleTextRole:
                return name if count is None else f"{name}, {count}"
            case Qt.ItemDataRole.UserRole:
                return count
        return None

    def _on_changed(self, _changes: object = None) -> None:
        self.dataChanged.emit(self.index(0), self.index(len(PAGES) - 1))


class CountDelegate(QStyledItemDelegate):
    """Draws the count at the right of a page's name."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        count = index.data(Qt.ItemDataRole.UserRole)
        if not count:
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect: QRect = option.rect
        painter.save()
        painter.setPen(theme().colour("selection_ink" if chosen else "muted"))
        painter.setFont(option.font)
        painter.drawText(
            rect.adjusted(0, 0, -12, 0),
            int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
            str(count),
        )
        painter.restore()


class Navigator(QListView):
    """The list of pages.

    Signals:
        page_chosen(name): A page was chosen by mouse or keys.
    """

    page_chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        named(self, "navigator", self.tr("Navigator"))
        model = NavigatorModel(session)
        model.setParent(self)
        self.setModel(model)
        self.setItemDelegate(CountDelegate(self))
        self.setIconSize(QSize(18, 18))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.setMinimumWidth(theme().scaled(224))

    def mark(self, name: str) -> None:
        """Mark the page that is shown; none is marked while a single task is in front."""
        place = next((at for at, spec in enumerate(PAGES) if spec.name == name), -1)
        # a list that gets the focus has a current row that is not selected
        self.selectionModel().setCurrentIndex(
            self.model().index(place, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.page_chosen.emit(PAGES[current.row()].name)
