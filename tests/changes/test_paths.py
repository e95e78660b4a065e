from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.changes.applying import apply
from briefing.changes.change import Change
from briefing.changes.paths import arranged
from briefing.changes.values import UnfitValueError, as_plain, made
from briefing.domain.kinds import KINDS
from briefing.domain.shape import shape_of
from tests.changes.edits import BASE
from tests.records import Drawn, Maker

IDS = st.lists(st.sampled_from("abcdefg"), unique=True)


@given(IDS, IDS)
def test_putting_in_order_keeps_everything_and_follows_the_wish(ids, wish):
    found = arranged(ids, wish)
    assert sorted(found) == sorted(ids)
    assert [one for one in found if one in wish] == [one for one in wish if one in ids]


@given(IDS, IDS)
def test_putting_in_order_twice_changes_nothing(ids, wish):
    once = arranged(ids, wish)
    assert arranged(once, wish) == once


def test_what_an_order_does_not_name_stays_behind_its_neighbour():
    assert arranged(["a", "x", "b"], ["b", "a"]) == ("b", "a", "x")
    assert arranged(["x", "a", "b"], ["b", "a"]) == ("x", "b", "a")


@given(st.data())
def test_every_record_comes_back_from_its_plain_values(data):
    kind = data.draw(st.sampled_from(KINDS))
    record = Maker(Drawn(data.draw), BASE).record(kind.record_type, "new")
    assert made(shape_of(kind.record_type), as_plain(record), kind.singular) == record


def change(field, after, kind="commitment", record="x1"):
    return Change(kind=kind, record=record, field=field, before=None, after=after)


def first(name):
    return getattr(BASE.commitments[0], name)[0].id


@pytest.mark.parametrize(
    ("field", "after", "sentence"),
    [
        ("nonsense", "x", "no field “nonsense”"),
        ("id", "x2", "no field “id”"),
        ("text", 5, "cannot be 5"),
        ("text", None, "cannot be empty"),
        ("text", "a\x00b", "cannot be kept"),
        ("lead", "yes", "cannot be “yes”"),
        ("polarity", "perhaps", "it can be undertakes, excludes"),
        ("deadline", "tomorrow", "is not a date"),
        ("beneficiaries", "x0", "should be a list"),
        ("text.inner", "x", "nothing inside"),
        ("text[x]", "x", "nothing inside"),
        ("stages", [], "which of “stages”"),
        ("stages.order", "x", "list of ids"),
        ("stages[gone].note", "x", "no longer there"),
        ("stages[new]", {"stage": "agreed", "colour": "red"}, "no field “colour”"),
        ("stages[new]", {"date": "2026"}, "lacks the field “stage”"),
        ("stages[new]", "agreed", "should be an object"),
        ("stages[a b]", {"stage": "agreed"}, "which is none"),
        ("conditions[new]", {"kind": "other", "text": "x", "evidence": [5]}, "an object"),
        ("order", 1 << 70, "cannot be"),
        ("..", "x", "no field"),
        (None, {"text": "x", "parties": [], "id": "x1", "stages": 3}, "should be a list"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_a_sentence(field, after, sentence):
    with pytest.raises(UnfitValueError, match=sentence):
        apply(BASE, [change(field, after)])


@pytest.mark.parametrize("value", ["ten", True, Decimal("NaN")])
def test_an_amount_has_to_be_a_number(value):
    amount = {"value": value, "currency": "EUR"}
    with pytest.raises(UnfitValueError, match="should be a number"):
        apply(BASE, [change(f"stages[{first('stages')}].amount", amount)])


def test_a_passage_cannot_run_backwards():
    passage = {"start": 5, "stop": 2, "exact": "x", "source": "x0"}
    with pytest.raises(UnfitValueError, match="cannot run from 5 to 2"):
        apply(BASE, [change(f"stages[{first('stages')}].evidence[new]", passage)])


def test_a_kind_that_does_not_exist_is_refused():
    for kind in ("hat", "pack"):
        with pytest.raises(UnfitValueError, match="no kind of record"):
            apply(BASE, [change(None, {}, kind=kind)])


def test_a_record_that_is_gone_cannot_be_changed():
    with pytest.raises(UnfitValueError, match="no longer there"):
        apply(BASE, [change("text", "x", record="gone")])


def test_an_absent_value_becomes_the_default():
    assert BASE.matrices[0].form != "stages"
    assert apply(BASE, [change("form", None, "matrix")]).matrices[0].form == "stages"
