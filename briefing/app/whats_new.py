"""What changed per country since an edition, in words that a template or a sheet can print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.app import changed_words
from briefing.app.frozen import known_again, purged_on
from briefing.changes.by_actor import changes_by_actor
from briefing.domain.actors import Actor
from briefing.domain.changed import ChangedActor, ChangedItem, Manner, Since
from briefing.domain.commitments import Commitment, StageEntry
from briefing.domain.ids import ActorId
from briefing.domain.vocabularies import ActorKind
from briefing.template.fields_actors import actors_in_order
from briefing.template.fields_disclosed import disclosed, hidden_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.changes.by_actor import Item
    from briefing.domain.content import Content
    from briefing.domain.exchange import Edition


def since_edition(content: Content, edition: Edition) -> Since:
    """Return what changed since an edition and may be printed; of a purged one nothing is left.

    It depends on nothing but the two contents, so that it is the same whenever it is asked for.

    Args:
        content: The pack as it is.
        edition: The edition that its readers have.
    """
    purged = purged_on(edition)
    if purged is not None:
        return Since(edition=edition, purged=purged)
    actors = changed_since(content, edition)
    cited = {source for row in actors for item in row.items for source in item.sources}
    sources = (*known_again(content, edition).sources, *content.sources)
    return Since(
        edition=edition,
        actors=actors,
        told=tuple(_told_once(content, actors)),
        sources={row.id: row for row in sources if row.id in cited},
    )


def changed_since(
    content: Content, edition: Edition, *, printable: bool = True
) -> tuple[ChangedActor, ...]:
    """Return what changed since an edition, per actor as a pack prints them; nothing where not.

    Args:
        content: The pack as it is.
        edition: The edition that its readers have.
        printable: Whether records that are closed or sensitive now, or were so in the edition,
            stay out of both, and what only the desk sees of a record too.

    Raises:
        InputRefusedError: The edition was purged.
    """
    before, after = known_again(content, edition), content
    if printable:
        before = disclosed(before, hidden_in(content)).content
        after = disclosed(after).content
    found = []
    for row in changes_by_actor(before, after):
        actor = after.find(Actor, row.actor) or before.get(Actor, ActorId(row.actor))
        items = tuple(
            item
            for item in (_item(before, after, change) for change in row.items)
            if item.before != item.after or not printable
        )
        if items:
            found.append(ChangedActor(actor=actor.id, name=actor.name, items=items))
    known = [*actors_in_order(after), *before.actors]
    place: dict[str, int] = {actor.id: at for at, actor in reversed([*enumerate(known)])}
    return tuple(sorted(found, key=lambda row: place[row.actor]))


def _told_once(content: Content, actors: tuple[ChangedActor, ...]) -> Iterator[ChangedActor]:
    """Yield the changes of each actor; a quote that a country has is not told of its speaker."""
    told: set[str] = set()
    for row in actors:
        actor = content.find(Actor, row.actor)
        is_country = actor is not None and actor.kind is ActorKind.COUNTRY
        items = tuple(item for item in row.items if is_country or item.record not in told)
        told |= {item.record for item in items if item.kind == "quote"}
        if items:
            yield ChangedActor(actor=row.actor, name=row.name, items=items)


def _item(before: Content, after: Content, item: Item) -> ChangedItem:
    record = item.record
    content = after if after.find(type(record), record.id) else before
    is_stage = item.kind == "stage"
    old, new = _words(before, after, item, item.before), _words(after, before, item, item.after)
    fields = _fields(item)
    manner = changed_words.manner(record, is_stage=is_stage)
    if old == new and fields:
        manner = Manner.DETAIL
        old, new, fields = _details(before, after, item, fields)
    return ChangedItem(
        kind=item.kind,
        what=item.what,
        record=record.id,
        title=changed_words.title(content, record, is_stage=is_stage),
        before=old,
        after=new,
        manner=manner,
        fields=fields,
        date=changed_words.day(item.after or item.before),
        sources=item.sources,
        disclosure=record.disclosure,
    )


def _fields(item: Item) -> tuple[str, ...]:
    """Return which fields changed; of a stage those of the stage."""
    if item.kind != "stage":
        return tuple(dict.fromkeys(change.root or "" for change in item.changes))
    inner = ((change.field or "").partition("].")[2] for change in item.changes)
    return tuple(dict.fromkeys(name.partition(".")[0].partition("[")[0] for name in inner))


def _words(content: Content, other: Content, item: Item, state: Any) -> str:
    """Return how a record or stage stood; a superseded position may be in the other content."""
    if state is None:
        return ""
    if isinstance(state, StageEntry):
        return changed_words.state(content, _owner(content, other, item), state)
    found = content if content.find(type(state), state.id) is not None else other
    if isinstance(state, Commitment) and not item.changes:
        return changed_words.with_stage(found, state)
    return changed_words.state(found, state)


def _owner(content: Content, other: Content, item: Item) -> Commitment:
    """Return the commitment of a stage as it stood in a content."""
    record = item.record
    return content.find(Commitment, record.id) or other.get(Commitment, record.id)


def _details(
    before: Content, after: Content, item: Item, fields: tuple[str, ...]
) -> tuple[str, str, tuple[str, ...]]:
    """Return the printed fields that differ, as they were and as they are, and their names."""
    old = changed_words.details(before, item.before, fields)
    new = changed_words.details(after, item.after, fields)
    names = tuple(name for name in old if old[name] != new[name])
    was, now = ("; ".join(f"{name}: {row[name]}" for name in names) for row in (old, new))
    return was, now, names or fields
