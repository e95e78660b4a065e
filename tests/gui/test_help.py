"""Help works offline, from one key, and never shows an empty window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog, QTextBrowser

import briefing
from briefing.gui.command_table import COMMANDS


@pytest.fixture(params=["manual", "keys", "about"])
def shown(window, request):
    window.actions_by_id[f"help.{request.param}"].trigger()
    dialog = window.findChild(QDialog, f"help.{request.param}")
    yield dialog.findChild(QTextBrowser).toPlainText()
    dialog.close()


def test_every_help_text_says_something(shown):
    assert len(shown) > 80


def test_the_keys_name_every_command(window):
    window.actions_by_id["help.keys"].trigger()
    words = window.findChild(QDialog, "help.keys").findChild(QTextBrowser).toPlainText()
    assert [command.id for command in COMMANDS if command.plain_title not in words] == []


def test_about_names_the_version(window):
    window.actions_by_id["help.about"].trigger()
    words = window.findChild(QDialog, "help.about").findChild(QTextBrowser).toPlainText()
    assert briefing.__version__ in words
