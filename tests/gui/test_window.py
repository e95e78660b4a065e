"""The window: navigation, undo, saving, closing, dropping, searching."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMessageBox

from briefing.app import editing
from briefing.app.exporting import disclosed_of
from briefing.app.packs import open_pack
from briefing.app.settings import load_settings
from briefing.domain.agenda import Topic
from briefing.excel import WorkbookOptions, write_matrix
from briefing.gui.page_specs import PAGES
from briefing.gui.window import MainWindow
from tests.excel.editing import Editor
from tests.gui.desk import received


def press(qtbot, widget, keys: str):
    sequence = QKeySequence(keys)[0]
    qtbot.keyClick(widget, sequence.key(), sequence.keyboardModifiers())


def rename_first_topic(window, name="Another name"):
    topic = window.session.content.topics[0]
    window.session.change(topic, name=name)


def drop(window, data: QMimeData):
    place, actions = QPoint(400, 400), Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, actions, data, buttons, keys)
    QApplication.sendEvent(window, enter)
    event = QDropEvent(QPointF(place), actions, data, buttons, keys)
    if enter.isAccepted():
        QApplication.sendEvent(window, event)
    return enter.isAccepted()


@pytest.mark.parametrize("spec", PAGES, ids=lambda spec: spec.key)
def test_every_page_opens_by_its_command_and_carries_its_name(opened, spec):
    opened.actions_by_id[f"go.{spec.key}"].trigger()
    assert opened.workspace.page_name == spec.name
    assert opened.workspace.navigator.currentIndex().data() == spec.name
    assert opened.workspace.page.accessibleName()


def test_a_pack_opens_on_its_overview(opened):
    assert opened.workspace.page_name == "Overview"
    assert opened.windowTitle().startswith("EXERCISE Assured Peace 27")


def test_the_navigator_counts_what_each_page_shows(opened):
    role = int(Qt.ItemDataRole.UserRole)
    model = opened.workspace.navigator.model()
    counts = {PAGES[row].name: model.index(row, 0).data(role) for row in range(model.rowCount())}
    content = opened.session.content
    assert counts["Quotes"] == len(content.quotes)
    assert counts["Countries"] + counts["Organisations & people"] == len(content.actors)
    assert counts["Compose"] is None


def test_arrows_in_the_navigator_turn_the_pages(qtbot, opened):
    qtbot.keyClick(opened.workspace.navigator, Qt.Key.Key_Down)
    assert opened.workspace.page_name == "Inbox"


def test_undo_and_redo_name_what_they_do(opened):
    rename_first_topic(opened)
    undo, redo = opened.actions_by_id["edit.undo"], opened.actions_by_id["edit.redo"]
    assert undo.text() == "&Undo Change Topic"
    undo.trigger()
    assert opened.session.content.topics[0].name != "Another name"
    assert redo.text() == "&Redo Change Topic"
    redo.trigger()
    assert opened.session.content.topics[0].name == "Another name"


def test_undo_is_off_when_there_is_nothing_to_undo(opened):
    assert not opened.actions_by_id["edit.undo"].isEnabled()


def test_in_a_text_field_undo_is_the_fields_own(qtbot, opened):
    rename_first_topic(opened, "From outside")
    opened.show_page("Topics")
    field = opened.workspace.page.findChild(QLineEdit, "topic.form.name")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "typed")
    press(qtbot, field, "Ctrl+Z")
    assert field.text() == "From outside"
    assert opened.session.content.topics[0].name == "From outside"


def test_the_title_marks_a_modified_pack(opened, tmp_path):
    opened.session.pack.save(tmp_path / "a.briefpack")
    rename_first_topic(opened)
    assert opened.isWindowModified()
    opened.actions_by_id["file.save"].trigger()
    assert not opened.isWindowModified()
    assert "Saved" in opened.notices.text


def test_saving_commits_what_is_being_typed(qtbot, opened, tmp_path):
    path = opened.session.pack.save(tmp_path / "a.briefpack")
    opened.show_page("Topics")
    field = opened.workspace.page.findChild(QLineEdit, "topic.form.name")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Typed at the last moment")
    opened.actions_by_id["file.save"].trigger()
    opened.files.forget()
    saved = open_pack(path)
    assert saved.content.topics[0].name == "Typed at the last moment"
    saved.close()


def test_save_as_asks_without_blocking_and_writes_there(opened, tmp_path):
    opened.actions_by_id["file.save_as"].trigger()
    dialog = opened.findChild(QFileDialog, "file.save_as.dialog")
    dialog.fileSelected.emit(str(tmp_path / "copy.briefpack"))
    dialog.close()
    assert (tmp_path / "copy.briefpack").exists()
    assert load_settings().recent[0].endswith("copy.briefpack")


def guard_of(window) -> QMessageBox:
    window.close()
    return window.findChild(QMessageBox, "close_guard")


def test_closing_a_modified_pack_asks_first_and_cancel_keeps_it(opened):
    rename_first_topic(opened)
    guard = guard_of(opened)
    guard.button(QMessageBox.StandardButton.Cancel).click()
    assert opened.isVisible()
    assert opened.session.content.topics[0].name == "Another name"


def test_escape_in_the_close_guard_is_cancel(qtbot, opened):
    rename_first_topic(opened)
    guard = guard_of(opened)
    qtbot.keyClick(guard, Qt.Key.Key_Escape)
    assert opened.isVisible()
    assert opened.session is not None


def test_discard_closes_the_window(opened):
    rename_first_topic(opened)
    guard_of(opened).button(QMessageBox.StandardButton.Discard).click()
    assert not opened.isVisible()
    assert opened.session is None


def test_save_in_the_close_guard_saves_and_closes(opened, tmp_path):
    path = opened.session.pack.save(tmp_path / "a.briefpack")
    rename_first_topic(opened)
    guard_of(opened).button(QMessageBox.StandardButton.Save).click()
    assert not opened.isVisible()
    saved = open_pack(path)
    assert saved.content.topics[0].name == "Another name"
    saved.close()


def test_a_pack_without_changes_closes_at_once(opened, tmp_path):
    opened.session.pack.save(tmp_path / "a.briefpack")
    opened.close()
    assert not opened.isVisible()


def test_dropping_files_imports_each_and_lists_the_results(opened, tmp_path):
    before = len(opened.session.content.sources)
    paths = [tmp_path / "note.txt", tmp_path / "picture.xyz"]
    paths[0].write_text("The minister said that she would sign.\n" * 3, encoding="utf-8")
    paths[1].write_bytes(b"\x00\x01\x02")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    assert drop(opened, data)
    assert len(opened.session.content.sources) == before + 1
    assert opened.workspace.page_name == "Sources"
    assert opened.notices.text == "1 of 2 files were imported."


def test_dropping_a_workbook_receives_it_in_the_inbox(opened, qtbot, tmp_path):
    editor = Editor(write_matrix(disclosed_of(opened.session.content), WorkbookOptions()))
    source = opened.session.content.sources[0]
    editor.type("Sources", source.id, "Publisher", "The Other Gazette")
    path = tmp_path / "Review.XLSX"
    path.write_bytes(editor.saved())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    assert drop(opened, data)
    received(qtbot, opened)
    proposal = opened.session.content.proposals[-1]
    assert (proposal.record, proposal.field, proposal.origin) == (
        source.id,
        "publisher",
        "Review.XLSX",
    )


def test_dropping_text_makes_a_source(opened):
    data = QMimeData()
    data.setText("A statement by the presidency.\n\nWe agree on a date.")
    assert drop(opened, data)
    assert any("We agree on a date." in source.text for source in opened.session.content.sources)


def test_pasting_makes_a_source_that_can_be_undone(opened):
    QApplication.clipboard().setText("Talks resume.\n\nThe envoys meet again on Friday.")
    before = len(opened.session.content.sources)
    opened.actions_by_id["source.paste"].trigger()
    assert len(opened.session.content.sources) == before + 1
    opened.actions_by_id["edit.undo"].trigger()
    assert len(opened.session.content.sources) == before


def test_an_empty_clipboard_is_told(opened):
    QApplication.clipboard().clear()
    opened.actions_by_id["source.paste"].trigger()
    assert "no text" in opened.notices.text


def test_nothing_can_be_dropped_without_a_pack(window):
    data = QMimeData()
    data.setText("words")
    assert not drop(window, data)


def test_the_palette_runs_a_command_found_by_two_beginnings(qtbot, opened):
    opened.actions_by_id["go.command"].trigger()
    palette = opened.findChild(QDialog, "command_palette")
    line = palette.findChild(QLineEdit)
    qtbot.keyClicks(line, "dark th")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert opened.looks.theme == "dark"
    opened.looks.choose_theme("light")


def test_the_search_goes_to_the_record(qtbot, opened):
    opened.actions_by_id["edit.search"].trigger()
    search = opened.findChild(QDialog, "pack_search")
    line = search.findChild(QLineEdit)
    qtbot.keyClicks(line, "forty trains")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert opened.workspace.page_name == "Sources"


def test_text_size_and_theme_are_remembered(window):
    window.actions_by_id["view.text_larger"].trigger()
    assert load_settings().text_size_percent == 110
    window.actions_by_id["view.text_reset"].trigger()
    assert load_settings().text_size_percent == 100


def test_a_hidden_dock_stays_hidden_in_the_next_window(qtbot, opened):
    opened.actions_by_id["view.context"].trigger()
    opened.files.forget()
    again = MainWindow()
    qtbot.addWidget(again)
    again.files.open_sample()
    assert not again.is_dock_shown("context")
    again.actions_by_id["view.reset_layout"].trigger()
    assert again.is_dock_shown("context")
    again.files.forget()


def test_a_problem_leads_to_its_record(opened):
    problem = opened.session.problems[0]
    opened.actions_by_id["go.next_problem"].trigger()
    assert opened.session.selected == (problem.kind, problem.id)


def test_the_sentence_of_a_selected_record_is_one_key_away(opened):
    quote = opened.session.content.quotes[0]
    opened.session.select("quote", quote.id)
    opened.actions_by_id["go.source"].trigger()
    assert opened.workspace.page_name == "Sources"


def test_a_selected_record_that_is_undone_away_leaves_the_context_pane(opened):
    topic = Topic(id="new-topic", name="New", order=99)
    editing.add(opened.session.pack, topic, "Add Topic")
    opened.session.select("topic", topic.id)
    opened.undo()
    assert not opened.can_show_sentence


def test_opening_another_pack_replaces_the_first(opened):
    first = opened.session
    opened.files.open_sample()
    assert opened.session is not first
    assert opened.workspace.page_name == "Overview"
