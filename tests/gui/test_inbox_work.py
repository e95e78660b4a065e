"""Receiving and accepting beside the window's own work: cancelled, overtaken by edits, closed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QPushButton

from briefing.app import editing
from briefing.app.packs import create_pack, restored, save_pack
from briefing.domain.agenda import Topic
from briefing.domain.exchange import Proposal
from briefing.domain.vocabularies import ProposalState
from briefing.gui.pages.inbox import InboxPage
from briefing.gui.pages.inbox_work import FEW
from tests.gui.desk import MOST_MS, Desk

MANY = FEW + 5


def colleagues_file(pack, folder, name="Anna"):
    """A colleague's copy of a pack with a topic more."""
    theirs = restored(pack.content, {})
    editing.add(theirs, Topic(id=f"law-{name.lower()}", name=f"Law of {name}"), "Add Topic")
    path = save_pack(theirs, folder / name)
    theirs.close()
    return path


@pytest.fixture
def desk(qtbot):
    pack = create_pack("Summit")
    editing.add(pack, Topic(id="force", name="Force"), "Add Topic")
    made = Desk(qtbot, InboxPage, pack)
    made.jobs = []
    made.session.job_started.connect(made.jobs.append)
    made.page.refresh()
    return made


@pytest.fixture
def full(desk):
    """An inbox with more proposals than are accepted on the spot."""
    with desk.pack.edit("Receive Pack"):
        for number in range(MANY):
            after = f'{{"id": "t{number}", "name": "Topic {number}"}}'
            one = {"id": f"p{number}", "record": f"t{number}", "after": after}
            desk.pack.put(Proposal(kind="topic", origin="Anna.briefpack", **one))
    return desk


def rename(desk, name):
    editing.change(desk.pack, desk.content.get(Topic, "force"), "Change Topic", name=name)


def worked():
    """Wait until every thread has done its work, of which the window knows nothing yet."""
    assert QThreadPool.globalInstance().waitForDone(MOST_MS)


def states(desk):
    return {row.state for row in desk.content.proposals}


@pytest.mark.parametrize("when", ["at once", "after its last step"])
def test_a_receiving_that_was_taken_back_leaves_the_pack_as_it_was(desk, tmp_path, when):
    before = desk.content, desk.pack.history
    desk.page.receive(colleagues_file(desk.pack, tmp_path))
    if when == "after its last step":
        worked()
    desk.jobs[0].cancel()
    desk.wait()
    assert (desk.content, desk.pack.history) == before
    assert desk.notices == ["It was stopped; the pack is as it was."]


def test_what_waits_behind_a_receiving_that_was_taken_back_is_not_received(desk, tmp_path):
    files = [colleagues_file(desk.pack, tmp_path, name) for name in ("Anna", "Bruno")]
    for file in files:
        desk.page.receive(file)
    desk.jobs[0].cancel()
    desk.wait()
    assert len(desk.jobs) == 1
    assert desk.content.proposals == ()


def test_several_files_are_received_one_after_the_other(desk, tmp_path):
    for name in ("Anna", "Bruno", "Carla"):
        desk.page.receive(colleagues_file(desk.pack, tmp_path, name))
    desk.wait()
    assert [row.record for row in desk.content.proposals] == ["law-anna", "law-bruno", "law-carla"]
    assert len({row.order for row in desk.content.proposals}) == 3


def test_a_file_that_is_refused_does_not_keep_the_next_one_out(desk, tmp_path):
    letter = tmp_path / "letter.briefpack"
    letter.write_text("Dear colleague", encoding="utf-8")
    desk.page.receive(letter)
    desk.page.receive(colleagues_file(desk.pack, tmp_path))
    desk.wait()
    assert "letter.briefpack" in desk.notices[0]
    assert [row.record for row in desk.content.proposals] == ["law-anna"]


def test_what_is_edited_while_a_file_is_read_stays_and_meets_it_as_a_conflict(desk, tmp_path):
    theirs = restored(desk.content, {})
    editing.change(theirs, theirs.content.get(Topic, "force"), "Change", name="Their force")
    path = save_pack(theirs, tmp_path / "theirs")
    theirs.close()
    desk.page.receive(path)
    rename(desk, "Our force")
    desk.wait()
    assert desk.content.get(Topic, "force").name == "Our force"
    desk.page.accept_all()
    assert desk.content.get(Topic, "force").name == "Our force"
    assert states(desk) == {ProposalState.CONFLICT}


def test_many_proposals_are_accepted_in_a_job_and_taken_back_in_one_step(full):
    full.page.accept_all()
    assert [job.title for job in full.jobs] == ["Accepting proposals…"]
    assert states(full) == {ProposalState.WAITING}
    full.wait()
    assert states(full) == {ProposalState.ACCEPTED}
    assert len(full.content.topics) == MANY + 1
    full.pack.undo()
    assert states(full) == {ProposalState.WAITING}
    assert len(full.content.topics) == 1


def test_a_selected_group_of_many_is_accepted_in_a_job_too(full):
    full.page._view.selectAll()
    full.page.accept_chosen()
    assert len(full.jobs) == 1
    full.wait()
    assert states(full) == {ProposalState.ACCEPTED}
    assert full.pack.undo_name == "Accept Proposals"


@pytest.mark.parametrize("when", ["at once", "after its last step"])
def test_an_acceptance_that_was_taken_back_accepts_nothing(full, when):
    before = full.content
    full.page.accept_all()
    if when == "after its last step":
        worked()
    full.jobs[0].cancel()
    full.wait()
    assert full.content == before


def test_an_acceptance_overtaken_by_an_edit_is_worked_out_on_the_edited_pack(full):
    full.page.accept_all()
    worked()
    rename(full, "Renamed meanwhile")
    full.wait()
    assert len(full.jobs) == 2
    assert full.content.get(Topic, "force").name == "Renamed meanwhile"
    assert states(full) == {ProposalState.ACCEPTED}
    assert full.pack.history[-2:] == ("Change Topic", "Accept Proposals")


def test_what_was_rejected_meanwhile_is_not_accepted_with_the_rest(full):
    full.page.accept_all()
    full.page.show_record("proposal", "p3")
    full.page.reject_chosen()
    full.wait()
    assert full.content.get(Proposal, "p3").state is ProposalState.REJECTED
    assert full.content.find(Topic, "t3") is None
    assert full.content.find(Topic, "t4") is not None


def test_a_second_acceptance_of_many_waits_for_the_first(full):
    full.page.accept_all()
    full.page.accept_all()
    assert "“Accepting proposals” is not done yet" in full.notices[0]
    full.wait()
    assert len(full.jobs) == 1


def test_the_window_follows_a_receiving_and_its_cancel_button_stops_it(opened, qtbot, tmp_path):
    session = opened.session
    before = session.content
    file = colleagues_file(session.pack, tmp_path)
    opened.show_page("Inbox")
    page = opened.workspace.page
    page.receive(file)
    assert opened.notices.text == "Receiving Anna.briefpack…"
    opened.notices.findChild(QPushButton, "notices.cancel").click()
    qtbot.waitUntil(lambda: not page.is_busy, timeout=MOST_MS)
    assert session.content is before
    assert opened.notices.text == "It was stopped; the pack is as it was."


def test_a_pack_that_is_closed_while_a_file_is_read_takes_nothing_along(opened, tmp_path):
    file = colleagues_file(opened.session.pack, tmp_path)
    opened.show_page("Inbox")
    opened.workspace.page.receive(file)
    worked()
    opened.files.forget()
    QApplication.processEvents()
    assert opened.session is None
    assert opened.stack.currentWidget() is opened.start_page
