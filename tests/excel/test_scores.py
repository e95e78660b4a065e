"""The compliance matrix: scores that are numbers, averages that ignore the rest, two rounds."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from statistics import mean

import pytest
from openpyxl import load_workbook

from briefing.domain.cells import Grid
from briefing.domain.grouping import Group
from briefing.domain.vocabularies import CellState, MatrixForm, Round
from briefing.excel import Form, Shown, WorkbookOptions, write_matrix
from tests.excel.packs import compliance, summit
from tests.excel.reading import opened, shown, shown_rows

BOTH = Shown(rounds=(Round.INTERIM, Round.FINAL))
CORE = Group(name="Core group", members=frozenset(f"actor{n:03}" for n in range(0, 40, 3)))
CONTENT = compliance()


def grid(content, **options):
    made = write_matrix(content, WorkbookOptions(**options))
    return opened(made)["Grid"], load_workbook(BytesIO(made), data_only=True)["Grid"]


def scores_of(content, actor, one=None):
    found = Grid(content=content, matrix=content.matrices[0], round=one)
    row = found.cells[[a.id for a in found.actors].index(actor)]
    states = [cell.assessment for cell in row if cell.assessment]
    return [state.score for state in states if state.state is CellState.SCORED]


def headings(sheet, row=4):
    return [cell.value for cell in sheet[row]]


def test_a_score_is_a_number_that_prints_as_symbol_and_word():
    sheet, _ = grid(CONTENT)
    cells = [cell for row in sheet["B5:I16"] for cell in row]
    scored = [cell for cell in cells if cell.data_type == "n"]
    assert {cell.value for cell in scored} == {-1, 0, 1}
    assert {shown(cell) for cell in scored} == {
        "● Full compliance",
        "◐ Partial compliance",
        "✕ Non-compliance",
    }
    others = {cell.value.partition(",")[0] for cell in cells if cell.data_type == "s"}
    assert others <= {"– None found", "n/a Not applicable", "… Not due", "? Not assessed"}


def test_averages_are_those_of_the_scores_alone_and_per_cent_comes_from_them():
    sheet, values = grid(CONTENT)
    names = headings(sheet)
    average, share = names.index("Average") + 1, names.index("Per cent") + 1
    for at, actor in enumerate(CONTENT.matrices[0].rows, start=5):
        expected = mean(scores_of(CONTENT, actor))
        assert values.cell(at, average).value == pytest.approx(expected)
        assert values.cell(at, share).value == pytest.approx((expected + 1) / 2)
        assert sheet.cell(at, average).value == f'=IF(COUNT(B{at}:I{at})=0,"",AVERAGE(B{at}:I{at}))'
    assert sheet.cell(5, share).number_format == "0.0%"


def test_a_row_without_any_score_has_no_average():
    states = tuple(
        replace(row, state=CellState.NOT_APPLICABLE, score=None) for row in CONTENT.assessments
    )
    sheet, values = grid(replace(CONTENT, assessments=states))
    assert values.cell(5, headings(sheet).index("Average") + 1).value is None


def test_below_stand_the_averages_of_each_column_and_of_all_cells():
    sheet, values = grid(CONTENT)
    rows = {cell.value: cell.row for cell in sheet["A"] if cell.value}
    every = [s for actor in CONTENT.matrices[0].rows for s in scores_of(CONTENT, actor)]
    assert values.cell(rows["Average of all cells"], 2).value == pytest.approx(mean(every))
    first = [values.cell(at, 2).value for at in range(5, 17)]
    expected = mean(value for value in first if isinstance(value, int))
    assert values.cell(rows["Average"], 2).value == pytest.approx(expected)


def test_only_scores_and_the_words_for_none_may_be_typed():
    sheet, _ = grid(CONTENT)
    (rule,) = sheet.data_validations.dataValidation
    assert rule.showErrorMessage
    assert rule.formula1.strip('"').split(",")[:3] == ["1", "0", "-1"]


def test_what_is_typed_takes_the_fill_of_its_score():
    sheet, _ = grid(CONTENT)
    formulas = [rule.formula[0] for area in sheet.conditional_formatting for rule in area.rules]
    assert "AND(ISNUMBER(B5),B5=0)" in formulas
    assert 'LEFT(B5,14)="? Not assessed"' in formulas


def test_interim_and_final_stand_side_by_side_with_the_change_between_them():
    sheet, values = grid(CONTENT, shown=BOTH)
    assert headings(sheet, 4)[1:5] == ["interim", "final"] * 2
    names = headings(sheet, 5)
    assert names[1:3] == [
        "Deploy force on the territory (interim)",
        "Deploy force on the territory (final)",
    ]
    row = {name: cell.value for name, cell in zip(names, values[6], strict=True)}
    actor = CONTENT.matrices[0].rows[0]
    first, last = (mean(scores_of(CONTENT, actor, one)) for one in Round)
    assert row["Average, interim"] == pytest.approx(first)
    assert row["Average, final"] == pytest.approx(last)
    assert row["Change"] == pytest.approx(last - first)
    assert row["Per cent"] == pytest.approx((last + 1) / 2)


def test_one_round_can_be_chosen_and_is_named():
    sheet, _ = grid(CONTENT, shown=Shown(rounds=(Round.INTERIM,)))
    assert "Round: interim" in sheet["A2"].value
    found = Grid(content=CONTENT, matrix=CONTENT.matrices[0], round=Round.INTERIM)
    rows = shown_rows(sheet)
    for row, cells in zip(rows, found.cells, strict=True):
        for column, cell in zip(found.columns, cells, strict=True):
            assert row[column.name] == f"{cell.mark.symbol} {cell.words}"


def test_the_note_on_a_score_is_its_evidence_paragraph():
    sheet, _ = grid(CONTENT)
    cell = next(cell for row in sheet["B5:I16"] for cell in row if cell.data_type == "n")
    lines = cell.comment.text.split("\n")
    assert lines[0] == "Read in full."
    assert lines[1] == "Final, as of 2026-01-07"
    assert "Searched:" in lines


def test_groups_have_their_averages_and_a_column_to_sort_and_filter_by():
    sheet, values = grid(CONTENT, shown=Shown(groups=(CORE,)))
    rows = {cell.value: cell.row for cell in sheet["A"] if cell.value}
    ids = [row for row in CONTENT.matrices[0].rows if row in CORE.members]
    held = [
        cell.assessment.score
        for row, actor in zip(
            Grid(content=CONTENT, matrix=CONTENT.matrices[0]).cells,
            CONTENT.matrices[0].rows,
            strict=True,
        )
        for cell in row[:1]
        if actor in ids and cell.assessment and cell.assessment.score is not None
    ]
    found = values.cell(rows["Core group"], 3).value
    assert found == pytest.approx(mean(held)) if held else found is None
    (table,) = sheet.tables.values()
    assert table.autoFilter.ref == table.ref
    assert not sheet.merged_cells.ranges


def test_an_actor_of_two_groups_is_named_in_both_and_counts_in_both():
    first = Group(name="First", members=frozenset({"actor000", "actor001"}))
    second = Group(name="Second", members=frozenset({"actor001", "actor002"}))
    sheet, values = grid(CONTENT, shown=Shown(groups=(first, second)))
    groups = {row["Actor"]: row["Group"] for row in shown_rows(sheet)}
    assert [groups[name] for name in ("Albania", "Australia", "Austria", "Belgium")] == [
        "First",
        "First\nSecond",
        "Second",
        "Others",
    ]
    rows = {str(values.cell(at, 1).value): at for at in range(1, values.max_row + 1)}
    cells = {name: values.cell(rows[name], 3).value for name in ("Australia", "Austria")}
    scores = [value for value in cells.values() if isinstance(value, int)]
    expected = sum(scores) / len(scores) if scores else None
    assert values.cell(rows["Second"], 3).value == expected
    assert rows["First"] < rows["Second"] < rows["Others"]


def test_groups_begin_pages_of_their_own_where_they_do_not_fit_on_one():
    content = summit(35, 4)
    sheet, _ = grid(content, shown=Shown(groups=(CORE,)))
    rows = shown_rows(sheet)
    members = sum(row["Group"] == "Core group" for row in rows)
    starts = [area.split("!")[1].split(":")[0] for area in sheet.print_area.split(",")]
    assert f"$A${5 + members}" in starts


def test_ranges_have_names():
    made = opened(write_matrix(summit(4, 4), WorkbookOptions()))
    assert made.defined_names["GridCells"].attr_text == "'Grid'!$B$5:$E$8"
    assert made.defined_names["GridActors"].attr_text == "'Grid'!$A$5:$A$8"


@pytest.mark.parametrize("form", list(MatrixForm))
def test_what_is_issued_has_results_in_place_of_formulas(form):
    content = CONTENT if form is MatrixForm.SCORES else summit(6, 5, form=form)
    sheet, values = grid(content, form=Form.ISSUE)
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    reviewed = grid(content)[1]
    width = len(headings(sheet))
    for row in range(5, 9):
        assert [values.cell(row, at).value for at in range(1, width)] == [
            reviewed.cell(row, at).value for at in range(1, width)
        ]
