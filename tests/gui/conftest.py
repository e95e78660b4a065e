"""A window with the sample open, and its parts."""

from __future__ import annotations

import pytest

from briefing.app.packs import restored
from briefing.app.sample import sample_pack
from briefing.app.settings import Settings, save_settings
from briefing.gui.session import Session


@pytest.fixture
def plain_settings():
    """The settings of a first start."""
    save_settings(Settings(theme="light"))


@pytest.fixture(scope="session")
def sample():
    """The content of the sample and its originals, built once."""
    pack = sample_pack()
    content = pack.content
    hashes = {row.original.sha256 for row in content.sources if row.original}
    originals = {sha256: pack.original(sha256) for sha256 in hashes}
    pack.close()
    return content, originals


@pytest.fixture
def session(qapp, sample):
    """The sample in a session without a window."""
    made = Session(restored(*sample))
    yield made
    made.close()


def _forget(window) -> None:
    window.files.forget()  # else it would ask whether to save


@pytest.fixture
def window(qtbot, plain_settings):
    """An empty window at its start page."""
    from briefing.gui.window import MainWindow

    made = MainWindow()
    qtbot.addWidget(made, before_close_func=_forget)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def opened(window, qtbot, sample):
    """A window with the sample, once its checks have run."""
    window.files.show(restored(*sample))
    with qtbot.waitSignal(window.session.problems_found, timeout=10_000):
        pass
    return window
