"""How a workbook looks on a screen: what arrows cover, how large notes open, what is in line."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from itertools import accumulate
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.base import Moment
from briefing.domain.vocabularies import Stage
from briefing.excel import WorkbookOptions, write_matrix
from briefing.excel.measures import height_of
from briefing.excel.options import Form
from briefing.excel.strings import columns_of
from tests.excel.packs import compliance, summit
from tests.excel.reading import opened, table_rows
from tests.excel.test_money import promise, sheet

LINE = 12.8
SIDES = "A1:T80"


def boxes(workbook, part="xl/drawings/vmlDrawing1.vml"):
    """Return the boxes of the notes: the cell, and left, top, right and bottom as they hang."""
    with ZipFile(BytesIO(workbook)) as package:
        xml = package.read(part).decode()
    found = re.findall(
        r"height:(\d+)pt.*?<x:Anchor>([\d, ]+)</x:Anchor>.*?<x:Row>(\d+)</x:Row>"
        r"<x:Column>(\d+)</x:Column>",
        xml,
    )
    return [
        (int(height), [int(part) for part in anchor.split(",")], int(row), int(column))
        for height, anchor, row, column in found
    ]


def edges(sizes, further):
    return list(accumulate([*map(round, sizes), *[further] * 60], initial=0))


def columns_and_rows(grid):
    """Return where the columns and rows of a sheet begin, in pixels at full size."""
    dimensions = [grid.column_dimensions[cell.column_letter] for cell in grid[1]]
    widths = [0 if one.hidden else one.width * 7 for one in dimensions]
    heights = [grid.row_dimensions[row].height * 4 / 3 for row in range(1, grid.max_row + 1)]
    return edges(widths, 64), edges(heights, 18)


@pytest.mark.parametrize("content", [summit(9, 7), summit(2, 2), compliance(9, 2)])
def test_a_note_opens_beside_its_cell_as_large_as_its_text_whatever_lies_below(content):
    workbook = write_matrix(content, WorkbookOptions())
    across, down = columns_and_rows(opened(workbook)["Grid"])
    found = boxes(workbook)
    assert found
    for height, (first, aside, top, below, last, over, bottom, under), row, column in found:
        left, right = across[first] + aside, across[last] + over
        assert (right - left, top) == (384, row)
        assert first == column + 1
        assert down[bottom] + under - down[top] - below == height * 4 // 3
        assert over <= across[last + 1] - across[last]
        assert under <= down[bottom + 1] - down[bottom]


def wrapped(title, room):
    """Return how wide each line of a heading is, in digits."""
    lines = [0.0]
    for word in map(columns_of, title.split(" ")):
        if lines[-1] and lines[-1] + 0.5 + word > room:
            lines.append(0.0)
        lines[-1] += word + (0.5 if lines[-1] else 0)
    return lines


@given(
    words=st.lists(
        st.sampled_from(["I", "of", "the", "Fund", "Amount", "forces", "reserve", "support"]),
        min_size=1,
    ),
    width=st.floats(14, 30),
)
def test_a_heading_ends_above_the_arrow_of_its_filter_or_beside_it(words, width):
    title = " ".join(words[:14])
    lines = wrapped(title, (width - 1.4) * 0.93)
    height = height_of([title], [width])
    ends = height / 2 + len(lines) * LINE / 2
    assert ends <= height
    assert lines[-1] <= (width - 2.5 - 1.4) * 0.93 or ends <= height - 14


def test_the_headings_of_a_sheet_are_as_high_as_the_one_that_needs_most_room():
    alone = height_of(["Amount as of"], [14.0])
    assert alone > height_of(["Stage"], [14.0])
    assert height_of(["Stage", "Amount as of"], [14.0, 14.0]) == alone


@pytest.mark.parametrize("form", list(Form))
def test_words_stand_in_from_the_edge_and_numbers_end_at_it(form):
    grid = opened(write_matrix(summit(4, 3), WorkbookOptions(form=form)))["Grid"]
    held = [cell for row in grid[SIDES] for cell in row if cell.value is not None]
    assert {cell.alignment.horizontal for cell in held} == {"left", "right"}
    for cell in held:
        is_left = cell.alignment.horizontal == "left"
        assert cell.alignment.indent == (1 if is_left else 0), cell.coordinate


def test_rows_of_scores_are_of_one_height():
    grid = opened(write_matrix(compliance(12, 8), WorkbookOptions()))["Grid"]
    (table,) = grid.tables.values()
    _, *rows = grid[table.ref]
    assert any("None found" in str(cell.value) for row in rows for cell in row)
    assert len({grid.row_dimensions[row[0].row].height for row in rows}) == 1


def test_a_total_is_written_as_its_amounts_are_and_its_line_runs_through():
    pledged = promise((Stage.PLEDGED, "2026-01-01", "1200000"))
    exact = promise((Stage.PLEDGED, "2026-01-01", "2.50"), currency="NOK")
    money, _ = sheet(pledged, exact)
    (table,) = money.tables.values()
    end = money[table.ref][-1][0].row
    totals = [row for row in money.iter_rows(min_row=end + 1) if row[0].value == "Total"]
    assert {row[6].value: row[5].number_format for row in totals} == {
        "EUR": "#,##0",
        "NOK": "#,##0.00",
    }
    width = len(table.tableColumns) - 1  # the last one holds ids
    assert all(cell.border.bottom.style == "thin" for row in totals for cell in row[:width])
    assert all(cell.alignment.vertical == "top" for row in totals for cell in row[:width])


def test_totals_in_a_base_currency_have_their_line_run_through_too():
    stages = (Stage.PLEDGED, "2026-01-01", "100")
    money, _ = sheet(promise(stages), promise(stages, currency="NOK"), rates=True)
    totals = [row for row in money.iter_rows() if str(row[0].value).startswith("Total in")]
    assert len(totals) == 1
    assert all(cell.border.bottom.style == "thin" for cell in totals[0][:15])
    assert totals[0][13].value.startswith("=IF(SUMPRODUCT(")


def test_the_register_of_quotes_names_the_day_of_a_source_and_its_own_the_clock_time():
    content = summit(2, 2)
    moment = Moment("2026-01-06T21:40:00+01:00")
    sources = tuple(replace(row, published=moment) for row in content.sources)
    workbook = opened(write_matrix(replace(content, sources=sources), WorkbookOptions()))
    assert {row["Published"] for row in table_rows(workbook["Quotes"])} == {"2026-01-06"}
    assert {row["Published"] for row in table_rows(workbook["Sources"])} == {str(moment)}


def test_no_code_of_a_scale_is_broken_in_the_coding_guide_which_stays_one_page_across():
    guide = opened(write_matrix(summit(2, 2), WorkbookOptions()))["Coding guide"]
    longest = max(len(row["Code"]) for row in table_rows(guide))
    assert longest > 20
    assert guide.column_dimensions["B"].width >= longest
    assert {cell.alignment.vertical for cell in guide["C"][1:]} == {"top"}
    assert guide.page_setup.fitToWidth == 1
