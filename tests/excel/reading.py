"""Workbooks read back: by openpyxl as somebody's script would, by LibreOffice as a person would."""

from __future__ import annotations

import csv
import shutil
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree
from openpyxl import Workbook, load_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,{sheet}"


def opened(workbook: bytes) -> Workbook:
    """Return the workbook as openpyxl reads it."""
    return load_workbook(BytesIO(workbook))


def text_of(value: object) -> str:
    """Return a cell's text."""
    return "" if value is None else str(value)


def table_rows(sheet: Worksheet) -> list[dict[str, str]]:
    """Return the rows of a sheet's table, by column name."""
    (table,) = sheet.tables.values()
    header, *rows = sheet[table.ref]
    names = [text_of(cell.value) for cell in header]
    return [dict(zip(names, (text_of(cell.value) for cell in row), strict=True)) for row in rows]


def elements(part: bytes, name: str) -> list[etree._Element]:
    """Return the elements of one name in a part of a workbook."""
    return list(etree.fromstring(part).iter(f"{MAIN}{name}"))


def in_libreoffice(workbook: bytes, sheet: int, folder: Path) -> list[list[str]]:
    """Return a sheet as LibreOffice shows it, counted from 1, with recalculated formulas."""
    file = folder / "matrix.xlsx"
    file.write_bytes(workbook)
    subprocess.run(
        [
            str(shutil.which("soffice")),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            _CSV.format(sheet=sheet),
            "--outdir",
            str(folder),
            str(file),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    (found,) = folder.glob("matrix-*.csv")
    with found.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))
