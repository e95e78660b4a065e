"""Two openers, reverting, dated copies, duplicates, and a file that changes on disk."""

from __future__ import annotations

import errno
import gzip
import json
import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QMessageBox, QPushButton

from briefing.app import editing
from briefing.app.backups import backups
from briefing.app.packs import create_pack, open_pack, save_pack
from briefing.domain.agenda import Topic
from briefing.files import locking
from tests.gui.desk import received
from tests.media import refusing_new

SPECIMEN = Path(__file__).parents[1] / "store" / "specimens" / "0001.briefpack.gz"
SOMEBODY = {
    "host": "another-desk",
    "user": "anna",
    "process": 4711,
    "since": "2026-11-23T09:00:00+01:00",
}


def edit(pack, name="Force"):
    editing.add(pack, Topic(id="force", name=name), "Add Topic")


@pytest.fixture
def saved(tmp_path):
    """A saved pack that nobody has open."""
    pack = create_pack("Summit")
    edit(pack)
    path = save_pack(pack, tmp_path / "summit.briefpack")
    pack.close()
    return path


@pytest.fixture
def held(saved):
    """The same, edited on another machine."""
    lock = saved.with_name(f".{saved.name}.lock")
    lock.write_text(json.dumps(SOMEBODY), encoding="utf-8")
    return saved


def answer(window, words):
    bar = window.files.copies.question
    assert bar.isVisible()
    buttons = [one for one in bar.findChildren(QPushButton) if one.text() == words]
    assert [one.isVisible() for one in buttons] == [True]
    buttons[0].click()


def topic(window):
    return window.session.content.get(Topic, "force").name


def rewrite(path, name):
    """Replace the pack on disk as another program does."""
    pack = open_pack(path, read_only=True)
    pack.is_read_only = False
    pack.detach()
    edit(pack, name)
    beside = pack.save(path.with_name("other.briefpack"))
    pack.close()
    beside.replace(path)


# ------------------------------------------------------------------ two openers


def test_a_pack_that_somebody_edits_is_offered_with_who_where_and_since(window, held):
    window.files.open_path(held)
    assert window.session is None
    words = window.files.copies.question.text
    assert "anna" in words
    assert "another-desk" in words
    assert "2026-11-23T09:00" in words


def test_open_to_read_says_so_and_bars_what_changes_the_pack(window, held):
    window.files.open_path(held)
    answer(window, "Open to read")
    assert "read only" in window.windowTitle()
    barred = ("capture.quote", "source.import", "source.paste", "file.receive", "inbox.accept_all")
    window.show_page("Sources")
    assert [one for one in barred if window.actions_by_id[one].isEnabled()] == []
    assert window.actions_by_id["file.save_as"].isEnabled()
    window.session.change(window.session.content.topics[0], name="Other")
    assert topic(window) == "Force"
    assert "read only" in window.notices.text


def test_save_as_makes_a_pack_that_is_only_read_writable(window, held, tmp_path):
    window.files.open_path(held)
    answer(window, "Open to read")
    window.actions_by_id["file.save"].trigger()
    dialog = window.findChild(QFileDialog, "file.save_as.dialog")
    dialog.fileSelected.emit(str(tmp_path / "mine.briefpack"))
    dialog.close()
    assert "read only" not in window.windowTitle()
    assert window.actions_by_id["source.paste"].isEnabled()


def test_what_is_only_read_is_never_saved_over(window, held):
    before = held.read_bytes()
    window.files.open_path(held)
    answer(window, "Open to read")
    window.files.save_as()
    dialog = window.findChild(QFileDialog, "file.save_as.dialog")
    dialog.fileSelected.emit(str(held))
    dialog.close()
    assert held.read_bytes() == before
    assert "another name" in window.notices.text


def test_working_on_a_copy_asks_for_its_name_at_once(qtbot, window, held):
    window.files.open_path(held)
    answer(window, "Work on a copy")
    name = "file.save_as.dialog"
    qtbot.waitUntil(lambda: window.findChild(QFileDialog, name) is not None)
    window.findChild(QFileDialog, name).close()


def test_taking_over_asks_again_and_names_the_danger(window, held):
    window.files.open_path(held)
    answer(window, "Take over…")
    assert "overwrites" in window.files.copies.question.text
    assert window.session is None
    answer(window, "Take over")
    assert topic(window) == "Force"
    assert window.session.pack.lock.is_held
    assert not window.session.pack.is_read_only


def test_a_cancelled_take_over_leaves_the_lock(window, held):
    window.files.open_path(held)
    answer(window, "Take over…")
    answer(window, "Cancel")
    assert window.session is None
    assert "anna" in held.with_name(f".{held.name}.lock").read_text(encoding="utf-8")


def test_a_pack_edited_on_this_machine_cannot_be_taken_over(window, saved):
    other = open_pack(saved)
    window.files.open_path(saved)
    bar = window.files.copies.question
    shown = [one.text() for one in bar.findChildren(QPushButton) if one.isVisible()]
    assert "Open to read" in shown
    assert "Take over…" not in shown
    other.close()


def test_opening_what_is_open_here_keeps_it(window, saved):
    window.files.open_path(saved)
    first = window.session
    window.files.open_path(saved)
    assert window.session is first
    assert "this window" in window.notices.text


# --------------------------------------------------- revert, duplicate, restore


def test_revert_asks_and_goes_back_to_what_is_saved(window, saved):
    window.files.open_path(saved)
    assert not window.actions_by_id["file.revert"].isEnabled()
    edit(window.session.pack, "Army")
    window.actions_by_id["file.revert"].trigger()
    assert topic(window) == "Army"
    guard = window.findChild(QMessageBox, "close_guard")
    guard.button(QMessageBox.StandardButton.Discard).click()
    assert topic(window) == "Force"
    assert window.session.pack.lock.is_held
    edit(window.session.pack, "Navy")
    assert window.files.save()


def test_a_duplicate_is_unsaved_and_leaves_the_file_alone(window, saved):
    before = saved.read_bytes()
    window.files.open_path(saved)
    edit(window.session.pack, "Army")
    window.actions_by_id["file.duplicate"].trigger()
    assert window.session.pack.path is None
    assert topic(window) == "Army"
    assert window.isWindowModified()
    assert saved.read_bytes() == before
    open_pack(saved).close()
    assert not window.actions_by_id["file.duplicate"].isEnabled()


def test_a_dated_copy_opens_as_an_unsaved_pack(qtbot, window, saved):
    window.files.open_path(saved)
    edit(window.session.pack, "Army")
    window.files.save()
    assert len(backups(saved)) == 1
    window.actions_by_id["file.restore"].trigger()
    chooser = window.findChild(QDialog, "backup_list")
    line = chooser.findChild(QLineEdit)
    line.returnPressed.emit()
    assert topic(window) == "Force"
    assert window.session.pack.path is None
    assert str(backups(saved)[0].day) in window.notices.text


@pytest.fixture
def old(tmp_path):
    """A pack that the first version of the program saved."""
    path = tmp_path / "old.briefpack"
    path.write_bytes(gzip.decompress(SPECIMEN.read_bytes()))
    return path


def test_a_pack_of_an_older_version_says_what_saving_will_do(window, old):
    window.files.open_path(old)
    assert "old.briefpack was written by an older version" in window.notices.text
    assert not window.isWindowModified()
    edit(window.session.pack, "Army")
    window.files.save()
    assert [row.version for row in backups(old)] == [None, 1]
    window.actions_by_id["file.restore"].trigger()
    chooser = window.findChild(QDialog, "backup_list")
    titles = [entry.title for entry in chooser.entries("")]
    assert [title.endswith("written by an older version") for title in titles] == [False, True]


def test_a_pack_that_cannot_be_opened_offers_its_dated_copies(window, saved):
    window.files.open_path(saved)
    edit(window.session.pack, "Army")
    window.files.save()
    window.files.close_pack()
    saved.write_bytes(saved.read_bytes()[:5000])
    window.files.open_path(saved)
    bar = window.files.copies.question
    assert "is cut short" in bar.text
    words = [one.text() for one in bar.findChildren(QPushButton)]
    assert f"Open the copy of {backups(saved)[0].day}" in words
    assert window.actions_by_id["file.restore"].isEnabled()
    answer(window, "Restore…")
    chooser = window.findChild(QDialog, "backup_list")
    chooser.findChild(QLineEdit).returnPressed.emit()
    assert topic(window) == "Force"
    assert window.session.pack.path is None


def test_without_a_dated_copy_the_window_says_when_there_will_be_one(window, saved):
    window.files.open_path(saved)
    window.actions_by_id["file.restore"].trigger()
    assert "first save" in window.notices.text


# ------------------------------------------------------------- changed on disk


def asked(window):
    bar = window.files.copies.question
    return lambda: bar.isVisible() and "on disk" in bar.text


def test_a_replaced_file_is_noticed_every_time(qtbot, window, saved):
    window.files.open_path(saved)
    rewrite(saved, "Army")
    qtbot.waitUntil(asked(window))
    answer(window, "Keep mine")
    assert topic(window) == "Force"
    rewrite(saved, "Navy")
    qtbot.waitUntil(asked(window))
    answer(window, "Reload")
    assert topic(window) == "Navy"
    rewrite(saved, "Air force")
    qtbot.waitUntil(asked(window))


def test_unsaved_changes_are_named_before_reloading(qtbot, window, saved):
    window.files.open_path(saved)
    edit(window.session.pack, "Mine")
    rewrite(saved, "Army")
    qtbot.waitUntil(asked(window))
    assert "not saved" in window.files.copies.question.text


def test_our_own_save_and_a_touched_file_are_no_change(qtbot, window, saved):
    window.files.open_path(saved)
    disk = window.files.copies.versions._disk
    edit(window.session.pack, "Mine")
    with qtbot.assertNotEmitted(disk.changed):
        window.files.save()
        with qtbot.waitSignal(disk._timer.timeout):
            os.utime(saved)


def test_a_file_that_goes_and_comes_back_otherwise_is_told_and_asked(qtbot, window, saved):
    window.files.open_path(saved)
    kept = Path(shutil.copy(saved, saved.with_name("kept")))
    with qtbot.waitSignal(window.files.copies.versions._disk.gone):
        saved.unlink()
    assert "no longer" in window.notices.text
    disk = window.files.copies.versions._disk
    with qtbot.assertNotEmitted(disk.changed), qtbot.waitSignal(disk._timer.timeout):
        shutil.copy(kept, saved)
    with qtbot.waitSignal(disk.changed):
        rewrite(saved, "Army")


# ------------------------------------------------------------- the question bar


def test_a_question_is_named_takes_the_keys_and_leaves_by_escape(qtbot, window, held):
    window.files.open_path(held)
    bar = window.files.copies.question
    shown = [one for one in bar.findChildren(QPushButton) if one.isVisible()]
    assert [one.objectName() for one in shown if not one.accessibleName()] == []
    assert len({one.objectName() for one in shown}) == len(shown)
    assert window.focusWidget().text() == "Open to read"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert window.session is None


def test_a_file_changed_on_disk_takes_no_keys_from_the_analyst(qtbot, window, saved):
    window.files.open_path(saved)
    before = window.focusWidget()
    rewrite(saved, "Army")
    qtbot.waitUntil(asked(window))
    assert window.focusWidget() is before


# ------------------------------------------------------------------- troubles


def test_a_pack_whose_folder_takes_no_files_says_that_it_is_only_read(window, saved, monkeypatch):
    with monkeypatch.context() as media:
        media.setattr(locking.os, "open", refusing_new(errno.EROFS))
        window.files.open_path(saved)
    assert "Open to read only" in window.notices.text
    assert "takes no files" in window.notices.text
    assert "read only" in window.windowTitle()


def test_a_copy_in_conflict_is_named_and_received_but_never_opened(window, qtbot, saved, tmp_path):
    other = tmp_path / "summit (Anna's conflicted copy).briefpack"
    shutil.copy(saved, other)
    rewrite(other, "Theirs")
    window.files.open_path(saved)
    assert other.name in window.files.copies.question.text
    assert topic(window) == "Force"
    assert window.files.pack.path == saved
    answer(window, "Receive…")
    received(qtbot, window)
    assert window.session.content.proposals


def test_several_copies_in_conflict_are_counted(window, saved, tmp_path):
    for name in ("summit.Conflict", "summit (conflicted copy)"):
        shutil.copy(saved, tmp_path / f"{name}.briefpack")
    window.files.open_path(saved)
    assert "lie 2 copies" in window.files.copies.question.text
    answer(window, "Not now")
    assert not window.files.copies.question.isVisible()
