"""A table as somebody else wrote it: rows of cells, where each stands, and its text as a source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.domain.text import FORBIDDEN
from briefing.tabular.irregularities import Irregularity

if TYPE_CHECKING:
    from collections.abc import Iterable


MOST_CELLS: Final = 500_000
"""A table with more cells is refused by name; a row counts like four cells more."""

ROW_COSTS: Final = 4

MOST_LETTERS: Final = 64 * 2**20
"""How long the text of a table may be, in code points."""

MOST_IN_CELL: Final = 1_000_000
"""How many code points a cell may hold; a spreadsheet's holds 32,767."""

_BREAKS = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


class CellKind(StrEnum):
    """What kind of value a cell holds."""

    BLANK = "blank"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"


class Cell(NamedTuple):
    """One cell: its value as text, a number in digits, a date as EDTF.

    Attributes:
        text: The value as it stands there, spaces included.
        kind: What kind of value it is.
        is_formula: Whether it was computed; the value is the one that was saved with it.
        start: Where its text begins in the text of the table.
        stop: Where it ends.
    """

    text: str
    kind: CellKind = CellKind.TEXT
    is_formula: bool = False
    start: int = 0
    stop: int = 0

    @property
    def words(self) -> str:
        """Return the text without spaces around it and doubled inside."""
        return " ".join(self.text.split())

    @property
    def is_blank(self) -> bool:
        """Whether it holds nothing, or only spaces."""
        return self.kind is CellKind.BLANK or not self.text.strip()


BLANK: Final = Cell("", CellKind.BLANK)


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something.

    Attributes:
        number: Its number in the sheet, from 1; of a CSV, which of its rows it is.
        cells: Its cells from column A to the last that holds something.
        start: Where it begins in the text of the table.
        stop: Where it ends there, without the line end.
    """

    number: int
    cells: tuple[Cell, ...]
    start: int = 0
    stop: int = 0

    def at(self, place: int) -> Cell:
        """Return the cell of a column, counted from 0."""
        return self.cells[place] if place < len(self.cells) else BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Cells that were merged into one: both corners, rows from 1 and columns from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A sheet of a workbook, or a CSV.

    Attributes:
        name: The name of the file.
        sheet: The name of the sheet; empty for a CSV.
        rows: The rows that hold something, in order.
        text: The whole table as text; rows and cells know their places in it.
        merges: What was merged.
        noticed: What was irregular about the file as such.
    """

    name: str
    sheet: str
    rows: tuple[Row, ...]
    text: str
    merges: tuple[Merge, ...] = ()
    noticed: tuple[Irregularity, ...] = ()

    @property
    def width(self) -> int:
        """Return how many columns there are, up to the last that holds something."""
        return max((len(row.cells) for row in self.rows), default=0)

    @property
    def title(self) -> str:
        """Return how the table is called: the sheet's name, else the file's without its ending."""
        return self.sheet or self.name.rpartition(".")[0] or self.name


def merged_below(table: Table, last: int) -> dict[tuple[int, int], Cell]:
    """Return what stands in the first cell of cells that were merged downwards, for the others.

    Args:
        table: The table.
        last: The last row of its headings; what was merged there is theirs.
    """
    rows = {row.number: row for row in table.rows}
    found: dict[tuple[int, int], Cell] = {}
    for merge in table.merges:
        top = rows.get(merge.top)
        is_column = merge.left == merge.right and merge.top > last
        if is_column and top is not None and not top.at(merge.left).is_blank:
            below = range(merge.top + 1, min(merge.bottom, merge.top + len(rows) * 2) + 1)
            found |= {(at, merge.left): top.at(merge.left) for at in below if at in rows}
    return found


def letters(place: int) -> str:
    """Return the letters of a column that is counted from 0: `A`, `Z`, `AA`."""
    found = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        found = chr(65 + rest) + found
    return found


def address(place: int, row: int) -> str:
    """Return the address of a cell, such as `G5`."""
    return f"{letters(place)}{row}"


def as_text(rows: Iterable[Row]) -> tuple[tuple[Row, ...], str]:
    """Return rows with their places, and the text they make: tabs between cells, a line a row.

    Tabs and line ends inside a cell become spaces in the text; the cells keep them.
    """
    placed: list[Row] = []
    lines: list[str] = []
    at = 0
    for row in rows:
        start, cells, pieces = at, [], []
        for cell in row.cells:
            piece = cell.text
            if not piece.isprintable():
                piece = FORBIDDEN.sub("\ufffd", _BREAKS.sub(" ", piece))
            cells.append(cell._replace(start=at, stop=at + len(piece)))
            pieces.append(piece)
            at += len(piece) + 1
        placed.append(Row(row.number, tuple(cells), start, at - 1))
        lines.append("\t".join(pieces))
    return tuple(placed), "\n".join(lines)
