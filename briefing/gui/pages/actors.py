"""Countries, organisations and people: who they are and all that the pack holds about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from briefing.app.profiles import profiles
from briefing.domain.actors import Actor
from briefing.domain.country_mentions import fold
from briefing.domain.ids import ActorId
from briefing.domain.vocabularies import ActorKind
from briefing.gui.icons import flag
from briefing.gui.pages.actor_detail import ActorDetail
from briefing.gui.pages.list_page import ListPage, ListSetup
from briefing.gui.parts import context_action
from briefing.gui.passages import record_of
from briefing.gui.tables import RIGHT, Column
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from briefing.domain.base import Record
    from briefing.domain.content import Content
    from briefing.gui.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """An actor with how much is known of it."""

    actor: Actor
    detail: str
    positions: int = 0
    commitments: int = 0
    quotes: int = 0


def country_rows(content: Content) -> tuple[ActorRow, ...]:
    """Return the countries with their counts, in the order of the pack."""
    return tuple(
        ActorRow(
            actor=content.get(Actor, profile.id),
            detail="",
            positions=profile.positions,
            commitments=profile.commitments,
            quotes=profile.quotes,
        )
        for profile in profiles(content)
    )


def other_rows(content: Content) -> tuple[ActorRow, ...]:
    """Return everybody who is no country, with office or kind."""
    return tuple(
        ActorRow(
            actor=actor,
            detail=_office(content, actor),
            quotes=sum(actor.id in {row.speaker, row.speaks_for} for row in content.quotes),
        )
        for actor in content.actors
        if actor.kind is not ActorKind.COUNTRY
    )


def _office(content: Content, actor: Actor) -> str:
    if not actor.roles:
        return actor.kind.label
    role = actor.roles[-1]
    affiliation = content.find(Actor, role.affiliation)
    return f"{role.title}, {affiliation.name}" if affiliation is not None else role.title


def _sort_name(row: ActorRow) -> str:
    sort = next((name.sort for name in row.actor.names if name.sort), None)
    return fold(sort or row.actor.name).casefold()


_COUNTRY_COLUMNS: Final[tuple[Column[ActorRow], ...]] = (
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Country"),
        value=lambda row: row.actor.name,
        sort=_sort_name,
        icon=lambda row: flag(row.actor.iso3) if row.actor.show_flag else None,
        width=0,
    ),
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Pos."),
        value=lambda row: str(row.positions or "–"),
        sort=lambda row: row.positions,
        width=48,
        alignment=RIGHT,
    ),
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Com."),
        value=lambda row: str(row.commitments or "–"),
        sort=lambda row: row.commitments,
        width=48,
        alignment=RIGHT,
    ),
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Quo."),
        value=lambda row: str(row.quotes or "–"),
        sort=lambda row: row.quotes,
        width=48,
        alignment=RIGHT,
    ),
)
_PEOPLE_COLUMNS: Final[tuple[Column[ActorRow], ...]] = (
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Name"),
        value=lambda row: row.actor.name,
        sort=_sort_name,
        width=132,
    ),
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Office or kind"), value=lambda row: row.detail, width=0
    ),
)
_COUNTRIES: Final[ListSetup[ActorRow]] = ListSetup(
    name=QT_TRANSLATE_NOOP("Pages", "Countries"),
    kind="actor",
    columns=_COUNTRY_COLUMNS,
    rows=country_rows,
    key=lambda row: row.actor.id,
    empty=QT_TRANSLATE_NOOP(
        "Pages",
        "A profile for each country stands here. Countries come by themselves when you capture "
        "what they said; or add one by its name.",
    ),
    action=QT_TRANSLATE_NOOP("Pages", "Add a country"),
    list_width=290,
)
_PEOPLE: Final[ListSetup[ActorRow]] = ListSetup(
    name=QT_TRANSLATE_NOOP("Pages", "Organisations & people"),
    kind="actor",
    columns=_PEOPLE_COLUMNS,
    rows=other_rows,
    key=lambda row: row.actor.id,
    empty=QT_TRANSLATE_NOOP(
        "Pages",
        "Organisations, offices, groups and people stand here. They come by themselves when you "
        "capture what they said.",
    ),
    action=QT_TRANSLATE_NOOP("Pages", "Add a person"),
    list_width=320,
)


class ActorsPage(ListPage[ActorRow]):
    """Some of the actors, with all that the pack holds about the chosen one."""

    def __init__(
        self, session: Session, setup: ListSetup[ActorRow], parent: QWidget | None = None
    ) -> None:
        self._actor = ActorDetail(session, f"{setup.name.split()[0].lower()}.actor")
        super().__init__(session, setup, self._actor, parent)
        self._view.addAction(context_action(self._view, self.tr("Purge…"), self.purge_chosen))

    @override
    def show_detail(self, record_row: ActorRow | None) -> None:
        self._actor.show_actor(record_row.actor if record_row is not None else None)

    @override
    def show_record(self, kind: str, record_id: str) -> bool:
        """Choose an actor, or the actor whose record it is."""
        if kind == "actor":
            return super().show_record(kind, record_id)
        content = self._session.content
        record = record_of(content, kind, record_id)
        parties = [party.actor for party in getattr(record, "parties", ())]
        scope = getattr(record, "scope", None)
        owners = [getattr(record, "actor", None), *parties, scope.id if scope else None]
        return any(super(ActorsPage, self).show_record("actor", one) for one in owners if one)

    def purge_chosen(self) -> None:
        """Ask what a purge of the chosen actor would take."""
        chosen = self._view.current
        if chosen is None:
            self._session.tell(self.tr("Choose somebody first."))
        else:
            self._session.ask_purge("actor", chosen.actor.id)

    def _new_actor(self, kind: ActorKind, name: str) -> Actor:
        order = max((actor.order for actor in self._session.content.actors), default=0) + 1
        words = QCoreApplication.translate("Pages", name)
        return Actor(id=ActorId(self._session.pack.new_id()), kind=kind, name=words, order=order)


class CountriesPage(ActorsPage):
    """The country profiles.

    Args:
        session: The open pack.
        parent: The stack of pages.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, _COUNTRIES, parent)

    @override
    def new_record(self) -> Record:
        return self._new_actor(ActorKind.COUNTRY, QT_TRANSLATE_NOOP("Pages", "New country"))


class PeoplePage(ActorsPage):
    """Organisations, offices, groups and persons.

    Args:
        session: The open pack.
        parent: The stack of pages.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, _PEOPLE, parent)

    @override
    def new_record(self) -> Record:
        return self._new_actor(ActorKind.PERSON, QT_TRANSLATE_NOOP("Pages", "New person"))
