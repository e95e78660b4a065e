"""What is highlighted in a source: the passages of its records, by kind, in stacked lanes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.domain.actors import Actor
from briefing.domain.spans import Range

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefing.domain.base import Record
    from briefing.domain.commitments import Commitment
    from briefing.domain.content import Content

KINDS = ("quote", "position", "commitment", "fact")
LETTERS = {"quote": "Q", "position": "P", "commitment": "C", "fact": "F"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """One passage of one record.

    Attributes:
        kind: `quote`, `position`, `commitment` or `fact`.
        record_id: The record.
        range: The passage in the source's text.
        label: What the record says in short, for tool tips and screen readers.
        lane: 0 for the underline right below the words, 1 for the next one, …
    """

    kind: str
    record_id: str
    range: Range
    label: str
    lane: int = 0

    @property
    def letter(self) -> str:
        """Return its letter in the margin."""
        return LETTERS[self.kind]


def highlights_of(content: Content, source_id: str) -> tuple[Highlight, ...]:
    """Return the highlights of a source from its beginning on, overlapping ones in lanes."""
    rows = {row for source, row in _passages(content) if source == source_id}
    return _in_lanes(sorted(rows, key=_reading_order))


def captures_by_source(content: Content) -> dict[str, int]:
    """Return how many records rest on each source."""
    pairs = {(source, row.kind, row.record_id) for source, row in _passages(content)}
    counts: dict[str, int] = {}
    for source, _, _ in pairs:
        counts[source] = counts.get(source, 0) + 1
    return counts


def passages_of(content: Content, kind: str, record_id: str) -> tuple[tuple[str, Range], ...]:
    """Return source and range of every passage of one record."""
    return tuple(
        (source, row.range)
        for source, row in _passages(content)
        if row.kind == kind and row.record_id == record_id
    )


def _passages(content: Content) -> Iterator[tuple[str, Highlight]]:
    for quote in content.quotes:
        label = _named(content, (quote.speaker or quote.speaks_for,), "quote")
        yield from ((quote.source, _row("quote", quote, one, label)) for one in quote.pieces)
    for position in content.positions:
        label = _named(content, (position.actor,), position.summary or position.stance.label)
        for item in position.evidence:
            yield item.source, _row("position", position, item, label)
    for commitment in content.commitments:
        label = _named(content, (party.actor for party in commitment.parties), commitment.text)
        for source, place in _evidence_of(commitment):
            yield source, _row("commitment", commitment, place, label)
    for fact in content.facts:
        label = _named(content, (fact.actor,), f"{fact.label}: {fact.value}")
        for item in fact.evidence:
            yield item.source, _row("fact", fact, item, label)


def _evidence_of(commitment: Commitment) -> Iterator[tuple[str, Range]]:
    for stage in commitment.stages:
        yield from ((item.source, item) for item in stage.evidence)
    for condition in commitment.conditions:
        yield from ((item.source, item) for item in condition.evidence)


def _reading_order(row: Highlight) -> tuple[int, int, int, str]:
    return row.range.start, -row.range.stop, KINDS.index(row.kind), row.record_id


def _row(kind: str, record: Record, item: Range, label: str) -> Highlight:
    place = Range(start=item.start, stop=item.stop)
    return Highlight(kind=kind, record_id=record.id, range=place, label=label)


def _named(content: Content, actors: Iterable[str | None], words: str) -> str:
    found = [actor.name for actor_id in actors if (actor := content.find(Actor, actor_id))]
    return f"{', '.join(found)}: {words}" if found else words


def _in_lanes(rows: Sequence[Highlight]) -> tuple[Highlight, ...]:
    ends: list[int] = []
    placed = []
    for row in rows:
        lane = next((at for at, end in enumerate(ends) if end <= row.range.start), len(ends))
        ends[lane:] = [row.range.stop, *ends[lane + 1 :]]
        placed.append(replace(row, lane=lane))
    return tuple(placed)
