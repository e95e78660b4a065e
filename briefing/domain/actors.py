"""Actors: countries, institutions, organisations, offices, groups and persons."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.domain.base import EdtfDate, Part, Record
from briefing.domain.ids import ActorId, SourceId
from briefing.domain.vocabularies import ActorKind, ListAs


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Part):
    """An actor's names in one language."""

    language: str
    short: str | None = None
    official: str | None = None
    sort: str | None = None
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Part):
    """That an actor belonged to a group, from when to when, and who says so."""

    actor: ActorId
    from_: EdtfDate | None = None
    to: EdtfDate | None = None
    source: SourceId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Part):
    """An office that a person held."""

    title: str
    affiliation: ActorId | None = None
    from_: EdtfDate | None = None
    to: EdtfDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Record):
    """A country, institution, organisation, office, group or person."""

    id: ActorId
    kind: ActorKind
    name: str
    names: tuple[Name, ...] = ()
    name_note: str | None = None
    iso3: str | None = None
    list_as: ListAs = ListAs.COUNTRY
    show_flag: bool = True
    part_of: ActorId | None = None
    members: tuple[Membership, ...] = ()
    roles: tuple[Role, ...] = ()
    address: str | None = None
    pronunciation: str | None = None
