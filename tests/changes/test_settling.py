from __future__ import annotations

import itertools
from dataclasses import replace

from hypothesis import given

from briefing.changes.applying import Draft, apply
from briefing.changes.proposals import proposal_of, proposed, same
from briefing.changes.references import faults
from briefing.changes.settling import settle
from briefing.domain.actors import Actor
from briefing.domain.agenda import Matrix, Measure
from briefing.domain.commitments import Commitment
from briefing.domain.exchange import Proposal
from briefing.domain.ids import ActorId, MatrixId, MeasureId
from briefing.domain.sources import Source
from briefing.domain.statements import Quote
from briefing.domain.vocabularies import ActorKind
from tests.changes.edits import BASE, FILLED, add_record, copies, merge, without
from tests.records import with_record

SOURCE = BASE.get(Source, "x1")
QUOTE = BASE.get(Quote, "x1")
COMMITMENT = BASE.get(Commitment, "x1")


def ids():
    return map("p{}".format, itertools.count()).__next__


def proposals(base, ours, theirs):
    new_id = ids()
    return [proposal_of(one, new_id(), "theirs") for one in merge(base, ours, theirs).proposals]


def settled(content, chosen, waiting=()):
    return settle(content, chosen, waiting, ids())


@given(copies("a"))
def test_a_change_comes_back_from_its_proposal(theirs):
    result = merge(BASE, BASE, theirs)
    rows = [proposal_of(one, "p", "theirs") for one in result.proposals]
    assert [proposed(row, "new").change for row in rows] == [
        _without_original(change) for change in result.proposals
    ]


def _without_original(change):
    """The bytes did not come along, so nothing is said of them."""
    if change.kind != "source" or change.field is not None or change.after is None:
        return change
    kept = {key: value for key, value in change.after.items() if key != "original"}
    return replace(change, after=kept)


def test_the_bytes_of_a_source_wait_with_its_proposal():
    data = FILLED.original(SOURCE.original.sha256)
    (change,) = merge(None, without(BASE, SOURCE), BASE).proposals
    row = proposal_of(change, "p", "theirs", data)
    assert proposed(row, "new").original == data
    assert proposed(row, "new").change == change
    other = replace(row, after=row.after.replace(SOURCE.original.sha256, "0" * 64))
    assert proposed(other, "new").original is None
    assert "original" not in proposed(other, "new").change.after


def test_the_same_proposal_is_known_by_what_it_proposes():
    rows = proposals(BASE, BASE, with_record(BASE, replace(COMMITMENT, text="Theirs")))
    (row,) = rows
    assert same(row) == same(replace(row, id="other", before=None, origin="elsewhere"))


@given(copies("a"), copies("b"))
def test_whatever_is_taken_leaves_no_new_fault(ours, theirs):
    rows = proposals(BASE, ours, theirs)
    result = settled(ours, rows)
    assert {*result.taken, *result.conflicts, *result.refused} == {row.id for row in rows}
    changes = [proposed(row, "new").change for row in rows if row.id in result.taken]
    find, start = Draft(apply(ours, changes)).find, Draft(ours).find
    for (kind, record_id), record in result.changed.items():
        assert find(kind, record_id) == record
        old = start(kind, record_id)
        known = set() if old is None else set(faults(old, start))
        assert record is None or set(faults(record, find)) <= known


@given(copies("b", edits=(add_record,), most=4))
def test_new_records_are_all_taken_together(theirs):
    rows = proposals(BASE, BASE, theirs)
    assert settled(BASE, rows).taken == tuple(row.id for row in rows)


def test_a_new_matrix_brings_along_its_rows_and_its_columns():
    actor = Actor(id=ActorId("a9"), kind=ActorKind.COUNTRY, name="Malta")
    measure = Measure(id=MeasureId("m9"), name="Send shells")
    matrix = Matrix(id=MatrixId("t9"), title="T", rows=(actor.id,), columns=(measure.id,))
    theirs = BASE
    for record in (actor, measure, matrix):
        theirs = with_record(theirs, record)
    rows = proposals(None, BASE, theirs)
    chosen = [row for row in rows if row.kind == "matrix"]
    result = settled(BASE, chosen, rows)
    assert result.refused == {}
    assert {key[0] for key in result.changed} == {"actor", "measure", "matrix"}


def test_a_quote_brings_along_the_source_that_it_needs():
    ours = without(without(BASE, SOURCE), QUOTE)
    source, quote = [row for row in proposals(None, ours, BASE) if row.record == "x1"]
    assert (source.kind, quote.kind) == ("source", "quote")
    result = settled(ours, [quote], [source, quote])
    assert set(result.taken) == {source.id, quote.id}
    assert result.brought == (source.id,)


def test_a_quote_whose_source_nobody_proposes_is_refused():
    ours = without(without(BASE, SOURCE), QUOTE)
    (quote,) = [row for row in proposals(None, ours, BASE) if row.kind == "quote"]
    result = settled(ours, [quote])
    assert result.taken == ()
    assert "names the source “x1”, which is not in the pack" in result.refused[quote.id]


def test_what_is_refused_leaves_nothing_behind_that_came_along():
    ours = without(without(BASE, SOURCE), QUOTE)
    source, quote = [row for row in proposals(None, ours, BASE) if row.record == "x1"]
    astray = replace(quote, after=quote.after.replace('"speaker":"x', '"speaker":"gone-x'))
    assert astray != quote
    result = settled(ours, [astray], [source])
    assert result.taken == ()
    assert result.changed == {}


def test_what_came_along_goes_again_when_the_rest_cannot_come():
    lean = {"replaces": None, "derived_from": None, "original": None, "set_aside": ()}
    sound = replace(SOURCE, id="sound", **lean)
    unsound = replace(SOURCE, id="unsound", **{**lean, "derived_from": "gone"})
    copy = replace(QUOTE.also_in[0], source="unsound", start=0, stop=5)
    pieces = (replace(QUOTE.pieces[0], start=0, stop=5).filled(SOURCE.text),)
    words = {"pieces": pieces, "also_in": (copy,), "edits": (), "translations": ()}
    quote = replace(QUOTE, id="new", source="sound", speaker_as_named=None, **words)
    theirs = BASE
    for record in (sound, unsound, quote):
        theirs = with_record(theirs, record)
    rows = {row.record: row for row in proposals(BASE, BASE, theirs)}
    result = settled(BASE, [rows["new"]], list(rows.values()))
    assert result.taken == ()
    assert result.changed == {}
    assert "names the source “unsound”" in result.refused[rows["new"].id]


def test_passages_and_their_source_change_together():
    words = "Altogether different words in another source"
    other = replace(SOURCE, id="other", text=words, set_aside=(), original=None)
    pieces = (replace(QUOTE.pieces[0], start=0, stop=10).filled(words),)
    base = with_record(BASE, other)
    lean = {"edits": (), "also_in": (), "translations": (), "speaker_as_named": None}
    base = with_record(base, replace(QUOTE, **lean))
    theirs = with_record(base, replace(QUOTE, **lean, source="other", pieces=pieces))
    rows = proposals(base, base, theirs)
    (source,) = [row for row in rows if row.field == "source"]
    alone = settled(base, [source])
    assert "that is not in the text of" in alone.refused[source.id]
    together = settled(base, [source], rows)
    assert set(together.taken) == {row.id for row in rows}


def test_a_removal_is_refused_while_something_rests_on_what_would_go():
    (gone,) = proposals(BASE, BASE, without(BASE, SOURCE))
    result = settled(BASE, [gone])
    assert result.taken == ()
    assert "names the source “x1”" in result.refused[gone.id]


def test_a_removal_brings_along_the_removal_of_what_rests_on_it():
    ours = replace(BASE, **dict.fromkeys(("quotes", "remarks", "proposals"), ()))
    lean = replace(QUOTE, also_in=(), translations=())
    source = replace(SOURCE, id="alone", derived_from=None, replaces=None)
    words = replace(lean, id="lone", source="alone", speaker_as_named=None, edits=(), pieces=())
    ours = with_record(with_record(ours, source), words)
    theirs = without(without(ours, source), words)
    rows = proposals(ours, ours, theirs)
    (first,) = [row for row in rows if row.kind == "source"]
    assert set(settled(ours, [first], rows).taken) == {row.id for row in rows}


def test_what_was_changed_since_becomes_a_conflict():
    (row,) = proposals(BASE, BASE, with_record(BASE, replace(COMMITMENT, text="Theirs")))
    ours = with_record(BASE, replace(COMMITMENT, text="Since"))
    result = settled(ours, [row])
    assert result.taken == ()
    assert result.conflicts == {row.id: "Since"}


def test_two_proposals_for_one_field_are_not_both_taken():
    first, second = (
        proposals(BASE, BASE, with_record(BASE, replace(COMMITMENT, text=text)))[0]
        for text in ("One", "Two")
    )
    result = settled(BASE, [first, replace(second, id="second")])
    assert result.taken == (first.id,)
    assert result.conflicts == {"second": "One"}


def test_what_is_as_proposed_already_is_taken_without_a_change():
    theirs = with_record(BASE, replace(COMMITMENT, text="Theirs"))
    result = settled(theirs, proposals(BASE, BASE, theirs))
    assert len(result.taken) == 1
    assert result.changed == {}


def test_the_words_of_a_source_are_never_taken():
    theirs = with_record(BASE, replace(SOURCE, text="Other words"))
    (change,) = merge(BASE, BASE, theirs).conflicts
    result = settled(BASE, [proposal_of(change, "p", "theirs")])
    assert "never changed" in result.refused["p"]


def test_a_proposal_that_cannot_be_read_is_refused():
    row = Proposal(id="p", kind="commitment", record="x1", field="text", after="{", origin="x")
    assert "cannot be read" in settled(BASE, [row]).refused["p"]


def test_a_new_record_without_an_id_gets_one():
    row = Proposal(id="p", kind="topic", after='{"name":"Seabed"}', origin="a suggestion")
    result = settled(BASE, [row])
    ((key, topic),) = result.changed.items()
    assert (key[0], topic.name) == ("topic", "Seabed")
    assert topic.id == key[1] != ""


def test_a_part_cannot_be_in_a_record_twice():
    first, second = COMMITMENT.stages
    doubled = replace(first.evidence[0], id=second.evidence[0].id)
    theirs = replace(first, evidence=(doubled,))
    rows = proposals(BASE, BASE, with_record(BASE, replace(COMMITMENT, stages=(theirs, second))))
    result = settled(BASE, rows)
    assert result.taken == ()
    assert all("twice" in why for why in result.refused.values())
