from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from briefing.app.comparing import compare, differences
from briefing.app.packs import open_sample, save_pack
from briefing.changes.diff import diff
from briefing.domain.agenda import Matrix
from briefing.domain.commitments import StageEntry
from briefing.domain.sources import Source
from briefing.domain.vocabularies import Binding, Stage, Stance
from tests.changes.edits import KEEPING, copies, without
from tests.records import with_record


@pytest.fixture(scope="module")
def sample():
    pack = open_sample()
    yield pack.content
    pack.close()


@pytest.fixture(scope="module")
def commitment(sample):
    return next(row for row in sample.commitments if len(row.parties) == 1 and row.stages)


def lines(before, record):
    return [row.line for row in differences(before, with_record(before, record))]


@given(copies("a", edits=KEEPING), copies("b", edits=KEEPING))
def test_every_change_has_a_line(before, after):
    found = differences(before, after)
    assert len(found) == len(diff(before, after))
    assert all(row.group and row.text and "\n" not in row.line for row in found)


def test_a_name_of_two_lines_stands_in_one(sample):
    italy = replace(sample.actors[0], name="Northern\n\tIreland")
    (line,) = lines(with_record(sample, italy), replace(italy, address="Long Road 1"))
    assert line.startswith("Northern Ireland · ")


def test_a_new_stage_says_from_where_to_where_and_when(sample, commitment):
    new = StageEntry(id="new", stage=Stage.AUTHORISED, date="2027-04-01")
    (line,) = lines(sample, replace(commitment, stages=(*commitment.stages, new)))
    assert line.startswith("Denmark · commitment “Denmark sends a battalion")
    assert line.endswith("→ authorised (2027-04-01)")
    assert "· stage: " in line


def test_a_code_is_said_in_words(sample, commitment):
    (line,) = lines(sample, replace(commitment, binding=Binding.LEGAL))
    assert line.endswith("→ legally binding")


def test_a_field_inside_a_stage_names_the_stage(sample, commitment):
    first, *rest = commitment.stages
    (line,) = lines(sample, replace(commitment, stages=(replace(first, note="Later"), *rest)))
    assert f"· stage {first.stage.label.lower()} · note: {first.note} → Later" in line


def test_a_reference_is_said_by_its_name(sample):
    quote = next(row for row in sample.quotes if row.speaker == "oldenzaal")
    (line,) = lines(sample, replace(quote, speaker="fr"))
    assert line.startswith("Netherlands · quote “")
    assert line.endswith("→ France")


def test_a_list_of_names_says_what_came_and_went(sample):
    matrix = sample.get(Matrix, "contributions")
    (line,) = lines(sample, replace(matrix, rows=("mt", *matrix.rows[1:])))
    assert line.startswith("Matrices · matrix “")
    assert line.endswith("removed: Denmark")
    (line,) = lines(sample, replace(matrix, rows=matrix.rows[::-1]))
    assert line.endswith("rows put in another order")


def test_a_passage_is_said_in_its_words(sample):
    position = next(row for row in sample.positions if row.evidence)
    (line,) = lines(sample, replace(position, evidence=position.evidence[1:]))
    assert f"evidence removed: “{position.evidence[0].exact[:20]}" in line


def test_added_and_removed_records_are_one_line_each(sample):
    quote = next(row for row in sample.quotes if row.speaks_for)
    (gone,) = differences(sample, without(sample, quote))
    (new,) = differences(without(sample, quote), sample)
    assert gone.text.endswith("· removed")
    assert new.text.endswith("· added")
    assert gone.group == new.group


def test_a_party_that_leaves_still_counts_among_those_concerned(sample):
    joint = next(row for row in sample.commitments if row.parties[0].actor == "fr")
    (row,) = differences(sample, with_record(sample, replace(joint, parties=joint.parties[1:])))
    assert "France" in row.group
    assert row.text.endswith("parties removed: France")


def test_lines_stand_by_country_in_their_order_then_by_kind(sample):
    after = sample
    for row in (sample.positions[-1], sample.positions[0]):
        after = with_record(after, replace(row, stance=Stance.SILENT))
    after = with_record(after, replace(sample.get(Source, "draft"), title="A new title"))
    after = replace(after, cover=replace(after.cover, title="Another"))
    names = [actor.name for actor in sample.actors]
    groups = [row.group for row in differences(sample, after)]
    assert groups[-2:] == ["Pack", "Sources"]
    assert groups[:-2] == sorted(groups[:-2], key=names.index)


def test_two_saved_packs_are_compared(tmp_path):
    first, second = open_sample(), open_sample()
    try:
        with second.edit("Remove"):
            second.remove(second.content.quotes[-1])
        paths = save_pack(first, tmp_path / "a"), save_pack(second, tmp_path / "b")
        found = compare(*paths)
    finally:
        first.close()
        second.close()
    assert "quote" in {row.change.kind for row in found}
