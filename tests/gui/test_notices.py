"""What a job leaves in the notice bar when it ends."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QPushButton

from briefing.gui.jobs import Job

MOST_MS = 10_000


def test_the_progress_of_a_job_goes_with_it(window, qtbot):
    job = Job("Working", lambda _: None)
    window.notices.follow(job)
    assert window.notices.findChild(QPushButton, "notices.cancel").isVisible()
    with qtbot.waitSignal(job.ended, timeout=MOST_MS):
        job.start()
    assert not window.notices.isVisible()


def test_what_is_told_when_a_job_ends_stays(window, qtbot, tmp_path):
    job = Job("Working", lambda _: None)
    job.finished.connect(lambda _: window.notices.tell_written("Done.", tmp_path / "x"))
    window.notices.follow(job)
    with qtbot.waitSignal(job.ended, timeout=MOST_MS):
        job.start()
    assert window.notices.isVisible()
    assert window.notices.text == "Done."
    assert window.notices.findChild(QPushButton, "notices.folder").isVisible()
    assert not window.notices.findChild(QProgressBar, "notices.progress").isVisible()
    assert not window.notices.findChild(QPushButton, "notices.cancel").isVisible()


def test_progress_does_not_write_over_what_was_told_meanwhile(window):
    job = Job("Working", lambda _: None)
    window.notices.follow(job)
    window.notices.tell("Saved.")
    job.progressed.emit(1, 2, "Half")
    assert window.notices.text == "Saved."
    job.ended.emit()
    assert window.notices.text == "Saved."


def test_of_two_jobs_the_newer_is_shown_and_the_other_is_left_when_it_ends(window):
    first, second = Job("Reading", lambda _: None), Job("Writing", lambda _: None)
    window.notices.follow(first)
    window.notices.follow(second)
    cancel = window.notices.findChild(QPushButton, "notices.cancel")
    first.progressed.emit(1, 2, "Half of the reading")
    assert window.notices.text == "Writing"
    cancel.click()
    assert (first.is_cancelled, second.is_cancelled) == (False, True)
    second.ended.emit()
    assert window.notices.text == "Reading"
    assert cancel.isVisible()
    cancel.click()
    assert first.is_cancelled
    first.ended.emit()
    assert not window.notices.isVisible()
