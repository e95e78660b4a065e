from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace

import pytest

from briefing.app import (
    backups,
    cleaning,
    deciding,
    editing,
    editions,
    folders,
    issuing,
    packs,
    receiving,
    recovery,
    settings,
)
from briefing.app.checking import problems
from briefing.app.cleaning import copies_with, purge
from briefing.app.purging import PurgeTarget, plan_purge
from briefing.checks import Severity
from briefing.domain.actors import Actor
from briefing.domain.commitments import Commitment
from briefing.domain.exchange import Edition, FieldReference, Proposal, Remark
from briefing.domain.prose import Line, Scope, Section
from briefing.domain.sources import Source
from briefing.domain.vocabularies import ScopeKind
from briefing.errors import InputRefusedError

CABLE = PurgeTarget(record_type=Source, id="cable")
PERSON = PurgeTarget(record_type=Actor, id="oldenzaal")


@pytest.fixture
def sample(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))  # other tests have packs open
    pack = packs.open_sample()
    packs.save_pack(pack, tmp_path / "ours.briefpack")
    yield pack
    pack.close()


def reject_all(pack):
    deciding.reject(pack, [row.id for row in deciding.open_proposals(pack.content)])


def secrets(pack):
    """Return stretches of the cable that nothing else has, as bytes."""
    text = pack.content.get(Source, "cable").text
    return [text[at : at + 40].encode() for at in range(200, len(text) - 40, 20)]


def holding(pieces, paths):
    return [path for path in paths if any(piece in path.read_bytes() for piece in pieces)]


def every_file(pack):
    files = [path for path in folders.state_folder().rglob("*") if path.is_file()]
    return [*files, *pack.side_files, pack.path]


def test_no_byte_of_a_purged_source_is_left_in_any_file(sample):
    pieces = secrets(sample)
    assert sample.search("Hague")
    cable = sample.content.get(Source, "cable")
    editing.change(sample, cable, "Change", title="EXERCISE: quite another headline for it")
    issuing.issue(sample, issuing.IssueRequest())
    packs.save_pack(sample)  # and with it a backup
    (backup,) = backups.backups(sample.path)
    assert set(holding(pieces, every_file(sample))) >= {sample.path, backup.path}
    touched = copies_with(sample.path, CABLE)
    done = purge(sample, CABLE, "pasted by mistake")
    assert done.remaining == ()
    assert backup.path in done.cleaned
    assert touched == (backup.path,)
    assert copies_with(sample.path, CABLE) == ()
    assert {sample.path, backup.path, *sample.side_files} <= set(done.searched)
    assert holding(pieces, every_file(sample)) == []
    assert holding([b"quite another headline"], every_file(sample)) == []


def test_what_is_left_is_sound_and_saved(sample):
    done = purge(sample, CABLE, "pasted by mistake")
    content = sample.content
    assert content.find(Source, "cable") is None
    assert not any(item.source == "cable" for _, _, item in content.resting)
    assert not any(row.source == "cable" for row in content.quotes)
    assert [row for row in problems(content) if row.severity is Severity.ERROR] == []
    assert content == done.plan.content
    assert not sample.is_modified
    again = packs.open_pack(sample.path, read_only=True)
    try:
        assert again.content == content
    finally:
        again.close()


def test_a_purge_cannot_be_undone_and_its_history_is_gone(sample):
    editing.change_cover(sample, title="Another")
    purge(sample, CABLE, "pasted by mistake")
    assert sample.history == ()
    assert sample.undo() is None
    assert sample.content.cover.title == "Another"


def test_editions_that_had_it_keep_only_date_reason_and_hash(sample, tmp_path):
    request = issuing.IssueRequest(excel=tmp_path / "matrix.xlsx")
    before = issuing.issue(sample, request).edition
    done = purge(sample, CABLE, "pasted by mistake")
    edition = sample.content.get(Edition, before.id)
    stamp = json.loads(edition.content)["purged"]
    assert (stamp["reason"], stamp["sha256"]) == ("pasted by mistake", before.content_sha256)
    assert (edition.number, edition.outputs) == (before.number, before.outputs)
    assert (done.plan.editions, done.plan.sent) == (("2",), ("matrix.xlsx",))
    with pytest.raises(InputRefusedError, match=r"was purged on .* \(pasted by mistake\)"):
        editions.since(sample.content, edition)


def test_an_edition_that_never_had_it_stays_whole(sample, tmp_path):
    issuing.issue(sample, issuing.IssueRequest())
    before = sample.content.editions
    packs.save_pack(sample, tmp_path / "other.briefpack")
    secret = Source(
        id="secret", title="A secret cable of yesterday evening", text="Nobody may read these words"
    )
    editing.add(sample, secret, "Import")
    target = PurgeTarget(record_type=Source, id="secret")
    done = purge(sample, target, "pasted by mistake")
    assert (done.plan.editions, done.remaining) == ((), ())
    assert sample.content.editions == before


def test_what_rests_on_it_alone_goes_and_what_rests_on_others_too_stays(sample):
    article = PurgeTarget(record_type=Source, id="article")
    whole = sample.content
    plan = plan_purge(sample, article, "wrong")
    gone = {row.id for row in plan.gone}
    for row in whole.positions:
        if row.evidence:
            alone = all(item.source == "article" for item in row.evidence)
            assert (row.id in gone) is alone
    for row in plan.content.commitments:
        was = whole.get(Commitment, row.id)
        kept = [one for one in was.stages if not _alone(one, "article")]
        assert [one.id for one in row.stages] == [one.id for one in kept]


def _alone(part, source):
    return bool(part.evidence) and all(item.source == source for item in part.evidence)


def test_paragraphs_that_cite_it_go_from_prose(sample):
    section = Section(
        id="prose",
        scope=Scope(kind=ScopeKind.PACK),
        heading="Prose",
        markdown="First [@article].\n\nThe cable says no [@cable:3-9].\n\nLast.",
    )
    editing.add(sample, section, "Add Section")
    only = replace(section, id="only", markdown="The cable says no [@cable].")
    editing.add(sample, only, "Add Section")
    purge(sample, CABLE, "pasted by mistake")
    assert sample.content.get(Section, "prose").markdown == "First [@article].\n\nLast."
    assert sample.content.find(Section, "only") is None


def test_a_person_goes_with_their_quotes_and_facts(sample):
    words = {row.id for row in sample.content.quotes if row.speaker == "oldenzaal"}
    assert words
    done = purge(sample, PERSON, "asked for it")
    content = sample.content
    assert content.find(Actor, "oldenzaal") is None
    assert not words & {row.id for row in content.quotes}
    assert words <= {row.id for row in done.plan.gone}
    assert done.remaining == ()


def test_words_that_stand_in_what_stays_are_named(sample):
    quote = next(row for row in sample.content.quotes if row.speaker == "oldenzaal")
    assert quote.pieces[0].exact in plan_purge(sample, PERSON, "asked for it").traces.echoes


def test_a_working_copy_that_a_crash_left_behind_is_cleaned_too(sample):
    pieces = secrets(sample)
    crashed = packs.open_pack(sample.path, read_only=True)
    crashed.is_read_only = False
    editing.change_cover(crashed, title="Unsaved")
    (folder,) = {path.parent for path in crashed.side_files}
    crashed.let_go()
    folder.joinpath(folders.HOLDER).unlink()
    assert holding(pieces, folder.iterdir())
    done = purge(sample, CABLE, "pasted by mistake")
    assert folder in done.cleaned
    assert holding(pieces, folder.iterdir()) == []
    (item,) = recovery.left_behind()
    assert item.title == "Unsaved"
    recovery.discard(item)


def test_a_backup_that_cannot_be_read_is_named_and_kept(sample):
    packs.save_pack(sample)
    (backup,) = backups.backups(sample.path)
    backup.path.write_bytes(backup.path.read_bytes()[:-4096])
    done = purge(sample, CABLE, "pasted by mistake")
    assert done.remaining == (backup.path,)
    assert copies_with(sample.path, CABLE) == (backup.path,)
    assert backup.path.exists()


def test_planning_changes_nothing(sample):
    before, data = sample.content, sample.path.read_bytes()
    plan = plan_purge(sample, CABLE, "pasted by mistake")
    assert plan.gone[0].id == "cable"
    assert sample.content == before
    assert sample.path.read_bytes() == data


@pytest.mark.parametrize(
    ("target", "reason", "words"),
    [
        (PurgeTarget(record_type=Source, id="nobody"), "x", "There is no source “nobody”"),
        (CABLE, "  ", "needs a reason"),
    ],
)
def test_a_purge_of_nothing_or_for_nothing_is_refused(sample, target, reason, words):
    with pytest.raises(InputRefusedError, match=words):
        purge(sample, target, reason)


def test_words_in_the_spare_copy_of_a_pack_are_found_too(tmp_path, sample):
    found = plan_purge(sample, CABLE, "asked for it").traces
    only_packed = bytearray(sample.path.read_bytes())
    for piece in (*found.windows, *found.pieces):
        while (at := only_packed.find(piece)) >= 0:
            only_packed[at : at + len(piece)] = b"\xff" * len(piece)
    path = tmp_path / "packed.briefpack"
    path.write_bytes(only_packed)
    assert holding((*found.windows, *found.pieces), [path]) == []
    assert found.in_file(path)


# ------------------------------------------------- proposals, remarks, names, copies


def received(sample, tmp_path, **changes):
    """Put what a colleague changed in the line that rests on the cable into the inbox."""
    theirs = packs.restored(sample.content, {})
    line = theirs.content.get(Line, "us-background")
    editing.change(theirs, line, "Change Line", **changes)
    path = packs.save_pack(theirs, tmp_path / "theirs.briefpack")
    theirs.close()
    receiving.receive(sample, path)
    path.unlink()


@pytest.mark.parametrize("decide", [deciding.accept_all, reject_all, lambda pack: None])
def test_proposals_of_any_state_go_with_what_they_are_for(sample, tmp_path, decide):
    received(sample, tmp_path, markdown="ANOTHER LINE: an official said no to it.")
    decide(sample)
    assert sample.content.proposals
    done = purge(sample, CABLE, "pasted by mistake")
    assert sample.content.proposals == ()
    assert "us-background" in {row.id for row in done.plan.gone}
    assert done.remaining == ()
    assert holding([b"ANOTHER LINE"], every_file(sample)) == []


def test_proposals_and_remarks_go_that_only_have_words_of_it(sample):
    words = sample.content.get(Source, "cable").text[300:420]
    about = FieldReference(kind="actor", id="fr")
    editing.add(sample, Remark(id="r", record=about, text=f"See: {words}"), "Add Remark")
    editing.add(sample, Remark(id="other", record=about, text="Ring them back"), "Add Remark")
    after = json.dumps({"id": "new", "label": "Words", "value": f"“{words}”\n"})
    proposal = Proposal(id="p", kind="fact", after=after, origin="Anna")
    other = replace(proposal, id="q", after=json.dumps({"id": "new", "kind": "cable"}))
    editing.add(sample, proposal, "Receive")
    editing.add(sample, other, "Receive")
    purge(sample, CABLE, "pasted by mistake")
    assert [row.id for row in sample.content.remarks] == ["other"]
    assert [row.id for row in sample.content.proposals] == ["q"]


def test_words_and_names_that_stay_are_told_by_place_and_not_by_word(sample):
    text = sample.content.get(Source, "cable").text
    line = sample.content.lines[0]
    editing.change(sample, line, "Change", markdown=f"Heard: {text[300:400]}", evidence=())
    plan = plan_purge(sample, CABLE, "pasted by mistake")
    (place,) = [one for one in plan.standing if (one.kind, one.id) == ("line", line.id)]
    assert (place.field, place.of, place.is_name) == ("markdown", "source cable", False)
    assert place.place == f"line {line.id}, markdown"


def test_a_name_is_found_as_a_word_in_facts_and_texts_and_not_within_another_word(sample):
    editing.change(sample, sample.content.get(Actor, "no"), "Change", name="Oldenzaalers")
    plan = plan_purge(sample, PERSON, "asked for it")
    places = {(one.kind, one.id) for one in plan.standing if one.is_name}
    assert ("fact", "nl-head-of-government") in places
    assert ("source", "article") in places
    assert ("actor", "no") not in places


def test_other_revisions_and_reprints_are_named_and_go_when_asked_to(sample):
    target = PurgeTarget(record_type=Source, id="transcript")
    plan = plan_purge(sample, target, "wrong")
    alike = {row.id for row in plan.alike}
    assert "transcript-first" in alike
    assert not alike & {row.id for row in plan.gone}
    both = plan_purge(sample, target, "wrong", with_copies=True)
    assert {"transcript", *alike} <= {row.id for row in both.gone}
    assert both.alike == ()


# -------------------------------------------------------------- again, and elsewhere


def test_a_purge_that_was_killed_after_saving_is_finished_by_another(sample, monkeypatch):
    pieces = secrets(sample)
    issuing.issue(sample, issuing.IssueRequest())
    packs.save_pack(sample)
    (backup,) = backups.backups(sample.path)
    cleaning.purge_pack(sample, CABLE, "pasted by mistake")  # and here it ends
    assert holding(pieces, [backup.path])
    done = purge(sample, CABLE, "pasted by mistake")
    assert (done.cleaned, done.remaining) == ((backup.path,), ())
    assert holding(pieces, every_file(sample)) == []


def test_what_was_removed_and_saved_is_purged_from_editions_and_copies(sample):
    pieces = secrets(sample)
    issuing.issue(sample, issuing.IssueRequest())
    packs.save_pack(sample)
    editing.remove(sample, sample.content.get(Source, "cable"))
    packs.save_pack(sample)
    (backup,) = backups.backups(sample.path)
    assert set(holding(pieces, every_file(sample))) >= {sample.path, backup.path}
    done = purge(sample, CABLE, "pasted by mistake")
    assert done.plan.editions == ("2",)
    assert done.remaining == ()
    assert holding(pieces, every_file(sample)) == []


def test_a_purge_can_be_repeated_until_nothing_knows_of_it(sample):
    purge(sample, CABLE, "pasted by mistake")
    with pytest.raises(InputRefusedError, match="its editions or its dated copies"):
        purge(sample, CABLE, "pasted by mistake")


def test_the_copies_of_a_renamed_pack_are_cleaned(sample, tmp_path):
    pieces = secrets(sample)
    packs.save_pack(sample)
    (backup,) = backups.backups(sample.path)
    renamed = sample.path.rename(tmp_path / "renamed.briefpack")
    again = packs.open_pack(renamed)
    done = purge(again, CABLE, "pasted by mistake")
    again.close()
    assert backup.path in done.cleaned
    assert holding(pieces, [backup.path, renamed]) == []


def test_a_duplicate_without_a_file_that_a_crash_left_is_cleaned(sample):
    pieces = secrets(sample)
    crashed = packs.open_pack(sample.path, read_only=True)
    crashed.is_read_only = False
    crashed.detach()
    editing.change_cover(crashed, title="Unsaved")
    (folder,) = {path.parent for path in crashed.side_files}
    crashed.let_go()
    folder.joinpath(folders.HOLDER).unlink()
    done = purge(sample, CABLE, "pasted by mistake")
    assert folder in done.cleaned
    assert holding(pieces, folder.iterdir()) == []


def test_a_working_copy_of_another_window_is_named_with_its_process(sample):
    reader = packs.open_pack(sample.path, read_only=True)
    try:
        done = purge(sample, CABLE, "pasted by mistake")
        (folder,) = {path.parent for path in reader.side_files}
        assert set(done.remaining) & set(reader.side_files)
        (held,) = done.held
        assert held.startswith(f"{folder} (process {os.getpid()} of ")
    finally:
        reader.close()


def test_another_file_of_the_same_pack_is_named_and_not_changed(sample, tmp_path):
    copied = shutil.copy(sample.path, tmp_path / "copied.briefpack")
    settings.remember_recent(copied)
    data = copied.read_bytes()
    done = purge(sample, CABLE, "pasted by mistake")
    assert done.remaining == (copied,)
    assert done.elsewhere == {copied: (copied,)}
    assert copied.read_bytes() == data
