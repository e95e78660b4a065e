"""Typed names to actors, topics and measures: found in the pack, else made on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing.app.countries import countries, country_actor
from briefing.domain.actors import Actor
from briefing.domain.agenda import Measure, Topic
from briefing.domain.country_mentions import fold
from briefing.domain.ids import ActorId, MeasureId, TopicId
from briefing.domain.vocabularies import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.domain.content import Content
    from briefing.store.pack import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One completion of a typed name.

    Attributes:
        label: What is put into the field.
        id: The record that it names, or None for one that would be made.
        kind: `country`, `person`, … as of the actor, or `topic`, `measure`.
        detail: What tells it from its likes: a role, a capital, `new`.
    """

    label: str
    id: str | None
    kind: str
    detail: str


def suggestions(content: Content, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
    """Return the actors that a typed beginning may mean, those of the pack first.

    Args:
        content: The pack.
        text: What was typed.
        limit: At most so many.
    """
    key = _key(text)
    if not key:
        return ()
    ranked = sorted(
        (rank, actor.order, actor.name, actor)
        for actor in content.actors
        if (rank := _rank(actor, key)) is not None
    )
    found = [
        Suggestion(
            label=actor.name, id=actor.id, kind=actor.kind.value, detail=_detail(content, actor)
        )
        for *_, actor in ranked
    ]
    have = {actor.iso3 for actor in content.actors if actor.iso3}
    found.extend(
        Suggestion(label=country.name, id=None, kind="country", detail="new")
        for country in countries().complete(text.strip(), limit)
        if country.iso3 not in have
    )
    return tuple(found[:limit])


def find_actor(content: Content, text: str) -> Actor | None:
    """Return the actor of the pack that a whole name means, or None.

    Names, other forms of them, and for countries their aliases, capitals and demonyms count.
    """
    key = _key(text)
    for actor in content.actors:
        if key in _forms(actor):
            return actor
    match = countries().find(text)
    if match is None:
        return None
    return next((a for a in content.actors if a.iso3 == match.country.iso3), None)


def actor_named(pack: Pack, text: str, kind: ActorKind | None = None) -> ActorId | None:
    """Return the actor of a typed name, inside an edit; a new one is made where there is none.

    Args:
        pack: The pack, with an edit going on.
        text: The name; an empty one is nobody.
        kind: What a new actor is; by default a country where the name is one, else a person.
    """
    words = " ".join(text.split())
    if not words:
        return None
    known = find_actor(pack.content, words)
    if known is not None:
        return known.id
    new = ActorId(pack.new_id())
    match = countries().find(words) if kind in {None, ActorKind.COUNTRY} else None
    if match is not None:
        pack.put(country_actor(match.country, new))
    else:
        pack.put(Actor(id=new, kind=kind or likely_kind(words), name=words))
    return new


def topic_named(pack: Pack, text: str) -> TopicId | None:
    """Return the topic of a typed name, inside an edit; a new one is made where there is none."""
    words = " ".join(text.split())
    found = _named(pack.content.topics, words)
    if found is None and words:
        found = Topic(id=TopicId(pack.new_id()), name=words, order=_next_order(pack.content.topics))
        pack.put(found)
    return None if found is None else found.id


def measure_named(pack: Pack, text: str, topic: TopicId | None = None) -> MeasureId | None:
    """Return the measure of a typed name, inside an edit; a new one is made where there is none."""
    words = " ".join(text.split())
    found = _named(pack.content.measures, words)
    if found is None and words:
        order = _next_order(pack.content.measures)
        found = Measure(id=MeasureId(pack.new_id()), name=words, topic=topic, order=order)
        pack.put(found)
    return None if found is None else found.id


def _named(rows: Iterable[Topic | Measure], words: str) -> Any:
    key = _key(words)
    return next((row for row in rows if _key(row.name) == key), None)


def _next_order(rows: tuple[Topic, ...] | tuple[Measure, ...]) -> int:
    return max((row.order for row in rows), default=0) + 1


_BODIES = tuple(
    (kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for kind, words in (
        (
            ActorKind.OFFICE,
            r"office|presidency|spokes\w+|ministry|chancellery|cabinet|advis[eo]rs?|officials?",
        ),
        (ActorKind.GROUP, "coalition|group|forum|alliance of|g7|g20"),
        (
            ActorKind.INSTITUTION,
            "council|commission|parliament|court|bank|government|agency",
        ),
        (
            ActorKind.ORGANISATION,
            "organi[sz]ation|union|nato|association|statement|declaration",
        ),
    )
)


def likely_kind(words: str) -> ActorKind:
    """Return what an actor seems to be by its name: an office, a body, else a person."""
    found = (kind for kind, signs in _BODIES if signs.search(words))
    return next(found, ActorKind.PERSON)


def _key(text: str) -> str:
    """Return what two spellings of one name share: no accents, capitals or double spaces."""
    return " ".join(fold(text).casefold().split())


def _forms(actor: Actor) -> set[str]:
    forms = {actor.name}
    for name in actor.names:
        forms |= {name.short or "", name.official or "", *name.forms}
    if actor.kind is ActorKind.PERSON:
        forms.update(actor.name.split()[-1:])
    return {key for form in forms if (key := _key(form))}


def _rank(actor: Actor, key: str) -> int | None:
    forms = _forms(actor)
    if key in forms:
        return 0
    if any(form.startswith(key) for form in forms):
        return 1
    if any(word.startswith(key) for form in forms for word in form.split()):
        return 2
    return 3 if actor.iso3 and actor.iso3 in {c.iso3 for c in countries().complete(key)} else None


def _detail(content: Content, actor: Actor) -> str:
    if actor.roles:
        role = actor.roles[-1]
        place = content.find(Actor, role.affiliation)
        return f"{role.title}, {place.name}" if place else role.title
    return actor.kind.label
