"""A new pack from an old one: what is carried is shown before a title makes it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QTableView,
)

from briefing.app import editing, packs
from briefing.app.packs import restored
from briefing.gui.carry_sheet import CarrySheet
from tests.gui.typist import Typist

MOST_MS = 30_000


@pytest.fixture
def old(sample, tmp_path):
    pack = restored(*sample)
    path = packs.save_pack(pack, tmp_path / "old.briefpack")
    pack.close()
    return path


def choose(window, qtbot, old):
    dialog = window.findChild(QFileDialog, "file.new_from.dialog")
    dialog.fileSelected.emit(str(old))
    dialog.close()
    qtbot.waitUntil(lambda: window.findChild(CarrySheet) is not None, timeout=MOST_MS)
    sheet = window.findChild(CarrySheet)
    window.activateWindow()  # no window manager gives the keys back after a dialog
    qtbot.waitUntil(lambda: sheet.isAncestorOf(QApplication.focusWidget()))
    return sheet


def test_the_start_page_shows_what_is_carried_and_a_title_makes_the_pack(window, qtbot, old):
    before = old.read_bytes()
    window.start_page.findChild(QPushButton, "start.old").click()
    sheet = choose(window, qtbot, old)
    said = "\n".join(one.text() for one in sheet.findChildren(QLabel))
    assert "74 commitments" in said
    assert "counts as not checked" in said
    assert sheet.findChild(QTableView, "carry.table").model().rowCount() > 100
    assert not sheet.findChild(QPushButton, "carry.create").isEnabled()
    typist = Typist()
    typist.write("Next month")
    typist.press(Qt.Key.Key_Return)
    content = window.session.content
    assert content.cover.title == "Next month"
    assert len(content.commitments) == 74
    assert content.quotes == ()
    assert content.commitments[0].by.startswith("carried from “EXERCISE Assured Peace 27")
    assert window.session.pack.path is None
    assert old.read_bytes() == before


def test_an_open_pack_is_guarded_before_the_new_one_takes_its_place(opened, qtbot, old):
    editing.change_cover(opened.session.pack, title="Mine")
    opened.actions_by_id["file.new_from"].trigger()
    choose(opened, qtbot, old)
    typist = Typist()
    typist.write("Next")
    typist.press(Qt.Key.Key_Return)
    box = opened.findChild(QMessageBox, "close_guard")
    box.button(QMessageBox.StandardButton.Cancel).click()
    assert opened.session.content.cover.title == "Mine"


def test_going_to_a_page_leaves_the_sheet(opened, qtbot, old):
    opened.actions_by_id["file.new_from"].trigger()
    choose(opened, qtbot, old)
    assert opened.stack.currentWidget() is not opened.workspace
    opened.actions_by_id["go.quotes"].trigger()
    assert opened.stack.currentWidget() is opened.workspace
    assert opened.workspace.page_name == "Quotes"


def test_a_file_that_is_no_pack_is_refused_with_its_reason(window, qtbot, tmp_path):
    path = tmp_path / "no.briefpack"
    path.write_bytes(b"no")
    window.actions_by_id["file.new_from"].trigger()
    dialog = window.findChild(QFileDialog, "file.new_from.dialog")
    dialog.fileSelected.emit(str(path))
    dialog.close()
    qtbot.waitUntil(lambda: "is not a briefing pack" in window.notices.text, timeout=MOST_MS)
