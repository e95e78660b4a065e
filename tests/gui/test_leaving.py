"""Closing so that nothing stays behind, and choosing where working copies lie, in the window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton

from briefing.app import folders, packs
from briefing.app.editing import change_cover
from briefing.app.recovery import discarded, left_behind
from briefing.app.settings import load_settings, remember_recent
from tests.crashing import killed


@pytest.fixture(autouse=True)
def _own_account(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def saved(tmp_path):
    pack = packs.create_pack("Summit")
    path = packs.save_pack(pack, tmp_path / "summit.briefpack")
    pack.close()
    remember_recent(path)
    return path


def question(window):
    return window.files.copies.question


def answer(window, words):
    (button,) = [one for one in question(window).findChildren(QPushButton) if one.text() == words]
    button.click()
    QApplication.processEvents()


def test_everything_that_would_be_lost_is_named_before_anything_is_removed(window, saved):
    killed("Somebody's note")
    window.files.open_path(saved)
    window.actions_by_id["file.leave_nothing"].trigger()
    assert "saved file stays" in question(window).text
    assert "“Somebody's note”" in question(window).text
    answer(window, "Cancel")
    assert window.session is not None
    assert [item.title for item in left_behind()] == ["Somebody's note"]


def test_the_pack_is_closed_and_nothing_but_its_file_is_left(window, saved):
    killed("Somebody's note")
    window.files.open_path(saved)
    window.actions_by_id["file.leave_nothing"].trigger()
    answer(window, "Close and Remove")
    assert window.session is None
    assert folders.working_copies() == ()
    assert discarded() == ()
    assert load_settings().recent == ()
    assert saved.exists()
    assert "Nothing of it is left" in window.notices.text


def test_changes_that_are_not_saved_are_asked_about_first(window, saved):
    window.files.open_path(saved)
    change_cover(window.session.pack, "Change Title", title="Changed")
    window.actions_by_id["file.leave_nothing"].trigger()
    answer(window, "Close and Remove")
    box = window.findChild(QMessageBox, "close_guard")
    box.button(QMessageBox.StandardButton.Cancel).click()
    QApplication.processEvents()
    assert window.session.content.cover.title == "Changed"
    assert len(folders.working_copies()) == 1


def test_the_chosen_folder_has_the_working_copies_of_packs_opened_from_then_on(window, tmp_path):
    (tmp_path / "stick").mkdir()
    window.actions_by_id["file.working_place"].trigger()
    dialog = window.findChild(QFileDialog, "file.working_place.dialog")
    dialog.fileSelected.emit(str(tmp_path / "stick"))
    dialog.reject()
    assert str(tmp_path / "stick") in window.notices.text
    window.files.create("Summit")
    assert [row.parents[2] for row in folders.working_copies()] == [tmp_path / "stick"]


def test_a_folder_that_cannot_have_them_is_refused_in_a_sentence(window, tmp_path):
    (tmp_path / "file").write_text("x")
    window.actions_by_id["file.working_place"].trigger()
    dialog = window.findChild(QFileDialog, "file.working_place.dialog")
    dialog.fileSelected.emit(str(tmp_path / "file"))
    dialog.reject()
    assert "cannot be written to" in window.notices.text
    assert folders.place_of_work() == folders.state_folder()
