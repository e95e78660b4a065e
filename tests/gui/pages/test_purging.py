"""Purge in the window: what goes is shown, the word is asked for once, the proof is told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPushButton, QTableView

from briefing.app import editing, issuing, packs
from briefing.app.backups import backups
from briefing.app.packs import restored
from briefing.domain.actors import Actor
from briefing.domain.sources import Source
from tests.gui.typist import Typist

MOST_MS = 30_000


@pytest.fixture
def saved(window, qtbot, sample, tmp_path, monkeypatch):
    """A window with the sample saved, once issued, with a backup."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))  # other tests have packs open
    pack = restored(*sample)
    issuing.issue(pack, issuing.IssueRequest(excel=tmp_path / "sent.xlsx"))
    path = packs.save_pack(pack, tmp_path / "summit.briefpack")
    packs.save_pack(pack)
    pack.close()
    window.files.open_path(path)
    window.show_page("Sources")
    return window


def words(page):
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def ask(window, qtbot):
    """Ask for the purge of what is chosen and wait for what would go."""
    window.actions_by_id["file.purge"].trigger()
    page = window.workspace.page
    table = page.findChild(QTableView, "purge.table")
    qtbot.waitUntil(lambda: table.model().rowCount() > 0, timeout=MOST_MS)
    return page


def go(page):
    return page.findChild(QPushButton, "purge.go")


def test_what_goes_and_which_copies_are_touched_is_shown_first(saved, qtbot):
    source = saved.workspace.page.reader.source
    before = saved.session.content
    page = ask(saved, qtbot)
    table = page.findChild(QTableView, "purge.table").model()
    assert table.index(0, 1).data() == source.title
    assert f"{table.rowCount() - 1} records go with it." in words(page)
    (backup,) = backups(saved.session.pack.path)
    assert backup.day in words(page)
    assert "sent.xlsx" in words(page)
    assert "cannot be undone" in words(page)
    assert saved.session.content is before


def test_a_reason_and_the_word_are_needed(saved, qtbot):
    page = ask(saved, qtbot)
    typist = Typist()
    assert page.findChild(QLineEdit, "purge.reason").hasFocus()
    page.findChild(QLineEdit, "purge.word").setText("purge")
    assert not go(page).isEnabled()
    typist.write("pasted by mistake")
    assert go(page).isEnabled()
    page.findChild(QLineEdit, "purge.word").setText("purg")
    assert not go(page).isEnabled()
    page.purge()
    assert saved.session.content.find(Source, page._target.id) is not None


def test_a_purge_by_keys_is_proved_and_saved(saved, qtbot):
    source = saved.workspace.page.reader.source
    page = ask(saved, qtbot)
    typist = Typist()
    typist.write("pasted by mistake")
    typist.press(Qt.Key.Key_Tab)
    typist.write("purge")
    typist.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "searched byte by byte" in words(page), timeout=MOST_MS)
    assert "0 have anything of it" in words(page)
    assert "sent.xlsx" in words(page)
    content = saved.session.content
    assert content.find(Source, source.id) is None
    assert "pasted by mistake" in content.editions[0].content
    assert saved.session.pack.history == ()
    assert not saved.session.pack.is_modified
    assert not saved.isWindowModified()
    (backup,) = backups(saved.session.pack.path)
    assert source.text[200:260].encode() not in backup.path.read_bytes()
    qtbot.wait(700)  # longer than the watch over the file waits
    assert not saved.files.copies.question.isVisible()
    typist.press(Qt.Key.Key_Space)
    assert saved.workspace.page_name == "Sources"


def test_a_copy_that_cannot_be_cleaned_is_named(saved, qtbot):
    (backup,) = backups(saved.session.pack.path)
    backup.path.write_bytes(backup.path.read_bytes()[:-4096])
    page = ask(saved, qtbot)
    page.findChild(QLineEdit, "purge.word").setText("purge")
    page.findChild(QLineEdit, "purge.reason").setText("pasted by mistake")
    page.purge()
    qtbot.waitUntil(lambda: "searched byte by byte" in words(page), timeout=MOST_MS)
    assert f"Still in {backup.path}" in words(page)


def test_a_person_is_purged_from_the_menu_of_the_table(saved, qtbot):
    saved.show_page("Organisations & people")
    table = saved.workspace.page.findChild(QTableView, "organisations.table")
    person = next(row for row in saved.session.content.actors if row.kind == "person")
    saved.workspace.page.show_record("actor", person.id)
    (action,) = [one for one in table.actions() if isinstance(one, QAction)]
    assert table.contextMenuPolicy() == Qt.ContextMenuPolicy.ActionsContextMenu
    action.trigger()
    assert saved.workspace.page_name == "Purge"
    assert person.name in words(saved.workspace.page)
    assert saved.session.content.find(Actor, person.id) is not None


def test_the_list_of_sources_has_it_in_its_menu(saved):
    view = saved.workspace.page.findChild(QListView, saved.workspace.page.list.objectName())
    (action,) = [one for one in view.actions() if one.text() == "Purge…"]
    action.trigger()
    assert saved.workspace.page_name == "Purge"


def test_where_nothing_can_be_purged_the_command_rests(saved):
    saved.show_page("Quotes")
    saved.update_commands()
    assert not saved.actions_by_id["file.purge"].isEnabled()


def test_what_was_removed_meanwhile_is_no_more_offered(saved, qtbot):
    source = saved.workspace.page.reader.source
    page = ask(saved, qtbot)
    editing.remove(saved.session.pack, source)
    qtbot.waitUntil(lambda: "Choose a source or an actor" in words(page), timeout=MOST_MS)
    assert not page.findChild(QLineEdit, "purge.reason").isVisible()
    saved.undo()
    qtbot.waitUntil(lambda: "records go with it" in words(page), timeout=MOST_MS)
    assert page.findChild(QLineEdit, "purge.reason").isVisible()
