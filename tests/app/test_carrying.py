from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from briefing.app import packs
from briefing.app.carrying import carried, new_from
from briefing.app.checking import problems
from briefing.app.traces import all_records
from briefing.checks import Severity
from briefing.domain.cells import current_position
from briefing.domain.commitments import Commitment, StageEntry
from briefing.domain.content import Content
from briefing.domain.cover import Cover
from briefing.domain.kinds import KINDS
from briefing.domain.vocabularies import Stage
from briefing.errors import InputRefusedError
from tests.changes.edits import KEEPING, copies
from tests.records import with_record

FRAME = {"actors", "topics", "measures", "matrices"}
CARRIED = FRAME | {"sources", "positions", "commitments"}


@pytest.fixture
def old(tmp_path):
    sample = packs.open_sample()
    try:
        return packs.save_pack(sample, tmp_path / "old.briefpack")
    finally:
        sample.close()


@pytest.fixture
def sample():
    pack = packs.open_sample()
    yield pack.content
    pack.close()


def test_a_new_pack_has_the_frame_and_what_stands_with_its_sources(old, sample):
    data = old.read_bytes()
    pack = new_from("Next month", old)
    try:
        content = pack.content
        assert pack.path is None
        assert pack.history == ()
        for source in content.sources:
            assert pack.original(source.original.sha256)
    finally:
        pack.close()
    assert old.read_bytes() == data
    assert (content.cover.title, content.cover.language) == ("Next month", "en")
    assert content.cover.event is None
    assert {kind.name for kind in KINDS if content.all(kind.record_type)} == CARRIED
    for name in FRAME:
        now, was = getattr(content, name), getattr(sample, name)
        assert [row.id for row in now] == [row.id for row in was]
    for row in content.positions:
        assert current_position(sample, row.actor, row.topic).id == row.id
    pairs = {(row.actor, row.topic) for row in sample.positions}
    assert {(row.actor, row.topic) for row in content.positions} == pairs
    assert [row for row in problems(content) if row.severity is Severity.ERROR] == []


def test_passages_come_along_to_the_letter(sample):
    content = carried(sample, "Next month")
    kept = {row.id for row in (*content.positions, *content.commitments)}
    passages = [item for _, row, item in sample.resting if row.id in kept]
    assert [item for _, _, item in content.resting] == passages
    rested = {item.source for item in passages}
    members = {item.source for actor in sample.actors for item in actor.members if item.source}
    assert {row.id for row in content.sources} == rested | members


def test_everything_is_marked_and_nothing_counts_as_checked(sample):
    for row in all_records(carried(sample, "Next month")):
        assert row.by == f"carried from “{sample.cover.title}”"
        assert row.checked is None


@pytest.mark.parametrize("stage", [Stage.WITHDRAWN, Stage.LAPSED])
def test_a_commitment_that_no_longer_stands_stays_behind(sample, stage):
    row = sample.get(Commitment, "dk-battalion")
    last = StageEntry(id="last", stage=stage, date="2027-09-01")
    gone = with_record(sample, replace(row, stages=(*row.stages, last)))
    assert carried(sample, "Next month").find(Commitment, row.id)
    assert carried(gone, "Next month").find(Commitment, row.id) is None


@settings(max_examples=25)
@given(copies("a", edits=KEEPING))
def test_nothing_that_is_carried_points_to_what_is_not(content):
    made = carried(content, "Next month")
    pack = packs.restored(made, {})  # the store refuses a reference to nothing
    try:
        assert {row.id for row in pack.content.commitments} == {row.id for row in made.commitments}
    finally:
        pack.close()


def test_an_empty_title_is_refused(old):
    with pytest.raises(InputRefusedError, match="needs a title"):
        new_from("  ", old)


def test_a_pack_without_anything_carries_nothing():
    made = carried(Content(cover=Cover(title="Old")), "New", "fr")
    assert made == Content(cover=Cover(title="New", language="fr"))
