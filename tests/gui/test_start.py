"""The start page: everything by keys, recent packs, no dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from briefing.app.packs import create_pack, save_pack
from briefing.app.settings import load_settings, remember_recent

if TYPE_CHECKING:
    from pathlib import Path


def a_saved_pack(folder: Path, title: str) -> Path:
    pack = create_pack(title)
    path = save_pack(pack, folder / title)
    pack.close()
    remember_recent(path)
    return path


def visited_by_tab(qtbot, window, most=30) -> list[str]:
    """Return what Tab reaches, each once, beginning with what has the keyboard."""
    names: list[str] = []
    while window.focusWidget() and window.focusWidget().objectName() not in names:
        names.append(window.focusWidget().objectName())
        assert len(names) < most
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    return names


def test_a_first_start_shows_no_dialog_and_asks_for_a_title(window):
    assert QApplication.activeModalWidget() is None
    assert window.focusWidget().objectName() == "start.title"
    assert window.windowTitle() == "Briefing"


def test_tab_reaches_new_open_and_sample(qtbot, window):
    assert {"start.title", "start.open", "start.sample"} <= set(visited_by_tab(qtbot, window))


def test_a_title_and_enter_make_a_pack(qtbot, window):
    qtbot.keyClicks(window.focusWidget(), "Paris, 6 January")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert window.session.content.cover.title == "Paris, 6 January"
    assert window.workspace.page_name == "Sources"


def test_a_pack_without_a_title_is_not_made(qtbot, window):
    qtbot.keyClicks(window.focusWidget(), "   ")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert window.session is None
    assert not window.findChild(QPushButton, "start.create").isEnabled()


def test_recent_packs_stand_newest_first(window, tmp_path):
    paths = [a_saved_pack(tmp_path, title) for title in ("one", "two", "three")]
    page = window.start_page
    page.refresh()
    shown = [page.findChild(QPushButton, f"recent.{number}.open").text() for number in (1, 2, 3)]
    assert shown == ["three", "two", "one"]
    assert all(path.exists() for path in paths)


def test_a_missing_pack_is_greyed_and_can_be_removed(window, tmp_path):
    path = a_saved_pack(tmp_path, "gone")
    path.unlink()
    page = window.start_page
    page.refresh()
    assert not page.findChild(QPushButton, "recent.1.open").isEnabled()
    page.findChild(QPushButton, "recent.1.remove").click()
    assert load_settings().recent == ()


def test_a_recent_pack_opens(qtbot, plain_settings, tmp_path, window):
    path = a_saved_pack(tmp_path, "mine")
    page = window.findChild(QWidget, "Start")
    page.refresh()
    page.findChild(QPushButton, "recent.1.open").click()
    assert window.session.pack.path == path


def test_a_pack_that_cannot_be_opened_is_told_in_the_window(window, tmp_path):
    wrong = tmp_path / "wrong.briefpack"
    wrong.write_bytes(b"this is no pack")
    window.files.open_path(wrong)
    assert window.session is None
    assert "wrong.briefpack" in window.files.copies.question.text


def test_the_title_field_is_named_for_screen_readers(window):
    assert window.findChild(QLineEdit, "start.title").accessibleName()
