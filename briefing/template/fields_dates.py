"""Dates, intervals and moments in words, in the language of the pack, as far as they are known."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time

from briefing.domain.dates import Day, ends, parse_moment
from briefing.template.directions import RIGHT
from briefing.template.words import is_right_to_left, words_of

_OFFSETS = {"+0000": "UTC"}


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
        return _mark(language) + str(format_date(moment, "d MMMM y", locale=locale_of(language)))
    both = ends(text)
    return text if both is None else _mark(language) + _between(*both, language)


@cache
def moment_in_words(text: str | None, language: str) -> str:
    """Return a date with its time where it has one: `8 March 2027, 18:00 (UTC+1)`."""
    moment = parse_moment(text) if text else None
    if moment is None:
        return date_in_words(text, language)
    time = format_time(moment, "HH:mm", locale=locale_of(language))
    offset = moment.strftime("%z")
    hours, minutes = offset[:3].replace("+0", "+").replace("-0", "−"), offset[3:5]
    zone = _OFFSETS.get(offset) or f"UTC{hours.replace('-', '−')}" + (
        f":{minutes}" if minutes != "00" else ""
    )
    return f"{date_in_words(text, language)}, {time} ({zone})"


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
        return f"{first.day}–{_day(last, language)}"
    return f"{_day(first, language)} – {_day(last, language)}"


def _day(day: Day | None, language: str) -> str:
    if day is None:
        return ""
    pattern = "y" if day.month is None else "MMMM y" if day.day is None else "d MMMM y"
    words = str(format_date(day.first, pattern, locale=locale_of(language)))
    return words_of(language).say("about {date}", date=words) if day.approximate else words
