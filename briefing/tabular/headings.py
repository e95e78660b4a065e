"""Where the headings of a table stand, what stands above them, and how each column is called."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.errors import InputRefusedError
from briefing.tabular.irregularities import Irregular, Irregularity
from briefing.tabular.table import CellKind, address, letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.tabular.table import Row, Table

_LOOKED_AT: Final = 30
_BODY: Final = 60
_MOST_HEADINGS: Final = 3
_LONG: Final = 200
_FULL: Final = 0.55
_VALUES: Final = frozenset({CellKind.NUMBER, CellKind.DATE, CellKind.BOOLEAN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """The headings of a table.

    Attributes:
        rows: The numbers of the rows that hold them.
        names: Of every column its heading, lines joined; empty where it has none.
        noticed: What is irregular about them, and what stands above.
    """

    rows: tuple[int, ...]
    names: tuple[str, ...]
    noticed: tuple[Irregularity, ...]


def find_headings(table: Table) -> Headings:
    """Return the headings of a table.

    The first row counts that fills most of the columns that the body fills, with words. Rows below
    it count too where nearly all their words stand above numbers, or where it was merged.

    Raises:
        InputRefusedError: There is no row of headings, or none below them.
    """
    rows = table.rows
    first = _first(rows)
    if first is None:
        raise InputRefusedError(
            f"{_called(table)} has no row of headings: the first row of the table should name its "
            "columns."
        )
    last = first
    while last + 1 < len(rows) - 1 and last - first + 1 < _MOST_HEADINGS:
        if not _is_heading_too(table, rows, first, last + 1):
            break
        last += 1
    chosen = rows[first : last + 1]
    if last + 1 >= len(rows):
        raise InputRefusedError(f"{_called(table)} has headings and no row below them.")
    names = tuple(_names(table, chosen))
    noticed = (
        *_above(rows[:first]),
        *_further(chosen),
        *_merged(table, chosen),
        *_nameless(table, names, rows[last + 1 :]),
        *_twice(names, chosen[-1]),
    )
    return Headings(rows=tuple(row.number for row in chosen), names=names, noticed=noticed)


def _called(table: Table) -> str:
    return f"The sheet “{table.sheet}” of {table.name}" if table.sheet else table.name


def _filled(row: Row) -> int:
    return sum(not cell.is_blank for cell in row.cells)


def _first(rows: Sequence[Row]) -> int | None:
    """Return the place of the first row that looks like headings."""
    if not rows:
        return None
    widths = sorted(_filled(row) for row in rows[:_BODY])
    typical = widths[len(widths) * 3 // 4]
    for place, row in enumerate(rows[:_LOOKED_AT]):
        cells = [cell for cell in row.cells if not cell.is_blank]
        words = [cell for cell in cells if cell.kind is CellKind.TEXT and len(cell.text) < _LONG]
        years = [cell for cell in cells if cell.kind is CellKind.NUMBER and len(cell.text) == 4]
        is_full = len(cells) >= max(2, _FULL * typical)
        if is_full and len(words) + len(years) >= 0.8 * len(cells) and len(words) * 2 > len(cells):
            return place
    return None


def _is_heading_too(table: Table, rows: Sequence[Row], first: int, place: int) -> bool:
    """Tell whether the row below headings belongs to them."""
    row, below = rows[place], rows[place + 1 : place + 1 + _BODY]
    if any(cell.kind in _VALUES for cell in row.cells) or not below:
        return False
    top = rows[first].number
    if any(m.top == top and m.bottom == top and m.right > m.left for m in table.merges):
        return True
    words = [place for place, cell in enumerate(row.cells) if not cell.is_blank]
    above = sum(_is_numeric(below, place) for place in words)
    return bool(words) and above > 0.5 * len(words)


def _is_numeric(rows: Sequence[Row], place: int) -> bool:
    """Tell whether a column holds hardly anything but numbers."""
    held = [cell for row in rows if not (cell := row.at(place)).is_blank]
    return sum(cell.kind is CellKind.NUMBER for cell in held) > 0.8 * len(held)


def _names(table: Table, chosen: Sequence[Row]) -> Iterator[str]:
    """Yield the heading of every column; a merged one counts for all that it spans."""
    spans = {
        (row.number, column): (merge.top, merge.left)
        for row in chosen
        for merge in table.merges
        if merge.top <= row.number <= merge.bottom and merge.right - merge.left < 20_000
        for column in range(merge.left, merge.right + 1)
    }
    known = {row.number: row for row in chosen}
    for column in range(table.width):
        pieces: list[str] = []
        for row in chosen:
            top, left = spans.get((row.number, column), (row.number, column))
            words = known[top].at(left).words if top in known else ""
            if words and words not in pieces:
                pieces.append(words)
        yield " / ".join(pieces)


def _above(rows: Sequence[Row]) -> Iterator[Irregularity]:
    for row in rows:
        words = " ".join(cell.words for cell in row.cells if not cell.is_blank)
        reason = "The row stands above the headings: it is a title or a note and was left out."
        yield Irregularity(Irregular.TITLE_ROW, f"{row.number}:{row.number}", _cut(words), reason)


def _further(chosen: Sequence[Row]) -> Iterator[Irregularity]:
    for row in chosen[1:]:
        words = " | ".join(cell.words for cell in row.cells if not cell.is_blank)
        reason = f"The row continues the headings of row {chosen[0].number}; they were joined."
        yield Irregularity(
            Irregular.SECOND_HEADING, f"{row.number}:{row.number}", _cut(words), reason
        )


def _merged(table: Table, chosen: Sequence[Row]) -> Iterator[Irregularity]:
    known = {row.number: row for row in chosen}
    for merge in table.merges:
        if merge.top in known and merge.right > merge.left:
            where = f"{address(merge.left, merge.top)}:{address(merge.right, merge.bottom)}"
            words = known[merge.top].at(merge.left).words
            reason = "The heading is merged over several columns; it counts for each of them."
            yield Irregularity(Irregular.MERGED, where, _cut(words), reason)


def _nameless(table: Table, names: Sequence[str], body: Sequence[Row]) -> Iterator[Irregularity]:
    """Yield columns that hold something without a heading, and stretches that hold nothing."""
    filled = Counter(
        place for row in body for place, cell in enumerate(row.cells) if not cell.is_blank
    )
    empty: list[int] = []
    for place in range(table.width):
        if not names[place] and filled[place]:
            where = f"{letters(place)}:{letters(place)}"
            hold = "cell below holds" if filled[place] == 1 else "cells below hold"
            reason = f"The column has no heading, but {filled[place]:,} {hold} something."
            yield Irregularity(Irregular.NO_HEADING, where, "", reason)
        elif not names[place]:
            empty.append(place)
    for start, stop in _stretches(empty):
        many = "column holds" if start == stop else f"{stop - start + 1} columns hold"
        reason = (
            f"The {many} nothing and was left out."
            if start == stop
            else (f"These {many} nothing and were left out.")
        )
        yield Irregularity(Irregular.EMPTY_COLUMNS, f"{letters(start)}:{letters(stop)}", "", reason)


def _stretches(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = previous = None
    for place in places:
        if previous is None or place != previous + 1:
            if start is not None and previous is not None:
                yield start, previous
            start = place
        previous = place
    if start is not None and previous is not None:
        yield start, previous


def _twice(names: Sequence[str], row: Row) -> Iterator[Irregularity]:
    seen: dict[str, int] = {}
    for place, name in enumerate(names):
        if name and name in seen:
            reason = f"The heading stands over column {letters(seen[name])} already."
            yield Irregularity(
                Irregular.SAME_HEADING, address(place, row.number), _cut(name), reason
            )
        seen.setdefault(name, place)


def _cut(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:119]}…"
