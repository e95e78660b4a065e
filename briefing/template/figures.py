"""What a drawn figure shows, as plain data; the room `word` draws it as vector shapes.

MapFigure(title="Monitoring", marks={"NOR": STANCES[Stance.SUPPORT]}, own="NOR")
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from briefing.domain.marks import Mark

if TYPE_CHECKING:
    from briefing.template.drawing import Drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingOut:
    """A map on which the countries of a pack stand out.

    Attributes:
        countries: Their ISO codes (three letters).
        own: That of the country that the pack is written for, or None.
    """

    countries: frozenset[str]
    own: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedMap:
    """A map whose countries have the marks of one column of a matrix.

    Attributes:
        title: The topic or action.
        marks: The mark of each country by its ISO code.
        beyond: Names of those that no map shows, such as organisations, with their marks.
        names: The names of the countries by their ISO codes.
    """

    title: str
    marks: Mapping[str, Mark]
    names: Mapping[str, str]
    beyond: tuple[tuple[str, Mark], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Those who answer a topic's proposition in one way."""

    mark: Mark
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceBar:
    """One topic of a stance chart; shares without names are left out."""

    topic: str
    shares: tuple[Share, ...]

    @property
    def count(self) -> int:
        """Return how many have a position on it."""
        return sum(len(share.names) for share in self.shares)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One point of a timeline.

    Attributes:
        day: Where it stands.
        when: The date in words, as far as it is known.
        mark: What was reached.
        words: What it is about.
    """

    day: date
    when: str
    mark: Mark
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """Whose or which moments they are."""

    name: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Stages by date.

    Attributes:
        title: Its caption.
        rows: One row an action or an actor.
        legend: The marks of all its moments, in the order of a legend.
        months: Names of the months by their first days, in the language of the pack.
        event: The day of the event and its name, or None.
    """

    title: str
    rows: tuple[TimelineRow, ...]
    legend: tuple[Mark, ...]
    months: Mapping[date, str]
    event: tuple[date, str] | None = None


class Figures(Protocol):
    """Draws the figures of a document."""

    def map(self, shown: StandingOut) -> Drawn:
        """Draw a map on which countries stand out."""
        ...

    def marked_map(self, shown: MarkedMap) -> Drawn:
        """Draw a map whose countries have marks."""
        ...

    def stance_chart(self, shown: tuple[StanceBar, ...]) -> Drawn:
        """Draw one bar a topic."""
        ...

    def timeline(self, shown: Timeline) -> Drawn:
        """Draw stages by date."""
        ...
