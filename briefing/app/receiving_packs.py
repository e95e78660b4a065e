"""A colleague's pack received: compared with the newest save from which both packs come."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from briefing.app import packs
from briefing.app.arrivals import Arrival, Arrived
from briefing.app.inbox import many
from briefing.app.lineage import common_ancestor
from briefing.changes.merge import is_fixed, merge
from briefing.domain.dates import in_short
from briefing.domain.kinds import KINDS
from briefing.domain.vocabularies import ProposalState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from briefing.app.arrivals import OurSide
    from briefing.app.lineage import Common
    from briefing.changes.change import Change
    from briefing.changes.merge import Merged
    from briefing.domain.content import Content
    from briefing.store.pack import Pack

_FIXED = (
    "The words and bytes of a source are never changed: import the other text as a new revision, "
    "and reject this."
)


def read_pack(ours: OurSide, path: Path, waiting: Callable[[str], None]) -> Arrived:
    """Return what a colleague's pack changes.

    Both are compared with the newest save from which both come. Without one nothing is proposed to
    be removed.

    Args:
        ours: Our pack.
        path: The colleague's saved pack; it is only read.
        waiting: Called between the steps; may raise to cancel.

    Raises:
        InputRefusedError: The file is no pack, a newer one, or damaged.
    """
    with closing(packs.open_pack(path, read_only=True)) as other:
        theirs = other.content
        waiting("compare")
        common = common_ancestor(ours.past, other.lineage.past())
        merged = merge(common.ancestor if common else None, ours.content, theirs)
        arrivals = tuple(_arrivals(other, merged))
    aside = _left_aside(path.name, ours.content, theirs, common, len(merged.absences))
    return Arrived(
        name=path.name,
        edit="Receive Pack",
        arrivals=arrivals,
        nothing=f"{path.name} has the same records as this pack, or fewer.",
        notes=(_compared(common), *aside),
        absences=merged.absences,
        since=common.moment if common else None,
    )


def _arrivals(other: Pack, merged: Merged) -> Iterator[Arrival]:
    """Yield every change; sources come with their bytes."""
    conflicting = {id(change) for change in merged.conflicts}
    for change in (*merged.proposals, *merged.conflicts):
        if _is_hollow(other, change):
            continue
        is_conflict = id(change) in conflicting
        state = ProposalState.CONFLICT if is_conflict else ProposalState.WAITING
        if is_fixed(change):
            state = ProposalState.REFUSED
        yield Arrival(
            change=change,
            state=state,
            reason=_FIXED if state is ProposalState.REFUSED else None,
            original=_original(other, change),
        )


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
            f"{many(absences, 'record or field', 'records or fields')} of this pack {name} lacks; "
            "nothing is proposed to be removed."
        )
    moved = _moved(ours, theirs, common)
    if moved:
        yield f"{many(moved, 'record has', 'records have')} another place there; ours is kept."
    kept = [
        many(len(rows), word, f"{word}s")
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
