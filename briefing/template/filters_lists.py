"""What the filters for lists do: sort, group, where, join and the like; fields may be dotted."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.template.evaluating import COMPARE, ValueMismatchError, comparable, items, step
from briefing.template.values import Bound, Inline, Quotation, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.template.filters_words import Surroundings

_MISSING = (None, "")


def text_of(value: object) -> str:
    """Return a value's words.

    Raises:
        ValueMismatchError: It is no text, or somebody's words, which no filter may change.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, Inline):
        if _is_quoting(value):
            raise ValueMismatchError("A filter may not change the words of a quotation.")
        return value.plain
    raise ValueMismatchError("A filter for text was given something else.")


def _is_quoting(value: Inline) -> bool:
    """Tell whether somebody's words are among those of a value, however deep."""
    return any(
        isinstance(piece, Quotation) or (isinstance(piece, Bound) and _is_quoting(piece.content))
        for piece in value.pieces
    )


def _field_of(item: object, name: str) -> object:
    for word in name.split(".") if name else ():
        item = step(item, word)
    return item


def join(_: Surroundings, value: object, separator: object = ", ", field: object = "") -> object:
    """Return the items of a list in one line, those that are empty left out."""
    glue, name = Text(text_of(separator)), text_of(field)
    each = [_field_of(item, name) for item in items(value)]
    each = [item for item in each if item not in _MISSING]
    if all(isinstance(item, str) for item in each):
        return glue.text.join(text_of(item) for item in each)
    pieces = []
    for item in each:
        pieces += [glue, *(item.pieces if isinstance(item, Inline) else (Text(_words(item)),))]
    return Inline(tuple(pieces[1:]))


def _words(value: object) -> str:
    return str(value) if isinstance(value, int | float) else text_of(value)


def first(_: Surroundings, value: object) -> object:
    """Return the first item, or nothing."""
    found = items(value)
    return found[0] if found else None


def last(_: Surroundings, value: object) -> object:
    """Return the last item, or nothing."""
    found = items(value)
    return found[-1] if found else None


def length(_: Surroundings, value: object) -> object:
    """Return how many items a list has, or characters a text."""
    known = comparable(value)
    return len(known) if isinstance(known, str) else len(items(value))


def reverse(_: Surroundings, value: object) -> object:
    """Return a list from its end to its start."""
    return list(items(value))[::-1]


@lru_cache(maxsize=4096)
def _spelling(text: str) -> tuple[str, str]:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return ("".join(sign for sign in letters if not unicodedata.combining(sign)), text)


def _key(value: object) -> tuple[int, float, tuple[str, str]]:
    if isinstance(value, int | float):
        return (0, value, ("", ""))
    return (1, 0, _spelling(text_of(comparable(value))))


def sort(_: Surroundings, value: object, *fields: object) -> object:
    """Return a list in order of fields, the first counting most; `-` before one turns it round.

    Accents and capitals do not matter; what has no value in a field comes last either way.
    """
    found = list(items(value))
    for field in reversed(fields or ("",)):
        name = text_of(field)
        asked = name.removeprefix("-")
        keyed = [(_field_of(item, asked), item) for item in found]
        known = [pair for pair in keyed if pair[0] not in _MISSING]
        known.sort(key=lambda pair: _key(pair[0]), reverse=name.startswith("-"))
        found = [item for _, item in known]
        found += [item for each, item in keyed if each in _MISSING]
    return found


def where(_: Surroundings, value: object, field: object, *test: object) -> object:
    """Return the items whose field holds, equals a value, or compares with it by a sign."""
    name = text_of(field)
    if not test:
        return [item for item in items(value) if _field_of(item, name)]
    sign, wanted = ("==", test[0]) if len(test) == 1 else (text_of(test[0]), test[1])
    compare = COMPARE.get(sign)
    if compare is None:
        raise ValueMismatchError(f"The filter where does not know the sign “{sign}”.")
    return [item for item in items(value) if compare(_field_of(item, name), wanted)]


def group(_: Surroundings, value: object, field: object) -> object:
    """Return records of `key` and `items`, one for each value of a field, in order of arrival."""
    found: dict[object, list[object]] = {}
    for key, item in _keyed(value, field):
        found.setdefault(key, []).append(item)
    return [{"key": key, "items": each} for key, each in found.items()]


def unique(_: Surroundings, value: object, field: object = "") -> object:
    """Return a list without the items whose value, or whose field, was there before."""
    found: dict[object, object] = {}
    for key, item in _keyed(value, field):
        found.setdefault(key, item)
    return list(found.values())


def _keyed(value: object, field: object) -> Iterator[tuple[object, object]]:
    name = text_of(field)
    for item in items(value):
        key = comparable(_field_of(item, name))
        if key is not None and not isinstance(key, str | int | float):
            raise ValueMismatchError("Records can be told apart by a text, date or number only.")
        yield key, item
