"""Workbooks read back: by openpyxl as somebody's script would, by LibreOffice as a person would."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from lxml import etree
from openpyxl import Workbook, load_workbook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RESULT = re.compile(rb"(</f>)<v>[^<]*</v>")
_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,{sheet}"


def opened(workbook: bytes) -> Workbook:
    """Return the workbook as openpyxl reads it."""
    return load_workbook(BytesIO(workbook))


def text_of(value: object) -> str:
    """Return a cell's text."""
    return "" if value is None else str(value)


def shown(cell: Cell | MergedCell) -> str:
    """Return what a cell shows: a score as its number format prints it."""
    if not isinstance(cell.value, int) or '"' not in cell.number_format:
        return text_of(cell.value)
    above, below, zero = cell.number_format.split(";")
    return (above if cell.value > 0 else below if cell.value < 0 else zero).strip('"')


def shown_rows(sheet: Worksheet) -> list[dict[str, str]]:
    """Return the rows of a sheet's table as they are shown, by column name."""
    (table,) = sheet.tables.values()
    header, *rows = sheet[table.ref]
    names = [text_of(cell.value) for cell in header]
    return [dict(zip(names, map(shown, row), strict=True)) for row in rows]


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
    """Return a sheet as LibreOffice shows it, counted from 1."""
    file = folder / "matrix.xlsx"
    file.write_bytes(workbook)
    _convert(_CSV.format(sheet=sheet), folder, [file])
    (found,) = folder.glob("matrix-*.csv")
    with found.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def computed(workbooks: Mapping[str, bytes], folder: Path) -> dict[str, Workbook]:
    """Return workbooks as LibreOffice computes them; the results in the files were taken out."""
    files = []
    for name, workbook in workbooks.items():
        files.append(folder / f"{name}.xlsx")
        files[-1].write_bytes(_without_results(workbook))
    (folder / "out").mkdir()
    _convert("xlsx", folder / "out", files)
    return {
        name: load_workbook(folder / "out" / f"{name}.xlsx", data_only=True) for name in workbooks
    }


def _without_results(workbook: bytes) -> bytes:
    written = BytesIO()
    with ZipFile(BytesIO(workbook)) as package, ZipFile(written, "w") as stripped:
        for name in package.namelist():
            stripped.writestr(name, _RESULT.sub(rb"\1", package.read(name)))
    return written.getvalue()


def _convert(kind: str, folder: Path, files: list[Path]) -> None:
    command = [
        str(shutil.which("soffice")),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(folder),
    ]
    done = subprocess.run(
        [*command, *map(str, files)], check=True, capture_output=True, timeout=180
    )
    assert b"Error" not in done.stderr
