"""An ancestor says whether a value was the same, however it was stored, and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from hypothesis import given

from briefing.changes.ancestry import Ancestor, Seal, as_text, is_same
from briefing.changes.diff import diff
from briefing.changes.merge import merge
from briefing.changes.places import COVER, Place
from briefing.domain.commitments import Commitment
from briefing.domain.kinds import KINDS
from briefing.domain.shape import Plain, shape_of
from tests.changes.edits import BASE, SEAL, ancestor_of, copies
from tests.records import with_record

COMMITMENT = BASE.get(Commitment, "x1")
PLACE = Place("commitment", "x1")


def imprint(record):
    return SEAL.imprint(PLACE, record)


def stored(ancestor):
    """Return an ancestor as it comes back from a file."""
    texts = {name: as_text(one) for name, one in ancestor.imprints.items()}
    return Ancestor(seal=ancestor.seal, imprints={name: json.loads(texts[name]) for name in texts})


@given(copies("c"), copies("a"), copies("b"))
def test_a_stored_ancestor_merges_as_the_one_it_was_made_from(base, ours, theirs):
    ancestor = ancestor_of(base, SEAL)
    assert merge(stored(ancestor), ours, theirs) == merge(ancestor, ours, theirs)


@given(copies("a"), copies("b"))
def test_where_ours_is_the_ancestor_what_they_changed_is_what_differs(ours, theirs):
    result = merge(ancestor_of(ours, SEAL), ours, theirs)
    kinds = {"edition", "proposal", "remark"}
    told = set(map(repr, diff(ours, theirs)))
    assert {repr(one) for one in result.proposals if one.kind not in kinds} == told
    assert result.conflicts == result.absences == ()


@given(copies("a"))
def test_no_word_of_a_record_is_in_its_imprint(content):
    texts = "".join(as_text(one) for one in ancestor_of(content, SEAL).imprints.values())
    for kind in KINDS:
        for row in content.all(kind.record_type):
            for field in shape_of(kind.record_type).fields:
                value = getattr(row, field.name)
                if field.plain is Plain.TEXT and isinstance(value, str) and len(value) > 8:
                    assert value not in texts
    assert all(row.id not in texts for row in COMMITMENT.stages)


def test_what_differs_only_in_place_or_date_of_capture_is_the_same():
    moved = replace(COMMITMENT, order=77, captured="2031-01-01T10:00:00+00:00")
    assert is_same(imprint(moved), imprint(COMMITMENT))


def test_another_order_of_parts_is_not_the_same():
    turned = replace(COMMITMENT, stages=COMMITMENT.stages[::-1])
    assert not is_same(imprint(turned), imprint(COMMITMENT))


def test_equal_numbers_are_the_same_however_they_are_written():
    field = next(one for one in shape_of(type(BASE.cover)).fields if one.key == "rates").nested
    rate = next(one for one in field.fields if one.plain is Plain.DECIMAL)
    one, other = (SEAL.value(COVER, rate, Decimal(text)) for text in ("1.50", "1.5"))
    assert one == other
    assert one != SEAL.value(COVER, rate, Decimal("1.51"))


def test_digests_of_another_lineage_or_record_are_others():
    field = next(one for one in shape_of(Commitment).fields if one.key == "text")
    mine = SEAL.value(PLACE.field("text"), field, "Words")
    assert mine != Seal(b"another key").value(PLACE.field("text"), field, "Words")
    assert mine != SEAL.value(Place("commitment", "x2").field("text"), field, "Words")


def test_a_record_that_the_ancestor_lacked_was_not_there():
    ancestor = ancestor_of(BASE, SEAL)
    assert ancestor.there(Place("commitment", "nobody")) is None
    assert ancestor.there(PLACE.part("stages", COMMITMENT.stages[0].id)) is not None
    assert ancestor.there(PLACE.part("stages", "nobody")) is None


def test_what_both_added_differently_is_a_conflict_even_where_one_has_a_default():
    new = replace(COMMITMENT, id="new")
    other = replace(new, disclosure=type(new.disclosure).CLOSED)
    plain = replace(new, disclosure=type(new.disclosure).BACKGROUND)
    result = merge(ancestor_of(BASE, SEAL), with_record(BASE, plain), with_record(BASE, other))
    assert [one.field for one in result.conflicts] == ["disclosure"]
