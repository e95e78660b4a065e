"""The sheet *Money*: amounts with their stages, totals stage by stage, rates only where stated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from briefing.domain.commitments import Amount, StageEntry
from briefing.domain.vocabularies import Polarity, Stage
from briefing.excel import WorkbookOptions, write_matrix
from tests.excel.packs import summit, with_rates
from tests.excel.reading import opened, table_rows


def promise(*stages, currency="EUR", **fields):
    """Return a commitment with an amount a stage: `(stage, date, value)`."""
    entries = tuple(
        StageEntry(
            id=f"s{at}",
            stage=stage,
            date=day,
            amount=Amount(value=Decimal(value), currency=currency),
        )
        for at, (stage, day, value) in enumerate(stages)
    )
    return replace(summit(1, 2).commitments[0], stages=entries, **fields)


def sheet(*commitments, rates=False, **options):
    content = summit(1, 2)
    if rates:
        content = with_rates(content)
    rows = tuple(replace(row, id=f"c{at}") for at, row in enumerate(commitments))
    made = write_matrix(replace(content, commitments=rows), WorkbookOptions(**options))
    return opened(made)["Money"], load_workbook(BytesIO(made), data_only=True)["Money"]


def totals(found, values):
    """Return the totals by stage and currency, then those of all currencies by stage alone."""
    (table,) = found.tables.values()
    last = found[table.ref][-1][0].row
    rows = values.iter_rows(min_row=last + 1, values_only=True)
    return {(row[3], row[6]): row[5] for row in rows if row[0] == "Total"}


PLEDGED = (Stage.PLEDGED, "2026-01-01", "100")
ALLOCATED = (Stage.ALLOCATED, "2026-01-05", "80")
DELIVERED = (Stage.DELIVERING, "2026-01-07", "30.5")


def test_stages_are_told_apart_and_never_added_up():
    found = totals(*sheet(promise(PLEDGED, ALLOCATED, DELIVERED), promise(PLEDGED)))
    assert found == {
        ("Pledged", "EUR"): 200,
        ("Allocated", "EUR"): 80,
        ("Under way", "EUR"): 30.5,
    }


def test_each_amount_has_its_stage_date_and_currency():
    found, _ = sheet(promise(PLEDGED, ALLOCATED, currency="NOK"))
    rows = table_rows(found)
    assert [(row["Stage"], row["Stage date"], row["Amount"], row["Currency"]) for row in rows] == [
        ("Pledged", "2026-01-01", "100", "NOK"),
        ("Allocated", "2026-01-05", "80", "NOK"),
    ]
    assert "Rate" not in rows[0]


def test_a_newer_amount_of_the_same_stage_takes_the_place_of_an_older_one():
    newer = (Stage.PLEDGED, "2026-01-03", "120")
    found, values = sheet(promise(PLEDGED, newer))
    assert [row["Counted"] for row in table_rows(found)] == ["No: a newer amount stands", "Yes"]
    assert totals(found, values) == {("Pledged", "EUR"): 120}


def test_what_is_withdrawn_or_ruled_out_is_listed_but_not_counted():
    gone = (Stage.WITHDRAWN, "2026-01-09", "100")
    found, values = sheet(
        promise(PLEDGED, gone), promise(PLEDGED, polarity=Polarity.EXCLUDES), promise(ALLOCATED)
    )
    counted = [row["Counted"] for row in table_rows(found)]
    assert counted == [*["No: no longer stands"] * 2, "No: ruled out", "Yes"]
    assert totals(found, values) == {("Allocated", "EUR"): 80}


def test_another_currency_is_changed_only_at_a_stated_rate_with_its_day():
    found, values = sheet(
        promise(PLEDGED, currency="NOK"),
        promise(PLEDGED, currency="USD"),
        promise(PLEDGED, currency="EUR"),
        rates=True,
    )
    rows = table_rows(found)
    assert [(row["Rate"], row["Rate date"]) for row in rows] == [
        ("0.085", "2026-01-05"),
        ("", ""),
        ("1", ""),
    ]
    assert [values.cell(at, 14).value for at in (2, 3, 4)] == [8.5, None, 100]
    whole = next(row for row in values.iter_rows(values_only=True) if row[0] == "Total in EUR")
    assert whole[13] == 108.5
    assert whole[10] == "1 without a rate"


def test_a_rate_of_a_later_day_is_not_known_yet():
    found, _ = sheet(promise(PLEDGED, currency="NOK"), rates=True, as_of=date(2026, 1, 3))
    assert table_rows(found)[0]["Rate"] == "0.2"


def test_a_number_that_no_spreadsheet_holds_is_text_and_not_counted():
    long = (Stage.PLEDGED, "2026-01-01", "12345678901234567.89")
    found, _ = sheet(promise(long))
    (row,) = table_rows(found)
    assert row["Amount"] == "12345678901234567.89"
    assert row["Counted"] == "No: too long a number"


def test_without_amounts_there_is_no_sheet():
    bare = replace(summit(1, 2).commitments[0], stages=())
    made = write_matrix(replace(summit(1, 2), commitments=(bare,)), WorkbookOptions())
    assert "Money" not in opened(made).sheetnames


def test_a_total_without_any_rate_is_empty_and_not_nothing():
    _, values = sheet(
        promise(PLEDGED, currency="USD"), promise(PLEDGED, currency="EUR"), rates=True
    )
    whole = {row[6]: row[13] for row in values.iter_rows(values_only=True) if row[0] == "Total"}
    assert whole == {"EUR": 100, "USD": None}
