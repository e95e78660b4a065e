"""A file of cells, an .xlsx or a CSV in any encoding, opened as tables in the worker."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from briefing.app.tables.known import directory
from briefing.app.word_files import done
from briefing.errors import InputRefusedError
from briefing.tabular.files import RawTable, SheetSample
from briefing.tabular.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.interchange.tasks import Task

Made = TypeVar("Made")
Waiting: TypeAlias = "Callable[[str], None]"

SUFFIXES: Final = (".xlsx", ".xlsm", ".csv", ".tsv")
WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LARGEST: Final = 64 * 2**20
_WORKBOOKS: Final = (".xlsx", ".xlsm")
_PACKED: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def patient(_step: str) -> None:
    """Wait for as long as it takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """A file with tables in it.

    Attributes:
        name: The name of the file.
        data: Its bytes.
        samples: Its sheets by their first rows, those that are hidden last; none for a CSV.
    """

    name: str
    data: bytes
    samples: tuple[SheetSample, ...] = ()
    _csv: Table | None = None

    @property
    def sheets(self) -> tuple[str, ...]:
        """Return the names of its sheets; none for a CSV."""
        return tuple(sample.name for sample in self.samples)

    @property
    def sha256(self) -> str:
        """Return the digest of its bytes."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def media_type(self) -> str:
        """Return its media type."""
        return WORKBOOK if self._csv is None else "text/csv"

    def table(self, sheet: str = "", waiting: Waiting = patient) -> Table:
        """Return a sheet, or the table of a CSV; the likeliest sheet where none is named.

        Args:
            sheet: The name of the sheet.
            waiting: Called again and again; may raise to cancel.

        Raises:
            InputRefusedError: There is no such sheet, or nothing in it.
        """
        if self._csv is not None:
            if sheet:
                raise InputRefusedError(f"{self.name} has no sheets: leave --sheet out.")
            return self._csv
        from briefing.excel.tasks import SHEET

        raw = RawTable(name=self.name, data=self.data, sheet=sheet or self.likeliest())
        found = _done(SHEET, raw, waiting)
        if not found.rows:
            raise InputRefusedError(
                f"The sheet “{found.sheet}” of {self.name} is empty: choose another one."
            )
        return found

    def likeliest(self) -> str:
        """Return the sheet that looks most like a matrix; the first with anything of equal ones."""
        from briefing.tabular.guessing import guess

        best, fit = self.sheets[0], -1
        for sample in self.samples:
            if sample.first is None:
                continue
            try:
                found = guess(sample.first, directory()).fit
            except InputRefusedError:
                continue
            if found > fit:
                best, fit = sample.name, found
        return best


def open_table_file(path: Path, waiting: Waiting = patient) -> TableFile:
    """Open a file with tables.

    Args:
        path: The file; it is only read.
        waiting: Called again and again; may raise to cancel.

    Raises:
        InputRefusedError: It is none, cannot be opened, is too large, empty, or could do harm.
    """
    return table_file(_read(path), path.name, waiting)


def table_file(data: bytes, name: str, waiting: Waiting = patient) -> TableFile:
    """Open the bytes of a file with tables: they are read in the worker, as all from elsewhere.

    Raises:
        InputRefusedError: As `open_table_file`.
    """
    if not data.strip(b" \t\r\n\0"):
        raise InputRefusedError(f"{name} is empty: there is no table in it.")
    raw = RawTable(name=name, data=data)
    if Path(name).suffix.lower() in _WORKBOOKS or data.startswith(_PACKED):
        from briefing.excel.tasks import SAMPLES

        return TableFile(name=name, data=data, samples=_done(SAMPLES, raw, waiting).sheets)
    from briefing.sources.tasks import CSV

    return TableFile(name=name, data=data, _csv=_done(CSV, raw, waiting))


def _done(task: Task[RawTable, Made], raw: RawTable, waiting: Waiting) -> Made:
    """Return what the worker makes of a file; every sentence names it."""
    try:
        return done(task, raw, raw.data, waiting, own=0)
    except InputRefusedError as error:
        said = str(error)
        raise error if raw.name in said else InputRefusedError(f"{raw.name}: {said}") from None


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
