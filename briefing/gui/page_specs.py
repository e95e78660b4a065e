"""The pages of the navigator and of single tasks as data; each is loaded when first visited."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias, cast

from PySide6.QtCore import QCoreApplication

from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QWidget

    from briefing.domain.content import Content
    from briefing.gui.session import Session

Count: TypeAlias = "Callable[[Content], int]"


class Page(Protocol):
    """What the window asks of every page."""

    def refresh(self) -> None:
        """Show the pack as it is now."""


class Task(Page, Protocol):
    """What the window asks of the page of a single task."""

    @property
    def left(self) -> SignalInstance:
        """Tell that the analyst is done here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """One page of the navigator.

    Attributes:
        name: Its object name and its words, marked for translation.
        key: The last part of the command that goes there.
        icon: A drawing.
        module: The module that has it, loaded on the first visit.
        class_name: Its class.
        alt: What leads there with Alt; empty for the next digit.
        count: How many records it shows; None for no number.
        kinds: The kinds of record (singular) that are shown there.
    """

    name: str
    key: str
    icon: str
    module: str
    class_name: str
    alt: str = ""
    count: Count | None = None
    kinds: tuple[str, ...] = ()

    def make(self, session: Session) -> QWidget:
        """Load and make the page."""
        page = getattr(import_module(self.module), self.class_name)(session)
        page.setObjectName(self.name)
        page.setAccessibleName(QCoreApplication.translate("Pages", self.name))
        return cast("QWidget", page)


def _countries(content: Content) -> int:
    return sum(actor.kind == "country" for actor in content.actors)


def _waiting(content: Content) -> int:
    return sum(one.state in {"waiting", "conflict"} for one in content.proposals)


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
        name=QT_TRANSLATE_NOOP("Pages", "Inbox"),
        key="inbox",
        icon="inbox",
        module="briefing.gui.pages.inbox",
        class_name="InboxPage",
        alt="I",
        count=_waiting,
        kinds=("proposal",),
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
    PageSpec(
        name=QT_TRANSLATE_NOOP("Pages", "Editions"),
        key="editions",
        icon="editions",
        module="briefing.gui.pages.editions",
        class_name="EditionsPage",
        alt="D",
        count=lambda content: len(content.editions),
        kinds=("edition",),
    ),
    PageSpec(
        name=QT_TRANSLATE_NOOP("Pages", "Templates"),
        key="templates",
        icon="templates",
        module="briefing.gui.pages.templates",
        class_name="TemplatesPage",
        alt="T",
    ),
)
"""The pages of the navigator."""

TASKS: Final = (
    PageSpec(
        name=QT_TRANSLATE_NOOP("Pages", "Share"),
        key="share",
        icon="people",
        module="briefing.gui.pages.sharing",
        class_name="SharePage",
    ),
    PageSpec(
        name=QT_TRANSLATE_NOOP("Pages", "Purge"),
        key="purge",
        icon="remove",
        module="briefing.gui.pages.purging",
        class_name="PurgePage",
    ),
)
"""The pages of single tasks: a command leads to them, and they say when they are done with."""
