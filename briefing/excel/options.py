"""What may be chosen about a workbook: which matrix, which day, which paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from briefing.domain.changed import Since
from briefing.domain.exchange import Edition
from briefing.domain.ids import MatrixId


class Paper(StrEnum):
    """The paper that the sheets are laid out for, always landscape."""

    A4 = "A4"
    A3 = "A3"


class Form(StrEnum):
    """What a workbook is for.

    *Review* is worked on and comes home again: it has ids in hidden columns, and formulas. *Issue*
    is read by others and has neither.
    """

    REVIEW = "review"
    ISSUE = "issue"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookOptions:
    """The choices of one workbook; further ones get a default here and nothing else changes.

    Attributes:
        matrix: Which matrix the grid shows, or None for the first of the pack.
        as_of: The last day whose stages count, or None for everything that is known.
        paper: The paper of every sheet.
        fills: Whether cells have their light fills; without them *rules out* stays white on black
            and what no longer stands keeps its pattern.
        unassessed: Whether rows and columns of which nothing at all is known are shown; if not,
            they are counted and named below the grid.
        language: The language of the workbook, as BCP 47 names it.
        form: Whether it is worked on or read.
        draft: What is printed on every page of a draft, or None for a finished workbook.
        edition: Which edition the workbook is, or None where it is none.
        since: What changed since an earlier edition, or None where that is not told.
    """

    matrix: MatrixId | None = None
    as_of: date | None = None
    paper: Paper = Paper.A4
    fills: bool = True
    unassessed: bool = True
    language: str = "en"
    form: Form = Form.REVIEW
    draft: str | None = None
    edition: Edition | None = None
    since: Since | None = None
