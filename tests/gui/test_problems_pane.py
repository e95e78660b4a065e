"""The problems pane says what it knows: that it checks, that there is nothing, or what there is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from briefing.app.packs import restored
from briefing.gui.problems_pane import ProblemsPane
from briefing.gui.session import Session
from tests.good_content import good_content


def said(pane):
    return [words.text() for words in pane.findChildren(QLabel) if words.isVisibleTo(pane)]


@pytest.fixture
def session(qapp):
    made = Session(restored(good_content(), {}))
    yield made
    made.close()


def test_before_its_first_check_has_ended_it_says_that_it_checks(qtbot, session):
    pane = ProblemsPane(session)
    qtbot.addWidget(pane)
    told = []
    session.notice.connect(lambda words, _action: told.append(words))
    pane.next_problem()
    assert said(pane) == ["The pack is being checked."]
    assert told == ["The pack is still being checked."]
    with qtbot.waitSignal(pane.checked):
        pass
    assert said(pane) == ["The checks have found nothing to mend."]
    pane.next_problem()
    assert told[-1] == "The checks have found nothing to mend."
