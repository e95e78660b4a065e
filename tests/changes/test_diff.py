from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from briefing.changes.applying import apply
from briefing.changes.diff import diff
from briefing.domain.changed import What
from briefing.domain.commitments import Commitment
from briefing.domain.kinds import KINDS
from tests.changes.edits import BASE, copies, path_of, tree_of, without
from tests.records import contents, with_record


def commitment(**changes):
    return replace(BASE.get(Commitment, "x1"), **changes)


def only_change(record):
    (change,) = diff(BASE, with_record(BASE, record))
    return change


@given(copies("a"))
def test_equal_contents_do_not_differ(content):
    assert diff(content, content) == ()


@given(copies("a"), copies("b"))
def test_what_differs_makes_the_one_content_of_the_other(before, after):
    assert apply(before, diff(before, after, everything=True)) == after


@given(contents(), contents())
def test_contents_that_share_little_are_made_of_each_other_too(before, after):
    before, after = before.content, after.content
    assert apply(before, diff(before, after, everything=True)) == after


@given(copies("a"), copies("b"))
def test_without_neutral_fields_the_trees_become_equal(before, after):
    aside = ("proposals", "editions", "remarks")
    made = apply(before, diff(before, after))
    assert tree_of(made, left_out=aside) == tree_of(after, left_out=aside)


@given(copies("a"), copies("b"))
def test_no_two_changes_are_for_the_same_place(before, after):
    places = [path_of(change) for change in diff(before, after, everything=True)]
    assert len(set(places)) == len(places)


def test_a_changed_part_is_named_by_its_id():
    first, *rest = commitment().stages
    change = only_change(commitment(stages=(replace(first, note="Later"), *rest)))
    assert change.field == f"stages[{first.id}].note"
    assert (change.before, change.after) == (first.note, "Later")
    assert change.what is What.CHANGED


def test_a_part_in_a_part_is_named_by_both_ids():
    first, *rest = commitment().stages
    gone = first.evidence[0]
    changed = replace(first, evidence=first.evidence[1:])
    change = only_change(commitment(stages=(changed, *rest)))
    assert change.field == f"stages[{first.id}].evidence[{gone.id}]"
    assert change.before["exact"] == gone.exact
    assert change.what is What.REMOVED


def test_another_order_of_parts_is_one_change():
    stages = commitment().stages
    change = only_change(commitment(stages=stages[::-1]))
    assert change.field == "stages.order"
    assert change.after == [row.id for row in stages[::-1]]


def test_an_order_is_applied_when_what_it_names_is_there():
    new = replace(commitment().stages[0], id="new", evidence=())
    after = with_record(BASE, commitment(stages=(new, *commitment().stages)))
    changes = diff(BASE, after)
    assert [change.field for change in changes] == ["stages[new]", "stages.order"]
    assert apply(BASE, changes[::-1]) == after


def test_a_passage_changes_as_a_whole():
    first, *rest = commitment().stages
    passage, *others = first.evidence
    moved = replace(passage, start=passage.start + 1, exact=passage.exact[1:])
    evidence = (moved, *others)
    change = only_change(commitment(stages=(replace(first, evidence=evidence), *rest)))
    assert change.field == f"stages[{first.id}].evidence[{passage.id}]"
    assert change.after["exact"] == moved.exact


def test_a_value_without_an_id_changes_as_a_whole():
    first, *rest = commitment().stages
    amount = replace(first.amount, currency="NOK")
    change = only_change(commitment(stages=(replace(first, amount=amount), *rest)))
    assert change.field == f"stages[{first.id}].amount"
    assert change.after["value"] == first.amount.value


def test_a_name_that_python_reserves_is_written_as_in_json():
    first, *rest = commitment().parties
    change = only_change(commitment(parties=(replace(first, from_="2030"), *rest)))
    assert change.field == f"parties[{first.id}].from"


def test_added_and_removed_records_are_one_change_each():
    less = without(BASE, commitment())
    (added,), (removed,) = diff(less, BASE), diff(BASE, less)
    assert (added.field, added.what, added.after["text"]) == (None, "added", commitment().text)
    assert (removed.field, removed.what, removed.after) == (None, "removed", None)


def test_the_pack_itself_is_compared():
    (change,) = diff(BASE, replace(BASE, cover=replace(BASE.cover, title="Other")))
    assert (change.kind, change.record, change.field) == ("pack", None, "title")


def test_place_and_day_of_capture_do_not_count_by_default():
    moved = with_record(BASE, commitment(order=77, captured="2030-01-01"))
    assert diff(BASE, moved) == ()
    assert {change.field for change in diff(BASE, moved, everything=True)} == {"order", "captured"}


@given(st.sampled_from([kind for kind in KINDS if kind.name in {"remarks", "editions"}]))
def test_what_goes_back_and_forth_does_not_count_by_default(kind):
    less = without(BASE, BASE.all(kind.record_type)[-1])
    assert diff(BASE, less) == ()
    assert len(diff(BASE, less, everything=True)) == 1
