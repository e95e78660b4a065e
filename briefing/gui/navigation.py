"""The pages of the navigator as data, and the list that shows them with their counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

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
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QWidget
from typing_extensions import override

from briefing.domain.content import Content
from briefing.domain.vocabularies import ActorKind
from briefing.gui.parts import named
from briefing.gui.theme import theme
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from briefing.gui.session import Session

Index = QModelIndex | QPersistentModelIndex


class Page(Protocol):
    """What the window asks of every page."""

    def refresh(self) -> None:
        """Show the pack as it is now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """One page of the navigator.

    Attributes:
        name: Its object name and its words, marked for translation.
        key: The last part of the command that goes there.
        icon: A drawing.
        module: The module that has it, loaded on the first visit.
        class_name: Its class.
        count: How many records it shows; None for no number.
        kinds: The kinds of record (singular) that are shown there.
    """

    name: str
    key: str
    icon: str
    module: str
    class_name: str
    count: Callable[[Content], int] | None = None
    kinds: tuple[str, ...] = ()

    def make(self, session: Session) -> QWidget:
        """Load and make the page."""
        page = getattr(import_module(self.module), self.class_name)(session)
        page.setObjectName(self.name)
        page.setAccessibleName(QCoreApplication.translate("Pages", self.name))
        return cast("QWidget", page)


def _countries(content: Content) -> int:
    return sum(actor.kind is ActorKind.COUNTRY for actor in content.actors)


def _others(content: Content) -> int:
    return len(content.actors) - _countries(content)


PAGES: Final = (
    PageSpec(
        name=QT_TRANSLATE_NOOP("Pages", "Overview"),
        key="overview",
        icon="overview",
        module="briefing.gui.pages.overview",
        class_name="OverviewPage",
    ),
    PageSpec(
        name=QT_TRANSLATE_NOOP("Pages", "Sources"),
        key="sources",
        icon="sources",
        module="briefing.gui.pages.sources",
        class_name="SourcesPage",
        count=lambda content: len(content.sources),
        kinds=("source",),
    ),
    PageSpec(
        name=QT_TRANSLATE_NOOP("Pages", "Countries"),
        key="countries",
        icon="countries",
        module="briefing.gui.pages.actors",
        class_name="CountriesPage",
        count=_countries,
        kinds=("actor", "fact", "position", "commitment", "section"),
    ),
    PageSpec(
        name=QT_TRANSLATE_NOOP("Pages", "Organisations & people"),
        key="people",
        icon="people",
        module="briefing.gui.pages.actors",
        class_name="PeoplePage",
        count=_others,
        kinds=("actor", "fact", "position", "commitment", "section"),
    ),
    PageSpec(
        name=QT_TRANSLATE_NOOP("Pages", "Topics"),
        key="topics",
        icon="topics",
        module="briefing.gui.pages.topics",
        class_name="TopicsPage",
        count=lambda content: len(content.topics),
        kinds=("topic",),
    ),
    PageSpec(
        name=QT_TRANSLATE_NOOP("Pages", "Meetings"),
        key="meetings",
        icon="meetings",
        module="briefing.gui.pages.meetings",
        class_name="MeetingsPage",
        count=lambda content: len(content.meetings),
        kinds=("meeting", "agenda"),
    ),
    PageSpec(
        name=QT_TRANSLATE_NOOP("Pages", "Lines"),
        key="lines",
        icon="lines",
        module="briefing.gui.pages.lines",
        class_name="LinesPage",
        count=lambda content: len(content.lines),
        kinds=("line",),
    ),
    PageSpec(
        name=QT_TRANSLATE_NOOP("Pages", "Quotes"),
        key="quotes",
        icon="quotes",
        module="briefing.gui.pages.quotes",
        class_name="QuotesPage",
        count=lambda content: len(content.quotes),
        kinds=("quote",),
    ),
    PageSpec(
        name=QT_TRANSLATE_NOOP("Pages", "Matrices"),
        key="matrices",
        icon="matrix",
        module="briefing.gui.pages.matrices",
        class_name="MatricesPage",
        count=lambda content: len(content.matrices),
        kinds=("matrix", "measure", "assessment"),
    ),
    PageSpec(
        name=QT_TRANSLATE_NOOP("Pages", "Compose"),
        key="compose",
        icon="compose",
        module="briefing.gui.pages.compose",
        class_name="ComposePage",
        kinds=("pack",),
    ),
)


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
                return theme().icon(spec.icon)
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
        """Mark the page that is shown."""
        place = next(at for at, spec in enumerate(PAGES) if spec.name == name)
        # a list that gets the focus has a current row that is not selected
        self.selectionModel().setCurrentIndex(
            self.model().index(place, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.page_chosen.emit(PAGES[current.row()].name)
