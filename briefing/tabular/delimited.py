"""CSV as rows of cells that know their places (RFC 4180, and what people make of it)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from briefing.errors import InputRefusedError
from briefing.tabular.irregularities import Irregular, Irregularity
from briefing.tabular.table import (
    BLANK,
    MOST_CELLS,
    MOST_IN_CELL,
    ROW_COSTS,
    Cell,
    CellKind,
    Row,
    Table,
    address,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars"}
_SAMPLE: Final = 64 * 1024
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
_WIDEST: Final = 16_384


def read_delimited(text: str, name: str) -> Table:
    """Return the table that a CSV holds.

    The separator is the one that cuts most lines into the same number of cells. Cells that are
    digits count as numbers; nothing else is understood: no dates, no decimal commas.

    Args:
        text: The text as a source has it: line ends are LF.
        name: The name of the file.

    Raises:
        InputRefusedError: There is nothing in it, or more than any table or cell may have.
    """
    separator = _separator(text)
    noticed: list[Irregularity] = []
    rows: list[Row] = []
    cells = 0
    for number, row in enumerate(_rows(text, separator, noticed), start=1):
        if any(not cell.is_blank for cell in row.cells):
            rows.append(Row(number, _trimmed(row.cells), row.start, row.stop))
        cells += len(row.cells) + ROW_COSTS
        if cells > MOST_CELLS or len(row.cells) > _WIDEST:
            raise InputRefusedError(
                f"{name} is larger than a table of {MOST_CELLS:,} cells and {_WIDEST:,} columns: "
                "cut it into smaller ones."
            )
        if row.stop - row.start > MOST_IN_CELL:
            _refuse_long_cells(row, name)
    if not rows:
        raise InputRefusedError(f"{name} holds no table: every cell is empty.")
    if separator != "," and len(rows[0].cells) > 1:
        words = f"The cells are separated by {_NAMES[separator]}."
        noticed.append(Irregularity(Irregular.DELIMITER, "", separator, words))
    noticed += _ragged(rows)
    return Table(name=name, sheet="", rows=tuple(rows), text=text, noticed=tuple(noticed))


def _refuse_long_cells(row: Row, name: str) -> None:
    for place, cell in enumerate(row.cells):
        if len(cell.text) > MOST_IN_CELL:
            raise InputRefusedError(
                f"{name} cannot be read: {address(place, row.number)} would hold "
                f"{len(cell.text):,} characters. Is a quotation mark not closed?"
            )


def _separator(text: str) -> str:
    """Return the separator that most lines of the beginning have equally often."""
    lines = [line for line in text[:_SAMPLE].split("\n")[:60] if line.strip()]

    def fit(separator: str) -> tuple[int, int]:
        parts = [len(re.sub(r'"[^"]*"', "", line).split(separator)) for line in lines]
        width, same = Counter(parts).most_common(1)[0] if parts else (1, 0)
        return (same if width > 1 else 0), width

    return max(_NAMES, key=fit)


def _rows(text: str, separator: str, noticed: list[Irregularity]) -> Iterator[Row]:
    """Yield the rows; a quotation mark that is never closed is said and taken as a letter.

    A row that is wider than any sheet comes cut off, but wider than any sheet.
    """
    apart = re.escape(separator)
    token = re.compile(rf'"([^"]*+(?:""[^"]*+)*+)"(?=[{apart}\n]|\Z)|([^{apart}\n]*)')
    at, start, number = 0, 0, 1
    cells: list[Cell] = []
    while at <= len(text):
        match = token.match(text, at)
        if match is None:  # the second half matches the empty text everywhere
            break
        cells.append(_cell(match))
        if match.group(1) is None and match.group(2).startswith('"'):
            words = "A quotation mark opens here and is not closed before the separator."
            place = len(cells) - 1
            noticed.append(_odd(place, number, match.group(2), words))
        at = match.end()
        if at >= len(text) or text[at] == "\n" or len(cells) > _WIDEST:
            yield Row(number, tuple(cells), start, at)
            cells, start, number = [], at + 1, number + 1
            if at + 1 >= len(text):
                return
        at += 1


def _odd(place: int, number: int, value: str, words: str) -> Irregularity:
    return Irregularity(Irregular.QUOTING, address(place, number), value[:80], words)


def _cell(match: re.Match[str]) -> Cell:
    quoted = match.group(1)
    if quoted is not None:
        value, (start, stop) = quoted.replace('""', '"'), match.span(1)
    else:
        value, (start, stop) = match.group(2), match.span(2)
    if not value:
        return BLANK._replace(start=start, stop=stop)
    kind = CellKind.NUMBER if _NUMBER.fullmatch(value.strip(" ")) else CellKind.TEXT
    return Cell(value, kind, start=start, stop=stop)


def _trimmed(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return the cells up to the last that holds something."""
    last = max(place for place, cell in enumerate(cells) if not cell.is_blank)
    return cells[: last + 1]


def _ragged(rows: list[Row]) -> Iterator[Irregularity]:
    """Yield the rows that go beyond the widest of the first ones: their cells have no heading."""
    width = max(len(row.cells) for row in rows[:5])
    for row in rows[5:]:
        if len(row.cells) > width:
            words = (
                f"The row has {len(row.cells)} cells, the headings only {width}: is a separator "
                "inside a text that is not in quotation marks?"
            )
            value = row.cells[-1].text[:80]
            yield Irregularity(Irregular.RAGGED, f"{row.number}:{row.number}", value, words)
