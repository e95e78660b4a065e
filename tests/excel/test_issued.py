"""The issue form says the same as the review form, without ids and with nothing to compute."""

from __future__ import annotations

from briefing.excel import Form, WorkbookOptions, write_matrix
from briefing.excel.remembered import is_memory
from tests.excel.packs import summit
from tests.excel.reading import opened


def cells(workbook, *, with_ids):
    return {
        sheet.title: [
            [cell for at, cell in enumerate(row) if not sheet_hides(sheet, at) or with_ids]
            for row in sheet.iter_rows(values_only=True)
        ]
        for sheet in workbook
    }


def sheet_hides(sheet, at):
    return sheet.column_dimensions[sheet.cell(1, at + 1).column_letter].hidden


def test_what_is_read_by_others_has_neither_formulas_nor_hidden_columns():
    book = opened(write_matrix(summit(8, 6), WorkbookOptions(form=Form.ISSUE)))
    for sheet in book:
        assert not any(dimension.hidden for dimension in sheet.column_dimensions.values())
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_its_words_are_those_of_the_workbook_that_is_worked_on():
    review = opened(write_matrix(summit(8, 6), WorkbookOptions()))
    issue = opened(write_matrix(summit(8, 6), WorkbookOptions(form=Form.ISSUE)))
    shown, hidden = cells(issue, with_ids=False), cells(review, with_ids=False)
    assert shown.keys() == hidden.keys()
    for name in shown:
        worked_on = [row for row in hidden[name] if not any(is_memory(str(c)) for c in row)]
        for got, wanted in zip(shown[name], worked_on, strict=True):
            assert [c for c, w in zip(got, wanted, strict=False) if not is_formula(w)] == [
                w for w in wanted if not is_formula(w)
            ]


def is_formula(value):
    return isinstance(value, str) and value.startswith("=")
