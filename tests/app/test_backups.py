"""A pack's own yesterday is never further than one click, and never in the way."""

from __future__ import annotations

import shutil

import pytest

from briefing.app import backups, clock, folders, packs
from briefing.app.editing import change_cover
from briefing.errors import InputRefusedError


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
        save_on(f"2027-03-{day:02}", pack, f"Day {day}", monkeypatch)
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
