"""A pack's own yesterday is never further than one click, and never in the way."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest

from briefing.app import backups, clock, folders, packs
from briefing.app.editing import change_cover
from briefing.errors import InputRefusedError
from briefing.files.versions import ChangedOnDiskError
from briefing.store import migrations
from briefing.store.reading import stated_version


@pytest.fixture(autouse=True)
def _own_state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def pack(tmp_path):
    made = packs.create_pack("Summit")
    packs.save_pack(made, tmp_path / "summit")
    yield made
    made.close()


def save_on(day, pack, title, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: day)
    change_cover(pack, title=title)
    return packs.save_pack(pack)


def test_the_first_saving_of_a_day_keeps_what_was_there_before(pack, monkeypatch):
    path = save_on("2027-03-01", pack, "First", monkeypatch)
    save_on("2027-03-01", pack, "Second", monkeypatch)
    (kept,) = backups.backups(path)
    restored = backups.restore_backup(kept)
    assert restored.content.cover.title == "Summit"
    assert restored.path is None
    assert restored.is_modified
    restored.close()


def test_the_last_ten_days_are_kept(pack, monkeypatch):
    for day in range(1, 15):
        path = save_on(f"2027-03-{day:02}", pack, f"Day {day}", monkeypatch)
    days = [row.day for row in backups.backups(path)]
    assert days == [f"2027-03-{day:02}" for day in range(14, 4, -1)]


def test_a_backup_that_cannot_be_made_does_not_keep_from_saving(pack, monkeypatch):
    folders.state_folder().joinpath("backups").write_bytes(b"a file where the folder should be")
    path = save_on("2027-03-01", pack, "Saved all the same", monkeypatch)
    again = packs.open_pack(path, read_only=True)
    assert again.content.cover.title == "Saved all the same"
    again.close()


def halved(path):
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def test_damaged_files_on_disk_never_push_out_a_good_copy(pack, monkeypatch):
    path = save_on("2027-02-01", pack, "Good", monkeypatch)
    (good,) = backups.backups(path)
    for day in range(1, 13):
        halved(path)
        with pytest.raises(ChangedOnDiskError):
            save_on(f"2027-03-{day:02}", pack, f"Day {day}", monkeypatch)
        packs.save_over(pack)
    assert backups.backups(path) == (good,)
    assert backups.fault_of(good) is None


def test_copies_are_found_for_a_damaged_and_for_a_missing_pack(pack, monkeypatch):
    path = save_on("2027-03-01", pack, "First", monkeypatch)
    kept = backups.backups(path)
    halved(path)
    assert backups.backups(path) == kept != ()
    path.unlink()
    assert backups.backups(path) == kept


def test_a_renamed_pack_finds_its_copies_and_a_copy_of_it_does_not(pack, tmp_path, monkeypatch):
    path = save_on("2027-03-01", pack, "First", monkeypatch)
    kept = backups.backups(path)
    copied = tmp_path / "copied.briefpack"
    shutil.copy(path, copied)
    assert backups.backups(copied) == ()
    renamed = path.rename(tmp_path / "renamed.briefpack")
    assert backups.backups(renamed) == kept != ()
    other = packs.create_pack("Another")
    other.save(path)
    other.close()
    assert backups.backups(copied) == ()


def test_a_renamed_pack_that_is_damaged_too_finds_its_copies(pack, tmp_path, monkeypatch):
    path = save_on("2027-03-01", pack, "First", monkeypatch)
    renamed = path.rename(tmp_path / "renamed.briefpack")
    monkeypatch.setattr(clock, "today", lambda: "2027-03-02")
    again = packs.open_pack(renamed)
    change_cover(again, title="Second")
    packs.save_pack(again)
    again.close()
    halved(renamed)
    assert [row.day for row in backups.backups(renamed)] == ["2027-03-02", "2027-03-01"]


def test_only_the_analyst_can_read_the_copies(pack, monkeypatch):
    path = save_on("2027-03-01", pack, "First", monkeypatch)
    (kept,) = backups.backups(path)
    folder = kept.path.parent
    assert {one.stat().st_mode & 0o777 for one in folder.iterdir()} == {0o600}
    assert {one.stat().st_mode & 0o777 for one in (folder, folder.parent)} == {0o700}


def test_a_day_without_a_copy_is_told_with_the_days_that_have_one(pack, monkeypatch):
    path = save_on("2027-03-01", pack, "First", monkeypatch)
    assert backups.backup_of(path, "last") == backups.backup_of(path, "2027-03-01")
    with pytest.raises(InputRefusedError, match="there are copies of: 2027-03-01"):
        backups.backup_of(path, "2027-03-02")
    with pytest.raises(InputRefusedError, match="at the first save of every day"):
        backups.backup_of(path.with_name("other.briefpack"), "last")


def test_two_packs_of_one_name_have_their_own_backups(pack, tmp_path, monkeypatch):
    save_on("2027-03-01", pack, "Here", monkeypatch)
    other = tmp_path / "other"
    other.mkdir()
    packs.save_pack(pack, other / "summit")
    assert backups.backups(other / "summit.briefpack") == ()


def test_a_version_that_was_not_read_is_kept_before_it_is_overwritten(pack, tmp_path):
    path = packs.save_pack(pack, tmp_path / "summit")
    theirs = packs.restored(pack.content, {})
    change_cover(theirs, title="Theirs")
    theirs.save(path)
    theirs.close()
    change_cover(pack, title="Mine")
    with pytest.raises(ChangedOnDiskError):
        packs.save_pack(pack)
    kept = packs.save_over(pack)
    assert backups.backups(path)[0] == kept
    assert kept.time
    other = backups.restore_backup(kept)
    assert other.content.cover.title == "Theirs"
    other.close()
    again = packs.open_pack(path, read_only=True)
    assert again.content.cover.title == "Mine"
    again.close()


def test_a_pack_that_is_chosen_to_be_overwritten_is_kept_too(pack, tmp_path):
    other = packs.create_pack("Other")
    path = packs.save_pack(other, tmp_path / "other")
    other.close()
    packs.save_pack(pack, path)
    (kept,) = backups.backups(path)
    found = backups.restore_backup(kept)
    assert found.content.cover.title == "Other"
    found.close()


def test_what_is_no_pack_is_kept_but_not_offered_as_one(pack, tmp_path):
    path = packs.save_pack(pack, tmp_path / "summit")
    path.write_bytes(b"nothing of the kind")
    change_cover(pack, title="Mine")
    kept = packs.save_over(pack)
    assert kept.path.read_bytes() == b"nothing of the kind"
    assert kept not in backups.backups(path)
    assert backups.strangers(path) == (kept.path,)


OLD = Path(__file__).parents[1] / "store" / "specimens" / "0001.briefpack.gz"


@pytest.fixture
def old(tmp_path):
    """A pack that the first version of the program saved."""
    path = tmp_path / "old.briefpack"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    return path


def open_and_save(path, title):
    pack = packs.open_pack(path)
    try:
        change_cover(pack, title=title)
        packs.save_pack(pack)
    finally:
        pack.close()


def test_what_an_older_version_wrote_is_kept_before_saving_raises_it(old, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: "2027-03-01")
    before = old.read_bytes()
    open_and_save(old, "New form")
    kept = backups.backups(old)
    assert [(row.day, row.version) for row in kept] == [("2027-03-01", None), ("2027-03-01", 1)]
    assert [row.path.name for row in kept] == [
        "2027-03-01.briefpack",
        "2027-03-01-version-1.briefpack",
    ]
    assert [row.path.read_bytes() for row in kept] == [before, before]
    assert stated_version(old) == migrations.VERSION


def test_a_copy_of_an_older_version_opens_as_an_unsaved_pack(old):
    open_and_save(old, "New form")
    restored = backups.restore_backup(backups.backups(old)[-1])
    assert restored.migrated_from == 1
    assert restored.path is None
    assert restored.content.cover.title != "New form"
    restored.close()


def test_the_copy_of_an_older_version_outlives_ten_days(old, monkeypatch):
    for day in range(1, 15):
        monkeypatch.setattr(clock, "today", lambda day=day: f"2027-03-{day:02}")
        open_and_save(old, f"Day {day}")
    kept = backups.backups(old)
    assert [row.day for row in kept if row.version is None] == [
        f"2027-03-{day:02}" for day in range(14, 4, -1)
    ]
    assert [(row.day, row.version) for row in kept if row.version] == [("2027-03-01", 1)]


def test_an_older_pack_is_saved_even_where_no_copy_of_it_can_be_made(old):
    folders.state_folder().joinpath("backups").write_bytes(b"a file where the folder should be")
    open_and_save(old, "Saved all the same")
    assert stated_version(old) == migrations.VERSION
