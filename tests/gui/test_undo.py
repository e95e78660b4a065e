"""Undo by real keys: typing in its field, everything else in the pack, by name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QTreeView

from briefing.app import editing
from briefing.domain.agenda import Topic
from briefing.domain.exchange import Proposal
from briefing.domain.vocabularies import ProposalState
from briefing.gui.fields import LineField, TextField

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def press(key, modifiers=NONE):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


@pytest.fixture
def topics(opened):
    """The page of topics with a topic in its form, added by the last edit."""
    editing.add(opened.session.pack, Topic(id="new", name="Fresh", order=99), "Add Topic")
    opened.show_page("Topics")
    opened.session.show_record("topic", "new")
    return opened


def field(window, kind):
    page = window.workspace.page
    found = [one for one in page.findChildren(kind) if one.isVisible() and one.isEnabled()]
    found[0].setFocus()
    return found[0]


@pytest.mark.parametrize("kind", [LineField, TextField])
def test_a_focused_field_undoes_its_own_typing_and_not_the_pack(topics, kind):
    pack = topics.session.pack
    edits, undo_name = pack.history_at, pack.undo_name
    one = field(topics, kind)
    before = one.present
    one.selectAll()
    QTest.keyClicks(one, "Typed by mistake")
    assert one.present == "Typed by mistake"
    for _ in range(20):
        if one.present == before:
            break
        press(K.Key_Z, CTRL)
    assert one.present == before
    assert (pack.history_at, pack.undo_name) == (edits, undo_name)
    press(K.Key_Z, CTRL | SHIFT)
    assert one.present != before
    assert pack.history_at == edits


def test_a_field_that_was_left_is_undone_as_an_edit_of_the_pack(topics):
    pack = topics.session.pack
    one = field(topics, LineField)
    one.selectAll()
    QTest.keyClicks(one, "Changed")
    press(K.Key_Return)
    assert pack.content.get(Topic, "new").name == "Changed"
    topics.workspace.navigator.setFocus()
    undo = topics.actions_by_id["edit.undo"]
    topics.update_commands()
    assert undo.text().endswith(pack.undo_name)
    press(K.Key_Z, CTRL)
    assert pack.content.get(Topic, "new").name == "Fresh"
    assert one.present == "Fresh"
    assert "Undone" in topics.notices.text
    press(K.Key_Z, CTRL | SHIFT)
    assert pack.content.get(Topic, "new").name == "Changed"
    assert "Redone" in topics.notices.text


def proposal(number):
    return Proposal(
        id=f"p{number}",
        kind="topic",
        record="new",
        field="proposition",
        after='"Send a force"',
        origin=f"{number}.briefpack",
        order=number,
    )


def test_decisions_of_the_inbox_are_undone_by_name_and_reached_by_the_history_list(topics):
    pack = topics.session.pack
    for number in (1, 2, 3):
        editing.add(pack, proposal(number), "Receive Pack")
    start = pack.history_at
    topics.show_page("Inbox")
    page = topics.workspace.page
    page.findChild(QTreeView, "inbox.tree").setFocus()
    page.show_record("proposal", "p1")
    press(K.Key_A)
    page.show_record("proposal", "p2")
    press(K.Key_R)
    assert pack.history[start:] == ("Accept Proposal", "Reject Proposal")
    topics.update_commands()
    assert topics.actions_by_id["edit.undo"].text().endswith("Reject Proposal")
    press(K.Key_Z, CTRL)
    assert pack.content.get(Proposal, "p2").state is ProposalState.WAITING
    press(K.Key_Y, CTRL)
    assert pack.content.get(Proposal, "p2").state is ProposalState.REJECTED

    topics.actions_by_id["view.history"].trigger()
    history = topics.findChild(QListView, "history.list")
    history.setFocus()
    press(K.Key_Home)
    press(K.Key_Return)
    assert pack.history_at == 0
    assert pack.content.find(Topic, "new") is None
    press(K.Key_End)
    press(K.Key_Return)
    assert pack.history_at == len(pack.history)
    assert pack.content.get(Topic, "new").proposition == "Send a force"
