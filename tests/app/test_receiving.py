"""Receiving, accepting and rejecting through real packs and saved files."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.app import clock, editing, folders, packs
from briefing.app.arrivals import OurSide
from briefing.app.deciding import (
    accept,
    accept_all,
    carry_out,
    open_proposals,
    plan_accept_all,
    reject,
)
from briefing.app.interchange import as_json, dump, load
from briefing.app.receiving import read, receive
from briefing.domain.commitments import Commitment
from briefing.domain.dates import in_short
from briefing.domain.exchange import Proposal
from briefing.domain.kinds import KINDS
from briefing.domain.sources import Source
from briefing.domain.statements import Quote
from briefing.domain.vocabularies import ProposalState
from briefing.errors import InputRefusedError
from tests.changes.edits import (
    BASE,
    FILLED,
    KEEPING,
    both_changed,
    copies,
    merge,
    merged,
    path_of,
    records,
    tree_of,
)
from tests.records import SEED

COMMITMENT = BASE.get(Commitment, "x1")


class Desk:
    """A desk with two packs that were one: ours is open, theirs comes as a file."""

    def __init__(self, folder):
        self._folder = folder
        self._first = None
        self._packs = []
        self._files = self._sent = 0

    def open(self, content=BASE):
        """Open a pack of a lineage of its own."""
        pack = packs.restored(content, dict(FILLED.originals))
        self._packs.append(pack)
        return pack

    def copy(self):
        """Open another copy of the one file from which all copies come."""
        if self._first is None:
            self._first = self._folder / "first.briefpack"
            first = packs.restored(BASE, dict(FILLED.originals))
            packs.save_pack(first, self._first)
            first.close()
        self._files += 1
        path = shutil.copy(self._first, self._folder / f"copy-{self._files}.briefpack")
        pack = packs.open_pack(path)
        self._packs.append(pack)
        return pack

    def file(self, pack):
        """Save a pack under a new name and return the file."""
        self._sent += 1
        return packs.save_pack(pack, self._folder / f"theirs-{self._sent}.briefpack")

    def close(self):
        for pack in self._packs:
            pack.close()


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path)
    yield made
    made.close()


@pytest.fixture
def ours(desk):
    return desk.copy()


@pytest.fixture
def theirs(desk):
    return desk.copy()


def commitment(pack):
    return pack.content.get(Commitment, "x1")


def change(pack, **changes):
    editing.change(pack, commitment(pack), "Change", **changes)


def waiting(pack):
    rows = open_proposals(pack.content)
    return [row for row in rows if row.state is ProposalState.WAITING]


def statements(content):
    return tree_of(content)


def is_order(proposal):
    return (proposal.field or "").endswith(".order")


@st.composite
def pairs(draw):
    """Draw two edited copies in which every reference holds, and what each removes at last."""
    sides = [draw(copies(side, edits=KEEPING, most=4)) for side in ("a", "b")]
    gone = [draw(st.lists(st.sampled_from(records(side)), max_size=2)) for side in sides]
    return list(zip(sides, gone, strict=True))


@settings(max_examples=25)
@given(pairs())
def test_received_and_accepted_in_one_step_that_undoes_exactly(tmp_path_factory, pair):
    desk = Desk(tmp_path_factory.mktemp("desk"))
    try:
        _received_and_accepted(desk, *(_made(desk, *side) for side in pair))
    finally:
        desk.close()


def turn_into(pack, content):
    """Edit a pack until it has a content."""
    with pack.edit("Edit"):
        pack.put_cover(content.cover)
        for kind in KINDS:
            for row in content.all(kind.record_type):
                if pack.content.find(kind.record_type, row.id) != row:
                    pack.put(row)


def _made(desk, content, gone):
    pack = desk.copy()
    turn_into(pack, content)
    for record in gone:
        found = pack.content.find(type(record), record.id)
        if found is not None:
            editing.remove(pack, found)
    return pack


def _received_and_accepted(desk, ours, theirs):
    file = desk.file(theirs)
    start = ours.content
    trees = [statements(side) for side in (BASE, start, theirs.content)]
    received = receive(ours, file)
    assert received.since is not None
    assert received.absences == ()
    inbox = ours.content
    conflicts = [inbox.get(Proposal, one) for one in received.conflicts]
    assert {path_of(one) for one in conflicts if not is_order(one)} == both_changed(*trees)
    assert statements(inbox) == statements(start)
    assert receive(ours, file).added == ()
    assert ours.content == inbox

    accepted = accept_all(ours)
    after = ours.content
    if not accepted.refused and not accepted.conflicts:
        wanted = merged(*trees)
        for source in _hollow(theirs) - set(trees[1]["source"]):
            del wanted["source"][source]["original"]
        assert statements(after) == wanted
    refused = {ours.content.get(Proposal, one) for one in accepted.refused}
    again = merge(BASE, after, theirs.content).proposals
    assert {(one.kind, one.record, one.field) for one in again} <= {
        *((one.kind, one.record, one.field) for one in refused),
        *(("source", source, "original") for source in _hollow(theirs)),
    }
    assert receive(ours, file).added == ()
    assert ours.content == after

    if accepted.accepted or accepted.conflicts:
        assert ours.undo() == ours.redo_name
        assert ours.content == inbox
    if received.added:
        assert ours.undo() == "Receive Pack"
        assert ours.content == start


def _hollow(pack):
    """Return the sources that name an original whose bytes their pack does not have."""
    found = set()
    for source in pack.content.sources:
        if source.original is not None:
            try:
                pack.original(source.original.sha256)
            except KeyError:
                found.add(source.id)
    return found


def test_what_a_colleague_changed_waits_in_the_inbox(desk, ours, theirs):
    change(theirs, text="Theirs", deadline="2031")
    received = receive(ours, desk.file(theirs))
    assert commitment(ours) == COMMITMENT
    rows = [ours.content.get(Proposal, one) for one in received.added]
    assert [(row.field, row.after, row.origin) for row in rows] == [
        ("text", '"Theirs"', "theirs-1.briefpack"),
        ("deadline", '"2031"', "theirs-1.briefpack"),
    ]
    assert received.since[:10] == clock.today()
    when = f"{in_short(received.since)} {received.since[11:16]}"
    assert received.sentences == (
        "theirs-1.briefpack: 2 changes wait in the inbox.",
        f"Compared with the version both come from, saved {when}.",
        "2 editions and 2 proposals of theirs-1.briefpack stay with that pack.",
    )


def test_accepting_is_one_edit(desk, ours, theirs):
    change(theirs, text="Theirs", deadline="2031")
    added = receive(ours, desk.file(theirs)).added
    edits = ours.history_at
    assert accept(ours, added).accepted == added
    assert ours.history_at == edits + 1
    assert (commitment(ours).text, commitment(ours).deadline) == ("Theirs", "2031")
    assert waiting(ours) == []
    ours.undo()
    assert commitment(ours) == COMMITMENT
    assert len(waiting(ours)) == 2


def test_what_was_rejected_is_not_proposed_again(desk, ours, theirs):
    change(theirs, text="Theirs")
    file = desk.file(theirs)
    added = receive(ours, file).added
    assert reject(ours, added) == added
    again = receive(ours, file)
    assert again.added == ()
    assert again.sentences[0] == "theirs-1.briefpack brings nothing that was not received before."


def test_what_differs_in_both_is_a_conflict_that_stays_ours_until_decided(desk, ours, theirs):
    change(ours, text="Ours")
    change(theirs, text="Theirs")
    received = receive(ours, desk.file(theirs))
    assert received.conflicts == received.added
    assert accept_all(ours).accepted == ()
    assert commitment(ours).text == "Ours"
    accept(ours, received.conflicts)
    assert commitment(ours).text == "Theirs"


def test_what_was_changed_meanwhile_is_not_overwritten(desk, ours, theirs):
    change(theirs, text="Theirs")
    (added,) = receive(ours, desk.file(theirs)).added
    change(ours, text="Since")
    accepted = accept(ours, [added])
    assert accepted.accepted == ()
    assert accepted.conflicts == (added,)
    assert commitment(ours).text == "Since"
    proposal = ours.content.get(Proposal, added)
    assert (proposal.state, proposal.before) == (ProposalState.CONFLICT, '"Since"')


def test_without_an_ancestor_what_they_lack_is_listed_and_stays(desk, ours):
    theirs = desk.open()
    editing.remove(theirs, theirs.content.get(Commitment, "x2"))
    received = receive(ours, desk.file(theirs))
    assert received.added == ()
    assert received.since is None
    assert received.sentences[1] == (
        "The two packs were compared as they are: no version from which both come is known."
    )
    assert ("commitment", "x2", None) in {
        (one.kind, one.record, one.field) for one in received.absences
    }
    assert "nothing is proposed to be removed" in "".join(received.sentences)


def test_with_an_ancestor_what_they_removed_is_proposed_to_go(desk, ours, theirs):
    editing.remove(theirs, theirs.content.get(Commitment, "x2"))
    receive(ours, desk.file(theirs))
    accept_all(ours)
    assert ours.content.find(Commitment, "x2") is None


def test_a_source_comes_with_its_text_and_bytes_through_saving(desk, theirs, tmp_path):
    ours = desk.open(SEED)
    receive(ours, desk.file(theirs))
    saved = packs.save_pack(ours, tmp_path / "ours.briefpack")
    ours.lock.release()
    again = packs.open_pack(saved)
    try:
        accept_all(again)
        source = again.content.get(Source, "x1")
        assert source == BASE.get(Source, "x1")
        digest = source.original.sha256
        assert again.original(digest) == FILLED.original(digest)
    finally:
        again.close()


def test_a_source_whose_bytes_are_lost_comes_without_them_and_only_once(desk):
    source = BASE.get(Source, "x1")
    hollow = replace(source.original, sha256="0" * 64)
    theirs = desk.open(replace(SEED, sources=(*SEED.sources, replace(source, original=hollow))))
    ours, file = desk.open(SEED), desk.file(theirs)
    receive(ours, file)
    accept_all(ours)
    assert ours.content.get(Source, "x1").original is None
    assert receive(ours, file).added == ()


def test_everything_of_a_strange_pack_can_be_accepted(desk):
    theirs, ours = desk.open(replace(BASE, remarks=(), releases=())), desk.open(SEED)
    receive(ours, desk.file(theirs))
    assert accept_all(ours).refused == {}
    assert merge(None, ours.content, theirs.content).proposals == ()


def test_a_remark_or_release_of_what_stays_with_its_pack_is_refused(desk, theirs):
    ours = desk.open(SEED)
    receive(ours, desk.file(theirs))
    accepted = accept_all(ours)
    remarks = [ours.content.get(Proposal, one) for one in accepted.refused]
    assert {row.kind for row in remarks} == {"remark", "release"}
    assert all("names the edition" in why for why in accepted.refused.values())
    assert all(row.state is ProposalState.WAITING for row in remarks)


def test_accepting_a_quote_brings_its_source_along(desk, theirs):
    ours = desk.open(SEED)
    receive(ours, desk.file(theirs))
    (quote,) = [row for row in waiting(ours) if (row.kind, row.record) == ("quote", "x1")]
    accepted = accept(ours, [quote.id])
    assert ours.content.find(Quote, "x1") is not None
    assert ours.content.find(Source, ours.content.get(Quote, "x1").source) is not None
    assert set(accepted.accepted) == {quote.id, *accepted.brought}
    assert accepted.brought


def test_a_quote_whose_source_was_rejected_is_refused_and_nothing_changes(desk, theirs):
    ours = desk.open(SEED)
    receive(ours, desk.file(theirs))
    rows = {(row.kind, row.record): row.id for row in waiting(ours)}
    reject(ours, [rows["source", "x1"]])
    before = ours.content
    needed = BASE.get(Quote, "x1").source
    reject(ours, [row for (kind, name), row in rows.items() if (kind, name) == ("source", needed)])
    before = ours.content
    with pytest.raises(InputRefusedError, match="which is not in the pack"):
        accept(ours, [rows["quote", "x1"]])
    assert ours.content == before


@pytest.mark.parametrize("decide", [accept, reject])
def test_deciding_twice_or_on_nothing_is_refused(desk, ours, theirs, decide):
    change(theirs, text="Theirs")
    added = receive(ours, desk.file(theirs)).added
    with pytest.raises(InputRefusedError, match="no proposal nothing"):
        decide(ours, ["nothing"])
    accept(ours, added)
    with pytest.raises(InputRefusedError, match="was accepted already"):
        decide(ours, added)


def test_nothing_to_decide_makes_no_edit(ours):
    for row in waiting(ours):
        reject(ours, [row.id])
    edits = ours.history_at
    assert accept_all(ours).accepted == ()
    assert reject(ours, []) == ()
    assert ours.history_at == edits


def test_the_words_of_a_source_are_refused_and_both_stay(desk, ours, theirs):
    with theirs.edit("Forge"):
        theirs.put(replace(theirs.content.get(Source, "x1"), text="Other words"))
    (added,) = receive(ours, desk.file(theirs)).added
    assert ours.content.get(Proposal, added).state is ProposalState.REFUSED
    with pytest.raises(InputRefusedError, match="new revision"):
        accept(ours, [added])


def test_another_place_is_said_and_not_taken(desk, ours, theirs):
    with theirs.edit("Move"):
        theirs.put(replace(commitment(theirs), order=99))
    received = receive(ours, desk.file(theirs))
    assert received.added == ()
    assert "1 record has another place there; ours is kept." in received.sentences


def test_what_is_no_pack_is_refused_and_nothing_changes(ours, tmp_path):
    file = tmp_path / "notes.briefpack"
    file.write_text("Notes", encoding="utf-8")
    before = ours.content
    for path in (file, tmp_path / "missing.briefpack"):
        with pytest.raises(InputRefusedError):
            receive(ours, path)
    assert ours.content == before


def test_an_inbox_goes_through_a_dump_unchanged(desk, tmp_path):
    theirs = desk.open(replace(BASE, remarks=(), releases=()))
    ours = desk.open(SEED)
    receive(ours, desk.file(theirs))
    file = tmp_path / "dump.json"
    file.write_bytes(dump(ours))
    loaded = load(file)
    try:
        assert as_json(loaded)["proposals"] == as_json(ours)["proposals"]
        assert accept_all(loaded).refused == {}
    finally:
        loaded.close()


class StoppedError(Exception):
    """The analyst stopped it."""


def stop_at(step):
    def progress(words, _share):
        if words.startswith(step):
            raise StoppedError

    return progress


@pytest.mark.parametrize("step", ["Reading", "Sorting out"])
def test_reading_a_file_can_be_stopped_and_leaves_no_working_copy(desk, ours, theirs, step):
    change(theirs, text="Theirs")
    path = desk.file(theirs)
    before, content = folders.working_copies(), ours.content
    with pytest.raises(StoppedError):
        read(OurSide.of(ours), path, stop_at(step))
    assert ours.content is content
    assert folders.working_copies() == before


def test_working_out_an_acceptance_can_be_stopped(desk, ours, theirs):
    change(theirs, text="Theirs")
    receive(ours, desk.file(theirs))
    with pytest.raises(StoppedError):
        plan_accept_all(ours.content, stop_at("Accepting"))


def test_a_decision_is_not_carried_out_on_a_pack_that_was_changed_since(ours):
    decision = plan_accept_all(ours.content)
    change(ours, text="Ours")
    with pytest.raises(ValueError, match="for which it was worked out"):
        carry_out(ours, decision)
