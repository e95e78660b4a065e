"""What comes from colleagues: received into the inbox as proposals."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from briefing.app import clock, packs
from briefing.app.lineage import common_ancestor
from briefing.changes.change import PACK, Change
from briefing.changes.merge import is_fixed, merge
from briefing.changes.proposals import is_within, proposal_of, same
from briefing.domain.base import Moment
from briefing.domain.dates import in_short
from briefing.domain.ids import ProposalId
from briefing.domain.kinds import KINDS
from briefing.domain.vocabularies import ProposalState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from briefing.app.lineage import Common
    from briefing.changes.merge import Merged
    from briefing.domain.content import Content
    from briefing.domain.exchange import Proposal
    from briefing.store.pack import Pack

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
        rows = list(_proposals(pack, other, merged, path.name))
    new = _unheard(pack.content, rows)
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


def _unheard(content: Content, rows: Iterable[Proposal]) -> list[Proposal]:
    """Return the proposals that were not received before, alone or within an accepted one."""
    known = {same(one) for one in content.proposals}
    accepted: dict[tuple[str, str | None], list[Proposal]] = {}
    for one in content.proposals:
        if one.state is ProposalState.ACCEPTED:
            accepted.setdefault((one.kind, one.record), []).append(one)

    def is_known(row: Proposal) -> bool:
        wholes = accepted.get((row.kind, row.record), ())
        return same(row) in known or any(is_within(row, one, content) for one in wholes)

    return [row for row in rows if not is_known(row)]


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
