"""The fixed table of filters; a template can use these and no others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from briefing.template import filters_lists as lists
from briefing.template import filters_words as words
from briefing.template.arguments import Takes
from briefing.template.contract import NUMBER, TEXT, Kind, Type, groups

_PLAIN = frozenset({Kind.TEXT, Kind.NUMBER, Kind.DATE})


def _text(_kind: Type, _field: Type | None) -> Type:
    return TEXT


def _number(_kind: Type, _field: Type | None) -> Type:
    return NUMBER


def _same(kind: Type, _field: Type | None) -> Type:
    return kind


def _item(kind: Type, _field: Type | None) -> Type | None:
    return kind.item


def _joined(kind: Type, field: Type | None) -> Type:
    each = field or kind.item
    return TEXT if each is None or each.kind in _PLAIN else each


def _groups(kind: Type, field: Type | None) -> Type | None:
    return None if kind.item is None or field is None else groups(kind.item, field)


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter.

    Attributes:
        name: Its name in a template.
        run: What it does with a value.
        accepts: The kinds of value it takes.
        returns: The type it makes of the type it takes and of the field that it is told.
        arguments: The least and the greatest number of arguments.
        takes: What its arguments are; the last of them holds for all that follow.
        example: How it is written.
    """

    name: str
    run: Callable[..., object]
    accepts: frozenset[Kind]
    returns: Callable[[Type, Type | None], Type | None]
    arguments: tuple[int, int]
    takes: tuple[Takes, ...]
    example: str


_DATES = frozenset({Kind.TEXT, Kind.DATE})
_WORDS = frozenset({Kind.TEXT, Kind.RICH, Kind.DATE})
_NUMBERS = frozenset({Kind.NUMBER})
_LISTS = frozenset({Kind.LIST})
_ANY = frozenset(Kind) - {Kind.RECORD, Kind.LIST}


def _table(*rows: Filter) -> dict[str, Filter]:
    return {row.name: row for row in rows}


FILTERS: Final = _table(
    Filter("capitalize", words.capitalize, _WORDS, _text, (0, 0), (), "capitalize"),
    Filter("count", lists.length, _LISTS | _WORDS, _number, (0, 0), (), "count"),
    Filter("country", words.country, frozenset({Kind.TEXT}), _text, (0, 0), (), "country"),
    Filter("date", words.date, _DATES, _text, (0, 1), (Takes.PATTERN,), "date('d MMM yyyy')"),
    Filter(
        "default", words.default, _ANY, _same, (1, 1), (Takes.PRINTED,), "default('none found')"
    ),
    Filter("e", words.escape, _ANY, _same, (0, 0), (), "e"),
    Filter("escape", words.escape, _ANY, _same, (0, 0), (), "escape"),
    Filter("first", lists.first, _LISTS, _item, (0, 0), (), "first"),
    Filter("group", lists.group, _LISTS, _groups, (1, 1), (Takes.KEY,), "group('region')"),
    Filter(
        "join", lists.join, _LISTS, _joined, (0, 2), (Takes.TEXT, Takes.FIELD), "join(', ', 'name')"
    ),
    Filter("last", lists.last, _LISTS, _item, (0, 0), (), "last"),
    Filter("length", lists.length, _LISTS | _WORDS, _number, (0, 0), (), "length"),
    Filter("lower", words.lower, _WORDS, _text, (0, 0), (), "lower"),
    Filter("number", words.number, _NUMBERS, _text, (0, 1), (Takes.DECIMALS,), "number(1)"),
    Filter(
        "replace", words.replace, _WORDS, _text, (2, 2), (Takes.TEXT,), "replace(' and ', ' & ')"
    ),
    Filter("reverse", lists.reverse, _LISTS, _same, (0, 0), (), "reverse"),
    Filter("round", words.round_off, _NUMBERS, _same, (0, 1), (Takes.DECIMALS,), "round(1)"),
    Filter("sort", lists.sort, _LISTS, _same, (0, 4), (Takes.KEY,), "sort('region', '-name')"),
    Filter("truncate", words.truncate, _WORDS, _text, (0, 1), (Takes.LENGTH,), "truncate(80)"),
    Filter("unique", lists.unique, _LISTS, _same, (0, 1), (Takes.KEY,), "unique('name')"),
    Filter("upper", words.upper, _WORDS, _text, (0, 0), (), "upper"),
    Filter(
        "where",
        lists.where,
        _LISTS,
        _same,
        (1, 3),
        (Takes.FIELD, Takes.COMPARED),
        "where('date', '>=', '2026')",
    ),
)


def names(found: Sequence[Filter] = tuple(FILTERS.values())) -> str:
    """Return the names of all filters as a list in words."""
    return ", ".join(sorted(item.name for item in found))
