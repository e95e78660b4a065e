"""Workbooks that this program did not write, as tables: what stands in a sheet, and what is odd."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from briefing.errors import InputRefusedError
from briefing.excel.reading import HeldKind, Outline, read_book
from briefing.tabular.files import SampledBook, SheetSample
from briefing.tabular.irregularities import Irregular, Irregularity
from briefing.tabular.table import (
    BLANK,
    MOST_CELLS,
    MOST_IN_CELL,
    MOST_LETTERS,
    ROW_COSTS,
    Cell,
    CellKind,
    Merge,
    Row,
    Table,
    as_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.excel.reading import Area, Held, ReadSheet
    from briefing.tabular.files import RawTable

LARGEST: Final = 64 * 2**20
_KINDS: Final = {
    HeldKind.TEXT: CellKind.TEXT,
    HeldKind.NUMBER: CellKind.NUMBER,
    HeldKind.DATE: CellKind.DATE,
    HeldKind.BOOLEAN: CellKind.BOOLEAN,
    HeldKind.ERROR: CellKind.ERROR,
}


_SAMPLED_ROWS: Final = 80


def sampled(raw: RawTable) -> SampledBook:
    """Return the sheets of a workbook, each by its first rows.

    Raises:
        InputRefusedError: It is no workbook, is damaged, or could do harm.
    """
    book = ForeignWorkbook(raw.data, raw.name)
    shown = sorted(book.sheets, key=lambda sheet: sheet.is_hidden)
    return SampledBook(sheets=tuple(_sample(book, sheet.name) for sheet in shown))


def _sample(book: ForeignWorkbook, sheet: str) -> SheetSample:
    try:
        return SheetSample(name=sheet, first=book.table(sheet, _SAMPLED_ROWS))
    except InputRefusedError:
        return SheetSample(name=sheet, first=None)


class ForeignWorkbook:
    """A workbook that somebody else made.

    Args:
        data: Its bytes.
        name: The name of the file.

    Raises:
        InputRefusedError: It is no workbook, is damaged, or could do harm.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        if len(data) > LARGEST:
            raise InputRefusedError(
                f"{name} cannot be read: it is larger than 64 MiB. Keep only the sheet that "
                "matters."
            )
        self.sheets: tuple[ReadSheet, ...] = read_book(data, name).sheets
        if not self.sheets:
            raise InputRefusedError(
                f"{name} cannot be read: it has no sheet with cells. Choose another workbook."
            )

    def table(self, sheet: str, most_rows: int | None = None) -> Table:
        """Return what stands in a sheet; an empty one has no rows.

        Args:
            sheet: The name of the sheet.
            most_rows: Read only so many rows that hold something.

        Raises:
            InputRefusedError: There is no such sheet, it is damaged, or larger than a table may be.
        """
        found = next((one for one in self.sheets if one.name == sheet), None)
        if found is None:
            names = ", ".join(f"“{one.name}”" for one in self.sheets[:12])
            raise InputRefusedError(
                f"{self._name} has no sheet “{sheet}”; its sheets are: {names}."
            )
        outline = Outline()
        made = _rows(found.rows(outline))
        rows, text = as_text(_within_limits(islice(made, most_rows), found.called))
        return Table(
            name=self._name,
            sheet=sheet,
            rows=rows,
            text=text,
            merges=tuple(map(_merge, outline.merges)),
            noticed=tuple(_noticed(outline, rows)),
        )


def _rows(read: Iterable[tuple[Held, ...]]) -> Iterator[Row]:
    """Yield the rows in which something stands that is more than spaces, or a formula."""
    for held in read:
        if any(one.is_formula or one.words.strip() for one in held):
            cells: list[Cell] = []
            for one in held:
                cells += [BLANK] * (one.column - 1 - len(cells))
                cells.append(_cell(one))
            while cells and cells[-1] is BLANK:
                cells.pop()
            if cells:
                yield Row(held[0].row, tuple(cells))


def _cell(held: Held) -> Cell:
    """Return a cell; a formula whose result was saved as empty is as blank as its cell looks."""
    if not held.words:
        return BLANK if held.has_result else Cell("", CellKind.BLANK, is_formula=True)
    is_date = held.kind is HeldKind.DATE
    words = held.words.partition("T")[0] if is_date else held.words
    return Cell(words, _KINDS[held.kind], held.is_formula)


def _within_limits(rows: Iterable[Row], called: str) -> Iterator[Row]:
    count = letters = 0
    for row in rows:
        count += len(row.cells) + ROW_COSTS
        lengths = [len(cell.text) for cell in row.cells]
        letters += sum(lengths)
        if letters > MOST_LETTERS or max(lengths) > MOST_IN_CELL:
            raise InputRefusedError(
                f"{called} cannot be read: its texts are far too long, in row {row.number} at the "
                "latest. Leave long texts out of it."
            )
        if count > MOST_CELLS:
            raise InputRefusedError(
                f"{called} cannot be read: it is larger than a table of {MOST_CELLS:,} cells. Cut "
                "it into smaller tables."
            )
        yield row


def _merge(area: Area) -> Merge:
    return Merge(top=area.top, left=area.left - 1, bottom=area.bottom, right=area.right - 1)


def _noticed(outline: Outline, rows: tuple[Row, ...]) -> Iterator[Irregularity]:
    """Yield what is irregular about a sheet as such."""
    last, claimed = rows[-1].number if rows else 0, outline.claimed_rows
    if claimed > max(2 * last, last + 1000):
        words = f"The sheet claims {claimed:,} rows; the last that holds something is {last:,}."
        yield Irregularity(Irregular.CLAIMED_SIZE, outline.claimed, "", words)
    hidden = sum(row.number in outline.hidden_rows for row in rows)
    for count, what in ((hidden, "row"), (outline.hidden_columns, "column")):
        if count:
            are = f"{what} is" if count == 1 else f"{what}s are"
            words = f"{count} {are} hidden in the sheet; what stands there was read too."
            yield Irregularity(Irregular.HIDDEN, "", "", words)
