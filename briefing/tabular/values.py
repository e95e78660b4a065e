"""What the cell of a column says: a score, an amount, a date, a stage; or why it says none."""

from __future__ import annotations

import re
from calendar import month_name
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from briefing.domain.dates import is_date
from briefing.domain.text import name_of
from briefing.domain.vocabularies import Stage
from briefing.tabular.conventions import MIXED, POINT, day_in, number_in
from briefing.tabular.irregularities import Irregular
from briefing.tabular.table import Cell, CellKind

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")

MISSING: Final = frozenset(
    {".", "..", "...", "-", "–", "—", "n/a", "na", "n.a.", "?", "none", "null"}
)
"""What people write where a value is missing."""

_SCORES: Final = {"-1": -1, "0": 0, "1": 1}
_DASHES: Final = frozenset("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d")
_NUMBER: Final = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d{1,3})?", re.ASCII)
_THOUSANDS: Final = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_CURRENCY: Final = re.compile(r"[A-Z]{3}", re.ASCII)
_SYMBOLS: Final = {"€": "EUR", "£": "GBP", "US$": "USD", "¥": "JPY"}
_YEAR: Final = re.compile(r"(?:19|20)\d{2}", re.ASCII)
_NAMED_DAY: Final = re.compile(r"(\d{1,2})\.? ([A-Za-z]+)\.? (\d{4})", re.ASCII)
_MONTH_DAY: Final = re.compile(r"([A-Za-z]+)\.? (\d{1,2}), (\d{4})", re.ASCII)
_MONTHS: Final = {name[:length].casefold(): place
    for place, name in enumerate(month_name) if place for length in (3, len(name))}  # fmt: skip
STAGE_WORDS: Final = {
    "commitment": Stage.PLEDGED, "committed": Stage.PLEDGED, "commitments": Stage.PLEDGED,
    "promised": Stage.PLEDGED, "pledge": Stage.PLEDGED, "announced": Stage.PLEDGED,
    "allocation": Stage.ALLOCATED, "allocations": Stage.ALLOCATED, "earmarked": Stage.ALLOCATED,
    "delivery": Stage.DELIVERING, "delivered": Stage.DELIVERING, "deliveries": Stage.DELIVERING,
    "disbursement": Stage.DELIVERING, "disbursed": Stage.DELIVERING,
    "in progress": Stage.DELIVERING, "signed": Stage.AGREED, "kept": Stage.DONE,
}  # fmt: skip
"""Words of others for our stages; a delivery under way may still go on, so none is *completed*."""


RULED_OUT: Final = frozenset({"rules out", "ruled out", "excludes", "excluded"})
"""What a cell says of an action that somebody rules out."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell does not say what its column should."""

    kind: Irregular
    reason: str


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """What a cell says, or why it says nothing; a blank one says neither."""

    value: T | None = None
    fault: Fault | None = None


def score_of(cell: Cell, scores: Mapping[str, int]) -> Said[int]:
    """Return a score, −1, 0 or 1 exactly as typed in ASCII; all else is reported, never guessed."""
    text = cell.text.strip()
    if text in scores:
        return Said(scores[text])
    if cell.kind is CellKind.NUMBER:
        number = _decimal(text)
        if number is not None and number in {-1, 0, 1}:
            return Said(int(number))
    if text in _SCORES:
        return Said(_SCORES[text])
    if cell.kind is CellKind.ERROR:
        return Said(fault=_error(cell))
    if text.casefold() in MISSING - {"-"}:
        words = f"“{text}” stands for a missing score; the cell stays not assessed."
        return Said(fault=Fault(Irregular.MISSING_MARK, words))
    return Said(fault=Fault(Irregular.MALFORMED_SCORE, _why_no_score(text)))


def _why_no_score(text: str) -> str:
    odd = next((letter for letter in text if letter in _DASHES), None)
    if odd is not None and len(text) == 2 and text[1:] == "1":
        return f"The sign is {name_of(odd)}, not a hyphen-minus: is −1 meant? Left not assessed."
    if text in {"+", "-", *_DASHES}:
        return "A sign without a digit: the score is not known. Left not assessed."
    return "A score is −1, 0 or 1. Left not assessed."


def stage_of(cell: Cell, stages: Mapping[str, Stage]) -> Said[Stage]:
    """Return the stage that a cell names."""
    words = cell.words
    for known, stage in stages.items():
        if known.casefold() == words.casefold():
            return Said(stage)
    for stage in Stage:
        if words.casefold() in {stage.value, stage.label.casefold()}:
            return Said(stage)
    if words.casefold() in STAGE_WORDS:
        return Said(STAGE_WORDS[words.casefold()])
    fault = _plain_fault(cell)
    names = ", ".join(stage.label for stage in Stage)
    why = f"No stage is called so; a mapping may say which is meant of: {names}."
    return Said(fault=fault or Fault(Irregular.UNKNOWN_STAGE, why))


def amount_of(cell: Cell, way: str = "") -> Said[Decimal]:
    """Return a number; what stands before decimals is told by the column, and never guessed.

    Args:
        cell: The cell.
        way: How its column writes decimals; without it thousands may be set off by commas.
    """
    text = cell.text.strip()
    if cell.kind in {CellKind.NUMBER, CellKind.TEXT}:
        number = number_in(text, way) if way else None
        if number is None and way in {"", POINT}:
            number = _plain_number(text)
        if number is not None:
            return Said(number)
    fault = _plain_fault(cell)
    why = "Words stand where a number should: no amount was taken."
    if any(letter.isdigit() for letter in text):
        why = "It cannot be read as a number without guessing: no amount was taken."
    return Said(fault=fault or Fault(Irregular.NOT_A_NUMBER, why))


def _plain_number(text: str) -> Decimal | None:
    plain = text.replace(",", "") if _THOUSANDS.fullmatch(text) else text
    return _decimal(plain) if _NUMBER.fullmatch(plain) else number_in(text, MIXED)


def date_of(cell: Cell, way: str = "") -> Said[str]:
    """Return a date as EDTF; with slashes the column must tell whether the day comes first.

    Args:
        cell: The cell.
        way: What comes first in the dates of its column.
    """
    words = cell.words
    if cell.kind in {CellKind.DATE, CellKind.TEXT, CellKind.NUMBER}:
        if cell.kind is not CellKind.NUMBER and is_date(words):
            return Said(words)
        if _YEAR.fullmatch(words):
            return Said(words)
        named = _named_day(words) or day_in(words, way or MIXED)
        if named is not None:
            return Said(named)
    fault = _plain_fault(cell)
    why = "It cannot be read as one date without guessing: the date was left out."
    return Said(fault=fault or Fault(Irregular.NOT_A_DATE, why))


def _named_day(words: str) -> str | None:
    match = _NAMED_DAY.fullmatch(words)
    day, month, year = match.groups() if match else ("", "", "")
    if match is None:
        match = _MONTH_DAY.fullmatch(words)
        if match is None:
            return None
        month, day, year = match.groups()
    number = _MONTHS.get(month.casefold())
    text = f"{year}-{number or 0:02}-{int(day):02}"
    return text if number and is_date(text) else None


def currency_of(cell: Cell) -> Said[str]:
    """Return a currency as its ISO 4217 code."""
    words = cell.words
    if _CURRENCY.fullmatch(words):
        return Said(words)
    if words in _SYMBOLS:
        return Said(_SYMBOLS[words])
    fault = _plain_fault(cell)
    why = "A currency is written as its three capitals, as in EUR."
    return Said(fault=fault or Fault(Irregular.NOT_A_CURRENCY, why))


def _plain_fault(cell: Cell) -> Fault | None:
    """Return what is wrong with a cell whatever its column: an error, or a mark for missing."""
    if cell.kind is CellKind.ERROR:
        return _error(cell)
    words = cell.words
    if words.casefold() in MISSING:
        return Fault(
            Irregular.MISSING_MARK, f"“{words}” stands for a missing value: nothing taken."
        )
    return None


def _error(cell: Cell) -> Fault:
    return Fault(Irregular.ERROR_VALUE, f"The cell holds the error {cell.text}: nothing was taken.")


def _decimal(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < 40 else None
