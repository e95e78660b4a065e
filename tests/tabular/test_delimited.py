"""CSV as people write it: separators, quotation marks, odd rows, places in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import InputRefusedError
from briefing.tabular.delimited import read_delimited
from briefing.tabular.irregularities import Irregular
from briefing.tabular.table import CellKind


def texts(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_cuts_the_lines_alike(separator):
    lines = ["Country{0}Note", "France{0}a, b; c", "Italy{0}d", "Spain{0}e"]
    text = "\n".join(line.format(separator) for line in lines)
    table = read_delimited(text if separator != "," else text.replace("a, b", "a b"), "t.csv")
    assert [row[0] for row in texts(table)] == ["Country", "France", "Italy", "Spain"]


def test_a_separator_other_than_the_comma_is_said():
    table = read_delimited("a;b\n1;2\n", "t.csv")
    assert [(one.kind, one.value) for one in table.noticed] == [(Irregular.DELIMITER, ";")]


def test_quoted_cells_keep_separators_line_ends_and_quotation_marks():
    table = read_delimited('a,b\n"x, ""y""\nz",2\n', "t.csv")
    assert texts(table) == [["a", "b"], ['x, "y"\nz', "2"]]


def test_a_cell_knows_its_place_in_the_text():
    text = 'a,b\n"x, ""y""",2\n'
    table = read_delimited(text, "t.csv")
    first, second = table.rows[1].cells
    assert text[first.start : first.stop] == 'x, ""y""'
    assert text[second.start : second.stop] == "2"
    assert text[table.rows[1].start : table.rows[1].stop] == '"x, ""y""",2'


def test_a_quotation_mark_that_is_never_closed_is_said_and_kept():
    table = read_delimited('a,b\n"x,2\n3,4\n', "t.csv")
    assert texts(table) == [["a", "b"], ['"x', "2"], ["3", "4"]]
    (odd,) = table.noticed
    assert (odd.kind, odd.cell, odd.value) == (Irregular.QUOTING, "A2", '"x')


def test_empty_rows_are_no_rows_but_count():
    table = read_delimited("a,b\n,\n\n1,2\n", "t.csv")
    assert [row.number for row in table.rows] == [1, 4]


def test_a_row_longer_than_the_headings_is_said():
    lines = ["a,b", *["1,2"] * 5, "one, two,3"]
    (ragged,) = read_delimited("\n".join(lines), "t.csv").noticed
    assert (ragged.kind, ragged.cell) == (Irregular.RAGGED, "7:7")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("12", CellKind.NUMBER),
        ("-0.5e3", CellKind.NUMBER),
        ("−1", CellKind.TEXT),
        ("1,5", CellKind.TEXT),
        ("Infinity", CellKind.TEXT),
        ("2022-01-01", CellKind.TEXT),
        ("\u0661", CellKind.TEXT),
    ],
)
def test_only_plain_digits_are_numbers(text, kind):
    cell = read_delimited(f'a,b\n"{text}",x\n', "t.csv").rows[1].cells[0]
    assert cell.kind is kind


@pytest.mark.parametrize("text", ["", ",,,\n,,\n", "\n \n"])
def test_a_table_of_nothing_is_refused(text):
    with pytest.raises(InputRefusedError, match=r"t\.csv holds no table"):
        read_delimited(text, "t.csv")


@given(st.text(alphabet='ab,";\n\t ', max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        table = read_delimited(text, "t.csv")
    except InputRefusedError:
        return
    for row in table.rows:
        assert text[row.start : row.stop].count("\n") >= 0
        for cell in row.cells:
            assert cell.text.replace('"', "") == text[cell.start : cell.stop].replace('"', "")


@given(
    st.lists(
        st.lists(st.text(alphabet='ab,";\n', min_size=1, max_size=5), min_size=3, max_size=3),
        min_size=1,
        max_size=5,
    )
)
def test_what_is_quoted_by_the_rules_comes_back(rows):
    head = "x,y,z\n" * 60  # so that the separator is beyond doubt
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    table = read_delimited(head + "\n".join(quoted), "t.csv")
    wanted = [row for row in rows if any(cell.strip() for cell in row)]
    found = [[*row, "", ""][:3] for row in texts(table)[60:]]
    assert [[cell.strip() for cell in row] for row in found] == [
        [cell.strip() for cell in row] for row in wanted
    ]
