"""Save a copy for sharing: the list first, the file after."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QPushButton,
    QRadioButton,
    QTableView,
)

from briefing.app.packs import open_pack
from briefing.app.sharing import plan_share
from briefing.domain.vocabularies import Disclosure
from tests.gui.typist import Typist

MOST_MS = 30_000


@pytest.fixture
def page(opened):
    """The page, opened by its command."""
    opened.actions_by_id["file.share"].trigger()
    return opened.workspace.page


def save_button(page):
    return page.findChild(QPushButton, "share.save")


def rows(page):
    model = page.findChild(QTableView, "share.table").model()
    return [
        tuple(model.index(row, column).data() for column in range(4))
        for row in range(model.rowCount())
    ]


def words(page):
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def choose(page, qtbot, name):
    page.findChild(QRadioButton, name).click()
    qtbot.waitUntil(save_button(page).isEnabled, timeout=MOST_MS)


def test_nothing_can_be_written_before_the_list_is_shown(page, opened):
    assert not save_button(page).isEnabled()
    page.save()
    assert page.window().findChild(QFileDialog, "share.save.dialog") is None
    assert "Choose first" in opened.notices.text


def test_free_leaves_out_more_than_background_each_with_its_reason(page, opened, qtbot):
    choose(page, qtbot, "share.free")
    free = rows(page)
    planned = plan_share(opened.session.pack, Disclosure.FREE)
    assert len(free) == len(planned.left_out)
    assert {row[2] for row in free} >= {"closed", "our information only"}
    choose(page, qtbot, "share.background")
    qtbot.waitUntil(lambda: 0 < len(rows(page)) < len(free), timeout=MOST_MS)


def test_a_public_label_stands_beside_its_source(page, opened, qtbot):
    choose(page, qtbot, "share.free")
    labels = [row.public_label for row in opened.session.content.sources if row.public_label]
    shown = {row[3] for row in rows(page)} - {""}
    assert shown <= set(labels)
    assert shown


def test_counts_and_echoes_are_named(page, opened, qtbot):
    choose(page, qtbot, "share.free")
    planned = plan_share(opened.session.pack, Disclosure.FREE)
    said = words(page)
    assert f"{planned.counts['sources']} sources" in said
    assert planned.echoes
    assert "Look at them first" in said


def test_the_copy_that_was_shown_is_written_by_keys(page, opened, qtbot, tmp_path):
    typist = Typist()
    assert page.findChild(QRadioButton, "share.free").hasFocus()
    typist.press(Qt.Key.Key_Space)
    qtbot.waitUntil(save_button(page).isEnabled, timeout=MOST_MS)
    save_button(page).setFocus()
    typist.press(Qt.Key.Key_Space)
    dialog = opened.findChild(QFileDialog, "share.save.dialog")
    with qtbot.waitSignal(opened.session.file_written, timeout=MOST_MS):
        dialog.fileSelected.emit(str(tmp_path / "copy"))
    dialog.close()
    copy = open_pack(tmp_path / "copy.briefpack", read_only=True)
    assert copy.content == plan_share(opened.session.pack, Disclosure.FREE).content
    copy.close()
    assert opened.workspace.page_name != "Share"


def test_the_list_follows_the_pack(page, opened, qtbot):
    choose(page, qtbot, "share.free")
    before = len(rows(page))
    quote = next(row for row in opened.session.content.quotes if row.disclosure == "free")
    opened.session.change(quote, disclosure=Disclosure.CLOSED)
    qtbot.waitUntil(lambda: len(rows(page)) > before, timeout=MOST_MS)


def test_escape_goes_back_to_the_page_before(page, opened):
    opened.show_page("Quotes")
    opened.actions_by_id["file.share"].trigger()
    Typist().press(Qt.Key.Key_Escape)
    assert opened.workspace.page_name == "Quotes"
    assert QApplication.focusWidget() is opened.workspace.navigator


def test_a_line_of_the_list_leads_to_its_record(page, opened, qtbot):
    choose(page, qtbot, "share.free")
    view = page.findChild(QTableView, "share.table")
    view.selectRow(0)
    view.setFocus()
    Typist().press(Qt.Key.Key_Return)
    assert opened.workspace.page_name == "Sources"
