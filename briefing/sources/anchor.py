"""Passages keep their place: made with their context, found again in a revision, never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing.domain.spans import CONTEXT, Range, Span

_MOST_CANDIDATES = 50
_LONG = 32
_BESIDE = 4 * CONTEXT


class Place(StrEnum):
    """What became of a passage in a new revision."""

    EXACT = "exact"
    MOVED = "moved"
    AMBIGUOUS = "ambiguous"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relocation:
    """Where a passage is in a new revision.

    Attributes:
        kind: Exactly one of exact, moved, ambiguous, lost.
        start: First code point where the passage is exact or moved, else None.
        stop: One behind the last, likewise.
        candidates: Where the same words stand, for the analyst to choose; empty unless ambiguous.
    """

    kind: Place
    start: int | None = None
    stop: int | None = None
    candidates: tuple[Range, ...] = ()


def relocate(span: Span, new_text: str) -> Relocation:
    """Find a passage in a new revision of its source.

    The words must be the same, code point by code point, and so must what stands around them, white
    space aside: sentences about two countries often differ by the name alone. Where the words
    are there but their neighbourhood is not, or twice, the passage is ambiguous.

    Args:
        span: The passage with its words, and its context where that was kept.
        new_text: The text of the new revision.
    """
    places = _occurrences(span.exact, new_text)
    if not places:
        return Relocation(kind=Place.LOST)
    if span.prefix or span.suffix:
        fitting = [start for start in places if _fits(span, new_text, start)]
    else:
        fitting = _without_context(span, new_text, places)
    if span.start in fitting:
        return Relocation(kind=Place.EXACT, start=span.start, stop=span.stop)
    if len(fitting) == 1:
        start = fitting[0]
        return Relocation(kind=Place.MOVED, start=start, stop=start + len(span.exact))
    offered = (fitting or places)[:_MOST_CANDIDATES]
    return Relocation(
        kind=Place.AMBIGUOUS,
        candidates=tuple(Range(start=at, stop=at + len(span.exact)) for at in offered),
    )


def _occurrences(exact: str, text: str) -> list[int]:
    """Return where the words stand, overlapping places too."""
    found = []
    at = text.find(exact) if exact else -1
    while at >= 0:
        found.append(at)
        at = text.find(exact, at + 1)
    return found


def _without_context(span: Span, text: str, places: list[int]) -> list[int]:
    """Judge a passage whose context was not kept: it is the text's whole, or long and unique."""
    is_whole = span.start == 0 and len(text) == len(span.exact)
    return places if is_whole or (len(places) == 1 and len(span.exact) >= _LONG) else []


def _fits(span: Span, text: str, start: int) -> bool:
    """Tell whether the same context stands around a place, white space aside.

    A context shorter than 32 code points means that the text began or ended there.
    """
    stop = start + len(span.exact)
    before = text[max(0, start - _BESIDE) : start]
    after = text[stop : stop + _BESIDE]
    return _same_end(span.prefix, before) and _same_end(span.suffix[::-1], after[::-1])


def _same_end(context: str, beside: str) -> bool:
    """Tell whether `beside` ends with the context, or is as short as it at the edge of a text."""
    wanted, there = " ".join(context.split()), " ".join(beside.split())
    if len(context) < CONTEXT:
        return wanted == there
    return there.endswith(wanted)
