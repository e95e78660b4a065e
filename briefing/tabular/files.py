"""A file with tables on its way through the worker: its bytes there, its sheets back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from briefing.tabular.table import Table

READING_S: Final = 15
"""How long reading a table may compute, in seconds; the largest takes a quarter of it."""

READING_MEMORY: Final = 512 << 20
"""How many bytes reading a table may take; the largest takes half of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """A file with tables as somebody sent it.

    Attributes:
        name: The name of the file, for sentences.
        data: Its bytes.
        sheet: The sheet that is meant; empty for all of them, and of a CSV.
    """

    name: str
    data: bytes
    sheet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSample:
    """A sheet by its first rows.

    Attributes:
        name: Its name.
        first: Its first rows; None where they cannot be read.
    """

    name: str
    first: Table | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampledBook:
    """A workbook by the first rows of its sheets, those that are hidden last."""

    sheets: tuple[SheetSample, ...]
