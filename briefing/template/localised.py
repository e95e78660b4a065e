"""Dates, numbers and names of countries in the words of a language, by CLDR."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from briefing import assets
from briefing.domain.countries import Countries, Country, How
from briefing.domain.dates import Day, ends, parse_moment

if TYPE_CHECKING:
    from decimal import Decimal

_MEANT = frozenset({How.CODE, How.NAME, How.ALIAS})


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en", "GB")


def _printed_day(day: Day | None, pattern: str, language: str) -> str:
    if day is None:
        return "…"
    if day.month is None:
        pattern = "yyyy"
    elif day.day is None:
        pattern = "MMMM yyyy"
    return format_date(day.first, pattern, locale=_locale(language))


@cache
def printed_date(text: str, pattern: str, language: str) -> str:
    """Return a date or interval in words; a partial one as precisely as it is known."""
    moment = parse_moment(text)
    if moment is not None:
        return format_date(moment, pattern, locale=_locale(language))
    both = ends(text)
    if both is None or any(day is not None and day.approximate for day in both):
        return text
    first, last = (_printed_day(day, pattern, language) for day in both)
    return first if first == last else f"{first} – {last}"


def printed_number(value: Decimal, pattern: str | None, language: str) -> str:
    """Return a number with the language's signs."""
    return format_decimal(value, pattern, locale=_locale(language))


@cache
def _countries() -> Countries:
    return Countries.parse(assets.read_text("countries/countries.tsv"))


@cache
def _meant(text: str) -> Country | None:
    match = _countries().find(text)
    return match.country if match is not None and match.how in _MEANT else None


def country_name(text: str, language: str) -> str:
    """Return the name of the country that a code or name means, or "".

    English names are the house's own; other languages have those of CLDR.
    """
    found = _meant(text)
    if found is None:
        return ""
    locale = _locale(language)
    return found.name if locale.language == "en" else locale.territories.get(found.iso2, found.name)
