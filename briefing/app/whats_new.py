"""What changed per country since an edition, in words that a template or a sheet can print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing.app.frozen import known_again
from briefing.app.wordings import headline, quote_words
from briefing.changes.by_actor import changes_by_actor
from briefing.changes.change import What
from briefing.domain.actors import Actor
from briefing.domain.commitments import Assessment, Commitment, StageEntry
from briefing.domain.ids import ActorId
from briefing.domain.prose import Fact
from briefing.domain.statements import Position, Quote
from briefing.template.fields_disclosed import disclosed

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.changes.by_actor import Item
    from briefing.domain.content import Content
    from briefing.domain.exchange import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedItem:
    """One thing that changed about an actor.

    Attributes:
        kind: `position`, `quote`, `commitment`, `stage`, `assessment` or `fact`.
        what: Whether it was added, removed or changed.
        record: The id of the record.
        title: What the record is called in one line.
        before: How it stood in the edition; empty where it is new.
        after: How it stands; empty where it is gone.
        fields: Which fields changed, where it is neither new nor gone.
        sources: The ids of the sources that it rests on.
    """

    kind: str
    what: What
    record: str
    title: str
    before: str
    after: str
    fields: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedActor:
    """What changed about one actor, in the order of the pack's kinds."""

    actor: str
    name: str
    items: tuple[ChangedItem, ...]


def changed_since(
    content: Content, edition: Edition, *, printable: bool = True
) -> tuple[ChangedActor, ...]:
    """Return what changed since an edition, per actor in their order; nothing where nothing did.

    Args:
        content: The pack as it is.
        edition: The edition that its readers have.
        printable: Whether closed and sensitive records stay out, of both.

    Raises:
        InputRefusedError: The edition was purged.
    """
    before, after = known_again(content, edition), content
    if printable:
        before, after = disclosed(before).content, disclosed(after).content
    found = []
    for row in changes_by_actor(before, after):
        actor = after.find(Actor, row.actor) or before.get(Actor, ActorId(row.actor))
        items = tuple(_item(before, after, item) for item in row.items)
        found.append(ChangedActor(actor=actor.id, name=actor.name, items=items))
    return tuple(found)


def _item(before: Content, after: Content, item: Item) -> ChangedItem:
    record = item.record
    content = after if after.find(type(record), record.id) else before
    return ChangedItem(
        kind=item.kind,
        what=item.what,
        record=record.id,
        title=headline(content, record),
        before=_words(before, after, item.before),
        after=_words(after, before, item.after),
        fields=tuple(dict.fromkeys(change.root or "" for change in item.changes)),
        sources=item.sources,
    )


def _words(content: Content, other: Content, state: Any) -> str:
    """Return how a record or stage stands; a superseded position may be in the other content."""
    if state is None:
        return ""
    is_here = isinstance(state, StageEntry) or content.find(type(state), state.id) is not None
    return _STATES[type(state)](content if is_here else other, state)


def _stage(_: Content, row: StageEntry) -> str:
    return f"{row.stage.label} ({row.date})" if row.date else row.stage.label


def _position(_: Content, row: Position) -> str:
    condition = f" if {row.condition}" if row.condition else ""
    summary = f": {row.summary}" if row.summary else ""
    return f"{row.stance.label}{condition}{summary}"


def _assessment(_: Content, row: Assessment) -> str:
    score = "" if row.score is None else f" {row.score:+d}"
    return f"{row.state.label}{score}"


_STATES: dict[type[Any], Callable[[Content, Any], str]] = {
    StageEntry: _stage,
    Position: _position,
    Quote: quote_words,
    Commitment: lambda _, row: str(row.text),
    Assessment: _assessment,
    Fact: lambda _, row: str(row.value),
}
