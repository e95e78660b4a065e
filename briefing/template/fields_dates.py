"""Dates, intervals and moments in words, in the language of the pack, as far as they are known."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time

from briefing.domain.dates import Day, ends, parse_moment
from briefing.template.directions import RIGHT
from briefing.template.words import is_right_to_left, words_of

if TYPE_CHECKING:
    from datetime import date

_OFFSETS = {"+0000": "UTC"}
_CLOCK = "HH:mm"
_FIRST = {"fr": "1er"}
"""How the first day of a month is written where it is not as the others."""


@cache
def locale_of(language: str) -> Locale:
    """Return the locale of a language; plain English is British, an unknown one too."""
    if language.lower() == "en":
        return Locale("en", "GB")
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en", "GB")


@cache
def date_in_words(text: str | None, language: str) -> str:
    """Return a date, interval or the day of a moment: `6 January 2026`, `11–12 March 2027`."""
    if not text:
        return ""
    moment = parse_moment(text)
    if moment is not None:
        return _mark(language) + _exact(moment, language)
    both = ends(text)
    return text if both is None else _mark(language) + _between(*both, language)


@cache
def moment_in_words(text: str | None, language: str) -> str:
    """Return a date with its time where it has one: `8 March 2027, 18:00 (UTC+1)`."""
    moment = parse_moment(text) if text else None
    if moment is None:
        return date_in_words(text, language)
    say = words_of(language).say
    time = str(format_time(moment, say(_CLOCK), locale=locale_of(language)))
    offset = moment.strftime("%z")
    hours, minutes = offset[:3].replace("+0", "+").replace("-0", "−"), offset[3:5]
    zone = _OFFSETS.get(offset) or f"UTC{hours.replace('-', '−')}" + (
        f":{minutes}" if minutes != "00" else ""
    )
    day = date_in_words(text, language)
    return say("{date}, {time} ({zone})", date=day, time=time, zone=zone)


def _mark(language: str) -> str:
    """Return what keeps the number of a day with its month, in a document that runs left."""
    return RIGHT if is_right_to_left(language) else ""


def _between(first: Day | None, last: Day | None, language: str) -> str:
    if first is None:
        return words_of(language).say("until {date}", date=_day(last, language))
    if last is None:
        return words_of(language).say("from {date}", date=_day(first, language))
    if first == last:
        return _day(first, language)
    exact = first.day and last.day and not (first.approximate or last.approximate)
    if exact and (first.year, first.month) == (last.year, last.month):
        return f"{_number(first.day, language)}–{_day(last, language)}"
    return f"{_day(first, language)} – {_day(last, language)}"


def _day(day: Day | None, language: str) -> str:
    if day is None:
        return ""
    if day.day is not None:
        words = _exact(day.first, language)
    else:
        pattern = "y" if day.month is None else "MMMM y"
        words = str(format_date(day.first, pattern, locale=locale_of(language)))
    return words_of(language).say("about {date}", date=words) if day.approximate else words


def _exact(day: date, language: str) -> str:
    words = str(format_date(day, "d MMMM y", locale=locale_of(language)))
    return words if day.day > 1 else words.replace("1", _number(1, language), 1)


def _number(day: int | None, language: str) -> str:
    return _FIRST.get(language[:2].lower(), "1") if day == 1 else str(day)
