"""A damaged pack in the window: rescued beside its newest good copy, never overwritten."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTableView,
)

from briefing.app import backups, clock, editing, packs
from briefing.app.packs import open_pack, restored
from briefing.gui.rescue_sheet import RescueSheet
from briefing.store.spare import unpacked
from tests.gui.typist import Typist

MOST_MS = 30_000
PAGE = 4096


@pytest.fixture
def damaged(sample, tmp_path):
    """The sample saved with a dated copy, three of its pages zeroed afterwards."""
    pack = restored(*sample)
    path = packs.save_pack(pack, tmp_path / "summit.briefpack")
    editing.change_cover(pack, subtitle="Later")
    packs.save_pack(pack)
    pack.close()
    data = bytearray(path.read_bytes())
    for page in (12, 40, 60):
        data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    path.write_bytes(data)
    return path


def damage_badly(damaged):
    """Zero the spare copy and sixty of the pages with the tables."""
    data = bytearray(damaged.read_bytes())
    spare = unpacked(bytes(data)).pages
    for page in (*spare, *range(max(spare) + 1, max(spare) + 61)):
        data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    damaged.write_bytes(data)


def sheet_of(window, qtbot):
    qtbot.waitUntil(lambda: window.findChild(RescueSheet) is not None, timeout=MOST_MS)
    sheet = window.findChild(RescueSheet)
    window.activateWindow()  # no window manager gives the keys back after a dialog
    qtbot.waitUntil(lambda: sheet.isAncestorOf(QApplication.focusWidget()))
    return sheet


def offer(window, words):
    bar = window.files.copies.question
    assert bar.isVisible()
    return next(one for one in bar.findChildren(QPushButton) if one.text() == words)


def notes(sheet):
    return sheet.findChild(QPlainTextEdit, "rescue.notes").toPlainText()


def rows(sheet):
    model = sheet.findChild(QTableView, "rescue.table").model()
    return {
        model.index(row, 0).data(): [
            model.index(row, column).data() for column in range(1, model.columnCount())
        ]
        for row in range(model.rowCount())
    }


def test_rescue_is_offered_in_the_notice_that_says_what_is_damaged(window, damaged):
    window.files.open_path(damaged)
    assert window.session is None
    assert "damaged" in window.files.copies.question.text
    assert offer(window, "Rescue what can be read").hasFocus()
    assert offer(window, f"Open the copy of {clock.today()}").isVisible()


def test_what_came_back_stands_beside_the_newest_good_copy(window, qtbot, damaged):
    before = damaged.read_bytes()
    window.files.open_path(damaged)
    Typist().press(Qt.Key.Key_Space)
    sheet = sheet_of(window, qtbot)
    assert damaged.read_bytes() == before
    found = rows(sheet)
    back, copied = found["Quotes"]
    came, of = back.split(" of ")
    assert 0 < int(came) <= int(of) == int(copied)
    said = "\n".join(one.text() for one in sheet.findChildren(QLabel))
    assert "Pages of the file that are missing or empty: 3." in notes(sheet)
    assert "summit.briefpack stays as it is" in said
    Typist().press(Qt.Key.Key_Space)
    assert window.session is not None
    assert window.session.pack.path.name == "summit-rescued.briefpack"
    assert len(window.session.content.quotes) == int(came)


def test_what_is_lost_is_counted_and_named(window, qtbot, damaged):
    damage_badly(damaged)
    window.files.open_path(damaged)
    offer(window, "Rescue what can be read").click()
    sheet = sheet_of(window, qtbot)
    cells = [back.split(" of ") for back, _ in rows(sheet).values()]
    assert any(int(came) < int(known) for came, known in cells)
    assert len(notes(sheet).splitlines()) > 100
    assert "is not taken, or in part" in notes(sheet)


def test_the_copy_that_has_more_is_the_first_answer(window, qtbot, damaged):
    damage_badly(damaged)
    window.files.open_path(damaged)
    offer(window, "Rescue what can be read").click()
    sheet = sheet_of(window, qtbot)
    assert sheet.findChild(QPushButton, "rescue.copy").hasFocus()
    Typist().press(Qt.Key.Key_Space)
    assert window.session.pack.path is None
    assert len(window.session.content.quotes) == 51


def test_rescuing_twice_overwrites_nothing(window, qtbot, damaged):
    for name in ("summit-rescued.briefpack", "summit-rescued-2.briefpack"):
        window.files.open_path(damaged)
        offer(window, "Rescue what can be read").click()
        qtbot.waitUntil(damaged.with_name(name).exists, timeout=MOST_MS)
        sheet_of(window, qtbot).left.emit()
        qtbot.waitUntil(lambda: window.findChild(RescueSheet) is None)


def test_the_dated_copy_opens_as_an_unsaved_pack(window, qtbot, damaged):
    window.files.open_path(damaged)
    offer(window, f"Open the copy of {clock.today()}").click()
    assert window.session.pack.path is None
    assert len(window.session.content.quotes) == 51


def test_a_damaged_copy_is_passed_over_for_an_older_good_one(window, damaged):
    (good,) = backups.backups(damaged)
    older = good.path.with_name("2026-01-02.briefpack")
    older.write_bytes(good.path.read_bytes())
    good.path.write_bytes(good.path.read_bytes()[:-PAGE])
    window.files.open_path(damaged)
    assert offer(window, "Open the copy of 2026-01-02").isVisible()


def test_without_a_good_copy_rescue_alone_is_offered(window, qtbot, damaged):
    for backup in backups.backups(damaged):
        backup.path.unlink()
    window.files.open_path(damaged)
    offer(window, "Rescue what can be read").click()
    sheet = sheet_of(window, qtbot)
    assert sheet.findChild(QPushButton, "rescue.copy") is None
    assert all(len(cells) == 1 for cells in rows(sheet).values())


def test_a_file_of_which_nothing_can_be_read_says_so(window, qtbot, tmp_path):
    path = tmp_path / "empty.briefpack"
    path.write_bytes(bytes(PAGE * 3))
    window.files.open_path(path)
    offer(window, "Rescue what can be read").click()
    qtbot.waitUntil(lambda: "Nothing of a briefing pack" in window.notices.text, timeout=MOST_MS)
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_of_another_program_is_no_damaged_pack(window, tmp_path):
    path = tmp_path / "letter.docx"
    path.write_bytes(b"PK")
    window.files.open_path(path)
    assert "is not a briefing pack" in window.notices.text


def test_the_command_rescues_a_chosen_file_and_escape_leaves_the_sheet(window, qtbot, damaged):
    window.actions_by_id["file.rescue"].trigger()
    dialog = window.findChild(QFileDialog, "file.rescue.dialog")
    dialog.fileSelected.emit(str(damaged))
    dialog.close()
    sheet_of(window, qtbot)
    Typist().press(Qt.Key.Key_Escape)
    assert window.stack.currentWidget() is window.start_page
    open_pack(damaged.with_name("summit-rescued.briefpack"), read_only=True).close()
