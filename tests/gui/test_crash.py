"""A bug is logged and shown; a refusal is a sentence in the window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from briefing.errors import InputRefusedError
from briefing.gui.crash import CrashGuard, log_file, start_logging


@pytest.fixture
def guard(qapp):
    return CrashGuard()


def raised(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as caught:
        return caught


def test_a_bug_shows_where_the_log_is_and_keeps_the_traceback_in_the_details(guard, qtbot, caplog):
    guard.catch_error(raised(LookupError("no such thing")))
    box = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "crash")
    assert isinstance(box, QMessageBox)
    assert str(log_file()) in box.informativeText()
    assert "Traceback" not in box.text()
    assert "no such thing" in box.detailedText()
    assert "no such thing" in caplog.text
    box.close()
    box.deleteLater()


def test_a_refusal_that_nobody_showed_is_no_crash(guard, qtbot):
    with qtbot.waitSignal(guard.refused) as refused:
        guard.catch_error(raised(InputRefusedError("The file is no pack.")))
    assert refused.args == ["The file is no pack."]


def test_the_log_lies_in_the_state_folder_and_gets_the_traceback(guard):
    import logging

    start_logging()
    logger = logging.getLogger("briefing")
    logger.error("went wrong")
    handler = logger.handlers[-1]
    logger.removeHandler(handler)
    handler.close()
    assert "went wrong" in log_file().read_text(encoding="utf-8")
