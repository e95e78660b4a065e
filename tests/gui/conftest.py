"""A window with the sample open, and its parts."""

from __future__ import annotations

import pytest

from briefing.app.sample import sample_pack
from briefing.app.settings import Settings, save_settings
from briefing.gui.session import Session


@pytest.fixture
def plain_settings():
    """The settings of a first start."""
    save_settings(Settings(theme="light"))


@pytest.fixture
def session(qapp):
    """The sample in a session without a window."""
    made = Session(sample_pack())
    yield made
    made.close()


@pytest.fixture
def window(qtbot, plain_settings):
    """An empty window at its start page."""
    from briefing.gui.window import MainWindow

    made = MainWindow()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.files.forget()


@pytest.fixture
def opened(window, qtbot):
    """A window with the sample, once its checks have run."""
    window.files.open_sample()
    with qtbot.waitSignal(window.session.problems_found, timeout=10_000):
        pass
    return window
