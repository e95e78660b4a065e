"""The workbook *Commitment matrix*: frozen content in, the bytes of an .xlsx out."""

from __future__ import annotations

from briefing.excel.options import Form, Paper, WorkbookOptions
from briefing.excel.workbook import write_matrix

__all__ = ["Form", "Paper", "WorkbookOptions", "write_matrix"]
