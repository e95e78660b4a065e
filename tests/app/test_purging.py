from __future__ import annotations

import json
from dataclasses import replace

import pytest

from briefing.app import backups, editing, editions, folders, issuing, packs, recovery
from briefing.app.checking import problems
from briefing.app.cleaning import copies_with, purge
from briefing.app.purging import PurgeTarget, plan_purge
from briefing.checks import Severity
from briefing.domain.actors import Actor
from briefing.domain.commitments import Commitment
from briefing.domain.exchange import Edition
from briefing.domain.prose import Scope, Section
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
    for piece in found.pieces:
        while (at := only_packed.find(piece)) >= 0:
            only_packed[at : at + len(piece)] = b"\xff" * len(piece)
    path = tmp_path / "packed.briefpack"
    path.write_bytes(only_packed)
    assert not found.in_bytes(path.read_bytes())
    assert found.in_file(path)
