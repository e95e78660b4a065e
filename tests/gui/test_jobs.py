"""Jobs of one owner, one after the other."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import QObject

from briefing.errors import BriefingError
from briefing.gui.jobs import JobLine

MOST_MS = 20_000


@pytest.fixture
def line(qapp):
    owner = QObject()
    yield JobLine(owner)
    owner.deleteLater()


def test_a_job_that_was_taken_back_is_not_refused_afterwards(line, qtbot):
    may_end = Event()

    def work(_job):
        may_end.wait(MOST_MS / 1000)
        raise BriefingError("It could not be done.")

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
