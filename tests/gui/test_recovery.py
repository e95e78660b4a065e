"""Work of a killed program is listed at the next start, and what can be done with each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from briefing.app import packs
from briefing.app.editing import change_cover
from briefing.app.recovery import discarded, left_behind
from briefing.gui.left_behind_list import WorkRow
from tests.crashing import killed

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SOMEBODY = {
    "host": "another-desk",
    "user": "anna",
    "process": 4711,
    "since": "2026-11-23T09:00:00+01:00",
}


@pytest.fixture(autouse=True)
def _own_state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def saved(tmp_path):
    pack = packs.create_pack("Summit")
    path = packs.save_pack(pack, tmp_path / "summit.briefpack")
    pack.close()
    return path


def shown(window):
    """Return the words of each row of the list."""
    QApplication.processEvents()
    rows = [
        (int(row.objectName().rpartition(".")[2]), row)
        for row in window.start_page.findChildren(WorkRow)
        if not row.isHidden()
    ]
    return [
        " | ".join(one.text() for one in row.findChildren(QLabel))
        for _, row in sorted(rows, key=lambda row: row[0])
    ]


def press(window, name):
    buttons = window.start_page.findChildren(QPushButton, name)
    (button,) = [one for one in buttons if one.isVisible()]
    button.click()
    QApplication.processEvents()


def answer(window, words):
    bar = window.files.copies.question
    (button,) = [one for one in bar.findChildren(QPushButton) if one.text() == words]
    button.click()
    QApplication.processEvents()


def damage(folder):
    """Overwrite pages in the middle of a working copy, so that it cannot be read."""
    path = Path(folder) / "working.db"
    data = bytearray(path.read_bytes())
    wal = path.with_name("working.db-wal")
    wal.unlink()
    path.with_name("working.db-shm").unlink()
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096 * 3] = b"\xff" * (4096 * 3)
    path.write_bytes(data)


def test_each_work_is_listed_with_title_last_edit_count_time_and_file(window, saved):
    killed("Never saved", count=3)
    killed("Summit of June", saved, count=2)
    window.files.recovering.look()
    first, second = shown(window)
    assert first.startswith("Summit of June | 2 edits · last: Change Title · 20")
    assert first.endswith("summit.briefpack")
    assert second.startswith("Never saved | 3 edits · last: Change Title · 20")
    assert second.endswith("never saved")
    assert window.notices.text == ""


def test_where_a_pack_is_open_the_notice_offers_it(window, saved):
    killed("Quick note")
    window.files.open_path(saved)
    window.files.recovering.look()
    assert "Quick note" in window.notices.text
    window.actions_by_id["file.recover"].trigger()
    assert window.session.content.cover.title == "Quick note"


def test_more_than_a_few_works_are_counted(window):
    folders = [killed(f"Note {number}") for number in range(5)]
    window.files.recovering.look()
    assert len(shown(window)) == len(folders) - 1
    press(window, "left_behind.1.discard")
    assert len(shown(window)) == len(folders) - 1


def test_the_one_that_is_chosen_opens_with_its_history_and_the_other_stays_listed(window):
    killed("First")
    killed("Second")
    window.files.recovering.look()
    assert [words.partition(" |")[0] for words in shown(window)] == ["Second", "First"]
    press(window, "left_behind.2.open")
    assert window.session.content.cover.title == "First"
    assert window.session.pack.undo_name == "Change Title"
    window.undo()
    assert window.session.content.cover.title == "Summit"
    window.files.forget()
    assert [words.partition(" |")[0] for words in shown(window)] == ["Second"]


def test_the_newest_is_taken_up_by_its_key(window):
    killed("First")
    recover = window.actions_by_id["file.recover"]
    assert not recover.isEnabled()
    window.files.recovering.look()
    QTest.keyClick(
        window.focusWidget(),
        Qt.Key.Key_U,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
    )
    assert window.session.content.cover.title == "First"
    assert not window.files.recovering.readable


def test_a_discarded_work_can_be_brought_back(window):
    killed("First")
    window.files.recovering.look()
    press(window, "left_behind.1.discard")
    assert shown(window) == []
    assert left_behind() == ()
    assert "brought back" in window.notices.text
    window.actions_by_id["file.bring_back"].trigger()
    QApplication.processEvents()
    assert len(shown(window)) == 1
    press(window, "left_behind.1.open")
    assert window.session.content.cover.title == "First"


def test_discarding_all_is_asked_in_place(window):
    killed("First")
    window.files.recovering.look()
    assert not window.start_page.findChild(QPushButton, "left_behind.discard_all").isVisible()
    killed("Second")
    window.files.recovering.look()
    press(window, "left_behind.discard_all")
    answer(window, "Cancel")
    assert len(shown(window)) == 2
    press(window, "left_behind.discard_all")
    answer(window, "Discard all")
    assert shown(window) == []
    assert len(discarded()) == 2


def test_the_list_is_worked_by_keys(window):
    killed("First")
    killed("Second")
    window.files.recovering.look()
    QApplication.processEvents()
    buttons = window.start_page.findChildren(QPushButton, "left_behind.1.open")
    (button,) = [one for one in buttons if one.isVisible()]
    for _ in range(30):
        if QApplication.focusWidget() is button:
            break
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert window.session.content.cover.title == "Second"


def test_work_that_cannot_be_read_is_shown_with_its_reason_and_never_as_empty(window):
    damage(killed("Lost"))
    window.files.recovering.look()
    (row,) = shown(window)
    assert row.startswith("Unsaved work that cannot be read | A working copy that a crash left")
    assert "kept as it is" in row
    assert not window.actions_by_id["file.recover"].isEnabled()


def test_what_can_be_read_of_it_is_rescued_into_an_unsaved_pack_and_it_stays(window):
    folder = killed("Lost")
    damage(folder)
    before = (Path(folder) / "working.db").read_bytes()
    window.files.recovering.look()
    press(window, "left_behind.1.rescue")
    assert "could be read" in window.notices.text or "can be read" in window.notices.text
    assert (Path(folder) / "working.db").read_bytes() == before


def test_a_file_that_was_changed_meanwhile_is_said_and_both_are_kept(qtbot, window, saved):
    killed("Mine", saved)
    pack = packs.open_pack(saved)
    change_cover(pack, title="Theirs")
    packs.save_pack(pack)
    pack.close()
    theirs = saved.read_bytes()
    window.files.recovering.look()
    assert "The file was changed since" in shown(window)[0]
    press(window, "left_behind.1.open")
    bar = window.files.copies.question
    qtbot.waitUntil(lambda: bar.isVisible() and "on disk" in bar.text)
    answer(window, "Keep mine")
    assert not window.files.save()
    assert saved.read_bytes() == theirs
    assert window.session.content.cover.title == "Mine"


def test_a_file_that_somebody_edits_by_now_is_taken_up_as_a_copy(window, saved):
    killed("Mine", saved)
    lock = saved.with_name(f".{saved.name}.lock")
    lock.write_text(json.dumps(SOMEBODY), encoding="utf-8")
    window.files.recovering.look()
    press(window, "left_behind.1.open")
    assert window.session.content.cover.title == "Mine"
    assert window.session.pack.path is None
    assert window.session.pack.undo_name == "Change Title"
    assert "anna" in window.notices.text
    assert "anna" in lock.read_text(encoding="utf-8")


def test_a_start_after_a_clean_end_offers_nothing(window):
    window.files.recovering.look()
    assert window.notices.text == ""
    assert shown(window) == []
