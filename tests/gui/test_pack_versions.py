"""Save never overwrites a version that nobody has read; a lock is kept alive and missed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from briefing.app import clock, editing
from briefing.app.backups import backups, restore_backup
from briefing.app.packs import create_pack, open_pack, save_pack
from briefing.domain.agenda import Topic
from briefing.files.holders import Holder
from briefing.gui.heartbeat import EVERY_MS
from tests.gui.desk import received


@pytest.fixture(autouse=True)
def _own_state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def saved(tmp_path):
    pack = create_pack("Summit")
    editing.add(pack, Topic(id="force", name="Force"), "Add Topic")
    path = save_pack(pack, tmp_path / "summit.briefpack")
    pack.close()
    return path


def rename(pack, name):
    editing.add(pack, Topic(id="force", name=name), "Change Topic")


def rewrite(path, name):
    """Replace the pack on disk as another program does that knows no locks."""
    pack = open_pack(path, read_only=True)
    pack.is_read_only = False
    pack.detach()
    rename(pack, name)
    beside = pack.save(path.with_name("other.briefpack"))
    pack.close()
    beside.replace(path)


def on_disk(path):
    pack = open_pack(path, read_only=True)
    name = pack.content.get(Topic, "force").name
    pack.close()
    return name


def buttons(window):
    bar = window.files.copies.question
    return [one for one in bar.findChildren(QPushButton) if one.isVisible() and one.text()]


def answer(window, words):
    (button,) = [one for one in buttons(window) if one.text() == words]
    button.click()


@pytest.fixture
def mine(qtbot, window, saved):
    """A window with an unsaved edit, whose file was replaced and ours kept."""
    window.files.open_path(saved)
    rename(window.session.pack, "Mine")
    rewrite(saved, "Theirs")
    bar = window.files.copies.question
    qtbot.waitUntil(lambda: bar.isVisible() and "on disk" in bar.text)
    assert [one.text() for one in buttons(window)] == ["Reload", "Keep mine", "Receive theirs"]
    answer(window, "Keep mine")
    return window


def test_after_keep_mine_a_save_asks_and_overwrites_nothing_by_itself(mine, saved):
    assert not mine.files.save()
    assert on_disk(saved) == "Theirs"
    assert "dated copy" in mine.files.copies.question.text
    assert mine.isWindowModified()


def test_overwriting_keeps_a_dated_copy_of_theirs_and_the_next_save_asks_no_more(mine, saved):
    mine.files.save()
    answer(mine, "Overwrite")
    assert on_disk(saved) == "Mine"
    assert str(backups(saved)[0].path) in mine.notices.text
    newest = restore_backup(backups(saved)[0])
    assert newest.content.get(Topic, "force").name == "Theirs"
    newest.close()
    rename(mine.session.pack, "Mine again")
    assert mine.files.save()
    assert on_disk(saved) == "Mine again"


def test_a_version_that_comes_after_keep_mine_is_asked_about_again(qtbot, mine, saved):
    rewrite(saved, "Theirs again")
    bar = mine.files.copies.question
    qtbot.waitUntil(lambda: bar.isVisible() and "on disk" in bar.text)
    mine.files.save()
    assert on_disk(saved) == "Theirs again"


def test_save_as_leaves_theirs_alone(qtbot, mine, saved):
    mine.files.save()
    answer(mine, "Save As…")
    dialog = mine.findChild(QFileDialog, "file.save_as.dialog")
    dialog.fileSelected.emit(str(saved.with_name("mine.briefpack")))
    dialog.close()
    assert on_disk(saved) == "Theirs"
    assert on_disk(saved.with_name("mine.briefpack")) == "Mine"


def test_theirs_are_received_as_proposals_and_compared_in_the_inbox(qtbot, mine, saved):
    mine.files.save()
    answer(mine, "Receive theirs")
    received(qtbot, mine)
    assert '"Theirs"' in {row.after for row in mine.session.content.proposals}
    assert mine.session.content.get(Topic, "force").name == "Mine"
    assert on_disk(saved) == "Theirs"


def test_closing_with_save_closes_only_once_theirs_was_decided_on(mine, saved):
    mine.files.close_pack()
    guard = mine.findChild(QMessageBox, "close_guard")
    guard.button(QMessageBox.StandardButton.Save).click()
    assert mine.session is not None
    answer(mine, "Overwrite")
    assert mine.session is None
    assert on_disk(saved) == "Mine"


def test_a_question_that_was_left_closes_nothing_at_a_later_save(mine, saved):
    mine.files.close_pack()
    mine.findChild(QMessageBox, "close_guard").button(QMessageBox.StandardButton.Save).click()
    mine.files.copies.question.dismiss()
    mine.files.save()
    answer(mine, "Overwrite")
    assert mine.session is not None


def test_a_file_replaced_by_garbage_offers_no_reload_and_mine_can_be_saved(qtbot, window, saved):
    window.files.open_path(saved)
    rename(window.session.pack, "Mine")
    saved.write_bytes(b"Dear colleague")
    bar = window.files.copies.question
    qtbot.waitUntil(lambda: bar.isVisible() and "no pack" in bar.text)
    assert [one.text() for one in buttons(window)] == ["Keep mine"]
    answer(window, "Keep mine")
    window.files.save()
    assert saved.read_bytes() == b"Dear colleague"
    answer(window, "Overwrite")
    assert on_disk(saved) == "Mine"


def test_a_moved_and_a_deleted_file_are_told_and_written_again(qtbot, window, saved):
    window.files.open_path(saved)
    with qtbot.waitSignal(window.files.copies.versions._disk.gone):
        saved.rename(saved.with_name("moved.briefpack"))
    assert "no longer" in window.notices.text
    rename(window.session.pack, "Mine")
    assert window.files.save()
    assert on_disk(saved) == "Mine"
    assert on_disk(saved.with_name("moved.briefpack")) == "Force"


# ----------------------------------------------------------------------- the lock


def lock_of(path):
    return path.with_name(f".{path.name}.lock")


def held(path, heartbeat):
    here = Holder.here("2026-11-23T09:00:00+01:00")
    holder = replace(here, host="another-desk", user="anna", heartbeat=heartbeat)
    lock_of(path).write_text(holder.as_json(), encoding="utf-8")


def test_the_lock_is_kept_alive_every_minute_while_the_window_is_open(window, saved):
    assert EVERY_MS == 60_000
    window.files.open_path(saved)
    beat = window.files.copies._heartbeat
    assert beat._timer.isActive()
    about = json.loads(lock_of(saved).read_text(encoding="utf-8"))
    lock_of(saved).write_text(json.dumps(about | {"heartbeat": "2026"}), encoding="utf-8")
    beat._timer.timeout.emit()
    assert Holder.read(lock_of(saved)).heartbeat[:10] == clock.today()
    lock_of(saved).unlink()
    beat._timer.timeout.emit()
    assert window.session.pack.lock.is_held
    window.files.close_pack()
    assert not beat._timer.isActive()
    assert not lock_of(saved).exists()


def test_a_lock_that_somebody_took_over_is_missed_and_their_file_is_left_alone(window, saved):
    window.files.open_path(saved)
    rename(window.session.pack, "Mine")
    held(saved, clock.now())
    window.files.copies._heartbeat._timer.timeout.emit()
    assert "taken over by anna on another-desk" in window.notices.text
    assert not window.files.save()
    assert on_disk(saved) == "Force"
    assert "anna" in lock_of(saved).read_text(encoding="utf-8")


def test_taking_over_is_offered_only_after_ten_silent_minutes(window, saved):
    held(saved, clock.now())
    window.files.open_path(saved)
    assert "Take over…" not in [one.text() for one in buttons(window)]
    assert "ten minutes" in window.files.copies.question.text
    window.files.copies.question.dismiss()
    held(saved, "2026-11-23T09:05:00+01:00")
    window.files.open_path(saved)
    assert "Take over…" in [one.text() for one in buttons(window)]
    assert "2026-11-23 09:05" in window.files.copies.question.text
