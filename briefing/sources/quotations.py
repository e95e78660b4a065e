"""Quotation marks in pairs: curly, straight, guillemets, low, doubled; over paragraphs too."""

# ruff: noqa: RUF001 - the marks of many languages are what this module is about
from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from briefing.domain.spans import Range

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = re.compile("''|``|[\"“”„‟«»‘’‚‹›「『']")
_CLOSERS = {
    "“": ("”", '"'), "”": ("”",), "„": ("“", "”", '"'), "‟": ("”",), '"': ('"', "”"),
    "«": ("»",), "»": ("«", "»"), "‹": ("›",), "›": ("‹",), "‚": ("‘", "’"), "‘": ("’",),
    "'": ("'",), "''": ("''",), "``": ("''", '"'), "「": ("」",), "『": ("』",),
}  # fmt: skip
_SINGLE = frozenset("‘'‚")
_OPENING_ONLY = frozenset("“„‟«‹‘‚「『") | {"``"}
_BEFORE = frozenset(" \t\xa0\u202f\u2009([{—–-:/…>")


_FARTHEST = 100
"""How many marks are looked at for a partner, so that a text of marks takes no square of time."""


class _Quotation(NamedTuple):
    """A pair of marks: where the opening one begins and ends, where the closing one does."""

    start: int
    inner: int
    outer: int
    stop: int
    is_open: bool


def quoted_strings(text: str, within: Range | None = None) -> tuple[Range, ...]:
    """Return what stands between quotation marks, without the marks and white space beside them.

    A quotation that goes on over paragraphs, each opened again and only the last one closed, gives
    one range for each paragraph. A mark without its partner is no quotation.

    Args:
        text: The whole text.
        within: Only quotations that touch this range are returned, uncut.
    """
    found = []
    for quotation in _quotations(text, within):
        words = text[quotation.inner : quotation.outer]
        start = quotation.inner + len(words) - len(words.lstrip())
        stop = quotation.outer - (len(words) - len(words.rstrip()))
        if start < stop:
            found.append(Range(start=start, stop=stop))
    return tuple(one for one in found if within is None or one.overlaps(within))


def quotation_ranges(text: str, within: Range) -> tuple[Range, ...]:
    """Return the quotations inside one paragraph with their marks, from left to right."""
    return tuple(
        Range(start=one.start, stop=one.stop)
        for one in _quotations(text, within)
        if within.start <= one.start and one.stop <= within.stop
    )


def _quotations(text: str, within: Range | None) -> Iterator[_Quotation]:
    """Yield the quotations line by line; a line's open quotation counts if the next reopens it."""
    start, last = 0, len(text)
    if within is not None:
        start = text.rfind("\n", 0, within.start) + 1
        end = text.find("\n", within.stop)
        last = len(text) if end < 0 else end
    carried = _is_carried(text, start)
    while start <= last:
        end = text.find("\n", start)
        stop = len(text) if end < 0 else end
        found = list(_in_line(text, start, stop, carried=carried))
        carried = False
        for quotation in found:
            if not quotation.is_open:
                yield quotation
            elif _next_line_opens(text, stop, text[quotation.start : quotation.inner]):
                carried = True
                yield quotation
                break
        start = stop + 1


def _is_carried(text: str, start: int) -> bool:
    """Tell whether the paragraph before leaves a quotation open that this one reopens."""
    before = text[:start].rstrip() if start <= 2000 else text[start - 2000 : start].rstrip()
    if not before or text[start : start + 1] not in _CLOSERS:
        return False
    stop = start - (len(text[max(0, start - 2000) : start]) - len(before))
    first = text.rfind("\n", 0, stop) + 1
    return any(
        one.is_open and text[one.start] == text[start]
        for one in _in_line(text, first, stop, carried=False)
    )


def _next_line_opens(text: str, stop: int, mark: str) -> bool:
    """Tell whether the next line that is not blank begins with the same opening mark."""
    at = stop
    while at < len(text) and text[at].isspace():
        at += 1
    return text.startswith(mark, at)


def _in_line(text: str, start: int, stop: int, *, carried: bool) -> Iterator[_Quotation]:
    """Pair the marks of one line from left to right; only its last pair may lack the closing mark.

    Args:
        text: The whole text.
        start: Where the line begins.
        stop: Where it ends.
        carried: Whether the line goes on with a quotation of the line before.
    """
    marks = [match.span() for match in _MARK.finditer(text, start, stop)]
    index = 0
    while index < len(marks):
        first, inner = marks[index]
        mark = text[first:inner]
        if not _opens(text, start, stop, first, inner):
            index += 1
            continue
        closing = _closing(text, stop, marks, index)
        if closing is not None:
            outer, behind = marks[closing]
            yield _Quotation(first, inner, outer, behind, is_open=False)
            index = closing + 1
            continue
        if text.find(mark, inner, stop) < 0 and (index == 0 or carried or mark not in {"'", "''"}):
            yield _Quotation(first, inner, stop, stop, is_open=True)
        index += 1


def _opens(text: str, start: int, stop: int, first: int, inner: int) -> bool:
    """Tell whether the mark at `first` can open a quotation."""
    mark = text[first:inner]
    if mark not in _CLOSERS or inner >= stop:
        return False
    is_free = first == start or text[first - 1] in _BEFORE or text[first - 1].isspace()
    if mark in _OPENING_ONLY:
        return is_free or mark not in _SINGLE
    if mark == "'":
        return is_free and text[inner].isalnum() and not text[inner].isdigit()
    return (is_free and not text[inner].isspace()) or (mark == "»" and is_free)


def _closing(text: str, stop: int, marks: list[tuple[int, int]], opening: int) -> int | None:
    """Return the index of the mark that closes the one at `opening`."""
    mark = text[slice(*marks[opening])]
    closers = _CLOSERS[mark]
    possible = None
    for index in range(opening + 1, min(len(marks), opening + _FARTHEST)):
        at, behind = marks[index]
        other = text[at:behind]
        if other == mark and mark in _OPENING_ONLY:
            break
        if other not in closers:
            continue
        if mark not in _SINGLE:
            return index
        if behind < stop and text[behind].isalnum():
            continue
        if text[at - 1] in ".,!?…;:" or behind == stop or text[behind] in ".,;:!?)—–":
            return index
        possible = index if possible is None else possible
    return possible
