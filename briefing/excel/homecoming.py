"""An edited workbook received: compared, cell by cell, with what it said and with the pack."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Final

from briefing.changes.brought import Homecoming
from briefing.domain.actors import Actor
from briefing.domain.agenda import Matrix
from briefing.errors import InputRefusedError
from briefing.excel.brought import Gathering
from briefing.excel.comparing import Compared
from briefing.excel.edited import (
    EditedTable,
    Expected,
    edited_table,
    has_ids_of,
    heading_row,
    is_enough,
)
from briefing.excel.grid_edits import GridEdits
from briefing.excel.leftovers import Leftovers
from briefing.excel.options import Shown, WorkbookOptions
from briefing.excel.prints import column_names, printed
from briefing.excel.register_edits import RegisterEdits
from briefing.excel.registers import REGISTERS
from briefing.excel.workbook import matrix_sheets, plan_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.domain.base import Record
    from briefing.domain.content import Content
    from briefing.excel.edited_book import EditedBook
    from briefing.excel.grid_plan import GridPlan
    from briefing.excel.remembered import Memory, RememberedSheet

_GRID: Final = "Grid"
_NAMED: Final = 12
_FLAT: Final = (
    "The workbook came back with results in place of its formulas: its counts, averages and sums "
    "are computed from the cells, and no number in their place was read."
)
_LOST: Final = (
    "The workbook no longer remembers what it said when it was written (its sheet About is gone or "
    "was changed): it was compared with the pack as it is, and nothing is proposed to be removed."
)


def come_home(content: Content, shown: Content, book: EditedBook) -> Homecoming:
    """Return what somebody did to a workbook that was exported to be worked on.

    Args:
        content: The pack.
        shown: What of it is printed.
        book: The workbook.

    Raises:
        InputRefusedError: It is no workbook of this pack, or was made to be read.
    """
    return _Comparison(content, shown, book).made()


class _Comparison:
    """Compares one workbook with a pack."""

    def __init__(
        self,
        content: Content,
        shown: Content,
        book: EditedBook,
    ) -> None:
        self._content = content
        self._shown = shown
        self._sheets = book.sheets
        self._memory = book.memory
        self._options = _options(shown, book.memory)
        sheets_now = matrix_sheets(shown, plan_of(shown, self._options), self._options)
        self._ours = {sheet.table.name: sheet for sheet in sheets_now}
        self._gathering = Gathering(content=content)
        computes = any(e.formula for sheet in sheets_now for row in sheet.rows for e in row.entries)
        self._is_flat = computes and not book.has_formulas
        self._tables = self._found_tables()

    def made(self) -> Homecoming:
        """Return what the workbook brings."""
        self._refuse_strange()
        present = self._present()
        for register in REGISTERS:
            if register.table in self._tables:
                RegisterEdits(
                    register=register,
                    compared=self._compared(self._tables[register.table]),
                    shown=self._shown,
                    words=self._options.words,
                    as_of=self._options.as_of,
                    present=present,
                    gathering=self._gathering,
                ).read()
        notes = [*self._grid_notes(), *self._missing_notes()]
        self._take_leftovers()
        return Homecoming(brought=tuple(self._gathering), notes=tuple(notes))

    # ---------------------------------------------------------------- the tables

    def _expected(self) -> Iterator[Expected]:
        """Yield the tables to look for; which columns they have is as it was when written."""
        said = {one.table: one for one in self._memory.sheets} if self._memory else {}
        for name, sheet in self._ours.items():
            one = said.get(name)
            if one is not None and one.keys:
                yield Expected(table=name, sheet=one.name, keys=one.keys, titles=one.titles)
            elif sheet.table.keys and self._memory is None:
                table = sheet.table
                yield Expected(table=name, sheet=sheet.name, keys=table.keys, titles=table.columns)

    def _found_tables(self) -> dict[str, EditedTable]:
        """Return each table from the sheet that has most of its headings, its old name first."""
        found: dict[str, EditedTable] = {}
        taken: set[str] = set()
        for expected in self._expected():
            name = self._sheet_of(expected, taken)
            if name is not None:
                taken.add(name)
                said = self._memory.sheet(expected.table) if self._memory else None
                rows = self._sheets[name].rows
                found[expected.table] = edited_table(name, rows, expected, said)
        return found

    def _sheet_of(self, expected: Expected, taken: set[str]) -> str | None:
        """Return the name of the sheet that holds a table, or None where none does."""
        free = {name: one.rows for name, one in self._sheets.items() if name not in taken}
        fits = (
            (heading_row(rows, expected)[1], name == expected.sheet, -at, name)
            for at, (name, rows) in enumerate(free.items())
            if rows
        )
        count, _, _, best = max(fits, default=(0, False, 0, ""))
        if is_enough(count, expected):
            return best
        rows = free.get(expected.sheet, ())
        return expected.sheet if rows and has_ids_of(rows, expected) else None

    def _compared(self, table: EditedTable) -> Compared:
        name = table.expected.table
        sheet = self._ours[name]
        rows = printed(sheet) if sheet.table.keys else {}
        keys = column_names(sheet.table.keys[:-1])
        return Compared(
            table=table,
            said=self._memory.sheet(name) if self._memory else None,
            ours={one: dict(zip(keys, words[:-1], strict=True)) for one, words in rows.items()},
            is_flat=self._is_flat,
        )

    # -------------------------------------------------------------- refusals

    def _refuse_strange(self) -> None:
        if not self._tables:
            raise InputRefusedError(
                "This workbook was not made by Briefing: its sheets have none of the headings. "
                "Other people's tables come in with “briefing table”."
            )
        ids = {row.id for table in self._tables.values() for row in table.rows if row.id}
        if self._memory is None and not any(table.has_ids for table in self._tables.values()):
            raise InputRefusedError(
                "This workbook was made to be read: it has no ids by which its rows could be found "
                "again. Export one with the form “review”, and edit that."
            )
        said = set[str]()
        for one in self._memory.sheets if self._memory else ():
            said |= one.rows.keys()
        known = {row.id for kind in self._kinds() for row in kind}
        if (ids | said) and not (ids | said) & known:
            title = f"“{self._memory.title}”" if self._memory else "another pack"
            raise InputRefusedError(
                f"This workbook belongs to {title}: this pack has none of its records. Open that "
                "pack and receive it there."
            )

    def _kinds(self) -> Iterator[Sequence[Record]]:
        yield self._content.actors
        for register in REGISTERS:
            yield self._content.all(register.record_type)

    # ------------------------------------------------------------------ the grid

    def _grid_notes(self) -> Iterator[str]:
        table = self._tables.get(_GRID)
        if table is not None and self._grid is None:
            yield "The matrix of its grid is no longer in the pack: nothing was read from the grid."
        elif table is not None and self._grid is not None:
            compared = self._compared(table)
            GridEdits(plan=self._grid, compared=compared, gathering=self._gathering).read()

    @cached_property
    def _grid(self) -> GridPlan | None:
        """What the grid shows, as the pack has it; None where its matrix is gone."""
        found = plan_of(self._shown, self._options)
        is_gone = found is not None and self._memory and self._memory.matrix != found.matrix.id
        return None if is_gone else found

    # ------------------------------------------------------------- what is left

    def _present(self) -> frozenset[str]:
        """Return everything that stands in a cell: an id among it was not deleted for sure."""
        held = chain.from_iterable(chain.from_iterable(s.rows for s in self._sheets.values()))
        return frozenset(one.words for one in held)

    def _take_leftovers(self) -> None:
        Leftovers(
            sheets=self._sheets,
            tables=self._tables,
            expected=tuple(self._expected()),
            memory=self._memory,
            ours=self._ours,
            gathering=self._gathering,
            is_flat=self._is_flat,
        ).read(self._grid)

    def _missing_notes(self) -> Iterator[str]:
        if self._memory is None:
            yield _LOST
            return
        if self._is_flat:
            yield _FLAT
        for one in self._memory.sheets:
            table = self._tables.get(one.table)
            if one.keys and table is None:
                yield f"The sheet “{one.name}” is not in the workbook: its records stay."
            elif table is not None:
                yield from self._missing_parts(one, table)

    def _missing_parts(self, said: RememberedSheet, table: EditedTable) -> Iterator[str]:
        """Yield which columns a table has lost, and which rows of the grid."""
        if not table.has_ids:
            yield (
                f"The sheet “{table.sheet}” has lost its column of ids: its rows were "
                "recognised by what they say, and none is proposed to be removed."
            )
        if said.table != _GRID and table.renamed:
            titles = [f"{title}" for title in table.renamed.values()]
            yield (
                f"“{table.sheet}” has new headings, {_listed(titles)}: its columns were read, and "
                "their headings stay as they are."
            )
        names = column_names(said.keys)
        lost = [t for n, t in zip(names, said.titles, strict=True) if n not in table.columns]
        titles = [title for title in lost if title != said.titles[-1]]
        if titles:
            yield f"“{table.sheet}” has lost columns: {_listed(titles)}. What they said stays."
        gone = said.rows.keys() - {row.id for row in table.rows}
        if said.table == _GRID and gone:
            named = sorted(self._content.name_of(Actor, one) or one for one in gone)
            yield (
                f"“{table.sheet}” has lost rows: {_listed(named)}. A grid follows its matrix: take "
                "them out of the matrix in the window."
            )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:_NAMED])
    more = len(names) - _NAMED
    return f"{shown} and {more} more" if more > 0 else shown


def _options(shown: Content, memory: Memory | None) -> WorkbookOptions:
    """Return the choices with which the workbook would be written now."""
    if memory is None:
        return WorkbookOptions()
    options = WorkbookOptions(
        as_of=memory.as_of, language=memory.language, shown=Shown(rounds=memory.rounds)
    )
    found = shown.find(Matrix, memory.matrix)
    return options if found is None else replace(options, matrix=found.id)
