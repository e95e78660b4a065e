"""Work that a crash left behind is offered at the next start and taken up by one key."""

from __future__ import annotations

import pytest

from briefing.app import editing, folders
from briefing.app.packs import create_pack
from briefing.app.recovery import left_behind
from briefing.domain.agenda import Topic


@pytest.fixture
def crashed_pack():
    """Leave an edited pack behind as a killed program does."""
    pack = create_pack("Not saved in time")
    editing.add(pack, Topic(id="force", name="Force"), "Add Topic")
    place = pack._folder
    pack.let_go()
    place.joinpath(folders.HOLDER).unlink(missing_ok=True)


def test_unsaved_work_is_offered_and_taken_up_with_its_history(crashed_pack, window, qtbot):
    recover = window.actions_by_id["file.recover"]
    assert not recover.isEnabled()
    window.files.look_for_left_behind()
    assert "Not saved in time" in window.notices.text
    recover.trigger()
    assert window.session.content.get(Topic, "force").name == "Force"
    assert window.session.pack.undo_name == "Add Topic"


def test_a_start_after_a_clean_end_offers_nothing(window):
    assert left_behind() == ()
    window.files.look_for_left_behind()
    assert window.notices.text == ""
