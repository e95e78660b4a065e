"""What changed about each actor: positions, quotes, commitments and their stages, old and new."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing.changes.change import Change
from briefing.changes.diff import diff
from briefing.domain.changed import What
from briefing.domain.commitments import Assessment, Commitment, StageEntry
from briefing.domain.dates import sort_key
from briefing.domain.kinds import KINDS
from briefing.domain.prose import Fact
from briefing.domain.shape import shape_of
from briefing.domain.statements import Position, Quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.domain.content import Content

Statement = Position | Quote | Commitment | Assessment | Fact
_KINDS = {kind.singular: kind for kind in KINDS}
_STAGE = "stages["


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that changed about an actor.

    Attributes:
        kind: `position`, `quote`, `commitment`, `stage`, `assessment` or `fact`.
        what: Whether it was added, removed or changed.
        record: The record as it is now, or as it was when it was removed.
        before: The record or stage as it was; of a new position the one that it supersedes, of a
            commitment's newest stage the one that it follows.
        after: The record or stage as it is.
        changes: What changed field by field; empty where it is new or gone as a whole.
        sources: The ids of the sources that it rests on, as it is now or was.
    """

    kind: str
    what: What
    record: Statement
    before: Statement | StageEntry | None
    after: Statement | StageEntry | None
    changes: tuple[Change, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorChanges:
    """What changed about one actor, in the order of kinds."""

    actor: str
    items: tuple[Item, ...]


def changes_by_actor(before: Content, after: Content) -> tuple[ActorChanges, ...]:
    """Return what changed about each actor, in the order of the actors; nothing where nothing did.

    A commitment of several parties, and a quote of a person on behalf of a country, count for each.

    Args:
        before: The content that the reader knows.
        after: The content as it is.
    """
    found: defaultdict[str, list[Item]] = defaultdict(list)
    for changes in _by_record(diff(before, after)):
        old, new = _record(before, changes[0]), _record(after, changes[0])
        for item in _items(before, after, changes):
            for actor in dict.fromkeys((*_actors(old), *_actors(new))):
                found[actor].append(item)
    names = dict.fromkeys(actor.id for actor in (*after.actors, *before.actors))
    return tuple(
        ActorChanges(actor=actor, items=tuple(found[actor])) for actor in names if actor in found
    )


def _by_record(changes: tuple[Change, ...]) -> Iterator[tuple[Change, ...]]:
    rows: defaultdict[tuple[str, str | None], list[Change]] = defaultdict(list)
    for change in changes:
        rows[change.kind, change.record].append(change)
    for (kind, _), some in rows.items():
        if kind in _KINDS and issubclass(_KINDS[kind].record_type, Statement):
            yield tuple(some)


def _record(content: Content, change: Change) -> Any:
    return content.find(_KINDS[change.kind].record_type, change.record)


def _items(before: Content, after: Content, changes: tuple[Change, ...]) -> Iterator[Item]:
    first = changes[0]
    old, new = _record(before, first), _record(after, first)
    if old is None or new is None:
        superseded = _superseded(before, after, new)
        yield _item(first.kind, new or old, old or superseded, new, ())
        return
    stages = [change for change in changes if (change.field or "").startswith(_STAGE)]
    rest = tuple(change for change in changes if change not in stages)
    if rest:
        yield _item(first.kind, new, old, new, rest)
    if stages:
        yield from _stage_items(old, new, stages)


def _superseded(before: Content, after: Content, new: Any) -> Position | None:
    """Return the position that a new one takes the place of."""
    if not isinstance(new, Position):
        return None
    return before.find(Position, new.supersedes) or after.find(Position, new.supersedes)


def _stage_items(old: Commitment, new: Commitment, changes: list[Change]) -> Iterator[Item]:
    rows: defaultdict[str, list[Change]] = defaultdict(list)
    for change in changes:
        stage = (change.field or "").removeprefix(_STAGE).partition("]")[0]
        rows[stage].append(change)
    was, now = ({stage.id: stage for stage in row.stages} for row in (old, new))
    reached = sorted(new.stages, key=lambda row: sort_key(row.date))
    followed = {reached[-1].id: reached[-2]} if len(reached) > 1 else {}
    for stage, some in rows.items():
        both = stage in was and stage in now
        kept = tuple(some) if both else ()
        yield _item("stage", new, was.get(stage, followed.get(stage)), now.get(stage), kept)


def _item(kind: str, record: Any, old: Any, new: Any, changes: tuple[Change, ...]) -> Item:
    what = What.REMOVED if new is None else What.ADDED if old is None else What.CHANGED
    return Item(
        kind=kind,
        what=what,
        record=record,
        before=old,
        after=new,
        changes=changes,
        sources=tuple(dict.fromkeys(_sources(old if new is None else new))),
    )


def _actors(record: Any) -> tuple[str, ...]:
    if record is None:
        return ()
    if isinstance(record, Commitment):
        return tuple(party.actor for party in record.parties)
    if isinstance(record, Quote):
        return tuple(actor for actor in (record.speaks_for, record.speaker) if actor)
    return (record.actor,)


def _sources(item: Any) -> Iterator[str]:
    """Yield the sources of a record and of its passages; copies in other sources are no support."""
    source = getattr(item, "source", None)
    if source:
        yield source
    for field in shape_of(type(item)).fields:
        if field.many and field.nested is not None and field.name != "also_in":
            for part in getattr(item, field.name):
                yield from _sources(part)
