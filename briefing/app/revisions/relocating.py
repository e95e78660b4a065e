"""What rests on older revisions of a source, looked for in the new one: changes, none made.

Where the exact words stand with the same around them, the change waits. Where only the words are
the same, or others took their place, somebody must look. What is gone is told.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.app.arrivals import Arrival
from briefing.app.revisions.finding import Fate, Finder, arrival_of, changed
from briefing.app.revisions.prose import prose_arrivals
from briefing.app.revisions.quotes import quote_arrivals
from briefing.checks.prose import written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefing.domain.base import Evidence, Record
    from briefing.domain.content import Content
    from briefing.domain.sources import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Relocated:
    """What became of everything that rests on the older revisions of a source.

    Attributes:
        arrivals: The changes, on their way into the inbox.
        counts: How many passages have which fate.
    """

    arrivals: tuple[Arrival, ...]
    counts: Counter[Fate]


def not_waiting() -> None:
    """Tell nobody that something is still going on."""


def relocated(
    content: Content,
    new: Source,
    olds: Sequence[Source],
    waiting: Callable[[], None] = not_waiting,
) -> Relocated:
    """Look for all that rests on older revisions in the text of a new one.

    Args:
        content: The pack.
        new: The new revision; it need not be in the pack yet.
        olds: The revisions that it replaces, over one another.
        waiting: Called for every passage; may raise to cancel.
    """
    finder = Finder(new, {row.id: row for row in olds}, waiting)
    arrivals = [*_of_evidence(content, finder)]
    for quote in content.quotes:
        arrivals += quote_arrivals(finder, quote)
    for kind, record, markdown in written(content):
        arrivals += prose_arrivals(finder, kind, record, markdown)
    return Relocated(arrivals=tuple(arrivals), counts=finder.counts)


def _of_evidence(content: Content, finder: Finder) -> Iterator[Arrival]:
    for kind, record, item in content.resting:
        if item.source in finder.olds:
            found = finder.passage(item.source, item)
            place = found.place
            moved = place and replace(
                item, source=finder.new.id, start=place.start, stop=place.stop
            ).filled(finder.new.text)
            yield arrival_of(changed(kind, record.id, _path(record, item), item, moved), found.fate)


def _path(record: Record, item: Evidence) -> str:
    """Return where a passage lies in its record."""
    for name in ("stages", "conditions"):
        for part in getattr(record, name, ()):
            if item in part.evidence:
                return f"{name}[{part.id}].evidence[{item.id}]"
    return f"evidence[{item.id}]"
