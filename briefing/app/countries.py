"""The countries that ship, made into actors when a pack needs them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from briefing import assets
from briefing.domain.actors import Actor, Name
from briefing.domain.countries import Countries
from briefing.domain.ids import ActorId
from briefing.domain.vocabularies import ActorKind, ListAs

if TYPE_CHECKING:
    from briefing.domain.countries import Country


@cache
def countries() -> Countries:
    """Return the shipped countries with their names, capitals and demonyms."""
    return Countries.parse(assets.read_text("countries/countries.tsv"))


def country_actor(country: Country, actor_id: str) -> Actor:
    """Return the actor that stands for a shipped country."""
    names = Name(
        language="en",
        official=country.official_name or None,
        sort=country.sort_name or None,
    )
    return Actor(
        id=ActorId(actor_id),
        kind=ActorKind.COUNTRY,
        name=country.name,
        names=(names,),
        iso3=country.iso3,
        list_as=ListAs(country.list_as),
    )
