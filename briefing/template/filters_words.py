"""What the filters for words, dates, numbers and countries do, in the document's language."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Protocol

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from briefing import assets
from briefing.domain.countries import Countries, Country, How
from briefing.domain.dates import Day, ends, parse_moment
from briefing.template.evaluating import ValueMismatchError
from briefing.template.filters_lists import text_of
from briefing.template.values import Inline

_PATTERN = "d MMMM yyyy"
_MEANT = frozenset({How.CODE, How.NAME, How.ALIAS})
_MOST_DECIMALS = 12


class Surroundings(Protocol):
    """What a filter may know about the document that is written."""

    @property
    def language(self) -> str:
        """The document's language, for instance `en-GB`."""
        ...

    def count_empty(self) -> None:
        """Remember that a value was empty and something else was printed."""
        ...


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


def date(around: Surroundings, value: object, pattern: object = _PATTERN) -> object:
    """Return a date in words, by a pattern of CLDR or one of short, medium, long and full."""
    return printed_date(text_of(value), text_of(pattern), around.language) if value else value


def _decimals(value: object, decimals: object) -> int:
    is_count = isinstance(decimals, int) and 0 <= decimals <= _MOST_DECIMALS
    if not isinstance(value, int | float) or isinstance(value, bool) or not is_count:
        raise ValueMismatchError(
            f"The filters number and round need a number, and at most {_MOST_DECIMALS} decimals."
        )
    return int(str(decimals))


def number(around: Surroundings, value: object, decimals: object = None) -> object:
    """Return a number with the language's signs; without decimals named, as many as it has."""
    if value is None or value == "":
        return value
    places = "0" * _decimals(value, 0 if decimals is None else decimals)
    pattern = None if decimals is None else f"#,##0{'.' + places if places else ''}"
    return format_decimal(_number(value), pattern, locale=_locale(around.language))


def _number(value: object) -> Decimal:
    return Decimal(str(value))


def round_off(_: Surroundings, value: object, decimals: object = 0) -> object:
    """Return a number with fewer decimals, a half rounded away from zero."""
    if value is None or value == "":
        return value
    places = _decimals(value, decimals)
    rounded = _number(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return float(rounded) if places else int(rounded)


def upper(_: Surroundings, value: object) -> object:
    """Return a text in capitals."""
    return text_of(value).upper() if value else value


def lower(_: Surroundings, value: object) -> object:
    """Return a text in small letters."""
    return text_of(value).lower() if value else value


def capitalize(_: Surroundings, value: object) -> object:
    """Return a text with a capital first; the rest stays."""
    words = text_of(value) if value else ""
    return words[:1].upper() + words[1:]


def replace(_: Surroundings, value: object, old: object, new: object) -> object:
    """Return a text with other words in the place of some."""
    words, sought = text_of(value) if value else "", text_of(old)
    return words.replace(sought, text_of(new)) if sought else words


def default(around: Surroundings, value: object, text: object) -> object:
    """Return the text for a value that is empty, and count it; zero and `no` are not empty."""
    if value is None or value == "" or (isinstance(value, Inline) and not value):
        around.count_empty()
        return text
    return value


def truncate(_: Surroundings, value: object, longest: object = 80) -> object:
    """Return a text cut at a word, with dots, when it is too long."""
    text = text_of(value) if value else ""
    if not isinstance(longest, int) or longest < 1:
        raise ValueMismatchError("The filter truncate needs a number of characters above zero.")
    if len(text) <= longest:
        return value
    cut = text[: longest - 1]
    head, space, _tail = cut.rpartition(" ")
    return (head if space and not text[longest - 1].isspace() else cut).rstrip() + "…"


def escape(_: Surroundings, value: object) -> object:
    """Return the value as it is: every value is written as text anyway, `&` and `<` too."""
    return value


@cache
def _countries() -> Countries:
    return Countries.parse(assets.read_text("countries/countries.tsv"))


@cache
def _meant(text: str) -> Country | None:
    match = _countries().find(text)
    return match.country if match is not None and match.how in _MEANT else None


def country(around: Surroundings, value: object) -> object:
    """Return the name of a country in the document's language, from its code or a name.

    English names are the house's own; other languages have those of CLDR.
    """
    text = text_of(value) if value else ""
    found = _meant(text) if text else None
    if found is None:
        return value
    locale = _locale(around.language)
    if locale.language == "en":
        return found.name
    return locale.territories.get(found.iso2, found.name)
