"""A workbook as somebody edits it: cells typed over, rows and columns moved, sheets renamed."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from briefing.template.words import languages, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet


class Editor:
    """Somebody with a workbook of ours in a spreadsheet program.

    Args:
        workbook: The workbook.
    """

    def __init__(self, workbook: bytes) -> None:
        self.book = load_workbook(BytesIO(workbook))
        for sheet in self.book.worksheets:
            sheet.tables.clear()  # whoever moves columns about leaves a table's parts behind

    def saved(self) -> bytes:
        """Return the workbook as it is now."""
        file = BytesIO()
        self.book.save(file)
        return file.getvalue()

    def columns(self, sheet: Worksheet) -> dict[str, int]:
        """Return the columns of a sheet by their headings."""
        ids = {words_of(one).say("Id") for one in languages()}
        header = next(row for row in sheet.iter_rows() if any(c.value in ids for c in row))
        return {str(cell.value): cell.column for cell in header if cell.value is not None}

    def row(self, name: str, record: str) -> int:
        """Return the row of a record."""
        sheet = self.book[name]
        column = max(self.columns(sheet).values())  # the ids come last
        return next(
            row for row in range(1, sheet.max_row + 1) if sheet.cell(row, column).value == record
        )

    def type(self, name: str, record: str, title: str, value: Any) -> str:
        """Type into a cell and return where it is: `Register!F7`."""
        cell = self.book[name].cell(self.row(name, record), self.columns(self.book[name])[title])
        put(cell, value)
        return f"{name}!{cell.coordinate}"

    def add_row(self, name: str, **words: Any) -> str:
        """Type a new row below the table and return its first cell."""
        sheet = self.book[name]
        row = 1 + max(
            cell.row for cells in sheet.iter_rows() for cell in cells if cell.value is not None
        )
        columns = self.columns(sheet)
        for title, value in words.items():
            put(sheet.cell(row, columns[title.replace("_", " ")]), value)
        return f"{name}!A{row}"

    def arrange(self, name: str, columns: Sequence[int], rows: Sequence[int] = ()) -> None:
        """Put the columns of a register in another order, and its rows below the headings.

        Args:
            name: The sheet.
            columns: The present number of each column.
            rows: The present number of each row below the headings; nothing leaves them.
        """
        sheet = self.book[name]
        order = (1, *(rows or range(2, sheet.max_row + 1)))
        values = [[sheet.cell(row, column).value for column in columns] for row in order]
        sheet.delete_rows(1, sheet.max_row)
        for row, cells in enumerate(values, start=1):
            for column, value in enumerate(cells, start=1):
                put(sheet.cell(row, column), value)


def put(cell: Any, value: Any) -> None:
    """Type a value; a text stays one whatever it begins with."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def through_libreoffice(workbooks: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return workbooks as LibreOffice saves them, by name."""
    before, after = folder / "before", folder / "after"
    before.mkdir()
    for name, data in workbooks.items():
        (before / f"{name}.xlsx").write_bytes(data)
    subprocess.run(
        [
            str(shutil.which("soffice")),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(after),
            *(str(before / f"{name}.xlsx") for name in workbooks),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return {name: (after / f"{name}.xlsx").read_bytes() for name in workbooks}
