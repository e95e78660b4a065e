"""The list of edits: what is in force, what is undone, and jumping to each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QListView

from briefing.app import editing
from briefing.domain.agenda import Topic
from briefing.gui.history_pane import HistoryModel

SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
HISTORIES = st.lists(st.sampled_from(["Add", "Change", "Remove"]), max_size=5).flatmap(
    lambda names: st.tuples(st.just(tuple(names)), st.integers(0, len(names)))
)


@pytest.fixture
def edited(opened):
    for number in range(3):
        topic = Topic(id=f"t{number}", name=f"Topic {number}", order=90 + number)
        editing.add(opened.session.pack, topic, f"Add {number}")
    opened.actions_by_id["view.history"].trigger()
    return opened


def listed(window):
    view = window.findChild(QListView, "history.list")
    model = view.model()
    return view, [model.index(row, 0).data(SPOKEN) for row in range(model.rowCount())]


@given(st.lists(HISTORIES, min_size=1, max_size=6))
def test_the_model_keeps_qts_rules_through_any_histories(histories):
    model = HistoryModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for names, at in histories:
        model.show_history(names, at)
        shown = [
            model.index(row, 0).data().removesuffix(" · now") for row in range(model.rowCount())
        ]
        assert shown[1:] == list(names)
        assert model.at == at
    tester.deleteLater()


def test_the_dock_is_hidden_until_it_is_asked_for(opened):
    history = opened.actions_by_id["view.history"]
    assert not opened.is_dock_shown("history")
    history.trigger()
    assert opened.is_dock_shown("history")
    assert history.isChecked()
    opened.actions_by_id["view.reset_layout"].trigger()
    assert not opened.is_dock_shown("history")


def test_every_edit_is_named_and_the_present_one_marked(edited):
    edited.undo()
    _, words = listed(edited)
    assert words == ["As it was opened", "Add 0", "Add 1, now", "Add 2, undone"]


def test_a_click_jumps_back_and_forth(qtbot, edited):
    view, _ = listed(edited)
    view.clicked.emit(view.model().index(0, 0))
    assert edited.session.pack.history_at == 0
    assert edited.session.content.find(Topic, "t0") is None
    view.clicked.emit(view.model().index(3, 0))
    assert edited.session.content.find(Topic, "t2") is not None


def test_enter_jumps_to_the_chosen_edit(qtbot, edited):
    view, _ = listed(edited)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert edited.session.pack.history_at == 2
    assert edited.session.pack.redo_name == "Add 2"


def test_a_new_edit_takes_the_place_of_undone_ones(edited):
    edited.undo()
    edited.undo()
    editing.add(edited.session.pack, Topic(id="new", name="New"), "Add Another")
    _, words = listed(edited)
    assert words == ["As it was opened", "Add 0", "Add Another, now"]
