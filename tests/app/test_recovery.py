"""What a crash leaves behind is found with its title and last edit, and can be taken up."""

from __future__ import annotations

import subprocess
import sys

import pytest

from briefing.app import packs, recovery
from briefing.app.editing import change_cover

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
