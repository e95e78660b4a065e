"""The fixed table of filters; a template can use these and no others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Protocol

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from briefing.domain.dates import Day, ends, parse_moment
from briefing.template.contract import NUMBER, TEXT, Kind, Type
from briefing.template.evaluating import ValueMismatchError, equal, items, step
from briefing.template.values import Inline, Quotation, Text

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


def _date(around: Surroundings, value: object, pattern: object = _PATTERN) -> object:
    return printed_date(_text(value), _text(pattern), around.language) if value else value


def _number(around: Surroundings, value: object, decimals: object = None) -> object:
    if value is None or value == "":
        return value
    if not isinstance(value, int | float):
        raise ValueMismatchError("The filter number needs a number.")
    places = "0" * decimals if isinstance(decimals, int) else ""
    pattern = None if decimals is None else f"#,##0{'.' + places if places else ''}"
    return format_decimal(value, pattern, locale=_locale(around.language))


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Inline):
        if any(isinstance(piece, Quotation) for piece in value.pieces):
            raise ValueMismatchError("A filter may not change the words of a quotation.")
        return value.plain
    raise ValueMismatchError("A filter for text was given something else.")


def _join(_: Surroundings, value: object, separator: object = ", ", field: object = "") -> object:
    glue = Text(_text(separator))
    each = [step(item, _text(field)) if field else item for item in items(value)]
    each = [item for item in each if item is not None and item != ""]
    if all(isinstance(item, str) for item in each):
        return glue.text.join(_text(item) for item in each)
    pieces = []
    for item in each:
        pieces += [glue, *(item.pieces if isinstance(item, Inline) else (Text(_words(item)),))]
    return Inline(tuple(pieces[1:]))


def _words(value: object) -> str:
    return str(value) if isinstance(value, int | float) else _text(value)


def _upper(_: Surroundings, value: object) -> object:
    return _text(value).upper() if value else value


def _lower(_: Surroundings, value: object) -> object:
    return _text(value).lower() if value else value


def _default(around: Surroundings, value: object, text: object) -> object:
    if value is None or value == "" or (isinstance(value, Inline) and not value):
        around.count_empty()
        return text
    return value


def _first(_: Surroundings, value: object) -> object:
    found = items(value)
    return found[0] if found else None


def _last(_: Surroundings, value: object) -> object:
    found = items(value)
    return found[-1] if found else None


def _length(_: Surroundings, value: object) -> object:
    return len(value) if isinstance(value, str) else len(items(value))


def _sort_key(value: object) -> tuple[int, float, str]:
    if isinstance(value, int | float):
        return (0, value, "")
    words = value.plain if isinstance(value, Inline) else value
    return (2, 0, "") if words is None else (1, 0, _text(words).casefold())


def _sort(_: Surroundings, value: object, field: object = "") -> object:
    name = _text(field)
    return sorted(items(value), key=lambda item: _sort_key(step(item, name) if name else item))


def _where(_: Surroundings, value: object, field: object, wanted: object = True) -> object:
    name = _text(field)
    if wanted is True:
        return [item for item in items(value) if step(item, name)]
    return [item for item in items(value) if equal(step(item, name), wanted)]


def _truncate(_: Surroundings, value: object, longest: object = 80) -> object:
    text = _text(value) if value else ""
    if not isinstance(longest, int) or longest < 1:
        raise ValueMismatchError("The filter truncate needs a number of characters above zero.")
    if len(text) <= longest:
        return value
    cut = text[: longest - 1]
    head, space, _tail = cut.rpartition(" ")
    return (head if space and not text[longest - 1].isspace() else cut).rstrip() + "…"


def _same(kind: Type) -> Type:
    return kind


def _item(kind: Type) -> Type:
    return kind.item or kind


def _joined(kind: Type) -> Type:
    item = _item(kind)
    return item if item.kind in {Kind.RICH, Kind.QUOTED} else TEXT


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter.

    Attributes:
        name: Its name in a template.
        run: What it does with a value.
        accepts: The kinds of value it takes.
        returns: The type it makes of the type it takes.
        arguments: The least and the greatest number of arguments.
        field: Index of the argument that names a field of the list's records, or None.
        example: How it is written.
    """

    name: str
    run: Callable[..., object]
    accepts: frozenset[Kind]
    returns: Callable[[Type], Type]
    arguments: tuple[int, int]
    field: int | None
    example: str


_WORDS = frozenset({Kind.TEXT, Kind.RICH, Kind.DATE})
_LISTS = frozenset({Kind.LIST})
_ANY = frozenset(Kind) - {Kind.RECORD, Kind.LIST}


def _table(*rows: Filter) -> dict[str, Filter]:
    return {row.name: row for row in rows}


FILTERS: Final = _table(
    Filter("date", _date, _WORDS - {Kind.RICH}, lambda _: TEXT, (0, 1), None, "date('d MMM yyyy')"),
    Filter("number", _number, frozenset({Kind.NUMBER}), lambda _: TEXT, (0, 1), None, "number(1)"),
    Filter("join", _join, _LISTS, _joined, (0, 2), 1, "join(', ')"),
    Filter("upper", _upper, _WORDS, lambda _: TEXT, (0, 0), None, "upper"),
    Filter("lower", _lower, _WORDS, lambda _: TEXT, (0, 0), None, "lower"),
    Filter("default", _default, _ANY, _same, (1, 1), None, "default('none found')"),
    Filter("first", _first, _LISTS, _item, (0, 0), None, "first"),
    Filter("last", _last, _LISTS, _item, (0, 0), None, "last"),
    Filter("length", _length, _LISTS | _WORDS, lambda _: NUMBER, (0, 0), None, "length"),
    Filter("sort", _sort, _LISTS, _same, (0, 1), 0, "sort('name')"),
    Filter("where", _where, _LISTS, _same, (1, 2), 0, "where('stance', 'opposes')"),
    Filter("truncate", _truncate, _WORDS, lambda _: TEXT, (0, 1), None, "truncate(80)"),
)


def names(found: Sequence[Filter] = tuple(FILTERS.values())) -> str:
    """Return the names of all filters as a list in words."""
    return ", ".join(sorted(item.name for item in found))
