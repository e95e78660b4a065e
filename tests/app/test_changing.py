"""A proposal is changed before it is accepted: what is accepted, remembered, refused, undone."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from briefing.app import changing, editing, packs, stage_entries
from briefing.app.deciding import accept_changed, reject
from briefing.app.receiving import receive
from briefing.changes.values import made
from briefing.domain.actors import Actor
from briefing.domain.agenda import Topic
from briefing.domain.commitments import Commitment, Party, StageEntry
from briefing.domain.exchange import Proposal
from briefing.domain.kinds import KINDS
from briefing.domain.shape import shape_of
from briefing.domain.sources import Source
from briefing.domain.vocabularies import ProposalState, Stage
from briefing.errors import InputRefusedError
from tests.changes.edits import BASE, FILLED
from tests.records import SEED

ITALY = Actor(id="it", kind="country", name="Italy")
NAVY = Commitment(
    id="navy",
    parties=(Party(id="p1", actor="it"),),
    text="Send ships",
    stages=(StageEntry(id="s1", stage=Stage.PLEDGED, date="2027-01"),),
)


@pytest.fixture
def ours():
    pack = packs.create_pack("Summit")
    editing.add(pack, Topic(id="force", name="Force", proposition="Send a force"), "Add Topic")
    yield pack
    pack.close()


@pytest.fixture
def theirs(ours, tmp_path):
    """A colleague's copy as a file, with another proposition, a country and a commitment."""
    pack = packs.restored(ours.content, {})
    topic = pack.content.get(Topic, "force")
    editing.change(pack, topic, "Change", proposition="Send an army")
    editing.add(pack, ITALY, "Add")
    editing.add(pack, NAVY, "Add")
    path = packs.save_pack(pack, tmp_path / "theirs")
    pack.close()
    return path


def proposal(pack, kind):
    return next(row for row in pack.content.proposals if row.kind == kind)


def test_the_changed_value_is_accepted_as_one_edit_and_the_proposed_one_remembered(ours, theirs):
    receive(ours, theirs)
    inbox, one = ours.content, proposal(ours, "topic")
    done = accept_changed(ours, one.id, "Send a small force")
    assert done.accepted == (one.id,)
    assert ours.content.get(Topic, "force").proposition == "Send a small force"
    kept = ours.content.get(Proposal, one.id)
    assert (kept.state, kept.after) == (ProposalState.ACCEPTED, '"Send an army"')
    assert ours.undo() == "Accept Changed Proposal"
    assert ours.content == inbox


def test_a_changed_record_takes_the_other_fields_as_proposed_and_brings_what_it_names(ours, theirs):
    receive(ours, theirs)
    one = proposal(ours, "commitment")
    done = accept_changed(ours, one.id, {"text": "Send frigates", "deadline": "2027-05"})
    assert ours.content.get(Commitment, "navy") == replace(
        NAVY,
        text="Send frigates",
        deadline="2027-05",
        order=ours.content.get(Commitment, "navy").order,
        captured=ours.content.get(Commitment, "navy").captured,
    )
    assert done.brought == (proposal(ours, "actor").id,)


def test_receiving_the_same_file_again_proposes_nothing_of_what_was_changed(ours, theirs):
    receive(ours, theirs)
    for kind, after in (
        ("topic", "Send a small force"),
        ("actor", {"name": "Italia"}),
        ("commitment", {"text": "Send frigates", "stages": None}),
    ):
        accept_changed(ours, proposal(ours, kind).id, after)
    before = ours.content
    assert receive(ours, theirs).added == ()
    assert ours.content == before


def test_what_they_change_later_is_proposed_all_the_same(ours, theirs):
    receive(ours, theirs)
    accept_changed(ours, proposal(ours, "actor").id, {"name": "Italia"})
    other = packs.open_pack(theirs)
    editing.change(other, other.content.get(Actor, "it"), "Change", name="Italian Republic")
    packs.save_pack(other)
    other.close()
    (added,) = receive(ours, theirs).added
    assert ours.content.get(Proposal, added).after == '"Italian Republic"'


@pytest.mark.parametrize(
    ("kind", "after", "sentence"),
    [
        ("topic", 7, "cannot be 7"),
        ("actor", {"name": ""}, "lacks the field “name”"),
        ("actor", {"kind": "planet"}, "it can be country"),
        ("actor", {"id": "other"}, "never changed"),
        ("commitment", {"deadline": "soon"}, "not a date"),
        ("commitment", {"topic": "nothing"}, "not in the pack"),
    ],
)
def test_a_value_that_cannot_be_kept_is_refused_and_nothing_changes(
    ours, theirs, kind, after, sentence
):
    receive(ours, theirs)
    before = ours.content
    with pytest.raises(InputRefusedError, match=sentence):
        accept_changed(ours, proposal(ours, kind).id, after)
    assert ours.content == before


def test_the_words_and_bytes_of_a_proposed_source_stay_as_they_came(tmp_path):
    theirs = packs.restored(BASE, dict(FILLED.originals))
    path = packs.save_pack(theirs, tmp_path / "theirs")
    theirs.close()
    ours = packs.restored(SEED, {})
    receive(ours, path)
    one = next(row for row in ours.content.proposals if (row.kind, row.record) == ("source", "x1"))
    for forged in ({"text": "Other words"}, {"original": None}):
        with pytest.raises(InputRefusedError, match="never changed"):
            accept_changed(ours, one.id, forged)
    accept_changed(ours, one.id, {"title": "Corrected"})
    source = ours.content.get(Source, "x1")
    assert (source.title, source.text) == ("Corrected", BASE.get(Source, "x1").text)
    assert ours.original(source.original.sha256) == FILLED.original(source.original.sha256)
    ours.close()


def test_a_removal_and_a_refused_proposal_cannot_be_changed(ours):
    gone = Proposal(id="g", kind="topic", record="force", before="{}", origin="a")
    fixed = Proposal(
        id="f", kind="source", record="s", field="text", after='"x"', origin="a", state="refused"
    )
    with ours.edit("Receive Pack"):
        ours.put(gone)
        ours.put(fixed)
    for one, sentence in ((gone, "nothing to change"), (fixed, "new revision")):
        assert changing.values_of(ours.content.get(Proposal, one.id)) == ()
        with pytest.raises(InputRefusedError, match=sentence):
            accept_changed(ours, one.id, "other")


def test_what_was_changed_here_meanwhile_becomes_a_conflict(ours, theirs):
    receive(ours, theirs)
    topic = ours.content.get(Topic, "force")
    editing.change(ours, topic, "Change", proposition="Send nothing")
    one = proposal(ours, "topic")
    assert accept_changed(ours, one.id, "Send a few").conflicts == (one.id,)
    assert ours.content.get(Topic, "force").proposition == "Send nothing"
    accept_changed(ours, one.id, "Send a few")
    assert ours.content.get(Topic, "force").proposition == "Send a few"


def test_a_rejected_proposal_can_still_be_accepted_changed(ours, theirs):
    receive(ours, theirs)
    one = proposal(ours, "topic")
    reject(ours, [one.id])
    assert accept_changed(ours, one.id, "Send a few").accepted == (one.id,)


def test_the_values_of_a_record_are_its_fields_and_those_of_its_parts(ours, theirs):
    receive(ours, theirs)
    values = {one.words: one for one in changing.values_of(proposal(ours, "commitment"))}
    assert {"text", "polarity", "parties 1 · actor", "stages 1 · date", "lead"} <= values.keys()
    assert not {"id", "order", "captured", "stages 1 · evidence"} & values.keys()
    assert values["stages 1 · date"].plain == "2027-01"
    assert values["lead"].plain is False
    assert "which is not a date: write it like" in values["deadline"].complaint("soon")
    assert values["deadline"].complaint("2027-03~") is None


def test_values_are_put_together_again_as_what_would_be_accepted(ours, theirs):
    receive(ours, theirs)
    one = proposal(ours, "commitment")
    paths = {value.words: value.path for value in changing.values_of(one)}
    new = {paths["stages 1 · note"]: "In port", paths["text"]: "Send frigates"}
    new |= {paths["stages 1 · date"]: None, paths["deadline"]: "2027"}
    accept_changed(ours, one.id, changing.with_values(one, new))
    kept = ours.content.get(Commitment, "navy")
    assert (kept.text, kept.deadline) == ("Send frigates", "2027")
    assert (kept.stages[0].note, kept.stages[0].date) == ("In port", None)


def test_a_field_that_is_emptied_is_left_out(ours, theirs):
    other = packs.open_pack(theirs)
    editing.change(other, other.content.get(Actor, "it"), "Change", pronunciation="IT-a-lee")
    packs.save_pack(other)
    other.close()
    receive(ours, theirs)
    one = proposal(ours, "actor")
    assert "IT-a-lee" in one.after
    accept_changed(ours, one.id, changing.with_values(one, {("pronunciation",): None}))
    assert ours.content.get(Actor, "it").pronunciation is None


def test_a_sum_is_changed_to_the_digit(ours):
    with ours.edit("Add"):
        ours.put(ITALY)
        ours.put(NAVY)
    sum_of_money = Proposal(
        id="m",
        kind="commitment",
        record="navy",
        field="stages[s1].amount",
        after='{"value": 10.10, "currency": "EUR"}',
        origin="a",
    )
    with ours.edit("Receive Pack"):
        ours.put(sum_of_money)
    (amount, *_) = changing.values_of(sum_of_money)
    accept_changed(ours, "m", changing.with_values(sum_of_money, {amount.path: Decimal("10.20")}))
    assert str(ours.content.get(Commitment, "navy").stages[0].amount.value) == "10.20"


def test_every_kind_of_record_can_be_taken_apart_and_put_together_unchanged(tmp_path):
    ours, theirs = packs.restored(SEED, {}), packs.restored(BASE, dict(FILLED.originals))
    receive(ours, packs.save_pack(theirs, tmp_path / "theirs"))
    whole = [one for one in ours.content.proposals if one.field is None and one.kind != "pack"]
    kinds = {kind.singular: kind.record_type for kind in KINDS}
    assert {one.kind for one in whole} == kinds.keys() - {"edition", "proposal"}
    for one in whole:
        values = changing.values_of(one)
        assert [value.complaint(value.plain) for value in values] == [None] * len(values)
        again = changing.with_values(one, {value.path: value.plain for value in values})
        record_type = kinds[one.kind]
        record = made(shape_of(record_type), {**again, "id": one.record}, one.kind)
        assert replace(record, order=0) == replace(BASE.get(record_type, one.record), order=0)
    ours.close()
    theirs.close()


def test_a_reference_offers_the_records_of_the_pack_and_those_that_are_proposed(ours, theirs):
    receive(ours, theirs)
    values = {one.words: one for one in changing.values_of(proposal(ours, "commitment"))}
    assert changing.choices(ours.content, values["topic"].field) == (("force", "Force"),)
    assert changing.choices(ours.content, values["parties 1 · actor"].field) == (("it", "Italy"),)


@pytest.fixture
def corrected(ours):
    """A pack with a commitment whose only entry somebody gave another stage, in a workbook."""
    editing.add(ours, ITALY, "Add")
    editing.add(ours, NAVY, "Add")
    one = Proposal(
        id="s",
        kind="commitment",
        record="navy",
        field="stages[s1].stage",
        before='"pledged"',
        after='"delivering"',
        origin="matrix.xlsx",
    )
    editing.add(ours, one, "Receive Workbook")
    return ours


def stages(pack):
    rows = pack.content.get(Commitment, "navy").stages
    return [(row.stage, row.date) for row in rows]


def test_a_changed_stage_says_which_entry_it_corrects_and_can_become_an_entry_of_its_own(corrected):
    one = corrected.content.get(Proposal, "s")
    assert stage_entries.corrected_entry(corrected.content, one) == NAVY.stages[0]
    stage, date = changing.values_of(one)
    assert (stage.plain, date.plain) == ("delivering", None)
    assert date.complaint("soon") is not None
    assert date.complaint("2027-02-01") is None
    after = changing.with_values(one, {date.path: "2027-02-01"})
    accept_changed(corrected, "s", after)
    assert stages(corrected) == [(Stage.PLEDGED, "2027-01"), (Stage.DELIVERING, "2027-02-01")]
    assert corrected.content.get(Proposal, "s").state is ProposalState.ACCEPTED
    assert corrected.content.get(Proposal, "s").after == '"delivering"'
    corrected.undo()
    assert stages(corrected) == [(Stage.PLEDGED, "2027-01")]
    assert corrected.content.get(Proposal, "s").state is ProposalState.WAITING


def test_the_new_entry_may_have_another_stage_than_was_proposed(corrected):
    one = corrected.content.get(Proposal, "s")
    stage, date = changing.values_of(one)
    after = changing.with_values(one, {stage.path: "done", date.path: "2027-03"})
    accept_changed(corrected, "s", after)
    assert stages(corrected) == [(Stage.PLEDGED, "2027-01"), (Stage.DONE, "2027-03")]


def test_without_a_date_a_changed_stage_still_corrects_its_entry(corrected):
    one = corrected.content.get(Proposal, "s")
    stage, _ = changing.values_of(one)
    accept_changed(corrected, "s", changing.with_values(one, {stage.path: "done"}))
    assert stages(corrected) == [(Stage.DONE, "2027-01")]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ({"stage": "done"}, "needs a date"),
        ({"date": "soon"}, "soon"),
        ({"date": "2027-02", "colour": "red"}, "colour"),
    ],
)
def test_an_entry_that_is_none_is_refused_and_nothing_changed(corrected, entry, reason):
    before = corrected.content
    with pytest.raises(InputRefusedError, match=reason):
        accept_changed(corrected, "s", entry)
    assert corrected.content == before


def test_a_conflict_about_a_stage_is_settled_by_an_entry_that_overwrites_nothing(corrected):
    navy = corrected.content.get(Commitment, "navy")
    entry = replace(navy.stages[0], stage=Stage.ALLOCATED)
    editing.change(corrected, navy, "Change", stages=(entry,))
    accept_changed(corrected, "s", {"date": "2027-02-01"})
    assert stages(corrected) == [(Stage.ALLOCATED, "2027-01"), (Stage.DELIVERING, "2027-02-01")]
