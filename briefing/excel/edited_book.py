"""An edited workbook in memory: the cells of its sheets, and what it said when it was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.errors import InputRefusedError
from briefing.excel.edited import Rows
from briefing.excel.reading import HeldNote, read_book
from briefing.excel.reading.rows import MOST_CELLS
from briefing.excel.remembered import Memory, memory_in


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledSheet:
    """A sheet of a workbook in memory.

    Attributes:
        rows: Its cells that hold something, row by row.
        notes: What stands in notes and comments on its cells.
    """

    rows: Rows
    notes: tuple[HeldNote, ...]


def _filled_sheets(data: bytes) -> dict[str, FilledSheet]:
    """Return the sheets of a workbook by name.

    Raises:
        InputRefusedError: It is no workbook, is damaged, far too large, or could do harm.
    """
    found: dict[str, FilledSheet] = {}
    count = 0
    for sheet in read_book(data).sheets:
        rows = tuple(sheet.rows())
        count += sum(map(len, rows))
        if count > MOST_CELLS:
            raise InputRefusedError(
                f"The workbook has more than {MOST_CELLS:,} cells: take foreign sheets out of it, "
                "save it and try again."
            )
        found[sheet.name] = FilledSheet(rows=rows, notes=tuple(sheet.notes()))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedBook:
    """A workbook that was read.

    Attributes:
        sheets: Its sheets by name, in their order.
        memory: What it said when it was written, or None where it is lost or was never there.
    """

    sheets: Mapping[str, FilledSheet]
    memory: Memory | None

    @property
    def has_formulas(self) -> bool:
        """Whether a formula stands anywhere; some programs and scripts save results alone."""
        rows = (row for sheet in self.sheets.values() for row in sheet.rows)
        return any(held.is_formula for row in rows for held in row)


def read_edited(data: bytes) -> EditedBook:
    """Return what stands in a workbook.

    Args:
        data: The bytes of a file that may be anything.

    Raises:
        InputRefusedError: It is no workbook, is damaged, far too large, or could do harm.
    """
    sheets = _filled_sheets(data)
    cells = (held for one in sheets.values() for row in one.rows for held in row)
    return EditedBook(sheets=sheets, memory=memory_in(held.words for held in cells))
