"""The notes of the grid's cells: condition, dates, words and sources, as far as readable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.domain.cells import stage_as_of
from briefing.domain.sources import Source
from briefing.excel.citations import citation, condition_in_words, quoted, stage_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from briefing.domain.cells import Cell
    from briefing.domain.commitments import Assessment, Commitment
    from briefing.domain.content import Content
    from briefing.domain.statements import Position

_LONGEST: Final = 3_000
_MORE: Final = "More in the register: click the cell."


def note_on(content: Content, cell: Cell, as_of: date | None) -> str:
    """Return what there is to say about a cell, or nothing.

    Whole paragraphs only: what would make the note unreadable stands in the register behind it.
    """
    paragraphs: list[str] = []
    for number, commitment in enumerate(cell.commitments):
        before = f"+{number} {commitment.polarity.label.lower()}: " if number else ""
        paragraphs += _commitment(content, commitment, as_of, before)
    if cell.position is not None:
        paragraphs += _position(content, cell.position)
    if cell.assessment is not None:
        paragraphs += _assessment(content, cell.assessment)
    return _readable([part for part in paragraphs if part])


def _commitment(
    content: Content, commitment: Commitment, as_of: date | None, before: str
) -> Iterator[str]:
    entry = stage_as_of(commitment, as_of)
    yield before + commitment.text
    if commitment.conditions:
        yield "Condition: " + "; ".join(map(condition_in_words, commitment.conditions))
    if entry is not None:
        yield stage_in_words(entry)
        yield from quoted(content, entry.evidence)


def _position(content: Content, position: Position) -> Iterator[str]:
    yield position.summary or ""
    yield f"Condition: {position.condition}" if position.condition else ""
    yield f"Since {position.since}" if position.since else ""
    yield from quoted(content, position.evidence)


def _assessment(content: Content, assessment: Assessment) -> Iterator[str]:
    yield assessment.reason or ""
    if assessment.searched:
        found = (citation(content.get(Source, source)) for source in assessment.searched)
        yield "Searched:\n" + "\n".join(found)
    yield from quoted(content, assessment.evidence)


def _readable(paragraphs: list[str]) -> str:
    kept: list[str] = []
    left = _LONGEST
    for paragraph in paragraphs:
        left -= len(paragraph) + 1
        if left < 0:
            return "\n".join((*kept, _MORE))
        kept.append(paragraph)
    return "\n".join(kept)
