"""An edited workbook taken apart: which table each sheet holds, its rows by id, and what is left.

Nothing but headings and ids is relied on, not the place of a column, the order of rows or sheets,
their names, or the parts by which Excel knows a table: whatever people and programs do to those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.excel.prints import add_parts, column_names, continued
from briefing.excel.reading import Held
from briefing.excel.recognised import adopted_ids, renamed_columns
from briefing.excel.register_sheet import ID
from briefing.excel.strings import unescaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.excel.remembered import RememberedSheet

_HALF: Final = 0.5
Rows = tuple[tuple[Held, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A table that a workbook of ours has.

    Attributes:
        table: Its name.
        sheet: The name of its sheet.
        keys: What each column is for; nothing for one that is only for reading.
        titles: The headings.
    """

    table: str
    sheet: str
    keys: tuple[str, ...]
    titles: tuple[str, ...]

    @property
    def takes_rows(self) -> bool:
        """Whether a row without an id is a new one; a matrix gets its rows elsewhere."""
        return bool(self.keys[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedRow:
    """One row of a table.

    Attributes:
        number: Its number in the sheet.
        id: The id of its record; empty for a row that has none.
        words: What it says, by column.
        cells: The cells that say it, by column; an empty cell has none.
    """

    number: int
    id: str
    words: Mapping[str, str]
    cells: Mapping[str, Held]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedTable:
    """A table as it came back.

    Attributes:
        expected: Which table it is.
        sheet: The name of its sheet now.
        header: The number of the row of its headings.
        columns: The number of each column that was found, by its key.
        has_ids: Whether its column of ids is there.
        renamed: The new headings of columns that were recognised by what stands below, by key.
        rows: Its rows, those without an id among them.
        strays: The cells of its sheet that belong to no row or column of it.
        strangers: The headings of the columns that it did not have, by their numbers.
    """

    expected: Expected
    sheet: str
    header: int
    columns: Mapping[str, int]
    has_ids: bool
    renamed: Mapping[str, str]
    rows: tuple[EditedRow, ...]
    strays: tuple[Held, ...]
    strangers: Mapping[int, str]


def heading_row(rows: Rows, expected: Expected) -> tuple[int, int]:
    """Return the place of the row that has most of a table's headings, and how many it has."""
    titles = set(map(folded, expected.titles))
    best, most = 0, 0
    for at, row in enumerate(rows):
        count = len(titles & {folded(held.words) for held in row})
        if count > most:
            best, most = at, count
    return best, most


def is_enough(count: int, expected: Expected) -> bool:
    """Tell whether so many of its headings make a sheet the one of a table."""
    return count >= max(2, _HALF * len(expected.titles))


def has_ids_of(rows: Rows, expected: Expected) -> bool:
    """Tell whether the headings of a table end with its ids still, whatever else it lost."""
    at, count = heading_row(rows, expected)
    return count > 1 and folded(expected.titles[-1]) in {folded(held.words) for held in rows[at]}


def edited_table(
    sheet: str, rows: Rows, expected: Expected, said: RememberedSheet | None
) -> EditedTable:
    """Return a table as it stands in a sheet.

    Args:
        sheet: The name of the sheet.
        rows: Its cells.
        expected: The table.
        said: What it said when it was written, or None where that is not known.
    """
    return _Taking(sheet, rows, expected, said).table()


def folded(words: str) -> str:
    """Return a heading as it is compared: without capitals, double spaces and escapes."""
    return " ".join(unescaped(words).split()).casefold()


class _Taking:
    """Takes a table out of a sheet."""

    def __init__(
        self, sheet: str, rows: Rows, expected: Expected, said: RememberedSheet | None
    ) -> None:
        self._sheet = sheet
        self._expected = expected
        self._said = said
        at, _ = heading_row(rows, expected)
        self._above, self._header, self._below = rows[:at], rows[at], rows[at + 1 :]
        self._columns = self._by_heading()
        self._strangers = {
            held.column: held.words
            for held in self._header
            if held.column not in self._columns.values()
        }
        self._renamed: dict[str, str] = {}
        self._find_renamed()

    def table(self) -> EditedTable:
        """Return the table."""
        found, strays = self._rows()
        rows = self._adopted(found)
        if not self._expected.takes_rows:
            strays += [held for row in rows if not row.id for held in row.cells.values()]
            rows = [row for row in rows if row.id]
        return EditedTable(
            expected=self._expected,
            sheet=self._sheet,
            header=self._header[0].row,
            columns=dict(self._columns),
            has_ids=ID in self._columns,
            renamed=dict(self._renamed),
            rows=tuple(rows),
            strays=(*(held for row in self._above for held in row), *strays),
            strangers=self._strangers,
        )

    def _by_heading(self) -> dict[str, int]:
        """Return the columns of keys by heading; of two with one heading the first counts."""
        found: dict[str, int] = {}
        headings: dict[str, int] = {}
        for held in self._header:
            headings.setdefault(folded(held.words), held.column)
        names = column_names(self._expected.keys)
        for name, title in zip(names, self._expected.titles, strict=True):
            if folded(title) in headings:
                found[name] = headings[folded(title)]
        return found

    def _find_renamed(self) -> None:
        missing = [key for key in self._expected.keys if key and key not in self._columns]
        if self._said is None or not missing or not self._strangers or ID not in self._columns:
            return
        words = {
            column: {
                one: next((held.words for held in row if held.column == column), "")
                for row in self._below
                if (one := self._id(row))
            }
            for column in self._strangers
        }
        for column, key in renamed_columns(self._said, missing, words).items():
            self._columns[key] = column
            self._renamed[key] = self._strangers.pop(column)

    def _id(self, row: Iterable[Held]) -> str:
        column = self._columns.get(ID)
        return next((held.words.strip() for held in row if held.column == column), "")

    def _rows(self) -> tuple[list[EditedRow], list[Held]]:
        keys = {column: key for key, column in self._columns.items() if key != ID}
        order = column_names(self._expected.keys)
        found: list[EditedRow] = []
        strays: list[Held] = []
        more: dict[str, dict[int, Sequence[str]]] = {}
        for row in self._below:
            if self._is_header(row):  # repeated, as for printing
                continue
            cells = {keys[held.column]: held for held in row if held.column in keys}
            outside = [h for h in row if h.column not in keys and h.column != self._columns.get(ID)]
            strays += outside
            words = {key: held.words for key, held in cells.items()}
            base, number = continued(self._id(row))
            if number:
                more.setdefault(base, {})[number] = [words.get(key, "") for key in order]
            elif base or cells:
                made = EditedRow(number=row[0].row, id=base, words=words, cells=cells)
                found.append(made)
        return [_continued(row, order, more.get(row.id, {})) for row in found], strays

    def _is_header(self, row: Iterable[Held]) -> bool:
        words = {held.column: held.words for held in row}
        return len(words) > 1 and words == {held.column: held.words for held in self._header}

    def _adopted(self, rows: list[EditedRow]) -> list[EditedRow]:
        """Return the rows, those that lost their id with the one that they had.

        One is lost too where another was typed over it, or that of another row was copied there.
        """
        if self._said is None:
            return rows
        known, times = self._said.rows, Counter(row.id for row in rows)
        free = known.keys() - times.keys()
        without = {
            row.number: row.words for row in rows if times[row.id] > 1 or row.id not in known
        }
        if not free or not without:
            return rows
        found = adopted_ids(self._said, without, free)
        return [
            EditedRow(
                number=row.number,
                id=found.get(row.number, row.id),
                words=row.words,
                cells=row.cells,
            )
            for row in rows
        ]


def _continued(
    row: EditedRow, order: Sequence[str], parts: Mapping[int, Sequence[str]]
) -> EditedRow:
    if not parts or not row.id:
        return row
    words = [row.words.get(key, "") for key in order]
    add_parts(words, parts)
    joined = {key: text for key, text in zip(order, words, strict=True) if text}
    return EditedRow(number=row.number, id=row.id, words=joined, cells=row.cells)
