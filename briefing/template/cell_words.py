"""A cell of a matrix in the words of a language: mark, condition, date and basis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.domain.dates import in_short
from briefing.domain.vocabularies import CellState, ConditionKind
from briefing.template.fields_dates import date_in_words
from briefing.template.values import Inline, Text
from briefing.template.words import ENGLISH, Words, words_of

if TYPE_CHECKING:
    from briefing.domain.cells import Cell


def condition_of(cell: Cell, words: Words) -> str:
    """Return the condition of a cell in short: `if ceasefire and mandate`."""
    if cell.position is not None:
        stated = cell.position.condition or ""
    else:
        lead = cell.commitments[0] if cell.commitments else None
        named = dict.fromkeys(
            item.text or "" if item.kind is ConditionKind.OTHER else words.label(item.kind).lower()
            for item in (lead.conditions if lead else ())
        )
        stated = words.say(" and ").join(named)
    return words.say("if {condition}", condition=stated) if stated else ""


def basis_of(cell: Cell, words: Words) -> str:
    """Return the basis as printed after the word; a firm one goes without saying."""
    firm = cell.basis is None or cell.basis.is_firm
    return "" if firm else words.label(cell.basis).lower()


def cell_in_words(cell: Cell, language: str) -> Inline:
    """Return a cell in words; in English and read without emphasis they are `cell.words`."""
    return Inline(pieces_of(cell, language))


def pieces_of(cell: Cell, language: str) -> tuple[Text, ...]:
    """Return a cell in words, each with its emphasis."""
    words = words_of(language)
    note = basis_of(cell, words)
    condition = condition_of(cell, words)
    pieces = (
        Text(words.mark(cell.mark), bold=bool(cell.commitments or cell.position)),
        Text(f" {condition}" if condition else ""),
        Text(_when(cell, words)),
        Text(words.say(", ") if note else ""),
        Text(note, italic=True),
        Text(cell.tail),
    )
    return tuple(piece for piece in pieces if piece.text)


def _when(cell: Cell, words: Words) -> str:
    searched = cell.assessment is not None and cell.assessment.state is CellState.SEARCHED_NONE
    if not searched or not cell.date:
        return ""
    language = words.language
    day = in_short(cell.date) if language == ENGLISH else date_in_words(cell.date, language)
    return f"{words.say(', ')}{day}"
