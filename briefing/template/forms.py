"""What a value must look like where Word itself reads it: colours, spans, codes of fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.template.evaluating import ValueMismatchError
from briefing.template.filters_lists import text_of
from briefing.template.values import Blocks, Contents, Link

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefing.template.filters_words import Surroundings

_MOST_COLUMNS = 63  # Word has no more


def colour(_: Surroundings, value: object) -> object:
    """Return the six hexadecimal digits of a colour in capitals; nothing is no colour."""
    text = text_of(value).removeprefix("#").upper() if value else "AUTO"
    if text == "AUTO":
        return "auto"
    if len(text) != len("RRGGBB") or set(text) - set("0123456789ABCDEF"):
        raise ValueMismatchError(f"“{text}” is no colour: write six digits, such as FFDD00.")
    return text


def span(_: Surroundings, value: object) -> object:
    """Return over how many columns a cell goes."""
    text = text_of(value) if isinstance(value, str) else str(value)
    if not text.isdecimal() or not 0 < int(text) <= _MOST_COLUMNS:
        raise ValueMismatchError(f"A cell spans 1 to {_MOST_COLUMNS} columns, not {text[:20]}.")
    return int(text)


def code(_: Surroundings, value: object) -> object:
    """Return words for the code of a field, in which they can neither end a text nor begin one."""
    return _words(value).replace("\\", "\\\\").replace('"', '\\"')


def address(_: Surroundings, value: object) -> object:
    """Return an address for the code of a field."""
    url = _words(value)
    if url and not Link("", url).is_safe:
        raise ValueMismatchError(f"The address {url!r} is none of http, https and mailto.")
    return url.replace("\\", "%5C").replace('"', "%22")


def contents(_: Surroundings, _value: object, levels: object) -> object:
    """Return the table of contents in the place of Word's own."""
    return Blocks((Contents(levels=int(str(levels))),))


def _words(value: object) -> str:
    text = str(value) if isinstance(value, int | float) else text_of(value) if value else ""
    return " ".join(text.split())


FORMS: Final[Mapping[str, Callable[..., object]]] = {
    "colour": colour,
    "span": span,
    "code": code,
    "address": address,
    "contents": contents,
}
