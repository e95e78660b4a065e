"""What may be chosen about a workbook: which matrix, rows and columns, which day, which paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from briefing.domain.changed import Since
from briefing.domain.exchange import Edition, TemplateUsed
from briefing.domain.grouping import Group
from briefing.domain.ids import MatrixId
from briefing.domain.vocabularies import Round
from briefing.template.words import Words, is_right_to_left, words_of


class Paper(StrEnum):
    """The paper that the sheets are laid out for, always landscape."""

    A4 = "A4"
    A3 = "A3"
    LETTER = "Letter"


class Form(StrEnum):
    """What a workbook is for.

    *Review* is worked on and comes home again: it has ids in hidden columns, and formulas. *Issue*
    is read by others and has neither.
    """

    REVIEW = "review"
    ISSUE = "issue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Which part of a matrix the grid shows, in which order; nothing chosen means all of it.

    Attributes:
        actors: The rows.
        columns: The columns.
        topics: The topics whose columns are shown.
        only: Of `domain.picking.PICKS`: what at least one cell of a row must be.
        unassessed: Whether rows and columns of which nothing at all is known are shown.
        by_name: Whether rows stand in the order of their names, not in that of the matrix.
        groups: Rows of one group stand together; those of none come last.
        rounds: Which round's assessments count; none is the last one that a cell has, two stand
            side by side.
    """

    actors: frozenset[str] = frozenset()
    columns: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    only: str = ""
    unassessed: bool = True
    by_name: bool = False
    groups: tuple[Group, ...] = ()
    rounds: tuple[Round, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookOptions:
    """The choices of one workbook; further ones get a default here and nothing else changes.

    Attributes:
        matrix: Which matrix the grid shows, or None for the first of the pack.
        shown: Which part of it.
        as_of: The last day whose stages count, or None for everything that is known.
        paper: The paper of every sheet.
        fills: Whether cells have their light fills; without them *rules out* stays white on black
            and what no longer stands keeps its pattern.
        language: The language of the workbook's own words, as BCP 47 names it.
        base: The currency into which amounts are changed at the pack's stated rates, or None.
        form: Whether it is worked on or read.
        draft: What is printed on every page of a draft, or None for a finished workbook.
        edition: Which edition the workbook is, or None where it is none.
        since: What changed since an earlier edition, or None where that is not told.
        template: The form that was used, or None.
        house: A house's own workbook, whose styles, heading and logo are taken, or None.
    """

    matrix: MatrixId | None = None
    shown: Shown = Shown()
    as_of: date | None = None
    paper: Paper = Paper.A4
    fills: bool = True
    language: str = "en"
    base: str | None = None
    form: Form = Form.REVIEW
    draft: str | None = None
    edition: Edition | None = None
    since: Since | None = None
    template: TemplateUsed | None = None
    house: bytes | None = None

    @property
    def words(self) -> Words:
        """Return the workbook's own words."""
        return words_of(self.language)

    @property
    def is_right_to_left(self) -> bool:
        """Tell whether the sheets run from right to left."""
        return is_right_to_left(self.language)
