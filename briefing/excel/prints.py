"""What a sheet says of each record, column by column, whichever way its rows were divided."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefing.excel.reading.values import plain_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefing.excel.sheet import Entry, Sheet

_CONTINUED: Final = re.compile(r"(.+)#([2-9]|[1-9]\d+)", re.DOTALL)
_LABELLED: Final = re.compile(r" \(\d+ of \d+\)\Z")
_LABEL: Final = 80  # characters of a name that a continued row repeats


COMPUTED: Final = "="
"""How the name of a column begins that is only for reading."""


def column_names(keys: Sequence[str]) -> tuple[str, ...]:
    """Return how the columns of a table are called: by what they are for, others by their place."""
    return tuple(key or f"{COMPUTED}{at}" for at, key in enumerate(keys))


def printed(sheet: Sheet) -> dict[str, tuple[str, ...]]:
    """Return what the rows of a sheet's table say: the words of each column by the row's id.

    Args:
        sheet: A sheet of ours whose table ends with the ids.
    """
    table = sheet.table
    rows = sheet.rows[table.first_row : table.last_row]
    found = (
        (key, [words_of(entry) for entry in row.entries])
        for row in rows
        if row.entries and (key := row.entries[-1].text)
    )
    return {key: tuple(words) for key, words in joined(found).items()}


def elsewhere(sheet: Sheet) -> Iterator[str]:
    """Yield what a sheet says outside the rows of its table, and in notes on any cell."""
    inside = range(sheet.table.first_row, sheet.table.last_row) if sheet.table.keys else ()
    for at, row in enumerate(sheet.rows):
        yield from (entry.note.strip() for entry in row.entries if entry.note)
        if at not in inside:
            yield from (words for entry in row.entries if (words := words_of(entry)))


def words_of(entry: Entry) -> str:
    """Return what a cell of ours says as it is compared: a number in plain digits, no results."""
    if entry.formula:
        return ""
    return entry.text if entry.number is None else plain_number(f"{entry.number:f}")


def joined(rows: Iterable[tuple[str, Sequence[str]]]) -> dict[str, list[str]]:
    """Return the words of rows by id, the numbered rows put back to those that they continue.

    Args:
        rows: The id and the words of each row, as they stand.
    """
    found: dict[str, list[str]] = {}
    more: dict[str, dict[int, Sequence[str]]] = {}
    for key, words in rows:
        base, number = continued(key)
        if number:
            more.setdefault(base, {})[number] = words
        else:
            found.setdefault(key, list(words))
    for key, parts in more.items():
        if key in found:
            add_parts(found[key], parts)
    return found


def continued(key: str) -> tuple[str, int]:
    """Return the id of the record that a row is about, and the number of a continued row or 0."""
    match = _CONTINUED.fullmatch(key)
    return (match.group(1), int(match.group(2))) if match else (key, 0)


def add_parts(words: list[str], parts: Mapping[int, Sequence[str]]) -> None:
    """Add to the words of a row those of the numbered rows that continue it."""
    name = words[0]
    for number in sorted(parts):
        for at, more in enumerate(parts[number][: len(words)]):
            is_label = at == 0 and more.startswith(name[:_LABEL]) and _LABELLED.search(more)
            if not is_label and more != name:
                words[at] += more
