"""Writes the commitment matrix: every sheet from the same frozen content, identical every time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.domain.agenda import Matrix
from briefing.domain.cells import Grid, matrices_of
from briefing.domain.dates import first_day
from briefing.domain.markings import marking
from briefing.errors import InputRefusedError
from briefing.excel.assembly import assembled
from briefing.excel.changes_sheet import changes_sheet
from briefing.excel.grid_sheet import GridSheet
from briefing.excel.guide_sheet import FORM, about_sheet, guide_sheet
from briefing.excel.issued import issued
from briefing.excel.options import Form
from briefing.excel.package import zipped
from briefing.excel.register_sheet import register_sheet
from briefing.excel.registers import ASSESSMENTS, COMMITMENTS
from briefing.excel.remembered import remembering
from briefing.excel.statement_registers import POSITIONS, QUOTES, SOURCES
from briefing.excel.views import View, view_of

if TYPE_CHECKING:
    from datetime import date

    from briefing.domain.commitments import Commitment
    from briefing.domain.content import Content
    from briefing.excel.options import WorkbookOptions
    from briefing.excel.sheet import Sheet


def write_matrix(content: Content, options: WorkbookOptions) -> bytes:
    """Return the workbook *Commitment matrix* of a pack.

    The same content and options give the same bytes on every machine, whatever the clock says.

    Args:
        content: The pack.
        options: The choices.

    Raises:
        InputRefusedError: The matrix that was asked for is not in the pack.
    """
    matrix = _matrix(content, options)
    sheets = matrix_sheets(content, options)
    if options.form is Form.ISSUE:
        sheets = [issued(sheet) for sheet in sheets]
    else:
        shown = None if matrix is None else matrix.id
        sheets = remembering(sheets, options, title=content.cover.title, matrix=shown)
    title = f"{content.cover.title} – {FORM.lower()}"
    running = " · ".join(filter(None, (options.draft, content.cover.title)))
    return zipped(assembled(sheets, options, title, (running, marking(content.cover.handling))))


def _matrix(content: Content, options: WorkbookOptions) -> Matrix | None:
    if options.matrix is None:
        return next(iter(matrices_of(content)), None)
    found = content.find(Matrix, options.matrix)
    if found is None:
        raise InputRefusedError(
            f"There is no matrix “{options.matrix}” in this pack: choose one of those that it has."
        )
    return found


def matrix_sheets(content: Content, options: WorkbookOptions) -> list[Sheet]:
    """Return the sheets of a workbook as values, in reading order.

    Args:
        content: The pack.
        options: The choices.

    Raises:
        InputRefusedError: The matrix that was asked for is not in the pack.
    """
    matrix = _matrix(content, options)
    grid = None if matrix is None else Grid(content=content, matrix=matrix, as_of=options.as_of)
    day, paper = options.as_of, options.paper
    commitments = _commitments(content, day)
    positions = [
        View(content=content, record=position, as_of=day)
        for position in content.positions
        if day is None or first_day(position.since) <= day
    ]
    assessments = [
        View(content=content, record=row, as_of=day)
        for row in content.assessments
        if day is None or first_day(row.as_of) <= day
    ]
    quotes = [View(content=content, record=quote, as_of=day) for quote in content.quotes]
    sources = [View(content=content, record=source, as_of=day) for source in content.sources]
    register, commitment_places = register_sheet(COMMITMENTS, commitments, paper)
    held, position_places = register_sheet(POSITIONS, positions, paper)
    empty, assessment_places = register_sheet(ASSESSMENTS, assessments, paper)
    places = {**commitment_places, **position_places, **assessment_places}
    first = [] if grid is None else [GridSheet(grid=grid, options=options, places=places).sheet()]
    return [
        *first,
        register,
        register_sheet(QUOTES, quotes, paper)[0],
        held,
        empty,
        register_sheet(SOURCES, sources, paper)[0],
        *([] if options.since is None else [changes_sheet(options.since, paper)]),
        guide_sheet(content, options),
        about_sheet(content, grid, options),
    ]


def _commitments(content: Content, day: date | None) -> list[View[Commitment]]:
    """Return the commitments that had been made by a day; one without stages always counts."""
    views = (view_of(content, row, day) for row in content.commitments)
    return [view for view in views if view.entry or day is None or not view.record.stages]
