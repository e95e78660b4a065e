"""Three words of one cell compared: what it said when written, what it says now, what ours says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.excel.edited import EditedTable
from briefing.excel.prints import COMPUTED, column_names
from briefing.excel.reading import HeldKind
from briefing.excel.remembered import RememberedSheet, digest
from briefing.excel.typed.cell import UnfitCellError

if TYPE_CHECKING:
    from briefing.excel.edited import EditedRow


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A table as it came back beside what it said and what ours says now.

    Attributes:
        table: The table as it came back.
        said: What it said when it was written; None where that is not known.
        ours: What it would say now: the words of each record by column.
        is_flat: Whether the workbook came back with results in place of its formulas.
    """

    table: EditedTable
    said: RememberedSheet | None
    ours: Mapping[str, Mapping[str, str]]
    is_flat: bool = False

    def changed(self, row: EditedRow) -> dict[str, bool]:
        """Return the columns in which somebody changed a row, and whether ours changed there too.

        A column that is no longer in the table, or says what ours says, is not changed. Where it is
        not known what the table said, an empty cell is not taken for an emptied one.
        """
        found: dict[str, bool] = {}
        for key, mine in self.ours[row.id].items():
            typed = row.words.get(key, "")
            if typed == mine or key not in self.table.columns or digest(typed) == digest(mine):
                continue
            before = self._said(row.id, key)
            is_ours = key.startswith(COMPUTED) and self._is_result(row, key)
            if is_ours or (before is None and not typed):
                continue
            if before is None or digest(typed) != before:
                found[key] = before is not None and digest(mine) != before
        return found

    def lost(self, row: EditedRow) -> list[str]:
        """Return the columns in which somebody changed a row and ours has no such cell any more."""
        ours = self.ours.get(row.id, {})
        return [
            key
            for key, words in row.words.items()
            if key not in ours
            and not key.startswith(COMPUTED)
            and self._said(row.id, key, digest(words)) != digest(words)
        ]

    def is_untouched(self, record: str) -> bool:
        """Tell whether ours still says of a record what the table said."""
        return all(
            self._said(record, key) in {None, digest(mine)}
            for key, mine in self.ours.get(record, {}).items()
        )

    def _is_result(self, row: EditedRow, key: str) -> bool:
        """Tell whether a cell holds a formula of ours, or the result of one that was lost."""
        held = row.cells.get(key)
        is_number = held is not None and held.kind is HeldKind.NUMBER
        return is_computed(row, key) or (self.is_flat and is_number)

    def distance(self, row: EditedRow) -> int:
        """Return how many cells of a row differ from what was said of its record."""
        return sum(
            digest(row.words.get(key, "")) != self._said(row.id, key, digest(mine))
            for key, mine in self.ours.get(row.id, {}).items()
            if key in self.table.columns
        )

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """Return the place of each column in what was said."""
        keys = self.said.keys if self.said else ()
        return {key: at for at, key in enumerate(column_names(keys))}

    def _said(self, record: str, key: str, otherwise: int | None = None) -> int | None:
        if self.said is None or record not in self.said.rows or key not in self._places:
            return otherwise
        return self.said.rows[record][self._places[key]]


def is_computed(row: EditedRow, key: str) -> bool:
    """Tell whether a formula stands in a cell."""
    held = row.cells.get(key)
    return held is not None and held.is_formula


def refuse_untyped(row: EditedRow, key: str) -> None:
    """Refuse what stands in a cell where nobody typed it.

    Raises:
        UnfitCellError: It is a formula or an error value.
    """
    held = row.cells.get(key)
    if is_computed(row, key):
        raise UnfitCellError(
            "A formula stands there, and no formula is read: type its result instead."
        )
    if held is not None and held.kind is HeldKind.ERROR:
        raise UnfitCellError("An error value stands there: type what is meant.")
