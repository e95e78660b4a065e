"""What is in a workbook besides its tables: notes on cells, words beside a table, new sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from briefing.changes.change import PACK
from briefing.domain.kinds import BY_TYPE
from briefing.excel.brought import Gathering, place_of, refused
from briefing.excel.edited import EditedTable, Expected, Rows, heading_row, is_enough
from briefing.excel.edited_book import FilledSheet
from briefing.excel.grid_edits import cells_of
from briefing.excel.prints import elsewhere
from briefing.excel.reading import HeldKind
from briefing.excel.reading.values import letters
from briefing.excel.registers import REGISTERS
from briefing.excel.remembered import Memory, digest, is_memory
from briefing.excel.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.domain.cells import Cell
    from briefing.excel.grid_plan import GridPlan
    from briefing.excel.reading import Held

_FEW: Final = 10  # cells of a strange column that are each told
_LISTED: Final = 20_000  # characters
_WRITTEN: Final = "Briefing"
"""The author of the notes that are ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftovers:
    """Reads what no table takes.

    Attributes:
        sheets: All sheets of the workbook, by name.
        tables: Those in which a table was found, by the table's name.
        expected: The tables that were looked for.
        memory: What the workbook said when it was written, or None where that is lost.
        ours: The sheets as they would be written now, by the name of their table.
        gathering: Takes up what is found.
        is_flat: Whether the workbook came back with results in place of its formulas.
    """

    sheets: Mapping[str, FilledSheet]
    tables: Mapping[str, EditedTable]
    expected: tuple[Expected, ...]
    memory: Memory | None
    ours: Mapping[str, Sheet]
    gathering: Gathering
    is_flat: bool = False

    def read(self, grid: GridPlan | None) -> None:
        """Take up everything that no table takes.

        Args:
            grid: The matrix that the grid shows, to know what a note on a cell is about.
        """
        for table in self.tables.values():
            if self.memory is not None or table.expected.takes_rows:  # in the grid some are ours
                self._notes(table, grid)
        for table in self.tables.values():
            self._strays(table)
        if self.memory is not None:
            self._other_sheets()

    # ----------------------------------------------------------------- the notes

    def _notes(self, table: EditedTable, grid: GridPlan | None) -> None:
        """Take up notes that are not ours as remarks on the record of their row or cell."""
        known = self._known(table.expected.table)
        names = {column: key for key, column in table.columns.items()}
        ids = {row.number: row.id for row in table.rows if row.id}
        for note in self.sheets[table.sheet].notes:
            if digest(note.words) in known:
                continue
            place = place_of(table.sheet, note.column, note.row)
            about = self._about(table, ids.get(note.row, ""), names.get(note.column, ""), grid)
            if about is None:
                self.gathering.refuse(
                    refused(
                        place, "A note on no record: read it, then reject this.", after=note.words
                    )
                )
                continue
            plain: dict[str, Any] = {"record": about, "text": note.words}
            by = {"author": note.author} if note.author not in {"", _WRITTEN} else {}
            self.gathering.add("remark", plain | by, place)

    def _about(
        self, table: EditedTable, row: str, column: str, grid: GridPlan | None
    ) -> dict[str, str] | None:
        """Return kind and id of the record that a note is about, None where it is about none."""
        register = next((one for one in REGISTERS if one.table == table.expected.table), None)
        if register is not None:
            found = self.gathering.content.find(register.record_type, row or None)
            return None if found is None else {"kind": register.kind, "id": row}
        cell = cells_of(grid).get((row, column)) if grid else None
        return None if cell is None else _record_of(cell)

    # ------------------------------------------------------------ beside the tables

    def _strays(self, table: EditedTable) -> None:
        """Take up what stands outside rows and columns of a table and was not there before."""
        known = self._known(table.expected.table)
        ids = {row.number: row.id for row in table.rows if row.id}
        register = next((one for one in REGISTERS if one.table == table.expected.table), None)
        new = [
            held
            for held in table.strays
            if not self._is_computed(held)
            and digest(held.words) not in known
            and (held.column in table.strangers or self.memory)
        ]
        many = self._whole_columns(table, new)
        for held in new:
            if held.column in many:
                continue
            heading = table.strangers.get(held.column, "")
            why = f"There is no column “{heading}” in this table." if heading else _OUTSIDE
            one = ids.get(held.row) if register else None
            self.gathering.refuse(
                refused(
                    place_of(table.sheet, held.column, held.row),
                    f"{why} Put it where it belongs, or keep it elsewhere.",
                    kind=register.kind if register and one else PACK,
                    record=one,
                    field=heading or None if one else None,
                    after=held.words,
                )
            )

    def _whole_columns(self, table: EditedTable, new: Sequence[Held]) -> frozenset[int]:
        """Take up the columns that somebody filled for themselves, each once, and return them."""
        count = Counter(held.column for held in new if held.column in table.strangers)
        many = frozenset(column for column, cells in count.items() if cells > _FEW)
        for column in sorted(many):
            cells = [held for held in new if held.column == column]
            first, last = (place_of(table.sheet, column, cells[at].row) for at in (0, -1))
            listed = " · ".join(f"{letters(column)}{held.row}: {held.words}" for held in cells)
            why = f"There is no column “{table.strangers[column]}” in this table."
            self.gathering.refuse(
                refused(
                    f"{first}:{last.rpartition('!')[2]}",
                    f"{why} Its {len(cells):,} cells were not read: keep them elsewhere.",
                    after=listed if len(listed) <= _LISTED else f"{listed[:_LISTED]}…",
                )
            )
        return many

    def _is_computed(self, held: Held) -> bool:
        """Tell whether a cell holds a formula, or a number that may be the result of a lost one."""
        return held.is_formula or (self.is_flat and held.kind is HeldKind.NUMBER)

    def _known(self, table: str) -> frozenset[int]:
        """Return the digests of what stood, or would stand now, outside the rows of a table."""
        said = self.memory.sheet(table) if self.memory else None
        now = frozenset(map(digest, elsewhere(self.ours[table])))
        return now if said is None else said.elsewhere | now

    # ------------------------------------------------------------------ other sheets

    def _other_sheets(self) -> None:
        """Take up what was typed into sheets that are only for reading, and new sheets."""
        tables = {table.sheet for table in self.tables.values()}
        sheets = self.memory.sheets if self.memory else ()
        known = frozenset[int]().union(*(one.elsewhere for one in sheets))
        for name, sheet in self.sheets.items():
            if name not in tables:
                self._other_sheet(name, sheet.rows, known)

    def _other_sheet(self, name: str, rows: Rows, known: frozenset[int]) -> None:
        is_ours = any(name == one.name for one in (self.memory.sheets if self.memory else ()))
        second = [
            one
            for one in self.expected
            if not is_ours and is_enough(heading_row(rows, one)[1], one)
        ]
        read = next((self.tables[e.table].sheet for e in second if e.table in self.tables), "")
        cells = [
            held
            for row in rows
            for held in row
            if not self._is_computed(held) and not is_memory(held.words)
        ]
        new = [held for held in cells if digest(held.words) not in known]
        if read:
            why = f"It has the headings of “{read}” too: only that sheet was read."
            self.gathering.refuse(refused(name, why))
        elif cells and len(new) * 2 > len(cells):
            why = "This sheet is none of the workbook's: nothing was read from it."
            self.gathering.refuse(refused(name, why))
        else:
            for held in new:
                self._unread(name, held)

    def _unread(self, name: str, held: Held) -> None:
        why = "Nothing is read from this sheet: change it in the window."
        place = place_of(name, held.column, held.row)
        self.gathering.refuse(refused(place, why, after=held.words))


_OUTSIDE: Final = "It stands outside the table."


def _record_of(cell: Cell) -> dict[str, str]:
    """Return kind and id of what stands in a cell of the grid, else of its actor."""
    found = next(iter(cell.commitments), None) or cell.position or cell.assessment or cell.actor
    return {"kind": BY_TYPE[type(found)].singular, "id": found.id}
