"""Workbooks of others: what stands in their cells, and what is done about hostile ones."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

import pytest

from briefing.errors import InputRefusedError
from briefing.excel.foreign import ForeignWorkbook
from briefing.tabular.irregularities import Irregular
from briefing.tabular.table import CellKind
from tests.foreign import MAIN, row, workbook, zipped

ROWS = row(1, "Country", "Text") + row(2, "France", "Shells")


def table(data, sheet="Sheet1", **options):
    return ForeignWorkbook(data, "t.xlsx").table(sheet, **options)


def cells(data):
    return [[cell.text for cell in one.cells] for one in table(data).rows]


def refused(data):
    with pytest.raises(InputRefusedError) as error:
        table(data)
    (sentence,) = error.value.sentences
    assert "t.xlsx" in sentence
    return sentence


def test_texts_numbers_and_gaps_stand_where_they_stood():
    data = workbook(row(1, "a", None, "b") + row(3, 1.5, -2, "x "))
    found = table(data)
    assert [one.number for one in found.rows] == [1, 3]
    assert cells(data) == [["a", "", "b"], ["1.5", "-2", "x "]]
    assert found.rows[1].cells[0].kind is CellKind.NUMBER


def test_shared_texts_have_their_runs_and_not_their_pronunciation():
    runs = "<r><rPr><b/></rPr><t>one </t></r><r><t>two</t></r>"
    spoken = f"<si>{runs}<rPh><t>no</t></rPh><phoneticPr fontId='1'/></si>"
    strings = f"{spoken}<si><t>_x0041_</t></si>"
    data = workbook(row(1, '<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>'), strings=strings)
    assert cells(data) == [["one two", "A"]]


@pytest.mark.parametrize(
    ("code", "shown", "kind"),
    [
        ("yyyy\\-mm\\-dd", "2022-03-01", CellKind.DATE),
        ("[$-409]d/m/yy;@", "2022-03-01", CellKind.DATE),
        ("mmm\\-yy", "2022-03", CellKind.DATE),
        ("yyyy\\-mm\\-dd hh:mm", "2022-03-01", CellKind.DATE),
        ('0.00" days"', "44621", CellKind.NUMBER),
        ("[Red]0", "44621", CellKind.NUMBER),
        ("General", "44621", CellKind.NUMBER),
    ],
)
def test_numbers_in_a_date_format_are_dates(code, shown, kind):
    quoted = code.replace('"', "&quot;")
    styles = (
        f'<numFmts><numFmt numFmtId="170" formatCode="{quoted}"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>'
    )
    found = table(workbook(row(1, '<c s="1"><v>44621</v></c>'), styles=styles))
    assert (found.rows[0].cells[0].text, found.rows[0].cells[0].kind) == (shown, kind)


def test_a_formula_has_the_value_that_was_saved_with_it():
    made = '<c t="str"><f>A1&amp;"x"</f><v>cached</v></c>'
    empty, without = '<c t="str"><f>""</f><v></v></c>', "<c><f>1+1</f></c>"
    found = table(workbook(row(1, "a", made, empty, without, "b"))).rows[0].cells
    assert [(one.text, one.is_formula) for one in found[1:4]] == [
        ("cached", True),
        ("", False),
        ("", True),
    ]


def test_what_follows_a_value_in_its_cell_does_not_take_it_away():
    cell = "<c><f>1+1</f><v>2</v><extLst><ext><x/></ext></extLst></c>"
    assert cells(workbook(row(1, "a", cell))) == [["a", "2"]]


def test_an_error_value_is_an_error():
    cell = table(workbook(row(1, '<c t="e"><v>#NAME?</v></c>'))).rows[0].cells[0]
    assert (cell.text, cell.kind) == ("#NAME?", CellKind.ERROR)


def test_the_text_of_a_sheet_has_every_cell_at_its_place():
    found = table(workbook(row(1, "a", "b") + row(2, "two\nlines", "tab\there")))
    assert found.text == "a\tb\ntwo lines\ttab here"
    assert found.rows[1].cells[0].text == "two\nlines"
    for one in found.rows:
        for cell in one.cells:
            assert found.text[cell.start : cell.stop].split() == cell.text.split()


def test_hidden_rows_are_read_and_said():
    hidden = row(2, "x", "y").replace("<row ", '<row hidden="1" ', 1)
    found = table(workbook(row(1, "a", "b") + hidden))
    assert len(found.rows) == 2
    assert [one.kind for one in found.noticed] == [Irregular.HIDDEN]


def test_a_sheet_that_claims_a_million_rows_has_as_many_as_it_has():
    data = workbook(ROWS, before='<dimension ref="A1:XFD1048576"/>')
    tracemalloc.start()
    found = table(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found.rows) == 2
    assert peak < 5_000_000
    (claim,) = found.noticed
    assert claim.kind is Irregular.CLAIMED_SIZE
    assert "1,048,576 rows; the last that holds something is 2" in claim.reason


def test_sixteen_thousand_empty_columns_are_nothing():
    empty = "".join("<c/>" for _ in range(16_382))
    data = workbook(f'<row r="1">{row(1, "a", "b")[11:-6]}{empty}</row>')
    assert cells(data) == [["a", "b"]]


def test_a_sheet_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(InputRefusedError, match="has no sheet “Data”; its sheets are: “Sheet1”"):
        table(workbook(ROWS), "Data")


def test_hidden_sheets_are_known_as_hidden():
    book = ForeignWorkbook(workbook(ROWS, sheets=("One", ("Two", "veryHidden"))), "t.xlsx")
    assert [(one.name, one.is_hidden) for one in book.sheets] == [("One", False), ("Two", True)]


def test_reading_may_stop_after_some_rows():
    assert len(table(workbook(ROWS), most_rows=1).rows) == 1


# ------------------------------------------------------------------ hostile


def test_a_sheet_of_more_cells_than_a_table_may_have_is_refused(monkeypatch):
    monkeypatch.setattr("briefing.excel.foreign.MOST_CELLS", 9)
    assert "larger than a table of 9 cells" in refused(workbook(ROWS))


def test_a_part_with_more_elements_than_any_sheet_is_refused(monkeypatch):
    monkeypatch.setattr("briefing.excel.reading.streams.MOST_TAGS", 9)
    assert "there is too much" in refused(workbook(ROWS))


def test_an_entity_bomb_is_refused():
    inner = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "lol">{inner}]><worksheet xmlns="{MAIN}"/>'
    assert "a document type is declared" in refused(_with_sheet(bomb))


def test_an_entity_bomb_in_utf_16_is_refused():
    declared = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY e "x">]>'
    bomb = f'{declared}<worksheet xmlns="{MAIN}"/>'.encode("utf-16")
    assert "a document type is declared" in refused(_with_sheet(bomb))


def test_a_zip_bomb_is_refused_before_it_unpacks():
    assert "unpacks to far too much" in refused(_with_sheet(b" " * 40_000_000))


def test_what_is_no_workbook_is_refused():
    assert "no .xlsx" in refused(b"PK\x03\x04 and nothing else")
    assert "it is no .xlsx workbook" in refused(zipped({"word/document.xml": "<x/>"}))
    assert "old Excel file" in refused(b"\xd0\xcf\x11\xe0 old")
    assert "no .xlsx" in refused(b"")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("<row", "it is damaged"),
        ('<row r="2"/><row r="1"/>', "not in order"),
        ('<row r="9999999"/>', "not in order"),
        ('<row><c r="ZZZ1"><v>1</v></c></row>', "not in order"),
        ('<row><c t="s"><v>7</v></c></row>', "names a text that is not there"),
    ],
)
def test_a_damaged_sheet_is_refused_in_one_sentence(rows, words):
    assert words in refused(workbook(rows))


@pytest.mark.parametrize("value", ["NaN", "inf", "1e999", "abc", "-5", "1e300"])
def test_an_odd_number_is_a_cell_like_others(value):
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    cell = table(workbook(row(1, f"<c><v>{value}</v></c>"), styles=styles)).rows[0].cells[0]
    assert cell.kind in {CellKind.ERROR, CellKind.TEXT, CellKind.NUMBER}


def _with_sheet(content):
    with zipfile.ZipFile(io.BytesIO(workbook(ROWS))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped(parts | {"xl/worksheets/sheet1.xml": content})
