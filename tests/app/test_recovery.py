"""What a crash leaves behind is found with its title and last edit, and can be taken up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.app import folders, packs, recovery
from briefing.app.editing import change_cover
from briefing.errors import InputRefusedError
from tests.crashing import killed

CRASH = """
import os, sys
from pathlib import Path
from briefing.app import packs
from briefing.app.editing import change_cover
if sys.argv[1:]:
    pack = packs.open_pack(Path(sys.argv[1]))
else:
    pack = packs.create_pack("Summit")
{edit}
os._exit(1)
"""


@pytest.fixture(autouse=True)
def _own_state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def crash(edit, *words):
    done = subprocess.run(
        [sys.executable, "-c", CRASH.format(edit=edit), *words], check=False, capture_output=True
    )
    assert done.returncode == 1, done.stderr.decode()


def test_an_edit_made_before_a_crash_is_offered_and_can_still_be_undone():
    crash('change_cover(pack, "Change Title", title="Summit of June")')
    (item,) = recovery.left_behind()
    assert (item.title, item.last_edit, item.path) == ("Summit of June", "Change Title", None)
    pack = recovery.take_up(item)
    assert recovery.left_behind() == ()
    assert pack.undo() == "Change Title"
    assert pack.content.cover.title == "Summit"
    pack.close()


def test_what_was_discarded_is_offered_no_more():
    crash('change_cover(pack, title="Other")')
    (item,) = recovery.left_behind()
    recovery.discard(item)
    assert recovery.left_behind() == ()
    assert not item.folder.exists()


def test_a_saved_pack_leaves_nothing_to_offer(tmp_path):
    pack = packs.create_pack("Summit")
    path = packs.save_pack(pack, tmp_path / "summit")
    pack.close()
    crash("", str(path))
    assert recovery.left_behind() == ()


def test_edits_after_saving_are_offered_for_the_file_that_they_belong_to(tmp_path):
    pack = packs.create_pack("Summit")
    path = packs.save_pack(pack, tmp_path / "summit")
    pack.close()
    crash('change_cover(pack, title="Changed")', str(path))
    (item,) = recovery.left_behind()
    assert item.path == path
    resumed = recovery.take_up(item)
    resumed.save()
    resumed.close()
    again = packs.open_pack(path)
    assert again.content.cover.title == "Changed"
    again.close()


def test_the_pack_of_a_living_process_is_not_offered():
    pack = packs.create_pack("Summit")
    change_cover(pack, title="Busy")
    assert recovery.left_behind() == ()
    pack.close()


def test_a_killed_process_leaves_every_edit_with_its_count_and_its_file(tmp_path):
    pack = packs.create_pack("Summit")
    path = packs.save_pack(pack, tmp_path / "summit")
    pack.close()
    killed("Summit of June", path, count=5)
    (item,) = recovery.found()
    assert (item.title, item.edits, item.path) == ("Summit of June", 5, path)
    assert not item.is_file_changed
    pack = recovery.take_up(item)
    packs.save_pack(pack)
    pack.close()


def test_a_file_that_was_changed_since_is_noticed_and_a_touched_one_is_not(tmp_path):
    pack = packs.create_pack("Summit")
    path = packs.save_pack(pack, tmp_path / "summit")
    pack.close()
    killed("Mine", path)
    os.utime(path, (1, 1))
    assert [item.is_file_changed for item in recovery.left_behind()] == [False]
    path.write_bytes(b"something else")
    assert [item.is_file_changed for item in recovery.left_behind()] == [True]
    path.unlink()
    assert [item.is_file_changed for item in recovery.left_behind()] == [False]


def test_what_was_discarded_is_kept_for_a_week_and_can_be_brought_back():
    killed("Mine")
    (item,) = recovery.found()
    recovery.discard(item)
    (folder,) = recovery.discarded()
    recovery.bring_back(folder)
    (again,) = recovery.found()
    assert again.title == "Mine"
    recovery.discard(again)
    (folder,) = recovery.discarded()
    old = folder.stat().st_mtime - 8 * 86400
    os.utime(folder, (old, old))
    assert recovery.found() == ()
    assert recovery.discarded() == ()


def test_nothing_of_what_was_discarded_outlives_a_purge_of_it():
    killed("Mine")
    (item,) = recovery.found()
    recovery.discard(item)
    recovery.empty_discarded()
    assert recovery.discarded() == ()


def test_a_process_that_died_before_it_wrote_anything_leaves_nothing():
    folder = folders.new_working_folder()
    folder.joinpath("working.db").write_bytes(b"")
    folder.joinpath(folders.HOLDER).unlink()
    assert recovery.found() == ()
    assert not folder.exists()


@pytest.mark.parametrize("damage", ["zeros", "text", "cut"])
def test_a_damaged_working_copy_is_unreadable_and_never_empty(damage):
    folder = Path(killed("Mine"))
    path = folder / "working.db"
    folder.joinpath("working.db-wal").unlink()
    folder.joinpath("working.db-shm").unlink()
    size = path.stat().st_size
    if damage == "zeros":
        path.write_bytes(b"\0" * size)
    elif damage == "text":
        path.write_bytes(b"Dear colleague, " * 400)
    else:
        path.write_bytes(path.read_bytes()[: size // 3])
    (item,) = recovery.found()
    assert isinstance(item, recovery.Unreadable)
    assert "kept as it is" in item.reason
    assert recovery.left_behind() == ()
    assert path.exists()


def test_what_a_damaged_working_copy_still_holds_is_rescued_and_it_stays():
    pack = packs.open_sample()
    pack.let_go()
    folder = pack._folder
    folder.joinpath(folders.HOLDER).unlink()
    path = folder / "working.db"
    data = bytearray(path.read_bytes())
    data[40960:53248] = b"\xff" * 12288
    path.write_bytes(data)
    (item,) = recovery.found()
    rescued, losses = recovery.rescue(item)
    assert rescued.content.sources
    assert losses
    assert path.read_bytes() == bytes(data)
    rescued.close()


def test_edits_that_were_only_in_the_log_are_rescued_too():
    folder = Path(killed("Only in the log", count=3))
    path = folder / "working.db"
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 900)
    (item,) = recovery.found()
    rescued, _ = recovery.rescue(item)
    assert rescued.content.cover.title == "Only in the log"
    rescued.close()


def test_of_two_windows_that_list_the_same_work_one_alone_takes_it_up():
    crash('change_cover(pack, title="Other")')
    (item,) = recovery.left_behind()
    first = recovery.take_up(item)
    with pytest.raises(InputRefusedError, match="another window"):
        recovery.take_up(item)
    with pytest.raises(InputRefusedError, match="another window"):
        recovery.discard(item)
    change_cover(first, title="Goes on")
    assert first.content.cover.title == "Goes on"
    first.close()


def test_what_one_window_discarded_another_cannot_take_up():
    crash('change_cover(pack, title="Other")')
    (item,) = recovery.left_behind()
    recovery.discard(item)
    with pytest.raises(InputRefusedError, match="another window"):
        recovery.take_up(item)
