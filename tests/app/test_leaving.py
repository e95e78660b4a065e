"""Nothing of a pack stays on a machine when that is wanted; working copies lie where chosen."""

from __future__ import annotations

import pytest

from briefing.app import folders, packs, recovery
from briefing.app.editing import change_cover
from briefing.app.leaving import leave_nothing, remains
from briefing.app.settings import load_settings, remember_recent
from briefing.app.working_copies import choose_place
from tests.crashing import killed

WORDS = "An unheard-of word: Quizzaciously"


@pytest.fixture(autouse=True)
def _own_account(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def saved(tmp_path):
    """A pack whose file lies elsewhere, with an earlier day's copy on this machine."""
    pack = packs.create_pack(WORDS)
    path = packs.save_pack(pack, tmp_path / "stick" / "summit.briefpack")
    change_cover(pack, "Change Subtitle", subtitle="Second")
    packs.save_pack(pack)
    pack.close()
    remember_recent(path)
    return path


@pytest.fixture(autouse=True)
def _stick(tmp_path):
    (tmp_path / "stick").mkdir()


def having(words, folder):
    """Return the files below a folder that have some words."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return [file for file in files if words.encode() in file.read_bytes()]


def test_working_copies_dated_copies_and_discarded_work_are_removed(tmp_path, saved):
    killed(WORDS)
    killed(WORDS)
    recovery.discard(recovery.left_behind()[0])
    assert having(WORDS, tmp_path / "state")
    shown = remains(saved)
    assert [len(shown.unsaved), len(shown.discarded), len(shown.copies)] == [1, 1, 1]
    assert leave_nothing(saved, shown) == ()
    assert having(WORDS, tmp_path / "state") == []
    assert load_settings().recent == ()
    assert having(WORDS, tmp_path / "stick") == [saved]


def test_what_another_process_has_open_stays(saved):
    other = packs.open_pack(saved)
    change_cover(other, "Change Subtitle", subtitle="Third")
    assert leave_nothing(None, remains(None)) == ()
    assert other.undo() == "Change Subtitle"
    other.close()


def test_work_that_was_not_shown_is_not_removed(saved):
    shown = remains(saved)
    killed("Came later")
    leave_nothing(saved, shown)
    assert [item.title for item in recovery.left_behind()] == ["Came later"]


def test_working_copies_are_made_at_the_chosen_place_which_nobody_else_may_read(tmp_path):
    place = choose_place(tmp_path / "stick")
    pack = packs.create_pack("Summit")
    assert [folder.parent.parent for folder in folders.working_copies()] == [place]
    assert place.parent == tmp_path / "stick"
    assert place.stat().st_mode & 0o777 == 0o700
    pack.close()
    assert folders.working_copies() == ()


def test_work_left_at_a_former_place_is_found_discarded_and_brought_back_there(tmp_path):
    place = choose_place(tmp_path / "stick")
    killed("At the stick")
    assert choose_place(None) == folders.state_folder()
    (item,) = recovery.left_behind()
    assert item.folder.parent.parent == place
    recovery.discard(item)
    (discarded,) = recovery.discarded()
    assert discarded.parent == place / "discarded"
    recovery.bring_back(discarded)
    assert [row.folder for row in recovery.left_behind()] == [item.folder]


def test_a_former_place_that_is_gone_is_not_missed(tmp_path):
    choose_place(tmp_path / "stick")
    choose_place(None)
    (tmp_path / "stick").rename(tmp_path / "away")
    assert recovery.found() == ()
    packs.create_pack("Summit").close()


def test_a_place_that_cannot_be_written_to_is_refused_and_the_old_one_kept(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with pytest.raises(folders.FolderNotMadeError, match="cannot be written to"):
        choose_place(blocked)
    assert folders.place_of_work() == folders.state_folder()


def test_a_place_that_is_gone_when_a_pack_is_opened_says_where_to_choose_another(tmp_path):
    choose_place(tmp_path / "stick")
    (tmp_path / "stick").rename(tmp_path / "away")
    (tmp_path / "stick").write_text("no folder")
    with pytest.raises(folders.FolderNotMadeError, match="Place of Working Copies"):
        packs.create_pack("Summit")
