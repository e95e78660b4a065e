"""Whom a table may name: the countries, the organisations that ship, the actors of the pack."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Final

from briefing import assets
from briefing.app.countries import countries, country_actor
from briefing.app.naming import find_actor, likely_kind
from briefing.domain.actors import Actor, Name
from briefing.domain.ids import ActorId
from briefing.domain.vocabularies import ActorKind
from briefing.tabular.directory import Directory
from briefing.tabular.ids import derived_id, name_key

_TONGUES: Final = ("ar", "de", "es", "fr", "it", "nl", "pl", "pt", "ru", "tr", "uk")

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.domain.content import Content


@cache
def _organisations() -> dict[str, tuple[str, str, str]]:
    """Return by every way to write it the kind, name and short name of an organisation."""
    found: dict[str, tuple[str, str, str]] = {}
    for line in assets.read_text("countries/organisations.tsv").splitlines()[1:]:
        kind, name, short, aliases = line.split("\t")
        for words in filter(None, (name, short, *aliases.split("|"))):
            found.setdefault(words, (kind, name, short))
    return found


@cache
def _groups() -> tuple[frozenset[str], ...]:
    shipped = json.loads(assets.read_text("groups/groups.json"))["groups"]
    return tuple(
        frozenset(member["iso3"] for member in group["members"] if "iso3" in member)
        for group in shipped
    )


@cache
def _elsewhere() -> dict[str, str]:
    """Return the ISO codes of countries by their names in other languages, as CLDR has them."""
    from babel import Locale

    known = {country.iso2: country.iso3 for country in countries()}
    found: dict[str, set[str]] = {}
    for tongue in _TONGUES:
        for code, name in Locale(tongue).territories.items():
            if code in known:
                found.setdefault(name_key(name), set()).add(known[code])
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}


def directory(content: Content | None = None) -> Directory:
    """Return whom words may mean, with the actors of a pack."""
    bodies = {words: name for words, (_, name, _) in _organisations().items()}
    actors = () if content is None else content.actors
    return Directory(countries(), bodies, _groups(), actors, _elsewhere)


def actor_maker(content: Content) -> Callable[[str], Actor]:
    """Return what finds in a pack, or makes, the actor that an ISO code or a name stands for."""

    def make(target: str) -> Actor:
        if target in countries():
            country = countries()[target]
            known = next((actor for actor in content.actors if actor.iso3 == target), None)
            return known or country_actor(country, derived_id("actor", target))
        known = find_actor(content, target)
        return known or _body(target)

    return make


def _body(name: str) -> Actor:
    kind, full, short = _organisations().get(name, ("", name, ""))
    actor_id = ActorId(derived_id("actor", name_key(full)))
    likely = likely_kind(name)
    unknown = ActorKind.ORGANISATION if likely is ActorKind.PERSON else likely
    names = (Name(id=derived_id("name", actor_id), language="en", short=short),) if short else ()
    return Actor(id=actor_id, kind=ActorKind(kind) if kind else unknown, name=full, names=names)
