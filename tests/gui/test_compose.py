"""Compose: files come out of frozen content, beside the window's own work."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QTableView

from briefing.app import editing, editions
from briefing.domain.vocabularies import ActorKind
from briefing.gui.pages.compose import ComposePage

MOST_MS = 60_000


@pytest.fixture
def page(session, qtbot, tmp_path):
    made = ComposePage(session)
    qtbot.addWidget(made)
    made.refresh()
    made.findChild(QLineEdit, "compose.folder").setText(str(tmp_path))
    return made


def countries(session):
    return [a.name for a in session.content.actors if a.kind is ActorKind.COUNTRY]


def test_excel_is_written_into_the_chosen_folder(page, session, qtbot, tmp_path):
    with qtbot.waitSignal(session.file_written, timeout=MOST_MS) as written:
        page.findChild(QPushButton, "compose.export_excel").click()
    assert list(tmp_path.glob("*-matrix.xlsx"))
    assert written.args[1].endswith(".xlsx")


def test_word_is_written_and_its_quotations_are_counted(page, session, qtbot, tmp_path):
    with qtbot.waitSignal(session.file_written, timeout=MOST_MS):
        page.findChild(QPushButton, "compose.export_word").click()
    assert list(tmp_path.glob("*.docx"))
    said = "\n".join(label.text() for label in page.findChildren(QLabel))
    assert "quotations were read back" in said


def test_a_cancelled_export_writes_nothing(page, session, qtbot, tmp_path):
    jobs = []
    session.job_started.connect(jobs.append)
    page.export("all")
    with qtbot.waitSignal(jobs[0].cancelled, timeout=MOST_MS):
        jobs[0].cancel()
    assert list(tmp_path.iterdir()) == []


def test_buttons_rest_while_an_export_runs(page, session, qtbot):
    jobs = []
    session.job_started.connect(jobs.append)
    page.export("excel")
    assert not page.findChild(QPushButton, "compose.export_word").isEnabled()
    jobs[0].cancel()
    qtbot.waitUntil(page.findChild(QPushButton, "compose.export_word").isEnabled, timeout=MOST_MS)


def test_a_date_that_is_none_is_told_before_anything_runs(page, session, qtbot, tmp_path):
    page.findChild(QLineEdit, "compose.as_of").setText("tomorrow")
    with qtbot.waitSignal(session.notice) as notice:
        page.export("excel")
    assert "date" in notice.args[0]
    assert list(tmp_path.iterdir()) == []


def test_the_options_of_the_template_can_be_chosen(page):
    box = page.findChild(QComboBox, "compose.option.paper")
    assert "A3" in {box.itemData(place) for place in range(box.count())}


def test_countries_change_places_as_one_undoable_edit(page, session):
    before = countries(session)
    view = page.findChild(QTableView, "compose.order.table")
    view.selectRow(0)
    page.findChild(QPushButton, "compose.order.down").click()
    assert countries(session)[:2] == [before[1], before[0]]
    assert len(session.pack.history) == 1
    session.pack.undo()
    assert countries(session) == before


def test_the_first_country_cannot_go_up(page, session):
    page.findChild(QTableView, "compose.order.table").selectRow(0)
    page.findChild(QPushButton, "compose.order.up").click()
    assert session.pack.history == ()


def since(page):
    box = page.findChild(QComboBox, "compose.since")
    return [box.itemData(place) for place in range(box.count())], box


def test_the_edition_since_which_changes_are_told_can_be_chosen(page, session, qtbot, tmp_path):
    choices, box = since(page)
    assert choices == ["last", "none"]
    assert box.currentText() == "the newest edition, 1 of 2027-03-06"
    box.setCurrentIndex(box.findData("none"))
    with qtbot.waitSignal(session.file_written, timeout=MOST_MS):
        page.findChild(QPushButton, "compose.export_excel").click()
    (written,) = tmp_path.glob("*-matrix.xlsx")
    assert "Changes" not in load_workbook(written, read_only=True).sheetnames


def test_a_new_edition_appears_and_the_choice_is_kept(page, session):
    _, box = since(page)
    box.setCurrentIndex(box.findData("none"))
    editions.issue(session.pack, editions.IssueRequest())
    page.refresh()
    choices, box = since(page)
    assert choices == ["last", "1", "none"]
    assert box.currentData() == "none"


def test_without_an_edition_there_is_nothing_to_choose(page, session):
    editing.remove(session.pack, session.content.editions[0])
    page.refresh()
    choices, box = since(page)
    assert choices == ["last"]
    assert not box.isEnabled()
