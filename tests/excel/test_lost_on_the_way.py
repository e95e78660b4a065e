"""What a workbook loses on its way: none of it passes for an edit, and all of it is said."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from briefing.domain.vocabularies import Round
from briefing.excel import Shown, WorkbookOptions, write_matrix
from briefing.excel.edited_book import read_edited
from briefing.excel.homecoming import come_home
from tests.excel.editing import Editor, put
from tests.excel.packs import compliance, summit

CONTENT = summit(4, 4)
BOOK = write_matrix(CONTENT, WorkbookOptions())
MATRIX = CONTENT.matrices[0]


def home(data, content=CONTENT):
    return come_home(content, content, read_edited(data))


def told(found):
    return [(one.place, one.reason) for one in found.brought]


def results_only(data):
    """Return a workbook as scripts save it: its values in a new one, no formats, no formulas."""
    made = Workbook()
    made.remove(made.active)
    for sheet in load_workbook(BytesIO(data), data_only=True).worksheets:
        copy = made.create_sheet(sheet.title)
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.value is not None:
                put(copy[cell.coordinate], cell.value)
    return made


def saved(book):
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_results_in_place_of_formulas_are_said_once_and_are_no_edits():
    found = home(saved(load_workbook(BytesIO(BOOK), data_only=True)))
    assert found.brought == ()
    (note,) = found.notes
    assert "results in place of its formulas" in note


def test_an_edit_is_found_in_a_workbook_that_a_script_copied_into_a_new_one():
    book = results_only(BOOK)
    grid = book["Grid"]
    row = next(row for row in grid.iter_rows() if row[0].value == "Australia")
    put(row[2], "Completed")
    found = home(saved(book))
    assert told(found) == [("Grid!C6", "")]


def test_a_number_typed_over_one_count_is_refused_where_the_others_are_formulas():
    editor = Editor(BOOK)
    place = editor.type("Grid", "actor001", "Pledged", 12)
    ((found, reason),) = told(home(editor.saved()))
    assert found == place
    assert "Counts are computed" in reason


def test_a_row_and_a_column_that_left_the_grid_are_named():
    editor = Editor(BOOK)
    grid = editor.book["Grid"]
    grid.delete_rows(editor.row("Grid", "actor001"))
    grid.delete_cols(editor.columns(grid)["Lead a sector"])
    found = home(editor.saved())
    assert found.brought == ()
    lost_columns, lost_rows = found.notes
    assert lost_columns == "“Grid” has lost columns: “Lead a sector”. What they said stays."
    assert lost_rows.startswith("“Grid” has lost rows: “Australia”.")


def test_columns_that_left_a_register_are_named_and_many_of_them_counted():
    editor = Editor(BOOK)
    sheet = editor.book["Register"]
    sheet.delete_cols(7, 14)
    found = home(editor.saved())
    assert found.brought == ()
    (note,) = found.notes
    assert note.startswith("“Register” has lost columns: “Conditions”, “Deadline”")
    assert note.endswith("and 2 more. What they said stays.")


@pytest.mark.parametrize(
    ("matrix", "gone"),
    [
        (replace(MATRIX, rows=(MATRIX.rows[0], *MATRIX.rows[2:])), "Australia"),
        (replace(MATRIX, columns=MATRIX.columns[2:]), "Lead a sector"),
    ],
)
def test_an_edited_cell_that_the_matrix_has_no_longer_is_refused_and_others_are_not(matrix, gone):
    editor = Editor(BOOK)
    place = editor.type("Grid", "actor001", "Lead a sector", "Completed")
    ((found, reason),) = told(home(editor.saved(), replace(CONTENT, matrices=(matrix,))))
    assert found == place
    assert reason.startswith(f"“{gone}” is no longer in this matrix")


def test_a_row_that_was_cleared_all_but_its_id_is_a_removed_one():
    editor = Editor(BOOK)
    sheet = editor.book["Register"]
    row, last = editor.row("Register", "com000x001"), editor.columns(sheet)["Id"]
    for column in range(1, last):
        sheet.cell(row, column).value = None
    (found,) = home(editor.saved()).brought
    assert (found.change.kind, found.change.record, found.change.field) == (
        "commitment",
        "com000x001",
        None,
    )
    assert (found.change.after, found.reason, found.place) == (None, "", f"Register!A{row}")


def test_headings_repeated_between_the_rows_are_no_record():
    editor = Editor(BOOK)
    sheet = editor.book["Register"]
    sheet.insert_rows(4)
    for cell in sheet[1]:
        put(sheet.cell(4, cell.column), cell.value)
    assert home(editor.saved()).brought == ()


def test_a_new_heading_in_the_grid_is_a_new_name_of_its_action():
    editor = Editor(BOOK)
    grid = editor.book["Grid"]
    column = editor.columns(grid)["Lead a sector"]
    put(grid.cell(4, column), "Take a sector")
    (found,) = home(editor.saved()).brought
    change = found.change
    assert (change.kind, change.record, change.field) == ("measure", "measure001", "name")
    assert (change.before, change.after) == ("Lead a sector", "Take a sector")
    assert (found.place, found.is_conflict) == ("Grid!C4", False)
    ours = tuple(
        replace(row, name="Head a sector") if row.id == "measure001" else row
        for row in CONTENT.measures
    )
    (found,) = home(editor.saved(), replace(CONTENT, measures=ours)).brought
    assert found.is_conflict
    assert found.change.before == "Head a sector"


def test_a_new_heading_in_a_register_is_said():
    editor = Editor(BOOK)
    put(editor.book["Register"]["E1"], "What they say")
    found = home(editor.saved())
    assert found.brought == ()
    (note,) = found.notes
    assert note.startswith("“Register” has new headings, “What they say”")


@pytest.mark.parametrize("typed", ["Albania; Austria", "Albania\nAustria", "Albania;\nAustria"])
def test_parties_may_stand_in_lines_too(typed):
    editor = Editor(BOOK)
    editor.type("Register", "com000x001", "Parties", typed)
    changes = [one.change for one in home(editor.saved()).brought]
    assert [change.after["actor"] for change in changes if "parties[" in change.field] == [
        "actor002"
    ]


def test_a_comma_between_parties_is_refused_with_what_to_type():
    editor = Editor(BOOK)
    editor.type("Register", "com000x001", "Parties", "Albania, Austria")
    ((_, reason),) = told(home(editor.saved()))
    assert reason.endswith("are several meant? Put semicolons between them.")


def test_a_new_heading_that_names_no_action_is_refused():
    content = compliance(4, 4)
    both = WorkbookOptions(shown=Shown(rounds=(Round.INTERIM, Round.FINAL)))
    editor = Editor(write_matrix(content, both))
    grid = editor.book["Grid"]
    (row,) = {cell.row for cells in grid.iter_rows() for cell in cells if cell.value == "Actor"}
    heading = grid.cell(row, 3)
    assert heading.value == "Deploy force on the territory (final)"
    put(heading, "Deploy (final)")
    ((place, reason),) = told(home(editor.saved(), content))
    assert (place, "which round" in reason) == (f"Grid!C{row}", True)
    matrix = replace(MATRIX, columns=MATRIX.columns[2:])
    editor = Editor(BOOK)
    put(editor.book["Grid"]["C4"], "Take a sector")
    ((place, reason),) = told(home(editor.saved(), replace(CONTENT, matrices=(matrix,))))
    assert (place, reason.startswith("The column is no longer")) == ("Grid!C4", True)


def test_an_id_that_was_typed_over_or_dragged_down_is_found_by_what_the_row_says():
    for typed in ("nonsense", "com000x001"):
        editor = Editor(BOOK)
        place = editor.type("Register", "com000x002", "Commitment", "New.")
        sheet = editor.book["Register"]
        row = editor.row("Register", "com000x002")
        put(sheet.cell(row, editor.columns(sheet)["Id"]), typed)
        (found,) = home(editor.saved()).brought
        assert (found.change.record, found.change.field) == ("com000x002", "text")
        assert (found.change.after, found.place) == ("New.", place)


def test_a_column_that_somebody_filled_for_themselves_is_told_once_with_all_it_says():
    editor = Editor(BOOK)
    sheet = editor.book["Register"]
    put(sheet.cell(1, 24), "My remarks")
    for row in range(2, sheet.max_row + 1):
        put(sheet.cell(row, 24), f"remark {row}")
    (found,) = home(editor.saved()).brought
    assert found.place == f"Register!X2:X{sheet.max_row}"
    assert found.reason.startswith("There is no column “My remarks” in this table. Its 12 cells")
    assert "X5: remark 5" in found.change.after


def test_a_few_words_in_a_column_of_ones_own_are_told_beside_their_record():
    editor = Editor(BOOK)
    sheet = editor.book["Register"]
    put(sheet.cell(1, 24), "My remarks")
    put(sheet.cell(2, 24), "check this")
    (found,) = home(editor.saved()).brought
    assert (found.place, found.change.record) == ("Register!X2", "com000x001")
