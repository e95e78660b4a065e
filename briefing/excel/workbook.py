"""Writes the commitment matrix: every sheet from the same frozen content, identical every time."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from briefing.domain.agenda import Matrix
from briefing.domain.base import Record
from briefing.domain.cells import matrices_of
from briefing.domain.dates import first_day
from briefing.domain.markings import marking
from briefing.errors import InputRefusedError
from briefing.excel.assembly import assembled
from briefing.excel.changes_sheet import changes_sheet
from briefing.excel.grid_layout import GridLayout
from briefing.excel.grid_plan import GridPlan
from briefing.excel.grid_sheet import GridSheet
from briefing.excel.grid_top import heading_values
from briefing.excel.guide_sheet import about_sheet, form_of, guide_sheet, lists_of_words
from briefing.excel.house import read_house
from briefing.excel.issued import issued
from briefing.excel.money_sheet import money_sheet
from briefing.excel.options import Form
from briefing.excel.package import zipped
from briefing.excel.register_sheet import register_sheet
from briefing.excel.registers import ASSESSMENTS, COMMITMENTS
from briefing.excel.remembered import remembering
from briefing.excel.statement_registers import POSITIONS, QUOTES, SOURCES
from briefing.excel.uncollected import uncollected
from briefing.excel.views import View, view_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefing.domain.commitments import Commitment
    from briefing.domain.content import Content
    from briefing.excel.house import House
    from briefing.excel.options import WorkbookOptions
    from briefing.excel.register import Register
    from briefing.excel.sheet import Sheet

R = TypeVar("R", bound=Record)


def write_matrix(content: Content, options: WorkbookOptions) -> bytes:
    """Return the workbook of a pack: *Commitment matrix*, or *Compliance matrix* for scores.

    The same content and options give the same bytes on every machine, whatever the clock says.

    Args:
        content: The pack.
        options: The choices.

    Raises:
        InputRefusedError: The matrix that was asked for is not in the pack, or the house's own
            workbook cannot be used.
    """
    plan = plan_of(content, options)
    matrix = None if plan is None else plan.matrix.id
    title = f"{content.cover.title} – {options.words.say(form_of(plan)).lower()}"
    running = " · ".join(filter(None, (options.draft, content.cover.title)))
    house = read_house(options.house) if options.house else None
    with uncollected():
        sheets = matrix_sheets(content, plan, options, house)
        if options.form is Form.ISSUE:
            sheets = [issued(sheet) for sheet in sheets]
        else:
            sheets = remembering(sheets, options, title=content.cover.title, matrix=matrix)
        marked = marking(content.cover.handling)
        parts = assembled(sheets, options, title, (running, marked), house)
        return zipped(parts)


def _matrix(content: Content, options: WorkbookOptions) -> Matrix | None:
    if options.matrix is None:
        return next(iter(matrices_of(content)), None)
    found = content.find(Matrix, options.matrix)
    if found is None:
        raise InputRefusedError(
            f"There is no matrix “{options.matrix}” in this pack: choose one of those that it has."
        )
    return found


def plan_of(content: Content, options: WorkbookOptions) -> GridPlan | None:
    """Return what the grid of a workbook shows, or None where there is no matrix.

    Raises:
        InputRefusedError: The matrix that was asked for is not in the pack.
    """
    matrix = _matrix(content, options)
    return None if matrix is None else GridPlan(content=content, matrix=matrix, options=options)


def matrix_sheets(
    content: Content, plan: GridPlan | None, options: WorkbookOptions, house: House | None = None
) -> list[Sheet]:
    """Return the sheets of a workbook as values, in reading order.

    Args:
        content: The pack.
        plan: What the grid shows.
        options: The choices.
        house: A house's own workbook.
    """
    day = options.as_of
    registers = _Registers(content, options)
    commitments = _commitments(content, options)
    first = [
        registers.sheet(COMMITMENTS, commitments),
        registers.sheet(QUOTES, registers.views(content.quotes)),
        registers.sheet(
            POSITIONS,
            registers.views(
                row for row in content.positions if day is None or first_day(row.since) <= day
            ),
        ),
        registers.sheet(
            ASSESSMENTS,
            registers.views(
                row for row in content.assessments if day is None or first_day(row.as_of) <= day
            ),
        ),
        registers.sheet(SOURCES, registers.views(content.sources)),
    ]
    money = money_sheet(commitments, options)
    first[1:1] = [] if money is None else [money]
    if plan is not None:
        first.insert(0, _grid_sheet(plan, registers.places, house))
    return [
        *first,
        *([] if options.since is None else [changes_sheet(options.since, options)]),
        guide_sheet(content, options),
        about_sheet(content, plan, options),
    ]


def _grid_sheet(plan: GridPlan, places: Mapping[str, str], house: House | None) -> Sheet:
    if house is None or not house.heading:
        return GridSheet(layout=GridLayout(plan=plan), places=places).sheet()
    above = len(house.heading)
    layout = GridLayout(plan=plan, above=above, has_title=not house.says_title)
    heading = house.filled(heading_values(layout))
    return GridSheet(layout=layout, places=places, heading=heading).sheet()


class _Registers:
    """The registers of one workbook, and where each record's row is."""

    def __init__(self, content: Content, options: WorkbookOptions) -> None:
        self._content = content
        self._options = options
        self._words = options.words
        self._lists = lists_of_words(options)
        self.places: dict[str, str] = {}

    def views(self, records: Iterable[R]) -> list[View[R]]:
        """Return records as a register shows them."""
        content, words, day = self._content, self._words, self._options.as_of
        return [view_of(content, row, words, day) for row in records]

    def sheet(self, register: Register[R], views: Sequence[View[R]]) -> Sheet:
        """Return a register's sheet, remembering where its rows are."""
        sheet, places = register_sheet(register, views, self._options, self._lists)
        self.places |= places
        return sheet


def _commitments(content: Content, options: WorkbookOptions) -> list[View[Commitment]]:
    """Return the commitments that had been made by a day; one without stages always counts."""
    day, words = options.as_of, options.words
    views = (view_of(content, row, words, day) for row in content.commitments)
    return [view for view in views if view.entry or day is None or not view.record.stages]
