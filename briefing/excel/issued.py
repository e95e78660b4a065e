"""The issue form of a sheet: what others read, without ids and with nothing to compute."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.excel.sheet import Row, Sheet


def issued(sheet: Sheet) -> Sheet:
    """Return a sheet whose hidden columns are gone and whose formulas are their results.

    Args:
        sheet: A sheet as it is worked on; its hidden columns are its last ones.
    """
    shown = len(sheet.widths) - len(sheet.hidden)
    return replace(
        sheet,
        rows=tuple(_row(row, shown) for row in sheet.rows),
        widths=sheet.widths[:shown],
        table=replace(sheet.table, columns=sheet.table.columns[:shown]),
        hidden=frozenset(),
    )


def _row(row: Row, shown: int) -> Row:
    entries = (replace(entry, formula="") if entry.formula else entry for entry in row.entries)
    return replace(row, entries=tuple(entries)[:shown])
