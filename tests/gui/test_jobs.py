"""Jobs report, end and can be taken back; a bug in one does not die silently."""

from __future__ import annotations

import gc
from threading import Event

import pytest
from PySide6.QtCore import QObject

from briefing.errors import InputRefusedError
from briefing.gui.jobs import Job, JobLine

MOST_MS = 20_000


@pytest.fixture
def line(qapp):
    owner = QObject()
    yield JobLine(owner)
    owner.deleteLater()


def test_a_job_hands_over_its_result(qtbot):
    job = Job("Adding", lambda _job: 2 + 2)
    with qtbot.waitSignal(job.finished) as finished:
        job.start()
    assert finished.args == [4]


def test_nothing_comes_between_how_a_job_went_and_its_end(qtbot):
    for _ in range(50):
        told = []
        job = Job("Adding", lambda _job: 2 + 2)
        job.finished.connect(lambda _sum, told=told: told.append("finished"))
        job.ended.connect(lambda told=told: told.append("ended"))
        with qtbot.waitSignal(job.finished):
            job.start()
        assert told == ["finished", "ended"]


def test_a_job_that_nobody_holds_still_tells_how_it_went(qtbot):
    told = []

    def begin():
        job = Job("Adding", lambda _job: gc.collect())
        job.finished.connect(lambda _found: told.append("finished"))
        job.start()

    begin()
    qtbot.waitUntil(lambda: told == ["finished"])


def test_a_job_reports_progress(qtbot):
    job = Job("Counting", lambda job: [job.report(step, 3, f"{step}") for step in range(3)])
    with qtbot.waitSignals([job.progressed] * 3 + [job.ended]):
        job.start()


def test_a_cancelled_job_stops_at_its_next_step(qtbot):
    began, go_on = Event(), Event()

    def work(job):
        began.set()
        go_on.wait(10)
        job.report(1, 2)

    job = Job("Waiting", work)
    with qtbot.waitSignal(job.cancelled), qtbot.assertNotEmitted(job.finished):
        job.start()
        assert began.wait(10)
        job.cancel()
        go_on.set()


def test_a_refused_job_says_why(qtbot):
    def work(_job):
        raise InputRefusedError("The file is no pack.")

    job = Job("Reading", work)
    with qtbot.waitSignal(job.refused) as refused:
        job.start()
    assert refused.args == ["The file is no pack."]


def test_a_bug_in_a_job_is_announced(qtbot, caplog):
    job = Job("Dividing", lambda _job: 1 // 0)
    with qtbot.waitSignal(job.crashed) as crashed:
        job.start()
    assert isinstance(crashed.args[0], ZeroDivisionError)
    assert "Dividing" in caplog.text


def test_a_job_that_was_taken_back_is_not_refused_afterwards(line, qtbot):
    may_end = Event()

    def work(_job):
        may_end.wait(MOST_MS / 1000)
        raise InputRefusedError("It could not be done.")

    refused = []
    line.refused.connect(refused.append)
    line.add("Work", lambda: work, lambda _made: None)
    with qtbot.waitSignal(line.cancelled, timeout=MOST_MS):
        line.give_up()
        may_end.set()
    assert refused == []


def test_a_line_is_busy_until_its_last_job_has_ended(line, qtbot):
    made = []
    assert not line.is_busy
    for number in range(2):
        line.add("Work", lambda number=number: lambda _job: number, made.append)
    assert line.is_busy
    qtbot.waitUntil(lambda: not line.is_busy, timeout=MOST_MS)
    assert made == [0, 1]
