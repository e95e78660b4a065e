from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from briefing.changes.by_actor import changes_by_actor
from briefing.domain.changed import What
from briefing.domain.commitments import Commitment
from briefing.domain.statements import Position, Quote
from tests.changes.edits import BASE, copies, without
from tests.records import with_record

COMMITMENT = BASE.get(Commitment, "x1")
POSITION = BASE.get(Position, "x1")
QUOTE = BASE.get(Quote, "x1")


def items(before, after):
    return {row.actor: row.items for row in changes_by_actor(before, after)}


@given(copies("a"))
def test_equal_contents_have_nothing_to_tell(content):
    assert changes_by_actor(content, content) == ()


@given(copies("a"), copies("b"))
def test_every_statement_that_changed_is_told_of_its_actors(before, after):
    told = {
        (item.record.id, actor)
        for actor, rows in items(before, after).items()
        for item in rows
        if isinstance(item.record, Position)
    }
    rows = {row.id: row for row in before.positions}, {row.id: row for row in after.positions}
    for record_id in rows[0].keys() | rows[1].keys():
        old, new = (side.get(record_id) for side in rows)
        bare = [side and replace(side, order=0, captured=None) for side in (old, new)]
        for actor in {side.actor for side in (old, new) if side and bare[0] != bare[1]}:
            assert (record_id, actor) in told


def test_a_new_stage_is_told_apart_from_its_commitment():
    new = replace(COMMITMENT.stages[0], id="new", evidence=COMMITMENT.stages[0].evidence[:1])
    after = with_record(BASE, replace(COMMITMENT, stages=(*COMMITMENT.stages, new), lead=False))
    found = items(BASE, after)
    assert set(found) == {party.actor for party in COMMITMENT.parties}
    for rows in found.values():
        assert [(item.kind, item.what) for item in rows] == [
            ("commitment", What.CHANGED),
            ("stage", What.ADDED),
        ]
        assert rows[1].after == new
        assert rows[1].sources == (new.evidence[0].source,)


def test_a_changed_stage_has_its_old_and_new_state():
    first, *rest = COMMITMENT.stages
    new = replace(first, note="Later")
    after = with_record(BASE, replace(COMMITMENT, stages=(new, *rest)))
    for (item,) in items(BASE, after).values():
        assert (item.before, item.after) == (first, new)
        assert [change.after for change in item.changes] == ["Later"]


def test_a_new_position_is_told_with_the_one_it_supersedes():
    new = replace(POSITION, id="new", supersedes="x1")
    (item,) = items(BASE, with_record(BASE, new))[POSITION.actor]
    assert (item.what, item.before, item.after) == (What.CHANGED, POSITION, new)


def test_a_removed_quote_is_told_of_speaker_and_country_with_its_source():
    found = items(BASE, without(BASE, QUOTE))
    assert set(found) == {QUOTE.speaker, QUOTE.speaks_for}
    for (item,) in found.values():
        assert (item.kind, item.what, item.after) == ("quote", What.REMOVED, None)
        assert item.sources[0] == QUOTE.source
