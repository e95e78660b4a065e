from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from briefing.changes.applying import apply
from briefing.domain.agenda import Matrix
from briefing.domain.commitments import Commitment
from briefing.domain.sources import Source
from tests.changes.edits import (
    BASE,
    IN_ORDER,
    both_changed,
    copies,
    merge,
    merged,
    path_of,
    tree_of,
    without,
)
from tests.records import with_record

COMMITMENT = BASE.get(Commitment, "x1")


def changed(**values):
    return with_record(BASE, replace(COMMITMENT, **values))


def places(changes):
    return {path_of(change) for change in changes if not (change.field or "").endswith(".order")}


@given(copies("a", edits=IN_ORDER), copies("b", edits=IN_ORDER))
def test_conflicts_are_exactly_the_fields_that_both_changed_differently(ours, theirs):
    trees = [tree_of(side) for side in (BASE, ours, theirs)]
    assert places(merge(BASE, ours, theirs).conflicts) == both_changed(*trees)


@given(copies("a", edits=IN_ORDER), copies("b", edits=IN_ORDER))
def test_no_field_of_either_side_is_lost(ours, theirs):
    result = merge(BASE, ours, theirs)
    trees = [tree_of(side) for side in (BASE, ours, theirs)]
    assert tree_of(apply(ours, result.proposals)) == merged(*trees)


@given(copies("a"), copies("b"))
def test_merging_twice_changes_nothing(ours, theirs):
    first = merge(BASE, ours, theirs)
    again = merge(BASE, apply(ours, first.proposals), theirs)
    assert again.proposals == ()
    assert places(again.conflicts) == places(first.conflicts)


@given(copies("a"), copies("b"))
def test_accepting_every_conflict_too_leaves_none_but_orders(ours, theirs):
    result = merge(BASE, ours, theirs)
    made = apply(ours, (*result.proposals, *result.conflicts))
    again = merge(BASE, made, theirs)
    assert places(again.conflicts) == set()
    assert places(again.proposals) == set()


@given(copies("a"))
def test_what_only_we_changed_is_never_touched(ours):
    result = merge(BASE, ours, BASE)
    assert result.proposals == result.conflicts == result.absences == ()


@given(copies("a"))
def test_what_both_changed_alike_is_nobodys_business(both):
    result = merge(BASE, both, both)
    assert result.proposals == result.conflicts == result.absences == ()


@given(copies("a"), copies("b"))
def test_without_an_ancestor_nothing_is_removed(ours, theirs):
    result = merge(None, ours, theirs)
    assert all(change.after is not None for change in result.proposals)
    assert all(change.before is not None for change in result.absences)
    made = tree_of(apply(ours, result.proposals))
    assert paths(tree_of(ours)) | paths(tree_of(theirs)) == paths(made)


@given(copies("a"), copies("b"))
def test_without_an_ancestor_merging_twice_changes_nothing(ours, theirs):
    first = merge(None, ours, theirs)
    again = merge(None, apply(ours, first.proposals), theirs)
    assert again.proposals == ()
    assert places(again.conflicts) == places(first.conflicts)


def paths(tree, path=()):
    """Return every place of a tree that has something, lists of parts only if they do."""
    if not isinstance(tree, dict):
        return {path}
    inner = [paths(row, (*path, key)) for key, row in tree.items()]
    return set().union(*inner) if inner or not path else set()


def test_what_they_added_is_proposed_as_a_whole():
    theirs = with_record(BASE, replace(COMMITMENT, id="new"))
    (proposal,) = merge(BASE, BASE, theirs).proposals
    assert (proposal.kind, proposal.record, proposal.field) == ("commitment", "new", None)
    assert len(proposal.after["stages"]) == len(COMMITMENT.stages)


def test_what_they_removed_is_proposed_to_be_removed():
    (proposal,) = merge(BASE, BASE, without(BASE, COMMITMENT)).proposals
    assert (proposal.record, proposal.field, proposal.after) == ("x1", None, None)


def test_what_they_removed_and_we_changed_is_a_conflict():
    result = merge(BASE, changed(text="Ours"), without(BASE, COMMITMENT))
    assert result.proposals == ()
    assert [(one.before["text"], one.after) for one in result.conflicts] == [("Ours", None)]


def test_what_we_removed_and_they_changed_is_a_conflict():
    result = merge(BASE, without(BASE, COMMITMENT), changed(text="Theirs"))
    assert result.proposals == ()
    assert [(one.before, one.after["text"]) for one in result.conflicts] == [(None, "Theirs")]


def test_two_fields_of_one_record_meet_without_conflict():
    result = merge(BASE, changed(text="Ours"), changed(deadline="2031"))
    assert [(one.field, one.after) for one in result.proposals] == [("deadline", "2031")]
    assert result.conflicts == ()


def test_a_conflict_keeps_both_values():
    result = merge(BASE, changed(text="Ours"), changed(text="Theirs"))
    assert [(one.before, one.after) for one in result.conflicts] == [("Ours", "Theirs")]


def test_two_orders_of_the_same_parts_are_a_conflict():
    first, second = COMMITMENT.stages
    third = replace(first, id="third", evidence=())
    base = changed(stages=(first, second, third))
    ours = changed(stages=(second, first, third))
    theirs = changed(stages=(first, third, second))
    (conflict,) = merge(base, ours, theirs).conflicts
    assert conflict.field == "stages.order"
    assert conflict.after == [first.id, "third", second.id]


def test_their_order_is_proposed_where_we_left_ours_alone():
    theirs = changed(stages=COMMITMENT.stages[::-1])
    (proposal,) = merge(BASE, BASE, theirs).proposals
    made = apply(BASE, [proposal])
    assert made.get(Commitment, "x1").stages == COMMITMENT.stages[::-1]


def test_without_an_ancestor_a_list_of_ours_keeps_what_they_lack():
    matrix = BASE.get(Matrix, "x1")
    ours = with_record(BASE, replace(matrix, rows=("x0", "x1")))
    theirs = with_record(BASE, replace(matrix, rows=("x2", "x1")))
    (proposal,) = merge(None, ours, theirs).proposals
    assert proposal.after == ["x0", "x1", "x2"]


def test_without_an_ancestor_a_shorter_list_is_an_absence():
    matrix = BASE.get(Matrix, "x1")
    ours = with_record(BASE, replace(matrix, rows=("x0", "x1")))
    theirs = with_record(BASE, replace(matrix, rows=("x1",)))
    result = merge(None, ours, theirs)
    assert result.proposals == ()
    assert [one.field for one in result.absences] == ["rows"]


def test_another_text_under_the_same_source_is_never_a_proposal():
    source = BASE.get(Source, "x1")
    theirs = with_record(BASE, replace(source, text="Other words"))
    for base in (BASE, None):
        result = merge(base, BASE, theirs)
        assert result.proposals == ()
        assert [one.field for one in result.conflicts] == ["text"]


def test_editions_and_proposals_stay_with_their_pack_and_remarks_travel():
    theirs = replace(BASE, editions=(), proposals=(), remarks=())
    result = merge(BASE, BASE, theirs)
    assert {one.kind for one in result.proposals} == {"remark"}
