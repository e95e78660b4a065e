"""What comes from colleagues: received as proposals, accepted or rejected in the inbox."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from briefing.app import clock, packs
from briefing.app.lineage import common_ancestor
from briefing.changes.change import PACK, Change
from briefing.changes.merge import is_fixed, merge
from briefing.changes.proposals import as_text, proposal_of, same
from briefing.changes.settling import Settled, settle
from briefing.domain.base import Moment
from briefing.domain.dates import in_short
from briefing.domain.exchange import Proposal
from briefing.domain.ids import ProposalId
from briefing.domain.kinds import KINDS
from briefing.domain.vocabularies import ProposalState
from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from briefing.app.lineage import Common
    from briefing.changes.merge import Merged
    from briefing.domain.content import Content
    from briefing.store.pack import Pack

_OPEN = frozenset({ProposalState.WAITING, ProposalState.CONFLICT})
_TYPES = {kind.singular: kind.record_type for kind in KINDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What a received file brought.

    Attributes:
        added: The ids of the new proposals, in the order of the inbox.
        conflicts: Those of them where both sides changed the same thing differently.
        absences: What we have and the file lacks, where nobody knows who was first; it stays.
        since: When what both come from was saved, None where nothing such is known.
        sentences: The same in words, and what was left aside.
    """

    added: tuple[str, ...]
    conflicts: tuple[str, ...]
    absences: tuple[Change, ...]
    since: Moment | None
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What became of proposals that were to be accepted.

    Attributes:
        accepted: The ids of those that are in the pack now, with those that came along.
        brought: Those of them that nobody asked for but the others need.
        conflicts: Those that would have overwritten a later change; they wait as conflicts.
        refused: Those that cannot be accepted, with the reason; they wait as before.
        sentences: The same in words.
    """

    accepted: tuple[str, ...]
    brought: tuple[str, ...]
    conflicts: tuple[str, ...]
    refused: dict[str, str]
    sentences: tuple[str, ...]


def receive(pack: Pack, path: Path) -> Received:
    """Put what a colleague's pack changes into the inbox, as one edit.

    Both are compared with the newest save from which both come. Without one nothing is proposed to
    be removed. What was proposed before, and whatever became of it, is not proposed again.

    Args:
        pack: Our pack.
        path: The colleague's saved pack; it is only read.

    Raises:
        InputRefusedError: The file is no pack, a newer one, or damaged; nothing was changed.
    """
    with closing(packs.open_pack(path, read_only=True)) as other:
        theirs = other.content
        common = common_ancestor(pack, other)
        merged = merge(common.ancestor if common else None, pack.content, theirs)
        known = {same(proposal) for proposal in pack.content.proposals}
        rows = list(_proposals(pack, other, merged, path.name))
    new = [row for row in rows if same(row) not in known]
    if new:
        with pack.edit("Receive Pack"):
            for row in new:
                pack.put(row)
    conflicts = tuple(row.id for row in new if row.state is not ProposalState.WAITING)
    about = (
        *_counted(path.name, len(new), len(conflicts), len(rows) - len(new)),
        _compared(common),
        *_left_aside(path.name, pack.content, theirs, common, len(merged.absences)),
    )
    return Received(
        added=tuple(row.id for row in new),
        conflicts=conflicts,
        absences=merged.absences,
        since=common.moment if common else None,
        sentences=about,
    )


def accept(pack: Pack, ids: Sequence[str]) -> Accepted:
    """Accept proposals as one edit, with the waiting ones that they need.

    A proposal whose starting point is no longer what the pack has becomes a conflict; accepted as
    that, it takes the place of what the pack has.

    Raises:
        InputRefusedError: One cannot be accepted; the sentence says why. Nothing was changed.
    """
    chosen = _chosen(pack.content, ids, "accepted")
    settled = _settled(pack, chosen)
    if settled.refused:
        raise InputRefusedError(*(f"Proposal {one}: {why}" for one, why in settled.refused.items()))
    return _done(pack, settled)


def accept_all(pack: Pack) -> Accepted:
    """Accept every waiting proposal that can be, as one edit; conflicts stay for a person."""
    waiting = [one for one in pack.content.proposals if one.state is ProposalState.WAITING]
    return _done(pack, _settled(pack, waiting))


def reject(pack: Pack, ids: Sequence[str]) -> tuple[str, ...]:
    """Reject proposals as one edit and return their ids; they are not proposed again.

    Raises:
        InputRefusedError: There is no such proposal, or it was decided on. Nothing was changed.
    """
    chosen = _chosen(pack.content, ids, "rejected")
    if chosen:
        with pack.edit("Reject Proposal" if len(chosen) == 1 else "Reject Proposals"):
            for proposal in chosen:
                pack.put(replace(proposal, state=ProposalState.REJECTED))
    return tuple(one.id for one in chosen)


def open_proposals(content: Content) -> tuple[Proposal, ...]:
    """Return the proposals that wait for a decision, conflicts among them."""
    return tuple(one for one in content.proposals if one.state in _OPEN)


def described(proposal: Proposal) -> dict[str, Any]:
    """Return a proposal as plain JSON values, as a dumped pack has it."""
    from briefing.interchange.dumping import record_as_json

    return record_as_json(proposal)


# -------------------------------------------------------------------- receiving


def _proposals(pack: Pack, other: Pack, merged: Merged, origin: str) -> Iterator[Proposal]:
    """Yield a proposal for every change, kind by kind; sources come with their bytes."""
    conflicting = {id(change) for change in merged.conflicts}
    places = {PACK: -1} | {kind.singular: place for place, kind in enumerate(KINDS)}
    found = (one for one in (*merged.proposals, *merged.conflicts) if not _is_hollow(other, one))
    changes = sorted(found, key=lambda one: places[one.kind])
    first = max((row.order for row in pack.content.proposals), default=0) + 1
    now = clock.now()
    for order, change in enumerate(changes, start=first):
        proposal = proposal_of(change, ProposalId(pack.new_id()), origin, _original(other, change))
        state = ProposalState.CONFLICT if id(change) in conflicting else ProposalState.WAITING
        if is_fixed(change):
            state = ProposalState.REFUSED
        yield replace(proposal, state=state, order=order, captured=now)


def _original(other: Pack, change: Change) -> bytes | None:
    if change.kind != "source" or change.field is not None or change.after is None:
        return None
    about = change.after.get("original")
    return None if about is None else _bytes(other, about)


def _is_hollow(other: Pack, change: Change) -> bool:
    """Tell whether a change names an original whose bytes even their pack does not have."""
    is_original = (change.kind, change.field) == ("source", "original")
    return is_original and change.after is not None and _bytes(other, change.after) is None


def _bytes(other: Pack, about: dict[str, Any]) -> bytes | None:
    try:
        return other.original(about["sha256"])
    except KeyError:
        return None  # a stranger's pack may name bytes that it does not have


def _counted(name: str, new: int, conflicts: int, known: int) -> Iterator[str]:
    if new:
        yield f"{name}: {_many(new, 'change waits', 'changes wait')} in the inbox."
    elif known:
        yield f"{name} brings nothing that was not received before."
    else:
        yield f"{name} has the same records as this pack, or fewer."
    if conflicts:
        yield (
            f"{_many(conflicts, 'change meets', 'changes meet')} something that was changed here "
            "too: both values are in the inbox, and ours stays until you decide."
        )
    if new and known:
        yield f"{_many(known, 'change was', 'changes were')} received before and not added again."


def _compared(common: Common | None) -> str:
    if common is None:
        return "The two packs were compared as they are: no version from which both come is known."
    when = f"{in_short(common.moment)} {common.moment[11:16]}"
    return f"Compared with the version both come from, saved {when}."


def _left_aside(
    name: str, ours: Content, theirs: Content, common: Common | None, absences: int
) -> Iterator[str]:
    if absences:
        yield (
            f"{_many(absences, 'record or field', 'records or fields')} of this pack {name} lacks; "
            "nothing is proposed to be removed."
        )
    moved = _moved(ours, theirs, common)
    if moved:
        yield f"{_many(moved, 'record has', 'records have')} another place there; ours is kept."
    kept = [
        _many(len(rows), word, f"{word}s")
        for word, rows in (("edition", theirs.editions), ("proposal", theirs.proposals))
        if rows
    ]
    if kept:
        yield f"{' and '.join(kept)} of {name} stay with that pack."


def _moved(ours: Content, theirs: Content, common: Common | None) -> int:
    """Count the records that were given another place by them."""
    found = 0
    for kind in KINDS:
        for row in theirs.all(kind.record_type):
            mine = ours.find(kind.record_type, row.id)
            if mine is not None and row.order != mine.order:
                found += common is None or row.order != common.order(kind.singular, row.id)
    return found


def _many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


# -------------------------------------------------------------------- deciding


def _chosen(content: Content, ids: Iterable[str], what: str) -> list[Proposal]:
    chosen: list[Proposal] = []
    for one in dict.fromkeys(ids):
        proposal = content.find(Proposal, one)
        if proposal is None:
            raise InputRefusedError(f"There is no proposal {one}: list them to see their ids.")
        if proposal.state is ProposalState.ACCEPTED:
            raise InputRefusedError(f"Proposal {one} cannot be {what}: it was accepted already.")
        chosen.append(proposal)
    return chosen


def _settled(pack: Pack, chosen: Sequence[Proposal]) -> Settled:
    waiting = [one for one in pack.content.proposals if one.state is ProposalState.WAITING]
    return settle(pack.content, chosen, waiting, pack.new_id)


def _done(pack: Pack, settled: Settled) -> Accepted:
    """Write what was settled as one edit; originals come before the sources that need them."""
    content = pack.content
    if settled.taken or settled.conflicts:
        with pack.edit("Accept Proposal" if len(settled.taken) == 1 else "Accept Proposals"):
            for data in settled.originals:
                pack.keep_original(data)
            for (kind, record_id), record in settled.changed.items():
                _write(pack, content, kind, record_id, record)
            for one in settled.taken:
                proposal = content.get(Proposal, one)
                pack.put(replace(proposal, state=ProposalState.ACCEPTED))
            for one, now in settled.conflicts.items():
                proposal = content.get(Proposal, one)
                state = ProposalState.CONFLICT
                pack.put(replace(proposal, state=state, before=as_text(now)))
    return Accepted(
        accepted=settled.taken,
        brought=settled.brought,
        conflicts=tuple(settled.conflicts),
        refused=dict(settled.refused),
        sentences=tuple(_outcome(settled)),
    )


def _write(pack: Pack, content: Content, kind: str, record_id: str, record: Any) -> None:
    if kind == PACK:
        pack.put_cover(record)
    elif record is not None:
        pack.put(record)
    else:
        old = content.find(_TYPES[kind], record_id)
        if old is not None:
            pack.remove(old)


def _outcome(settled: Settled) -> Iterator[str]:
    yield f"{_many(len(settled.taken), 'proposal was', 'proposals were')} accepted."
    if settled.brought:
        count = _many(len(settled.brought), "further one that they need", "further ones they need")
        yield f"Among them is {count}." if len(settled.brought) == 1 else f"Among them are {count}."
    if settled.conflicts:
        yield (
            f"{_many(len(settled.conflicts), 'proposal was', 'proposals were')} not accepted: the "
            "pack was changed there since. Both values are in the inbox."
        )
    yield from (f"Proposal {one} still waits: {why}" for one, why in settled.refused.items())
