"""Tables of stages and amounts: what is not sure is reported, and nothing is summed or guessed."""

from __future__ import annotations

import pytest

from briefing.domain.agenda import Matrix, Measure
from briefing.domain.commitments import Commitment
from briefing.domain.vocabularies import Stage
from tests.foreign import brought, planned, reason, said

HEAD = "Id,Donor,Date,Measure,Amount,Currency,Area,Action,Description,Source\n"
ROW = (
    "{id},{donor},{date},{stage},{amount},{currency},Military,{action},{text},https://a.example/1\n"
)
GOOD = {
    "id": "A1",
    "donor": "France",
    "date": "2024-01-02",
    "stage": "Commitment",
    "amount": "5000000",
    "currency": "EUR",
    "action": "Deliver shells",
    "text": "A thousand shells",
}
STAGED = ("Commitment", "Allocation", "Delivery")


def table(*rows):
    rest = [{"id": f"R{n}", "donor": "Italy", "stage": STAGED[n % 3]} for n in range(6)]
    return HEAD + "".join(ROW.format(**{**GOOD, **row}) for row in [*rows, *rest])


def test_a_row_becomes_a_commitment_with_stage_amount_and_passage():
    plan = planned(table({}))
    assert said(plan) == []
    first = brought(plan, Commitment)[0]
    (stage,) = first["stages"]
    assert first["text"] == "A thousand shells"
    assert (stage["stage"], stage["date"]) == ("pledged", "2024-01-02")
    assert {key: str(value) for key, value in stage["amount"].items()} == {
        "value": "5000000",
        "currency": "EUR",
        "on": "2024-01-02",
    }
    assert stage["note"] == "https://a.example/1"
    whole = ROW.format(**GOOD).strip()
    assert stage["evidence"][0]["exact"] == whole.removesuffix(",https://a.example/1")
    assert [one["name"] for one in brought(plan, Measure)] == ["Deliver shells"]
    assert brought(plan, Matrix)[0]["form"] == "stages"


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("Commitment", Stage.PLEDGED),
        ("Allocation", Stage.ALLOCATED),
        ("Delivery", Stage.DELIVERING),
        ("Under way", Stage.DELIVERING),
        ("done", Stage.DONE),
    ],
)
def test_the_words_of_others_meet_our_stages(words, stage):
    assert brought(planned(table({"stage": words})), Commitment)[0]["stages"][0]["stage"] == stage


def test_amounts_of_several_stages_stay_apart_and_are_never_summed():
    text = (
        "Country,Text,Committed (EUR),Allocated (EUR),Delivered (EUR)\n"
        "France,Shells for all,9,6,3\nItaly,Tents for all,8,5,2\n"
    )
    stages = brought(planned(text), Commitment)[0]["stages"]
    assert [(one["stage"], str(one["amount"]["value"])) for one in stages] == [
        ("pledged", "9"),
        ("allocated", "6"),
        ("delivering", "3"),
    ]


def test_rows_that_share_id_actor_and_text_are_one_commitment_with_the_amount_once():
    plan = planned(table({}, {}, {"amount": "."}))
    first = brought(plan, Commitment)[0]
    assert [str(one["amount"]["value"]) for one in first["stages"]] == ["5000000"]
    assert said(plan, "repeated_id") == [("A2:A4", "A1")]
    assert plan.counted["commitments"] == 7


def test_a_row_without_an_id_that_repeats_another_is_reported_and_kept():
    plan = planned("Country,Text\nFrance,Shells\nItaly,Tents\nFrance,Shells\nFrance,shells\n")
    assert said(plan, "duplicate_row") == [("4:4", "Shells"), ("5:5", "shells")]
    assert plan.counted["commitments"] == 4


def test_one_id_with_two_texts_is_a_duplicate_and_both_are_kept():
    plan = planned(table({}, {"text": "Other words"}))
    assert said(plan, "duplicate_id") == [("A3", "A1")]
    assert plan.counted["commitments"] == 8


@pytest.mark.parametrize(
    ("column", "words", "kind", "cell"),
    [
        ("amount", ".", "missing_mark", "E2"),
        ("amount", "undisclosed", "not_a_number", "E2"),
        ("amount", "1.000.00", "not_a_number", "E2"),
        ("amount", "5 million", "not_a_number", "E2"),
        ("currency", ".", "missing_mark", "F2"),
        ("currency", "Euro", "not_a_currency", "F2"),
        ("date", "until 3/10/2022", "not_a_date", "C2"),
        ("date", "03/04/2022", "not_a_date", "C2"),
        ("date", ".", "missing_mark", "C2"),
        ("stage", "soon", "unknown_stage", "D2"),
        ("text", "", "blank", "I2"),
        ("donor", "Atlantis", "unknown_actor", "B2"),
    ],
)
def test_what_cannot_be_read_is_reported_with_its_cell(column, words, kind, cell):
    plan = planned(table({column: words}))
    assert (cell, words) in said(plan, kind)


def test_an_amount_without_a_currency_is_left_out_and_said():
    plan = planned(table({"currency": "."}))
    assert "amount" not in brought(plan, Commitment)[0]["stages"][0]
    assert reason(plan, "not_a_currency").startswith("No column says in which currency")


@pytest.mark.parametrize(
    ("words", "date"),
    [("2 January 2024", "2024-01-02"), ("Jan 2, 2024", "2024-01-02"), ("2024", "2024")],
)
def test_dates_in_words_are_read(words, date):
    text = table({"date": f'"{words}"'})
    assert brought(planned(text), Commitment)[0]["stages"][0]["date"] == date


def test_a_row_without_an_actor_is_left_out_and_said():
    plan = planned(table({"donor": ""}))
    assert said(plan, "left_out") == [("2:2", "A thousand shells")]
    assert said(plan, "blank") == [("B2", "")]


def test_a_grid_of_stages_becomes_commitments_of_its_actors():
    text = "Country,Troops,Money\nFrance,Pledged,Completed\nItaly,Rules out,\nSpain,Agreed,maybe\n"
    plan = planned(text)
    assert [one["text"] for one in brought(plan, Commitment)] == [
        "Troops",
        "Money",
        "Troops",
        "Troops",
    ]
    assert [one["polarity"] for one in brought(plan, Commitment)][2:] == ["excludes", "undertakes"]
    assert said(plan, "blank_score") == [("C3", "")]
    assert said(plan, "unknown_stage") == [("C4", "maybe")]


def test_that_no_column_says_the_stage_is_said_once():
    plan = planned("Country,Text\nFrance,Shells\nItaly,Tents\n")
    assert said(plan, "assumed") == [("", "pledged")]


def test_a_column_that_is_left_out_has_one_line_for_each_kind_of_dirt():
    text = "Country,Text,Units,Kind\n" + "".join(
        f"France,Shells {n},{units},{kind}\n"
        for n, (units, kind) in enumerate([(5, "Yes"), (6, "Yes "), (7, "."), ("undisclosed", ".")])
    )
    plan = planned(text)
    assert said(plan, "not_a_number") == [("C5", "undisclosed")]
    assert said(plan, "missing_mark") == [("D4:D5", ".")]
    assert said(plan, "stray_spaces") == [("D3", "")]
