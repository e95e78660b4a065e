"""What the filters for words, dates, numbers and countries do, in the document's language."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from briefing.template.arguments import MOST_DECIMALS
from briefing.template.evaluating import ValueMismatchError
from briefing.template.filters_lists import text_of
from briefing.template.patterns import pattern_fault
from briefing.template.values import Inline

_PATTERN = "d MMMM yyyy"


class Surroundings(Protocol):
    """What a filter may know about the document that is written."""

    @property
    def language(self) -> str:
        """The document's language, for instance `en-GB`."""
        ...

    def count_empty(self) -> None:
        """Remember that a value was empty and something else was printed."""
        ...


def date(around: Surroundings, value: object, pattern: object = _PATTERN) -> object:
    """Return a date in words, by a pattern of CLDR or one of short, medium, long and full."""
    if not value:
        return value
    fault = pattern_fault(text_of(pattern))
    if fault:
        raise ValueMismatchError(fault)
    from briefing.template.localised import printed_date  # noqa: PLC0415  # CLDR loads on use

    return printed_date(text_of(value), text_of(pattern), around.language)


def _decimals(value: object, decimals: object) -> int:
    is_count = isinstance(decimals, int) and 0 <= decimals <= MOST_DECIMALS
    if not isinstance(value, int | float) or isinstance(value, bool) or not is_count:
        raise ValueMismatchError(
            f"The filters number and round need a number, and at most {MOST_DECIMALS} decimals."
        )
    return int(str(decimals))


def number(around: Surroundings, value: object, decimals: object = None) -> object:
    """Return a number with the language's signs; without decimals named, as many as it has."""
    if value is None or value == "":
        return value
    places = "0" * _decimals(value, 0 if decimals is None else decimals)
    pattern = None if decimals is None else f"#,##0{'.' + places if places else ''}"
    from briefing.template.localised import printed_number  # noqa: PLC0415  # CLDR loads on use

    return printed_number(_number(value), pattern, around.language)


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


def country(around: Surroundings, value: object) -> object:
    """Return the name of a country in the document's language, from its code or a name."""
    text = text_of(value) if value else ""
    if not text:
        return value
    from briefing.template.localised import country_name  # noqa: PLC0415  # CLDR loads on use

    return country_name(text, around.language) or value
