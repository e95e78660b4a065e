"""What is irregular in a table, cell by cell, each with its reason; nothing is guessed away."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterable


class Irregular(StrEnum):
    """The kinds of irregularity: a code, and what one and several of them are called."""

    one: str
    many: str

    def __new__(cls, code: str, one: str = "", many: str = "") -> Self:
        """Make a member whose value is its code."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.one = one
        member.many = many or f"{one}s"
        return member

    MALFORMED_SCORE = "malformed_score", "malformed score"
    BLANK_SCORE = "blank_score", "blank cell without a reason", "blank cells without a reason"
    WRONG_AVERAGE = "wrong_average", "typed average that is wrong", "typed averages that are wrong"
    DUPLICATE_ID = "duplicate_id", "duplicate id"
    DUPLICATE_ROW = "duplicate_row", "row that repeats another", "rows that repeat another"
    ID_SPACES = "id_spaces", "id with stray spaces", "ids with stray spaces"
    UNKNOWN_ACTOR = "unknown_actor", "unknown actor"
    GUESSED_ACTOR = "guessed_actor", "actor to confirm", "actors to confirm"
    UNKNOWN_STAGE = "unknown_stage", "unknown stage"
    NOT_A_NUMBER = "not_a_number", "word in a column of numbers", "words in columns of numbers"
    NOT_A_DATE = "not_a_date", "date that cannot be read", "dates that cannot be read"
    NOT_A_CURRENCY = "not_a_currency", "currency that is not known", "currencies that are not known"
    MISSING_MARK = "missing_mark", "mark for a missing value", "marks for missing values"
    BLANK = "blank", "blank cell", "blank cells"
    STRAY_SPACES = "stray_spaces", "cell with stray spaces", "cells with stray spaces"
    SPELLING = "spelling", "spelling variant"
    REPEATED_ID = "repeated_id", "id that several rows share", "ids that several rows share"
    SECOND_VALUE = "second_value", "second value for one cell", "second values for one cell"
    LEFT_OUT = "left_out", "row left out", "rows left out"
    ERROR_VALUE = "error_value", "error value"
    NO_RESULT = "no_result", "formula without a result", "formulas without a result"
    FORMULA = "formula", "range of formulas", "ranges of formulas"
    MERGED = "merged", "merged range"
    TITLE_ROW = "title_row", "title row"
    SECOND_HEADING = "second_heading", "further heading row"
    NO_HEADING = "no_heading", "column without a heading", "columns without a heading"
    SAME_HEADING = "same_heading", "heading that occurs twice", "headings that occur twice"
    EMPTY_COLUMNS = "empty_columns", "stretch of empty columns", "stretches of empty columns"
    CLAIMED_SIZE = (
        "claimed_size",
        "claim of more rows than there are",
        "claims of more than is there",
    )
    HIDDEN = "hidden", "hidden part"
    RAGGED = "ragged", "row of another length", "rows of another length"
    QUOTING = "quoting", "place with odd quotation marks", "places with odd quotation marks"
    ENCODING = "encoding", "doubt about the encoding", "doubts about the encoding"
    DELIMITER = "delimiter", "separator that was guessed", "separators that were guessed"
    ASSUMED = "assumed", "assumption"


@dataclass(frozen=True, slots=True)
class Irregularity:
    """One irregularity.

    Attributes:
        kind: What kind it is.
        cell: Its address: `G5`, a range `AB2:AB1033`, a row `7:7`; empty for the file as such.
        value: What stands there.
        reason: What is wrong with it and what was done, as a sentence.
    """

    kind: Irregular
    cell: str
    value: str
    reason: str

    def as_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {
            "kind": self.kind.value,
            "cell": self.cell,
            "value": self.value,
            "reason": self.reason,
        }


def counts(rows: Iterable[Irregularity]) -> dict[str, int]:
    """Return how many there are of each kind, in the order of the kinds."""
    found = Counter(row.kind for row in rows)
    return {kind.value: found[kind] for kind in Irregular if found[kind]}


def in_order(rows: Iterable[Irregularity]) -> tuple[Irregularity, ...]:
    """Return irregularities by kind, the graver first, each kind as it was found."""
    places = {kind: place for place, kind in enumerate(Irregular)}
    return tuple(sorted(rows, key=lambda row: places[row.kind]))
