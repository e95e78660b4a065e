"""The one way into the inbox: what an origin proposes becomes proposals, each only once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefing.app import clock
from briefing.changes.change import PACK, Change
from briefing.changes.proposals import proposal_of, unheard
from briefing.domain.base import Moment
from briefing.domain.exchange import Proposal
from briefing.domain.ids import ProposalId
from briefing.domain.kinds import KINDS
from briefing.domain.vocabularies import ProposalState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.store.pack import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A change on its way into the inbox.

    Attributes:
        change: The change, from what the pack has to what is proposed.
        state: Whether it waits, meets a change of ours, or is refused.
        place: Where it stands in what was received.
        reason: Why it is refused.
        original: The bytes of a source that it adds.
        by: Who wants it, where the file says so.
    """

    change: Change
    state: ProposalState = ProposalState.WAITING
    place: str | None = None
    reason: str | None = None
    original: bytes | None = None
    by: str | None = None


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
class Added:
    """What was put into the inbox.

    Attributes:
        rows: The new proposals, in the order of the inbox.
        known: How many were received before and not added again.
    """

    rows: tuple[Proposal, ...]
    known: int

    @property
    def refused(self) -> dict[str, str]:
        """Return the ids of those that cannot be applied, with the reason."""
        return {row.id: row.reason or "" for row in self.rows if row.state is ProposalState.REFUSED}

    def ids(self, *states: ProposalState) -> tuple[str, ...]:
        """Return the ids of the new proposals in some states; without any, of all."""
        return tuple(row.id for row in self.rows if not states or row.state in states)


def put_into_inbox(pack: Pack, name: str, origin: str, arrivals: Iterable[Arrival]) -> Added:
    """Add what arrives to the inbox as one edit; what was received before is not added again.

    Args:
        pack: The pack.
        name: The edit, such as `Receive Pack`.
        origin: Where it is from: the name of a file.
        arrivals: What arrives.
    """
    rows = list(_proposals(pack, origin, arrivals))
    new = unheard(pack.content, rows)
    if new:
        with pack.edit(name):
            for row in new:
                pack.put(row)
    return Added(rows=tuple(new), known=len(rows) - len(new))


def _proposals(pack: Pack, origin: str, arrivals: Iterable[Arrival]) -> Iterator[Proposal]:
    """Yield a proposal for everything that arrives, kind by kind; what is of none comes last."""
    places = {PACK: -1} | {kind.singular: place for place, kind in enumerate(KINDS)}

    def rank(one: Arrival) -> int:
        is_of_nothing = one.change.kind == PACK and one.change.field is None
        return len(places) if is_of_nothing else places[one.change.kind]

    in_order = sorted(arrivals, key=rank)
    first = max((row.order for row in pack.content.proposals), default=0) + 1
    now = clock.now()
    for order, one in enumerate(in_order, start=first):
        proposal = proposal_of(one.change, ProposalId(pack.new_id()), origin, one.original)
        yield replace(
            proposal,
            state=one.state,
            place=one.place,
            reason=one.reason,
            by=one.by,
            order=order,
            captured=now,
        )


def counted(name: str, added: Added) -> Iterator[str]:
    """Yield in words what was put into the inbox, and what was not because it is known."""
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
