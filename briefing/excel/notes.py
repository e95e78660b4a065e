"""The notes of the grid's cells: condition, dates, words and sources, as far as readable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.domain.cells import stage_as_of
from briefing.domain.sources import Source
from briefing.domain.vocabularies import CellState
from briefing.excel.citations import citation, condition_in_words, quoted, stage_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from briefing.domain.cells import Cell
    from briefing.domain.commitments import Assessment, Commitment
    from briefing.domain.content import Content
    from briefing.domain.statements import Position
    from briefing.template.words import Words

_LONGEST: Final = 3_000
_MORE: Final = "More in the register: click the cell."


def note_on(content: Content, cell: Cell, as_of: date | None, words: Words) -> str:
    """Return what there is to say about a cell, or nothing.

    Whole paragraphs only: what would make the note unreadable stands in the register behind it.
    """
    paragraphs: list[str] = []
    for number, commitment in enumerate(cell.commitments):
        before = f"+{number} {words.label(commitment.polarity).lower()}: " if number else ""
        paragraphs += _commitment(content, commitment, as_of, before, words)
    if cell.position is not None:
        paragraphs += _position(content, cell.position, words)
    if cell.assessment is not None:
        paragraphs += _assessment(content, cell.assessment, words)
    return _readable([part for part in paragraphs if part], words.say(_MORE))


def _commitment(
    content: Content, commitment: Commitment, as_of: date | None, before: str, words: Words
) -> Iterator[str]:
    entry = stage_as_of(commitment, as_of)
    yield before + commitment.text
    if commitment.conditions:
        stated = "; ".join(condition_in_words(item, words) for item in commitment.conditions)
        yield words.say("Condition: {condition}", condition=stated)
    if entry is not None:
        yield stage_in_words(entry, words)
        yield from quoted(content, entry.evidence, words)


def _position(content: Content, position: Position, words: Words) -> Iterator[str]:
    yield position.summary or ""
    if position.condition:
        yield words.say("Condition: {condition}", condition=position.condition)
    if position.since:
        yield words.say("Since {date}", date=position.since)
    yield from quoted(content, position.evidence, words)


def _assessment(content: Content, assessment: Assessment, words: Words) -> Iterator[str]:
    """Yield the evidence paragraph: reason, round and day, what was searched, what was found."""
    yield assessment.reason or ""
    if assessment.state is CellState.SCORED:
        day = words.say("as of {date}", date=assessment.as_of) if assessment.as_of else ""
        yield ", ".join(filter(None, (words.label(assessment.round), day)))
    if assessment.searched:
        found = (citation(content.get(Source, source), words) for source in assessment.searched)
        yield "\n".join((words.say("Searched:"), *found))
    yield from quoted(content, assessment.evidence, words)


def _readable(paragraphs: list[str], more: str) -> str:
    kept: list[str] = []
    left = _LONGEST
    for paragraph in paragraphs:
        left -= len(paragraph) + 1
        if left < 0:
            return "\n".join((*kept, more))
        kept.append(paragraph)
    return "\n".join(kept)
