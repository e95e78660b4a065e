"""Two real tables: the G20 compliance matrix and the Ukraine Support Tracker."""

from __future__ import annotations

import pytest

from briefing.app import deciding, packs
from briefing.app.tables.importing import plan_table, read_table
from briefing.app.tables.opening import open_table_file
from briefing.app.tables.proposing import put_into_inbox, sort_out
from briefing.checks import problems_of
from briefing.domain.actors import Actor
from briefing.domain.cells import Grid
from briefing.tabular.irregularities import Irregular, counts

G20 = "inputs/tables/g20_compliance_2023.csv"
KIEL = "inputs/tables/kiel_ukraine_support_tracker.xlsx"


@pytest.fixture
def pack():
    opened = packs.create_pack("Tables")
    yield opened
    opened.close()


def plan_of(pack, path, sheet=""):
    return plan_table(pack.content, read_table(pack.content, open_table_file(path), sheet))


def of_kind(plan, kind):
    return [row for row in plan.irregularities if row.kind is kind]


def test_the_g20_matrix_reports_exactly_its_dirt(pack, shared):
    plan = plan_of(pack, shared / G20)
    assert counts(plan.irregularities) == {
        "malformed_score": 7,
        "blank_score": 195,
        "wrong_average": 16,
        "duplicate_id": 1,
        "id_spaces": 89,
        "guessed_actor": 6,
        "stray_spaces": 150,
    }
    (twice,) = of_kind(plan, Irregular.DUPLICATE_ID)
    assert (twice.cell, twice.value) == ("B329", "2018-47")
    malformed = [row.value for row in of_kind(plan, Irregular.MALFORMED_SCORE)]
    assert sorted(malformed) == ["+", "-", "-", "−1", "−1", "−1", "−1"]
    guessed = [row.value for row in of_kind(plan, Irregular.GUESSED_ACTOR)]
    assert guessed == ["korea", "saudi", "safrica", "uk", "us", "eu"]
    (wrong,) = [row for row in of_kind(plan, Irregular.WRONG_AVERAGE) if row.cell == "F170"]
    assert "Typed 0.9; the mean of the row's 20 scores is 0.600" in wrong.reason


def test_the_g20_matrix_is_accepted_as_one_edit_and_undone_as_one(pack, shared):
    plan = plan_of(pack, shared / G20)
    assert len(put_into_inbox(pack, sort_out(pack.content, plan))) == len(plan.changes)
    accepted = deciding.accept_all(pack)
    assert not accepted.refused
    assert not accepted.conflicts
    content = pack.content
    assert (len(content.actors), len(content.measures), len(content.topics)) == (20, 397, 19)
    scores = [row.score for row in content.assessments]
    assert [scores.count(score) for score in (1, 0, -1)] == [4164, 2593, 981]
    grid = Grid(content=content, matrix=content.matrices[0])
    unknown = sum(not cell.is_assessed for row in grid.cells for cell in row)
    assert unknown == 195 + 7
    assert plan_of(pack, shared / G20).changes == ()
    assert not [one for one in problems_of(content) if one.severity == "error"]
    pack.undo()
    assert pack.content.assessments == ()


def test_the_main_sheet_of_the_tracker_is_found_and_its_dirt_reported(pack, shared):
    plan = plan_of(pack, shared / KIEL)
    assert plan.sheet == "Bilateral assistance, MAIN DATA"
    assert plan.rows == 1032
    roles = {column.heading: column.role.value for column in plan.mapping.columns}
    assert roles["countries"] == "actor"
    assert roles["Explanation"] == "text"
    assert roles["Monetary Value as Given by Source"] == "amount"
    variants = {(row.value, row.cell[:1]) for row in of_kind(plan, Irregular.SPELLING)}
    assert ("Weapons and Equipment", "E") in variants
    dots = [row for row in of_kind(plan, Irregular.MISSING_MARK) if row.value == "."]
    assert sum(row.cell.startswith("G") for row in dots) == 52
    assert {"M", "N", "O"} <= {row.cell[:1] for row in dots}
    words = [row.value for row in of_kind(plan, Irregular.NOT_A_NUMBER)]
    assert words.count("Not given") == 244
    assert "undisclosed" in words
    assert [row.cell for row in of_kind(plan, Irregular.NO_HEADING)] == ["I:I", "AR:AR"]
    assert [row.cell for row in of_kind(plan, Irregular.SAME_HEADING)] == ["AO1"]
    assert [row.value for row in of_kind(plan, Irregular.ERROR_VALUE)] == ["#NAME?"]
    formulas = [row.cell for row in of_kind(plan, Irregular.FORMULA)]
    assert "J2:J1033" in formulas
    assert [row.value for row in of_kind(plan, Irregular.UNKNOWN_ACTOR)] == [
        "EU (Commission and Council)",
        "European Peace Facility",
    ]


def test_the_tracker_becomes_commitments_whose_amounts_count_once(pack, shared):
    put_into_inbox(pack, sort_out(pack.content, plan_of(pack, shared / KIEL)))
    accepted = deciding.accept_all(pack)
    assert not accepted.refused
    content = pack.content
    assert len(content.commitments) == 456
    usa = next(actor for actor in content.actors if actor.iso3 == "USA")
    assert content.get(Actor, usa.id).name == "United States"
    theirs = content.commitments_by_party[usa.id]
    assert len({row.text for row in theirs}) == len(theirs)
    entries = [entry for row in content.commitments for entry in row.stages]
    assert all(entry.amount is None or entry.amount.currency for entry in entries)
    assert all(entry.evidence for entry in entries)


def test_the_two_rows_of_headings_of_the_summary_are_joined(pack, shared):
    read = read_table(pack.content, open_table_file(shared / KIEL), "Country Summary")
    assert read.guess.mapping.headings == (4, 5)
    headings = [column.heading for column in read.guess.mapping.columns]
    assert "Financial commitments / € billion" in headings
    kinds = [row.kind for row in read.guess.noticed]
    assert Irregular.TITLE_ROW in kinds
    assert Irregular.SECOND_HEADING in kinds
