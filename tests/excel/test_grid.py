"""The sheet *Grid*: what its cells say, where they lead, and what is counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from briefing.domain.cells import Grid
from briefing.domain.commitments import Commitment
from briefing.domain.ids import MatrixId
from briefing.domain.vocabularies import MatrixForm
from briefing.errors import InputRefusedError
from briefing.excel import Paper, Shown, WorkbookOptions, write_matrix
from tests.excel.packs import summit
from tests.excel.reading import elements, opened, shown_rows, table_rows

LAST_TALLY = {
    MatrixForm.STAGES: "No commitment",
    MatrixForm.STANCES: "No position",
    MatrixForm.SCORES: "No score",
}


@pytest.mark.parametrize("form", list(MatrixForm))
def test_every_cell_is_its_symbol_and_its_words(form):
    content = summit(12, 9, form=form)
    grid = Grid(content=content, matrix=content.matrices[0])
    rows = shown_rows(opened(write_matrix(content, WorkbookOptions()))["Grid"])
    assert [row["Actor"] for row in rows] == [actor.name for actor in grid.actors]
    for row, cells in zip(rows, grid.cells, strict=True):
        for column, cell in zip(grid.columns, cells, strict=True):
            assert row[column.name] == f"{cell.mark.symbol} {cell.words}"


def test_the_grid_turns_back_in_time():
    content = summit(6, 8)
    day = date(2025, 12, 1)
    grid = Grid(content=content, matrix=content.matrices[0], as_of=day)
    book = opened(write_matrix(content, WorkbookOptions(as_of=day)))
    rows = table_rows(book["Grid"])
    assert rows[0]["Lead a sector"] == f"{grid.cells[0][1].mark.symbol} {grid.cells[0][1].words}"
    assert "as it stood on 2025-12-01" in book["Grid"]["A2"].value
    assert {row["Stage"] for row in table_rows(book["Register"])} == {"Floated"}


def load_values(workbook):
    sheet = load_workbook(BytesIO(workbook), data_only=True)["Grid"]
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row}


@pytest.mark.parametrize("form", list(MatrixForm))
def test_every_cell_is_counted_in_exactly_one_column_of_its_row(form):
    content = summit(10, 9, form=form)
    workbook = write_matrix(content, WorkbookOptions())
    values = load_values(workbook)
    sheet = opened(workbook)["Grid"]
    header = [cell.value for cell in sheet[4]]
    width = len(content.matrices[0].columns)
    last = header.index(LAST_TALLY[form])
    for row in range(5, 15):
        counts = [values[sheet.cell(row, at + 1).coordinate] for at in range(width + 1, last + 1)]
        assert sum(counts) == width


def test_a_cell_leads_to_the_row_of_its_lead_commitment():
    content = summit(8, 8)
    grid = Grid(content=content, matrix=content.matrices[0])
    book = opened(write_matrix(content, WorkbookOptions()))
    names = [cell.value for cell in book["Grid"][4]]
    ids = [cell.value for cell in book["Register"][1]].index("Id") + 1
    followed = 0
    for at, cells in enumerate(grid.cells):
        for cell in cells:
            if not cell.commitments:
                continue
            link = book["Grid"].cell(5 + at, names.index(cell.column.name) + 1).hyperlink
            sheet, _, place = link.location.partition("!")
            assert sheet == "'Register'"
            row = book["Register"][place].row
            assert book["Register"].cell(row, ids).value == cell.commitments[0].id
            followed += 1
    assert followed > 30


def test_a_note_carries_condition_date_words_and_source():
    content = summit(8, 8)
    grid = Grid(content=content, matrix=content.matrices[0])
    sheet = opened(write_matrix(content, WorkbookOptions()))["Grid"]
    cell = next(
        cell for row in grid.cells for cell in row if cell.condition and cell.entry is not None
    )
    row = 5 + grid.actors.index(cell.actor)
    names = [heading.value for heading in sheet[4]]
    note = sheet.cell(row, names.index(cell.column.name) + 1).comment.text
    assert "Condition: " in note
    assert cell.entry.date in note
    assert f"“{cell.entry.evidence[0].exact}”" in note
    assert "Office of the chair" in note


def test_what_nobody_looked_at_may_be_left_out_and_is_then_counted():
    content = summit(6, 4)
    lonely = content.actors[0].id
    known = tuple(c for c in content.commitments if all(p.actor != lonely for p in c.parties))
    assert all(isinstance(commitment, Commitment) for commitment in known)
    content = replace(
        content,
        commitments=known,
        assessments=tuple(a for a in content.assessments if a.actor != lonely),
    )
    shown = opened(write_matrix(content, WorkbookOptions()))["Grid"]
    short = opened(write_matrix(content, WorkbookOptions(shown=Shown(unassessed=False))))["Grid"]
    assert next(row["Actor"] for row in table_rows(shown)) == "Albania"
    assert "Albania" not in [row["Actor"] for row in table_rows(short)]
    below = [cell.value for row in short.iter_rows(min_col=1, max_col=2) for cell in row]
    assert "Left out: 1 row" in below
    assert "Not assessed at all: Albania" in below


def test_without_fills_what_is_ruled_out_stays_white_on_black():
    sheet = opened(write_matrix(summit(12, 9), WorkbookOptions(fills=False)))["Grid"]
    fills = {
        cell.value.split()[1]: cell.fill
        for row in sheet.iter_rows(min_row=5, max_row=16, min_col=2, max_col=10)
        for cell in row
    }
    assert fills["Rules"].fgColor.rgb == "FF1B2430"
    assert fills["Withdrawn"].patternType == "lightUp"
    assert fills["Pledged"].patternType is None


def test_what_no_longer_stands_is_struck_through_and_what_is_only_words_is_italic():
    sheet = opened(write_matrix(summit(12, 9), WorkbookOptions()))["Grid"]
    fonts = {
        cell.value.split()[1]: cell
        for row in sheet.iter_rows(min_row=5, max_row=16, min_col=2, max_col=10)
        for cell in row
    }
    assert fonts["Lapsed"].font.strike
    assert fonts["Floated"].font.italic
    assert fonts["Floated"].border.left.style == "dashed"
    assert fonts["Rules"].font.color.rgb == "FFFFFFFF"


def test_actors_and_headings_stay_in_view_and_the_pointer_is_on_the_first_cell():
    book = opened(write_matrix(summit(12, 9), WorkbookOptions()))
    assert book["Grid"].freeze_panes == "B5"
    assert book["Grid"].sheet_view.selection[-1].activeCell == "B5"
    for sheet in book:
        assert sheet.sheet_view.zoomScale == 90
        assert not sheet.sheet_view.showGridLines
        assert not sheet.merged_cells.ranges


@pytest.mark.parametrize(("paper", "code", "pages"), [(Paper.A4, 9, 3), (Paper.A3, 8, 2)])
def test_a_wide_grid_is_divided_over_pages_of_the_chosen_paper(paper, code, pages):
    sheet = opened(write_matrix(summit(), WorkbookOptions(paper=paper)))["Grid"]
    assert sheet.page_setup.paperSize == code
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToWidth == pages
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.print_title_cols == "$A:$A"
    assert sheet.oddHeader.center.text.endswith("TLP:AMBER")
    assert "Page &P of &N" in sheet.oddFooter.right.text


def test_actions_are_grouped_by_topic_below_a_band():
    content = summit(4, 8)
    mixed = replace(
        content.matrices[0], columns=tuple(sorted(content.matrices[0].columns, reverse=True))
    )
    sheet = opened(write_matrix(replace(content, matrices=(mixed,)), WorkbookOptions()))["Grid"]
    assert [cell.value for cell in sheet[3] if cell.value] == [
        "Air and sea",
        "Forces on the ground",
        "Counts",
    ]


def test_equal_names_of_actions_get_numbers_because_a_table_needs_different_ones():
    content = summit(3, 4)
    same = tuple(replace(row, name="Same") for row in content.measures)
    sheet = opened(write_matrix(replace(content, measures=same), WorkbookOptions()))["Grid"]
    assert [cell.value for cell in sheet[4]][1:5] == ["Same", "Same (2)", "Same (3)", "Same (4)"]


def test_edited_words_take_the_fill_of_what_they_now_say():
    workbook = write_matrix(summit(4, 4), WorkbookOptions())
    with ZipFile(BytesIO(workbook)) as package:
        rules = elements(package.read("xl/worksheets/sheet1.xml"), "cfRule")
    assert 'LEFT(B5,11)="✕ Rules out"' in [rule[0].text for rule in rules]


def test_a_matrix_that_is_not_there_is_refused():
    with pytest.raises(InputRefusedError, match="no matrix “other”"):
        write_matrix(summit(2, 2), WorkbookOptions(matrix=MatrixId("other")))


def test_a_pack_without_a_matrix_has_that_of_all_its_parties_and_actions():
    content = replace(summit(2, 2), matrices=())
    sheet = opened(write_matrix(content, WorkbookOptions()))["Grid"]
    assert len(table_rows(sheet)) == 2


def test_a_pack_without_actions_gives_the_registers_alone():
    content = replace(summit(2, 2), matrices=(), measures=(), commitments=(), assessments=())
    assert opened(write_matrix(content, WorkbookOptions())).sheetnames[0] == "Register"


def test_an_empty_matrix_is_a_sheet_with_an_empty_row():
    content = summit(2, 2)
    empty = replace(content.matrices[0], rows=(), columns=())
    sheet = opened(write_matrix(replace(content, matrices=(empty,)), WorkbookOptions()))["Grid"]
    assert len(table_rows(sheet)) == 1


@pytest.mark.parametrize(
    ("rows", "paper", "areas"),
    [(2, Paper.A4, 1), (8, Paper.A4, 2), (16, Paper.A4, 3), (14, Paper.A3, 1)],
)
def test_grid_counts_and_legend_share_a_page_where_they_fit(rows, paper, areas):
    content = summit(rows, 2, form=MatrixForm.SCORES)
    sheet = opened(write_matrix(content, WorkbookOptions(paper=paper)))["Grid"]
    assert len(sheet.print_area.split(",")) == areas
