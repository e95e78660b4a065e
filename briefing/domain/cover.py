"""The pack itself: title, event, marking and clocks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from briefing.domain.base import EdtfDate, Handling, Moment, Part
from briefing.domain.ids import ActorId, SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What the pack is written for."""

    name: str
    place: str | None = None
    from_: EdtfDate | None = None
    to: EdtfDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(Part):
    """A stated exchange rate: one unit of `from_` is worth `rate` units of `to`."""

    from_: str
    to: str
    rate: Decimal
    on: EdtfDate
    source: SourceId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The pack itself: title, event, marking, clocks (`pack` in JSON)."""

    id: str = ""
    title: str
    subtitle: str | None = None
    own: ActorId | None = None
    event: Event | None = None
    due: Moment | None = None
    language: str = "en"
    handling: Handling | None = None
    department: str | None = None
    brief_number: str | None = None
    as_of: Moment | None = None
    dispose_after: EdtfDate | None = None
    rates: tuple[Rate, ...] = ()
