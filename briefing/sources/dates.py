"""Dates in running text: ISO, words in its language, day-first dots; slashes only if plain."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from babel import Locale, UnknownLocaleError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_YEARS = range(1800, 2200)
_ZONES = {
    "z": "Z", "gmt": "Z", "utc": "Z", "wet": "Z", "cet": "+01:00", "west": "+01:00",
    "mez": "+01:00", "cest": "+02:00", "mesz": "+02:00", "eet": "+02:00", "eest": "+03:00",
    "msk": "+03:00", "trt": "+03:00", "est": "-05:00", "edt": "-04:00", "cdt": "-05:00",
    "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00", "jst": "+09:00",
}  # fmt: skip
"""Abbreviations with one meaning; CST, IST, BST, MST and ET have several, so they give no time."""

_TIME = re.compile(
    r"[\s,|•·–—-]{0,4}(?:(?:at|à|um|alle|ore|a las|o|в|\u043e|klo|kl\.?|saat|as of)\s+)?"
    r"(?<!\d)(?P<hour>\d{1,2})(?:[:.]|\s?h\s?)(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?!\d)"
    r"\s?(?P<half>[ap]\.?m\b\.?)?(?:\s?uhr)?"
    r"(?:\s?\(?(?P<zone>(?:gmt|utc)?\s?[+-]\d{1,2}(?::?\d{2})?\b|[a-z]{1,4}\b))?",
    re.IGNORECASE,
)  # fmt: skip
_ISO = (
    r"(?<![\d/-])(?P<iso_year>\d{4})(?P<sep>[-/])(?P<iso_month>\d{1,2})(?P=sep)(?P<iso_day>\d{1,2})"
    r"(?:[T ](?P<iso_time>\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s?"
    r"(?P<iso_zone>Z|[+-]\d{2}:?\d{2})?)?(?!\d)"
)
_DOTTED = (
    r"(?<![\d.])(?P<dot_day>\d{1,2})\.\s?(?P<dot_month>\d{1,2})\.\s?(?P<dot_year>\d{4})(?!\.?\d)"
)
_SLASHED = r"(?<![\d/])(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<slash_year>\d{4})(?![\d/])"


class FoundDate(NamedTuple):
    """A date found in a text.

    Attributes:
        start: First code point.
        stop: One behind the last.
        value: EDTF, or ISO 8601 with time and offset; None for an ambiguous slashed date.
    """

    start: int
    stop: int
    value: str | None


def find_dates(text: str, language: str | None = None) -> tuple[FoundDate, ...]:
    """Return every date with a year in `text`, from left to right.

    Args:
        text: What to look through.
        language: ISO 639-1 code; names of months are those of CLDR in it and in English.
    """
    return tuple(_found(text, language or "en"))


@cache
def months(language: str) -> dict[str, int]:
    """Return the names of the months, in lower case without full stops, and their numbers."""
    return _names(language, "months")


@cache
def weekdays(language: str) -> dict[str, int]:
    """Return the names of the days, in lower case without full stops; Monday is 0."""
    return _names(language, "days")


def _names(language: str, of: str) -> dict[str, int]:
    """Collect the long and short CLDR names in a language and in English."""
    names: dict[str, int] = {}
    for code in dict.fromkeys(("en", language)):
        try:
            locale = Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            continue
        forms = locale.months if of == "months" else locale.days
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in forms[context][width].items():
                    if name[:1].isalpha():
                        names[name.casefold().rstrip(".")] = number
    if of == "months":
        names["sept"] = 9
    return names


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Compile the one pattern of all forms of dates with the months of a language."""
    named = sorted(months(language), key=len, reverse=True)
    month = rf"(?:{'|'.join(map(re.escape, named))})"
    forms = (
        _ISO,
        _DOTTED,
        _SLASHED,
        rf"(?<!\d)(?P<ymd_year>\d{{4}})\.\s(?P<ymd_month>{month})\.?\s(?P<ymd_day>\d{{1,2}})\b",
        (
            rf"(?<![\d.,])(?P<dmy_day>\d{{1,2}})(?:st|nd|rd|th|er|ª|º|\.)?\s(?:of\s|de\s)?"
            rf"(?P<dmy_month>{month})\b\.?,?\s(?:de\s|del\s)?(?P<dmy_year>\d{{4}})(?!\d)"
        ),
        (
            rf"\b(?P<mdy_month>{month})\b\.?\s(?P<mdy_day>\d{{1,2}})(?:st|nd|rd|th)?,?\s"
            rf"(?P<mdy_year>\d{{4}})(?!\d)"
        ),
        rf"\b(?P<my_month>{month})\b\.?\s(?:de\s)?(?P<my_year>\d{{4}})(?!\d)",
    )
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)


def _found(text: str, language: str) -> Iterator[FoundDate]:
    """Yield the dates of a text."""
    for match in _pattern(language).finditer(text):
        value = _value(match, months(language))
        if value is None and match["slash_year"] is None:
            continue
        stop = match.end()
        if value is not None and len(value) == 10:
            value, stop = _with_time(text, value, stop)
        yield FoundDate(match.start(), stop, value)


_NUMBERS: tuple[tuple[str, Callable[[re.Match[str]], tuple[str, str]]], ...] = (
    ("iso_year", lambda match: (match["iso_month"], match["iso_day"])),
    ("dot_year", lambda match: (match["dot_month"], match["dot_day"])),
    ("ymd_year", lambda match: (match["ymd_month"], match["ymd_day"])),
    ("dmy_year", lambda match: (match["dmy_month"], match["dmy_day"])),
    ("mdy_year", lambda match: (match["mdy_month"], match["mdy_day"])),
    ("my_year", lambda match: (match["my_month"], "")),
)


def _value(match: re.Match[str], names: dict[str, int]) -> str | None:
    """Return one match as EDTF, or None where it is no day of the calendar or ambiguous."""
    if match["slash_year"]:
        return _slashed(int(match["first"]), int(match["second"]), int(match["slash_year"]))
    for group, parts in _NUMBERS:
        if match[group]:
            month, day = parts(match)
            number = int(month) if month.isdigit() else names[month.casefold().rstrip(".")]
            value = _day(int(match[group]), number, int(day)) if day else None
            if not day and int(match[group]) in _YEARS:
                return f"{match[group]}-{number:02}"
            return _iso_time(match, value) if value and match["iso_time"] else value
    return None


def _iso_time(match: re.Match[str], value: str) -> str:
    """Add the time of an ISO date where it has an offset."""
    zone = match["iso_zone"]
    if not zone:
        return value
    clock = match["iso_time"] if len(match["iso_time"]) == 8 else match["iso_time"] + ":00"
    return f"{value}T{clock}{_offset(zone)}"


def _slashed(first: int, second: int, year: int) -> str | None:
    """Read a slashed date only where day and month cannot be mistaken."""
    if first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


def _day(year: int, month: int, day: int) -> str | None:
    """Return an ISO date, or None where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat() if year in _YEARS else None
    except ValueError:
        return None


def _with_time(text: str, value: str, stop: int) -> tuple[str, int]:
    """Add the time that follows a date; without a plain offset the value stays a day."""
    match = _TIME.match(text, stop)
    if not match:
        return value, stop
    hour = _hour(int(match["hour"]), (match["half"] or "")[:1].lower())
    zone = (match["zone"] or "").replace(" ", "").lower()
    offset = _ZONES.get(zone) or (_offset(zone) if re.search(r"[+-]\d", zone) else None)
    if hour is None:
        return value, stop
    if not offset:
        return value, match.end()
    return f"{value}T{hour:02}:{match['minute']}:{match['second'] or '00'}{offset}", match.end()


def _hour(hour: int, half: str) -> int | None:
    """Return the hour of the day, or None where the clock has none such."""
    if half:
        return hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else None
    return hour if hour < 24 else None


def _offset(zone: str) -> str | None:
    """Return `+03:00` for `GMT+3`, `+0300` or `+03:00`."""
    if zone in {"Z", "z"}:
        return "Z"
    sign = "-" if "-" in zone else "+"
    digits = re.sub(r"\D", "", zone)
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    return f"{sign}{int(hours):02}:{minutes}" if int(hours) <= 14 and int(minutes) < 60 else None
