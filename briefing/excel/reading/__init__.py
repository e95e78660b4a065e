"""Reads the workbooks of strangers: sheet by sheet, row by row, values as they stand."""

from __future__ import annotations

from briefing.excel.reading.book import ReadBook, ReadSheet, read_book
from briefing.excel.reading.notes import HeldNote
from briefing.excel.reading.outline import Area, Outline
from briefing.excel.reading.values import Held, HeldKind

__all__ = [
    "Area",
    "Held",
    "HeldKind",
    "HeldNote",
    "Outline",
    "ReadBook",
    "ReadSheet",
    "read_book",
]
