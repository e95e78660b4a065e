"""The table of commands, walked from end to end."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from briefing.gui.command_table import COMMANDS, MENUS
from briefing.gui.icons import drawing
from briefing.gui.page_specs import PAGES


def test_every_id_is_unique_and_has_area_and_verb():
    assert max(Counter(command.id for command in COMMANDS).values()) == 1
    assert all(command.id.count(".") == 1 for command in COMMANDS)


def test_no_two_commands_share_a_key(qapp):
    keys = Counter(
        key.toString() for command in COMMANDS for key in command.shortcuts if not command.page
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_a_key_that_works_on_one_page_is_no_key_of_the_window(qapp):
    of_window = {k.toString() for c in COMMANDS for k in c.shortcuts if not c.page}
    of_page = {k.toString() for c in COMMANDS for k in c.shortcuts if c.page}
    assert not of_window & of_page


def test_every_command_has_a_key_on_every_platform(qapp):
    assert [command.id for command in COMMANDS if not command.keys] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_key_is_understood(command, qapp):
    assert command.shortcuts
    assert all(not key.isEmpty() for key in command.shortcuts)


def test_the_standard_keys_of_the_desktop_are_bound(qapp):
    standard = QKeySequence.StandardKey
    wanted = {
        standard.New,
        standard.Open,
        standard.Save,
        standard.SaveAs,
        standard.Close,
        standard.Quit,
        standard.Undo,
        standard.Find,
        standard.ZoomIn,
        standard.ZoomOut,
        standard.HelpContents,
    }
    assert wanted == {command.standard for command in COMMANDS} - {None}


def test_redo_answers_to_both_of_its_keys(qapp):
    redo = next(command for command in COMMANDS if command.id == "edit.redo")
    assert [key.toString() for key in redo.shortcuts] == ["Ctrl+Shift+Z", "Ctrl+Y"]


def test_every_command_stands_in_a_menu():
    assert {command.menu for command in COMMANDS} == set(MENUS)


def test_every_page_can_be_reached_by_a_command():
    ids = {command.id for command in COMMANDS}
    assert {f"go.{spec.key}" for spec in PAGES} <= ids


def test_every_icon_that_is_named_ships():
    names = {c.icon for c in COMMANDS if c.icon} | {spec.icon for spec in PAGES}
    assert [name for name in names if not drawing(name)] == []


def test_a_command_that_changes_its_words_names_them_all():
    undo = next(command for command in COMMANDS if command.id == "edit.undo")
    assert undo.words is not None
