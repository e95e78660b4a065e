"""The one way into the inbox: what an origin proposes becomes proposals, each only once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefing.app import clock
from briefing.app.arrivals import Arrived
from briefing.changes.change import PACK, Change
from briefing.changes.proposals import proposal_of, unheard
from briefing.domain.base import Moment
from briefing.domain.content import Content
from briefing.domain.exchange import Proposal
from briefing.domain.ids import ProposalId
from briefing.domain.kinds import KINDS
from briefing.domain.vocabularies import ProposalState
from briefing.store.new_ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.app.arrivals import Arrival
    from briefing.store.pack import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What a received file brought.

    Attributes:
        added: The ids of the new proposals, in the order of the inbox.
        conflicts: Those of them where both sides changed the same thing differently.
        refused: Those of them that cannot be applied, with the reason.
        absences: What we have and the file lacks, where nobody knows who was first; it stays.
        since: When what both come from was saved, None where nothing such is known.
        sentences: The same in words, and what was left aside.
    """

    added: tuple[str, ...]
    conflicts: tuple[str, ...]
    refused: Mapping[str, str] = field(default_factory=dict)
    absences: tuple[Change, ...] = ()
    since: Moment | None = None
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """What arrived, sorted out: what of it is new to the inbox.

    Attributes:
        arrived: What arrived.
        content: The pack with whose inbox it was compared.
        rows: The new proposals, in the order of the inbox.
        known: How many were received before and are not added again.
    """

    arrived: Arrived
    content: Content
    rows: tuple[Proposal, ...]
    known: int

    @property
    def refused(self) -> dict[str, str]:
        """Return the ids of those that cannot be applied, with the reason."""
        return {row.id: row.reason or "" for row in self.rows if row.state is ProposalState.REFUSED}

    def ids(self, *states: ProposalState) -> tuple[str, ...]:
        """Return the ids of the new proposals in some states; without any, of all."""
        return tuple(row.id for row in self.rows if not states or row.state in states)


def sort_out(content: Content, arrived: Arrived) -> Sorted:
    """Return what of an arrival is new; what was received before is not added again."""
    rows = list(_proposals(content, arrived))
    new = tuple(unheard(content, rows))
    return Sorted(arrived=arrived, content=content, rows=new, known=len(rows) - len(new))


def put_into_inbox(pack: Pack, found: Sorted) -> Received:
    """Put what arrived into the inbox as one edit; nothing of it is applied.

    Args:
        pack: The pack; where it was changed since, what arrived is sorted out anew.
        found: What of it is new.
    """
    arrived = found.arrived
    if pack.content is not found.content:
        found = sort_out(pack.content, arrived)
    if found.rows:
        with pack.edit(arrived.edit):
            for row in found.rows:
                pack.put(row)
    return Received(
        added=found.ids(),
        conflicts=found.ids(ProposalState.CONFLICT),
        refused=found.refused,
        absences=arrived.absences,
        since=arrived.since,
        sentences=(*(tuple(_counted(found)) or (arrived.nothing,)), *arrived.notes),
    )


def _proposals(content: Content, arrived: Arrived) -> Iterator[Proposal]:
    """Yield a proposal for everything that arrives, kind by kind; what is of none comes last."""
    places = {PACK: -1} | {kind.singular: place for place, kind in enumerate(KINDS)}

    def rank(one: Arrival) -> int:
        is_of_nothing = one.change.kind == PACK and one.change.field is None
        return len(places) if is_of_nothing else places[one.change.kind]

    in_order = sorted(arrived.arrivals, key=rank)
    first = max((row.order for row in content.proposals), default=0) + 1
    now = clock.now()
    for order, one in enumerate(in_order, start=first):
        proposal = proposal_of(one.change, ProposalId(new_id()), arrived.name, one.original)
        yield replace(
            proposal,
            state=one.state,
            place=one.place,
            reason=one.reason,
            by=one.by,
            order=order,
            captured=now,
        )


def _counted(added: Sorted) -> Iterator[str]:
    """Yield in words what was put into the inbox, and what was not because it is known."""
    name = added.arrived.name
    new = len(added.ids(ProposalState.WAITING, ProposalState.CONFLICT))
    conflicts = len(added.ids(ProposalState.CONFLICT))
    refused = len(added.refused)
    if new:
        yield f"{name}: {many(new, 'change waits', 'changes wait')} in the inbox."
    elif added.known and not refused:
        yield f"{name} brings nothing that was not received before."
    if conflicts:
        yield (
            f"{many(conflicts, 'change meets', 'changes meet')} something that was changed here "
            "too: both values are in the inbox, and ours stays until you decide."
        )
    if refused:
        yield (
            f"{many(refused, 'entry', 'entries')} of {name} cannot be applied: the inbox says "
            "where and why."
        )
    if added.rows and added.known:
        known = many(added.known, "change was", "changes were")
        yield f"{known} received before and not added again."


def many(count: int, one: str, more: str) -> str:
    """Return a count with its noun."""
    return f"{count} {one if count == 1 else more}"
