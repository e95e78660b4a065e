"""The Excel workbook of a pack's commitment matrix, written without a clock, machine or user."""

from __future__ import annotations

from briefing.excel.options import Form, Paper, Shown, WorkbookOptions
from briefing.excel.workbook import write_matrix

__all__ = ["Form", "Paper", "Shown", "WorkbookOptions", "write_matrix"]
