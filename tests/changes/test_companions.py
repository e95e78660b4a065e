"""Proposals that mean something only together are decided on together."""

from __future__ import annotations

from dataclasses import replace

from briefing.changes.companions import with_companions
from briefing.domain.exchange import Proposal
from briefing.domain.vocabularies import ProposalState


def proposal(field, record="q1", kind="quote", origin="theirs", **fields):
    return Proposal(
        id=f"{origin}-{record}-{field}",
        kind=kind,
        record=record,
        field=field,
        origin=origin,
        **fields,
    )


SOURCE = proposal("source")
PIECE = proposal("pieces[p1]")
EDIT = proposal("edits[e1]")
NAMED = proposal("speaker_as_named")
TOPIC = proposal("topic")
ALL = (SOURCE, PIECE, EDIT, NAMED, TOPIC)


def ids(rows):
    return [row.id for row in rows]


def test_the_words_of_a_quote_go_with_their_source_and_it_with_them():
    for one in (SOURCE, PIECE, EDIT, NAMED):
        assert set(ids(with_companions([one], ALL))) == set(ids((SOURCE, PIECE, EDIT, NAMED)))


def test_what_is_no_place_in_a_source_goes_alone():
    assert with_companions([TOPIC], ALL) == [TOPIC]


def test_without_another_source_every_place_goes_alone():
    assert with_companions([PIECE], (PIECE, EDIT, NAMED)) == [PIECE]


def test_of_another_quote_file_or_kind_nothing_goes_along():
    others = (
        proposal("pieces[p1]", record="q2"),
        proposal("pieces[p1]", origin="ours"),
        proposal("source", kind="translation"),
    )
    assert with_companions([SOURCE], (SOURCE, *others)) == [SOURCE]


def test_what_was_decided_stays_decided():
    rejected = replace(PIECE, state=ProposalState.REJECTED)
    assert with_companions([SOURCE], (SOURCE, rejected)) == [SOURCE]


def test_a_changed_proposal_is_the_one_that_is_taken():
    changed = replace(SOURCE, after='"s9"')
    assert with_companions([changed], ALL)[0] == changed


def test_the_source_of_a_translation_goes_with_its_pieces():
    rows = (proposal("translations[t1].source"), proposal("translations[t1].pieces[p9]"))
    assert with_companions([rows[1]], rows) == [rows[1], rows[0]]
