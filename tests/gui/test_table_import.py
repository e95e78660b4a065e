"""Somebody else's table in the window: looked at, changed by keyboard, put into the inbox."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QTabWidget,
)

from briefing.app.packs import create_pack
from briefing.gui.foreign.choices import ChoiceModel, ChoiceRow
from briefing.gui.foreign.preview import PreviewModel
from briefing.gui.foreign.sheet import TableSheet
from tests.foreign import forget_mappings, read_csv, row, workbook

MOST_MS = 30_000
CSV = """\
Area,Id,Text,France,Germany,korea
Trade,T-1,We will cut tariffs,1,−1,0
Trade,T-2,We will report on tariffs,1,,0
Trade,T-3,We will meet on tariffs,1,-1,-1
"""


@pytest.fixture(autouse=True)
def _nothing_remembered():
    forget_mappings()


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


@pytest.fixture
def desk(window, qtbot):
    window.files.show(create_pack("Tables"))
    with qtbot.waitSignal(window.session.problems_found, timeout=MOST_MS):
        pass
    return window


def shown(desk, qtbot):
    """Return the sheet once the table is read and nothing more is under way."""
    qtbot.waitUntil(lambda: desk.findChild(TableSheet) is not None, timeout=MOST_MS)
    sheet = desk.findChild(TableSheet)
    settled(sheet, qtbot)
    return sheet


def settled(sheet, qtbot):
    put = sheet.findChild(QPushButton, "table.put")
    qtbot.waitUntil(put.isEnabled, timeout=MOST_MS)


def put(sheet, desk, qtbot):
    """Put what the sheet shows into the inbox and wait until it is there."""
    with qtbot.waitSignal(desk.tables.finished, timeout=MOST_MS):
        sheet.findChild(QPushButton, "table.put").click()


def said(sheet):
    return "\n".join(one.text() for one in sheet.findChildren(QLabel))


def choose(view, words, key=Qt.Key.Key_Return):
    """Choose by keyboard in the current row of a view."""
    view.setFocus()
    QTest.keyClick(view, key)
    box = view.findChild(QComboBox, "table.choice")
    assert box is not None
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())


def test_the_command_asks_for_a_table_and_shows_what_it_means(desk, qtbot, table):
    desk.actions_by_id["table.import"].trigger()
    dialog = desk.findChild(QFileDialog, "table.import.dialog")
    dialog.fileSelected.emit(str(table))
    dialog.close()
    sheet = shown(desk, qtbot)
    assert "3 rows bring 1 source, 3 actors, 1 topic, 3 actions, 1 matrix and 7 scores." in said(
        sheet
    )
    tabs = sheet.findChild(QTabWidget, "table.tabs")
    assert [tabs.tabText(at) for at in range(4)] == [
        "Columns (6 of 6)",
        "Actors (3, 1 to look at)",
        "Irregularities (3)",
        "The table",
    ]
    assert sheet.findChild(QTableView, "table.table").model().rowCount() == 3


def test_a_role_chosen_by_keyboard_changes_what_would_be_proposed(desk, qtbot, table):
    desk.tables.open(table)
    sheet = shown(desk, qtbot)
    view = sheet.findChild(QTableView, "table.columns")
    assert QApplication.focusWidget() is view
    view.selectRow(0)
    choose(view, "Left out")
    qtbot.waitUntil(lambda: "topic" not in said(sheet), timeout=MOST_MS)
    settled(sheet, qtbot)
    assert "1 source, 3 actors, 3 actions" in said(sheet)


def test_a_guessed_actor_is_changed_by_keyboard(desk, qtbot, table):
    desk.tables.open(table)
    sheet = shown(desk, qtbot)
    sheet.findChild(QTabWidget, "table.tabs").setCurrentIndex(1)
    view = sheet.findChild(QTableView, "table.actors")
    assert view.model().index(0, 0).data() == "korea"
    assert view.model().index(0, 2).data() == "a guess: confirm it"
    view.selectRow(0)
    choose(view, "North Korea", Qt.Key.Key_F2)
    assert view.model().index(0, 1).data() == "North Korea"
    assert view.model().index(0, 2).data() == "confirmed"
    assert sheet.mapping.actors["korea"] == "PRK"


def test_put_into_the_inbox_is_one_edit_and_the_mapping_is_kept(desk, qtbot, table):
    desk.tables.open(table)
    sheet = shown(desk, qtbot)
    put(sheet, desk, qtbot)
    content = desk.session.content
    assert len(content.proposals) == 16
    assert desk.workspace.page_name == "Inbox"
    assert desk.stack.currentWidget() is desk.workspace
    desk.actions_by_id["edit.undo"].trigger()
    assert desk.session.content.proposals == ()
    desk.tables.open(table)
    qtbot.waitUntil(
        lambda: (found := desk.findChild(TableSheet)) is not None and found is not sheet,
        timeout=MOST_MS,
    )
    again = desk.findChild(TableSheet)
    settled(again, qtbot)
    assert "The mapping is the one kept for these headings." in said(again)


def test_a_table_whose_putting_was_taken_back_stays_on_the_screen(desk, qtbot, table):
    desk.tables.open(table)
    sheet = shown(desk, qtbot)
    desk.tables.job_started.connect(lambda job: job.cancel())
    with qtbot.waitSignal(desk.tables.told, timeout=MOST_MS) as told:
        sheet.findChild(QPushButton, "table.put").click()
    assert told.args == ["It was stopped; the pack is as it was.", ""]
    assert desk.session.content.proposals == ()
    assert desk.stack.currentWidget() is sheet


def test_amounts_get_their_currency_and_stage_in_the_sheet(desk, qtbot, tmp_path):
    path = tmp_path / "sums.csv"
    text = "Country,Text,Budget\nFrance,Shells for all,5\nItaly,Tents for all,6\n"
    path.write_text(text, encoding="utf-8")
    desk.tables.open(path)
    sheet = shown(desk, qtbot)
    line = sheet.findChild(QLineEdit, "table.currency")
    assert line.isVisible()
    line.setText("eur")
    line.editingFinished.emit()
    view = sheet.findChild(QTableView, "table.columns")
    view.selectRow(2)
    choose(view, "Amount: allocated")
    qtbot.waitUntil(lambda: sheet.findChild(QTabWidget).tabText(2) == "Irregularities (0)")
    settled(sheet, qtbot)
    put(sheet, desk, qtbot)
    desk.workspace.ask_page("accept_all")
    entries = [row.stages[0] for row in desk.session.content.commitments]
    assert [(e.stage, e.amount.value, e.amount.currency) for e in entries] == [
        ("allocated", 5, "EUR"),
        ("allocated", 6, "EUR"),
    ]


def test_only_as_a_source_takes_nothing_else(desk, qtbot, table):
    desk.tables.open(table)
    sheet = shown(desk, qtbot)
    sheet.findChild(QPushButton, "table.as_source").click()
    content = desk.session.content
    assert [one.title for one in content.sources] == ["t.csv"]
    assert content.sources[0].text == CSV
    assert content.proposals == ()
    assert desk.workspace.page_name == "Sources"


def test_a_dropped_table_is_shown_first(desk, qtbot, table):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(table))])
    desk.imports.take(data)
    assert "Import “t.csv”" in said(shown(desk, qtbot))
    assert desk.session.content.sources == ()


def test_another_sheet_of_a_workbook_is_shown(desk, qtbot, tmp_path):
    rows = row(1, "Country", "Text") + row(2, "France", "Shells") + row(3, "Italy", "Tents")
    path = tmp_path / "t.xlsx"
    path.write_bytes(workbook(rows, sheets=("One", "Two")))
    desk.tables.open(path)
    sheet = shown(desk, qtbot)
    box = sheet.findChild(QComboBox, "table.sheet")
    assert box.currentText() == "One"
    box.setCurrentText("Two")
    box.textActivated.emit("Two")
    qtbot.waitUntil(lambda: sheet.read.table.sheet == "Two", timeout=MOST_MS)
    settled(sheet, qtbot)
    assert desk.findChild(TableSheet) is sheet


def test_an_irregularity_opened_shows_its_cell_in_the_table(desk, qtbot, table):
    desk.tables.open(table)
    sheet = shown(desk, qtbot)
    odd = sheet.findChild(QTableView, "table.table")
    odd.activated.emit(odd.model().index(0, 0))
    preview = sheet.findChild(QTableView, "table.preview")
    assert sheet.findChild(QTabWidget, "table.tabs").currentWidget() is preview
    assert preview.currentIndex().data() == "−1"


def test_a_table_that_cannot_be_read_is_told_and_no_sheet_stands(desk, qtbot, tmp_path):
    path = tmp_path / "no.xlsx"
    path.write_bytes(b"nothing of the kind")
    with qtbot.waitSignal(desk.tables.told, timeout=MOST_MS) as told:
        desk.tables.open(path)
    assert "no.xlsx cannot be" in told.args[0]
    assert desk.findChild(TableSheet) is None


def test_the_models_keep_to_the_rules_of_qt(qtmodeltester, qapp):
    choices = ChoiceModel(("A", "B"), 1)
    choices.show_rows([ChoiceRow(key="k", cells=("a", "b"), value="v", choices=(("v", "b"),))])
    qtmodeltester.check(choices)
    preview = PreviewModel()
    read = read_csv(CSV)
    preview.show_table(read.table, read.guess.mapping.headings, ())
    qtmodeltester.check(preview)


def test_an_assumption_about_a_column_leads_to_the_cell_that_tells_it(desk, qtbot, tmp_path):
    path = tmp_path / "sums.csv"
    path.write_text("Country;Text;Sum (EUR)\nFrance;Shells;5\nItaly;Tents;1.500,25\n", "utf-8")
    desk.tables.open(path)
    sheet = shown(desk, qtbot)
    odd = sheet.findChild(QTableView, "table.table")
    model = odd.model()
    cells = (model.index(at, place) for at in range(model.rowCount()) for place in range(3))
    (told,) = [index for index in cells if index.data() == "1.500,25"]
    odd.activated.emit(told)
    assert sheet.findChild(QTableView, "table.preview").currentIndex().data() == "1.500,25"
