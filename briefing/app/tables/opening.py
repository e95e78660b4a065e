"""A file of cells, an .xlsx or a CSV in any encoding, opened as tables."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from briefing.app.tables.known import directory
from briefing.errors import InputRefusedError
from briefing.excel.foreign import ForeignWorkbook
from briefing.tabular.irregularities import Irregular, Irregularity
from briefing.tabular.table import Table

SUFFIXES: Final = (".xlsx", ".xlsm", ".csv", ".tsv")
WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LARGEST: Final = 64 * 2**20
_LOOKED_AT: Final = 80
_WORKBOOKS: Final = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """A file with tables in it.

    Attributes:
        name: The name of the file.
        data: Its bytes.
        sheets: The names of its sheets, those that are hidden last; none for a CSV.
    """

    name: str
    data: bytes
    sheets: tuple[str, ...]
    _workbook: ForeignWorkbook | None = None
    _csv: Table | None = None

    @property
    def sha256(self) -> str:
        """Return the digest of its bytes."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def media_type(self) -> str:
        """Return its media type."""
        return WORKBOOK if self._workbook is not None else "text/csv"

    def table(self, sheet: str = "") -> Table:
        """Return a sheet, or the table of a CSV; the likeliest sheet where none is named.

        Raises:
            InputRefusedError: There is no such sheet, or nothing in it.
        """
        if self._csv is not None:
            if sheet:
                raise InputRefusedError(f"{self.name} has no sheets: leave --sheet out.")
            return self._csv
        found = self._sheet(sheet or self.likeliest(), None)
        if not found.rows:
            raise InputRefusedError(
                f"The sheet “{found.sheet}” of {self.name} is empty: choose another one."
            )
        return found

    def likeliest(self) -> str:
        """Return the sheet that looks most like a matrix; the first with anything of equal ones."""
        from briefing.tabular.guessing import guess

        best, fit = "", -1
        for sheet in self.sheets:
            try:
                found = guess(self._sheet(sheet, _LOOKED_AT), directory()).fit
            except InputRefusedError:
                continue
            if found > fit:
                best, fit = sheet, found
        return best or self.sheets[0]

    def _sheet(self, sheet: str, most_rows: int | None) -> Table:
        assert self._workbook is not None  # noqa: S101  # a CSV has no sheets
        return self._workbook.table(sheet, most_rows)


def open_table_file(path: Path) -> TableFile:
    """Open a file with tables.

    Raises:
        InputRefusedError: It is none, cannot be opened, is too large, empty, or could do harm.
    """
    return table_file(_read(path), path.name)


def table_file(data: bytes, name: str) -> TableFile:
    """Open the bytes of a file with tables.

    Raises:
        InputRefusedError: As `open_table_file`.
    """
    from briefing.excel.foreign import ForeignWorkbook

    suffix = Path(name).suffix.lower()
    if not data.strip(b" \t\r\n\0"):
        raise InputRefusedError(f"{name} is empty: there is no table in it.")
    if suffix in _WORKBOOKS or data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        workbook = ForeignWorkbook(data, name)
        shown = sorted(workbook.sheets, key=lambda sheet: sheet.is_hidden)
        sheets = tuple(sheet.name for sheet in shown)
        return TableFile(name=name, data=data, sheets=sheets, _workbook=workbook)
    return TableFile(name=name, data=data, sheets=(), _csv=_csv(data, name))


def _csv(data: bytes, name: str) -> Table:
    from briefing.sources.decoding import decode
    from briefing.sources.extraction import extract
    from briefing.tabular.delimited import read_delimited

    if data.startswith((b"%PDF-", b"{\\rtf", b"SQLite format 3\0")) or b"\0\0\0\0" in data[:4096]:
        raise InputRefusedError(
            f"{name} is no table: choose an .xlsx or a CSV, or save it as one where it was made."
        )
    raw, doubts = decode(data)
    text, replaced = extract(raw)
    table = read_delimited(text, name)
    said = [Irregularity(Irregular.ENCODING, "", "", words) for words in (*doubts, *replaced)]
    return replace(table, noticed=(*said, *table.noticed))


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputRefusedError(f"{path.name} is a folder: choose the table that is in it.")
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise InputRefusedError(f"There is no file {path}: check its name and place.") from None
    except OSError as error:
        reason = (error.strerror or "the system gave no reason").lower()
        raise InputRefusedError(
            f"{path.name} could not be read: {reason}. Copy it to a folder of your own and try "
            "again."
        ) from None
    if len(data) > _LARGEST:
        raise InputRefusedError(
            f"{path.name} is larger than 64 MiB: keep only the sheet that matters."
        )
    return data
