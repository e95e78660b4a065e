"""Tables of scores: dirt is reported with its cell and its reason, and never guessed away."""

from __future__ import annotations

import pytest

from briefing.domain.agenda import Matrix, Measure, Topic
from briefing.domain.commitments import Assessment
from briefing.domain.sources import Source
from tests.foreign import brought, planned, reason, said

HEAD = "area,id,text,average,France,Germany,Italy\n"
CLEAN = "Trade,T-{0},We will cut tariff number {0},0,1,0,-1\n"
REST = "".join(CLEAN.format(number) for number in range(2, 8))


def table(*rows):
    return HEAD + "".join(f"{row}\n" for row in rows) + REST


def test_a_clean_table_becomes_a_matrix_of_scores():
    plan = planned(table())
    assert said(plan) == []
    (matrix,) = brought(plan, Matrix)
    assert matrix["form"] == "scores"
    assert len(matrix["rows"]) == 3
    assert len(matrix["columns"]) == 6
    assert [topic["name"] for topic in brought(plan, Topic)] == ["Trade"]
    assert brought(plan, Measure)[0]["description"] == "We will cut tariff number 2"
    scores = brought(plan, Assessment)
    assert [one["score"] for one in scores[:3]] == [1, 0, -1]
    assert {one["state"] for one in scores} == {"scored"}


def test_each_score_rests_on_its_own_cell_of_the_table():
    plan = planned(table())
    (source,) = brought(plan, Source)
    change, place = next((c, p) for c, p in plan.changes if c.kind == "assessment")
    (passage,) = change.after["evidence"]
    assert place == "E2"
    assert passage["exact"] == "1"
    assert source["text"][passage["start"] : passage["stop"]] == "1"
    assert passage["prefix"].endswith("number 2,0,")


@pytest.mark.parametrize(
    ("score", "why"),
    [
        ("−1", "U+2212"),
        ("–1", "U+2013"),
        ("-", "sign without a digit"),
        ("+", "sign without a digit"),
        ("2", "A score is −1, 0 or 1"),
        ("0.5", "A score is −1, 0 or 1"),
        ("yes", "A score is −1, 0 or 1"),
    ],
)
def test_a_malformed_score_is_reported_and_left_not_assessed(score, why):
    plan = planned(table(f"Trade,T-1,We will cut tariffs,,1,{score},0"))
    assert said(plan, "malformed_score") == [("F2", score)]
    assert why in reason(plan, "malformed_score")
    assert len(brought(plan, Assessment)) == 2 + 18


def test_a_blank_score_is_reported_and_left_not_assessed():
    plan = planned(table("Trade,T-1,We will cut tariffs,0.5,1,,0"))
    assert said(plan, "blank_score") == [("F2", "")]
    assert len(brought(plan, Assessment)) == 2 + 18


def test_a_person_may_say_what_a_malformed_score_means():
    plan = planned(table("Trade,T-1,We will cut tariffs,0,1,−1,0"), scores={"−1": -1})
    assert said(plan) == []
    assert [one["score"] for one in brought(plan, Assessment)[:3]] == [1, -1, 0]


@pytest.mark.parametrize(("typed", "is_wrong"), [("0.667", False), ("0.68", False), ("0.7", True)])
def test_a_typed_average_may_be_rounded_but_not_wrong(typed, is_wrong):
    plan = planned(table(f"Trade,T-1,We will cut tariffs,{typed},1,1,0"))
    assert bool(said(plan, "wrong_average")) is is_wrong


def test_the_reason_of_a_wrong_average_has_both_numbers():
    plan = planned(table("Trade,T-1,We will cut tariffs,0.90,1,1,0"))
    assert said(plan, "wrong_average") == [("D2", "0.90")]
    assert "Typed 0.9; the mean of the row's 3 scores is 0.667" in reason(plan, "wrong_average")


def test_an_unreadable_score_counts_nothing_in_the_mean_and_the_reason_says_so():
    plan = planned(table("Trade,T-1,We will cut tariffs,1,1,1,+"))
    assert "3 scores (1 that cannot be read counts 0) is 0.667" in reason(plan, "wrong_average")


def test_an_average_that_is_no_number_is_reported():
    plan = planned(table("Trade,T-1,We will cut tariffs,high,1,1,0"))
    assert said(plan, "not_a_number") == [("D2", "high")]


def test_ids_with_stray_spaces_are_reported_apart_from_other_cells():
    plan = planned(table("Trade ,T-1 ,We will cut tariffs,0,1,0,-1"))
    assert said(plan, "id_spaces") == [("B2", "T-1 ")]
    assert said(plan, "stray_spaces") == [("A2", "Trade ")]
    assert brought(plan, Measure)[0]["name"].startswith("T-1 · We will")


def test_a_duplicate_id_is_reported_and_both_rows_are_kept():
    plan = planned(table("Trade,T-2,We will report,0,1,0,-1"))
    assert said(plan, "duplicate_id") == [("B3", "T-2")]
    assert len(brought(plan, Measure)) == 7


def test_a_second_score_for_one_cell_is_reported_and_the_first_one_taken():
    text = "Country,Id,Score\n" + "".join(f"France,T-{n},1\nItaly,T-{n},-1\n" for n in range(4))
    plan = planned(text + "France,T-0,0\n")
    assert said(plan, "second_value") == [("C10", "0")]
    assert len(brought(plan, Measure)) == 4
    assert len(brought(plan, Assessment)) == 8


def test_spelling_variants_of_a_topic_count_as_one_and_are_reported():
    rows = ["Free  Trade,A,Text one,0,1,0,-1", "Free trade,B,Text two,0,1,0,-1"]
    plan = planned(
        HEAD + "".join(f"{row}\n" for row in [*rows, *rows[1:], "Free trades,C,X,0,0,0,0"])
    )
    assert [value for _, value in said(plan, "spelling")] == ["Free Trade", "Free trades"]
    assert [topic["name"] for topic in brought(plan, Topic)] == ["Free Trade", "Free trades"]


def test_rows_with_neither_text_nor_id_are_left_out_and_said():
    plan = planned(table(",,,,1,0,1"))
    assert said(plan, "left_out") == [("2:2", "1 0 1")]
