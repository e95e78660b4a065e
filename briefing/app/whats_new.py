"""What changed per country since an edition, in words that a template or a sheet can print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing.app.changed_words import Teller, day, manner
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


def since_edition(content: Content, edition: Edition, language: str) -> Since:
    """Return what changed since an edition and may be printed; of a purged one nothing is left.

    It depends on nothing but the two contents, so that it is the same whenever it is asked for.

    Args:
        content: The pack as it is.
        edition: The edition that its readers have.
        language: The language of the document that tells it.
    """
    purged = purged_on(edition)
    if purged is not None:
        return Since(edition=edition, purged=purged)
    actors = changed_since(content, edition, language)
    cited = {source for row in actors for item in row.items for source in item.sources}
    sources = (*known_again(content, edition).sources, *content.sources)
    return Since(
        edition=edition,
        actors=actors,
        told=tuple(_told_once(content, actors)),
        sources={row.id: row for row in sources if row.id in cited},
    )


def changed_since(
    content: Content, edition: Edition, language: str, *, printable: bool = True
) -> tuple[ChangedActor, ...]:
    """Return what changed since an edition, per actor as a pack prints them; nothing where not.

    Args:
        content: The pack as it is.
        edition: The edition that its readers have.
        language: The language of whatever tells it.
        printable: Whether records that are closed or sensitive now, or were so in the edition,
            stay out of both, and what only the desk sees of a record too.

    Raises:
        InputRefusedError: The edition was purged.
    """
    before, after = known_again(content, edition), content
    if printable:
        before = disclosed(before, hidden_in(content)).content
        after = disclosed(after).content
    both = _Both(
        before=Teller(content=before, language=language),
        after=Teller(content=after, language=language),
    )
    found = []
    for row in changes_by_actor(before, after):
        actor = after.find(Actor, row.actor) or before.get(Actor, ActorId(row.actor))
        items = tuple(
            item
            for item in (both.item(change) for change in row.items)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Both:
    """The two contents that are compared, as what tells of them."""

    before: Teller
    after: Teller

    def item(self, item: Item) -> ChangedItem:
        """Return one change in words."""
        record = item.record
        is_here = self.after.content.find(type(record), record.id) is not None
        is_stage = item.kind == "stage"
        old = self._words(self.before, item, item.before)
        new = self._words(self.after, item, item.after)
        is_held = self.before.is_held(item.before) and self.after.is_held(item.after)
        fields, way = _fields(item), manner(record, is_stage=is_stage, is_held=is_held)
        if old == new and fields:
            way = Manner.DETAIL
            old, new, fields = self._details(item, fields)
        return ChangedItem(
            kind=item.kind,
            what=item.what,
            record=record.id,
            title=(self.after if is_here else self.before).title(record, is_stage=is_stage),
            before=old,
            after=new,
            manner=way,
            fields=fields,
            date=day(item.after or item.before),
            sources=item.sources,
            disclosure=record.disclosure,
        )

    def _words(self, tell: Teller, item: Item, state: Any) -> str:
        """Return how a record or stage stood; a superseded position may be in the other content."""
        if state is None:
            return ""
        if isinstance(state, StageEntry):
            return tell.state(self._owner(tell, item), state)
        if tell.content.find(type(state), state.id) is None:
            tell = self._other(tell)
        if isinstance(state, Commitment) and not item.changes:
            return tell.with_stage(state)
        return tell.state(state)

    def _owner(self, tell: Teller, item: Item) -> Commitment:
        """Return the commitment of a stage as it stood in a content."""
        record = item.record
        found = tell.content.find(Commitment, record.id)
        return found or self._other(tell).content.get(Commitment, record.id)

    def _other(self, tell: Teller) -> Teller:
        return self.after if tell is self.before else self.before

    def _details(self, item: Item, fields: tuple[str, ...]) -> tuple[str, str, tuple[str, ...]]:
        """Return the printed fields that differ, as they were and as they are, and which."""
        old = self.before.details(item.before, fields)
        new = self.after.details(item.after, fields)
        names = tuple(name for name in old if old[name] != new[name])
        was, now = (
            "; ".join(self.after.named(name, row[name]) for name in names) for row in (old, new)
        )
        return was, now, names or fields


def _fields(item: Item) -> tuple[str, ...]:
    """Return which fields changed; of a stage those of the stage."""
    if item.kind != "stage":
        return tuple(dict.fromkeys(change.root or "" for change in item.changes))
    inner = ((change.field or "").partition("].")[2] for change in item.changes)
    return tuple(dict.fromkeys(name.partition(".")[0].partition("[")[0] for name in inner))
