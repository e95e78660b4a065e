"""How a column writes numbers and days: told by the cells that can be read in one way only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from briefing.domain.dates import is_date

if TYPE_CHECKING:
    from collections.abc import Iterable

POINT: Final = "."
COMMA: Final = ","
DAY_FIRST: Final = "day/month/year"
MONTH_FIRST: Final = "month/day/year"
MIXED: Final = "mixed"
"""Cells of one column speak for both: only those count that can be read in one way."""

_GAP: Final = "[ '’\u00a0\u202f]"  # the Swiss apostrophe
_WRITTEN: Final = {
    POINT: re.compile(rf"[-+]?(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}(?:{_GAP}\d{{3}})+|\d+)(?:\.\d+)?",
                      re.ASCII),
    COMMA: re.compile(rf"[-+]?(?:\d{{1,3}}(?:\.\d{{3}})+|\d{{1,3}}(?:{_GAP}\d{{3}})+|\d+)(?:,\d+)?",
                      re.ASCII),
}  # fmt: skip
_TOLD: Final = re.compile(r"\d*[.,]\d{3}|[^.,]*")
"""What does not tell: one separator before three digits, or none."""
_DOUBTFUL: Final = re.compile(r"[-+]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_ANY_NUMBER: Final = re.compile(rf"[-+]?\d(?:[\d.,]|{_GAP})*", re.ASCII)
_DOTTED: Final = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)
_SLASHED: Final = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})", re.ASCII)
_YEAR_FIRST: Final = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})", re.ASCII)
_MONTHS: Final = 12
_LONGEST: Final = 40  # characters of a number that anybody promises


@dataclass(frozen=True, slots=True)
class Convention:
    """How a column writes its values, and the first cell that tells so; nothing where none does."""

    way: str = ""
    shown: str = ""


def is_like_number(words: str) -> bool:
    """Tell whether words are digits and what people put between them."""
    return _ANY_NUMBER.fullmatch(words) is not None


def is_doubtful(words: str) -> bool:
    """Tell whether a number could be whole or have three decimals."""
    return _DOUBTFUL.fullmatch(words) is not None


def decimals_of(column: Iterable[str]) -> Convention:
    """Return whether decimals stand after a point or after a comma."""
    return _agreed((words, _told_mark(words)) for words in column)


def days_of(column: Iterable[str]) -> Convention:
    """Return whether the day or the month comes first where a date has slashes."""
    return _agreed((words, _told_order(words)) for words in column)


def number_in(words: str, way: str) -> Decimal | None:
    """Return the number that words are, or None where they can be read in two ways or in none."""
    mark = way
    if way == MIXED:
        mark = _told_mark(words) or (POINT if not set(words) & {POINT, COMMA} else "")
    is_short = len(words) <= _LONGEST
    if not is_short or mark not in _WRITTEN or _WRITTEN[mark].fullmatch(words) is None:
        return None
    kept = re.sub(rf"{_GAP}|{re.escape(POINT if mark == COMMA else COMMA)}", "", words)
    return Decimal(kept.replace(COMMA, POINT))


def day_in(words: str, way: str) -> str | None:
    """Return the date that digits are, or None where they can be read in two ways or in none."""
    found = None
    if match := _DOTTED.fullmatch(words):
        found = match[3], match[2], match[1]
    elif match := _YEAR_FIRST.fullmatch(words):
        found = match[1], match[2], match[3]
    elif match := _SLASHED.fullmatch(words):
        order = (_told_order(words) or "") if way == MIXED else way
        found = {
            DAY_FIRST: (match[4], match[3], match[1]),
            MONTH_FIRST: (match[4], match[1], match[3]),
        }.get(order)
    if found is None:
        return None
    year, month, day = found
    text = f"{year}-{int(month):02}-{int(day):02}"
    return text if is_date(text) else None


def _agreed(told: Iterable[tuple[str, str | None]]) -> Convention:
    first: dict[str, str] = {}
    for words, way in told:
        if way:
            first.setdefault(way, words)
    if len(first) > 1:
        return Convention(MIXED, next(iter(first.values())))
    return next((Convention(way, words) for way, words in first.items()), Convention())


def _told_mark(words: str) -> str | None:
    """Return the mark before decimals where words can be read in one way only."""
    if _TOLD.fullmatch(words.lstrip("+-").strip()):
        return None
    fits = [mark for mark, pattern in _WRITTEN.items() if pattern.fullmatch(words)]
    return fits[0] if len(fits) == 1 else None


def _told_order(words: str) -> str | None:
    match = _SLASHED.fullmatch(words)
    if match is None:
        return None
    first, second = int(match[1]), int(match[3])
    if first > _MONTHS >= second:
        return DAY_FIRST
    return MONTH_FIRST if second > _MONTHS >= first else None
