"""Decimals and days: what a column tells of itself is taken and said, all else is left out."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.app.tables.importing import plan_table, read_table
from briefing.app.tables.opening import table_file
from briefing.domain.commitments import Commitment
from briefing.tabular.conventions import (
    COMMA,
    DAY_FIRST,
    MIXED,
    MONTH_FIRST,
    POINT,
    day_in,
    days_of,
    decimals_of,
    number_in,
)
from briefing.tabular.irregularities import Irregular
from tests.foreign import EMPTY, brought, planned, row, said, workbook


@pytest.mark.parametrize(
    ("column", "way", "numbers"),
    [
        (["1.500.000,50", "2.000", "1,5"], COMMA, ["1500000.50", "2000", "1.5"]),
        (["1,500,000.50", "2,000", "7"], POINT, ["1500000.50", "2000", "7"]),
        (["1 500 000,50", "2000"], COMMA, ["1500000.50", "2000"]),
        (["1'000'000.5", "-3"], POINT, ["1000000.5", "-3"]),
        (["2.000", "3,500"], "", [None, None]),
        (["1.500,5", "1,500.5", "2,000", "7"], MIXED, ["1500.5", "1500.5", None, "7"]),
        (["12.5.2026", "1,2,3"], "", [None, None]),
        (["9" * 50 + ",5", "1,5"], COMMA, [None, "1.5"]),
    ],
)
def test_decimals_are_told_by_what_can_be_read_in_one_way_only(column, way, numbers):
    found = decimals_of(column)
    assert found.way == way
    read = [number_in(words, found.way) for words in column]
    assert read == [None if one is None else Decimal(one) for one in numbers]


@pytest.mark.parametrize(
    ("column", "way", "days"),
    [
        (["06.01.2026", "13. 2. 2026"], "", ["2026-01-06", "2026-02-13"]),
        (["01/06/2026", "02/13/2026"], MONTH_FIRST, ["2026-01-06", "2026-02-13"]),
        (["13/01/2026", "01/02/2026"], DAY_FIRST, ["2026-01-13", "2026-02-01"]),
        (["01/06/2026", "02-03-2026"], "", [None, None]),
        (["13/01/2026", "01/14/2026", "1/2/2026"], MIXED, ["2026-01-13", "2026-01-14", None]),
        (["2026/01/06", "31.02.2026", "31/02/2026"], DAY_FIRST, ["2026-01-06", None, None]),
    ],
)
def test_days_are_told_by_what_can_be_read_in_one_way_only(column, way, days):
    found = days_of(column)
    assert found.way == way
    assert [day_in(words, found.way or MIXED) for words in column] == days


@given(st.decimals(0, 10**9, places=2), st.sampled_from([POINT, COMMA]))
def test_a_number_with_cents_is_read_back_however_it_is_written(number, mark):
    written = f"{number:,.2f}"
    if mark == COMMA:
        written = written.translate(str.maketrans(",.", ".,"))
    assert decimals_of([written]).way == mark
    assert number_in(written, mark) == number


def amounts(plan):
    return [
        (entry["amount"]["value"], entry.get("date"))
        for one in brought(plan, Commitment)
        for entry in one["stages"]
        if "amount" in entry
    ]


def test_a_german_table_has_its_amounts_and_days_and_says_how_they_were_read():
    plan = planned(
        "Country;Commitment;Amount (EUR);Date\n"
        "France;Shells;1.500.000,50;06.01.2026\n"
        "Italy;Tents;2.000;13.02.2026\n"
    )
    assert amounts(plan) == [(Decimal("1500000.50"), "2026-01-06"), (2000, "2026-02-13")]
    assert ("C2", "1.500.000,50") in said(plan, Irregular.ASSUMED)


def test_what_could_be_read_in_two_ways_is_left_out_and_said():
    plan = planned(
        "Country,Commitment,Amount (USD),Date\nFrance,Shells,5,01/06/2026\nItaly,Tents,6,1/2/2026\n"
    )
    assert amounts(plan) == [(5, None), (6, None)]
    assert said(plan, Irregular.NOT_A_DATE) == [("D2", "01/06/2026"), ("D3", "1/2/2026")]


def test_numbers_of_a_workbook_are_what_they_are_beside_a_text_with_a_comma():
    rows = row(1, "Country", "Commitment", "Amount (EUR)")
    rows += row(2, "France", "Shells", 1.5) + row(3, "Italy", "Tents", "2.000,25")
    rows += row(4, "Spain", "Boats", 1500)
    plan = plan_table(EMPTY, read_table(EMPTY, table_file(workbook(rows), "t.xlsx")))
    assert [value for value, _ in amounts(plan)] == [
        Decimal("1.5"),
        Decimal("2000.25"),
        Decimal(1500),
    ]


@pytest.mark.parametrize(
    ("heading", "times"),
    [("Budget (EUR m)", 10**6), ("Amount in USD bn", 10**9), ("Amount (thousand EUR)", 1000)],
)
def test_a_heading_that_counts_in_millions_is_taken_at_its_word_and_said(heading, times):
    plan = planned(f"Country,Commitment,{heading}\nFrance,Shells,5\nItaly,Tents,6.5\n")
    assert [value for value, _ in amounts(plan)] == [5 * times, Decimal("6.5") * times]
    assert ("C1", heading) in said(plan, Irregular.ASSUMED)


@pytest.mark.parametrize("name", ["Total", "AVERAGE", "Grand total:"])
def test_a_row_of_totals_is_left_out_and_said(name):
    across = planned(f"Action,France,Italy\nDeploy,1,0\nTrain,1,1\n{name},1,0.5\n")
    assert said(across, Irregular.LEFT_OUT) == [("4:4", name)]
    assert said(across, Irregular.MALFORMED_SCORE) == []
    down = planned(f"Country,Commitment,Budget (EUR)\nFrance,Shells,5\nItaly,Tents,6\n{name},,11\n")
    assert said(down, Irregular.LEFT_OUT) == [("4:4", name)]
    assert said(down, Irregular.UNKNOWN_ACTOR) == []
    assert len(brought(down, Commitment)) == 2


def test_cells_merged_downwards_count_for_all_their_rows():
    rows = row(1, "Country", "Commitment", "Stage") + row(2, "France", "Shells", "Pledged")
    rows += row(3, None, "Tents", "Pledged") + row(4, "Italy", "Boats", "Pledged")
    data = workbook(rows, after='<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>')
    plan = plan_table(EMPTY, read_table(EMPTY, table_file(data, "t.xlsx")))
    france, italy = (
        {one["parties"][0]["actor"] for one in brought(plan, Commitment) if one["text"] in texts}
        for texts in ({"Shells", "Tents"}, {"Boats"})
    )
    assert len(france) == len(italy) == 1
    assert said(plan, Irregular.MERGED) == [("A3", "France")]
    assert said(plan, Irregular.LEFT_OUT) == []


def test_the_lower_of_two_headings_says_what_a_column_is():
    rows = row(1, "Country", "Money", None, "Other")
    rows += row(2, None, "Pledged (EUR)", "Allocated (EUR)", "Commitment")
    rows += row(3, "France", 5, 3, "Shells") + row(4, "Italy", 7, 2, "Tents")
    data = workbook(rows, after='<mergeCells count="1"><mergeCell ref="B1:C1"/></mergeCells>')
    plan = plan_table(EMPTY, read_table(EMPTY, table_file(data, "t.xlsx")))
    stages = [entry["stage"] for one in brought(plan, Commitment) for entry in one["stages"]]
    assert stages == ["pledged", "allocated"] * 2


def test_an_amount_that_was_merged_over_rows_is_taken_once():
    rows = row(1, "Country", "Commitment", "Amount (EUR)") + row(2, "France", "Shells", 5)
    rows += row(3, "France", "Tents") + row(4, "Italy", "Boats", 7)
    data = workbook(rows, after='<mergeCells count="1"><mergeCell ref="C2:C3"/></mergeCells>')
    plan = plan_table(EMPTY, read_table(EMPTY, table_file(data, "t.xlsx")))
    assert [value for value, _ in amounts(plan)] == [5, 7]
    assert said(plan, Irregular.MERGED) == [("C3", "5")]
    assert said(plan, Irregular.BLANK) == []


def test_numbers_that_nothing_tells_how_to_read_are_said():
    plan = planned(
        "Country;Commitment;Amount (EUR)\nFrance;Shells;7\nItaly;Tents;1.500\nSpain;Boats;2.300\n"
    )
    assert [value for value, _ in amounts(plan)] == [7, Decimal("1.500"), Decimal("2.300")]
    assert ("C3", "1.500") in said(plan, Irregular.ASSUMED)
