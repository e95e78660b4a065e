"""A file of ours that was worked on is received, whichever way it comes into the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QApplication, QFileDialog

from briefing.app.exporting import ExportRequest, export
from briefing.domain.statements import Position
from briefing.excel import WorkbookOptions, write_matrix
from tests.excel.editing import Editor
from tests.gui.desk import MOST_MS, received
from tests.word.reviewing import Colleague


@pytest.fixture
def edited(window, tmp_path):
    """The sample in the window, and its workbook with one summary changed."""
    window.files.open_sample()
    QApplication.processEvents()
    path = tmp_path / "matrix.xlsx"
    path.write_bytes(write_matrix(window.session.content, WorkbookOptions()))
    return path


def test_a_workbook_that_was_worked_on_is_received_and_not_taken_for_a_table(window, qtbot, edited):
    position = next(row for row in window.session.content.positions if row.summary)
    editor = Editor(edited.read_bytes())
    editor.type("Positions", position.id, "Summary", "Said anew")
    edited.write_bytes(editor.saved())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(edited))])
    window.imports.take(data)
    received(qtbot, window)
    (proposal,) = window.session.content.proposals
    assert (proposal.kind, proposal.record, proposal.field) == ("position", position.id, "summary")
    assert window.session.content.get(Position, position.id).summary == position.summary


def test_a_word_pack_that_was_worked_on_is_received_and_not_taken_for_a_source(
    window, qtbot, tmp_path, monkeypatch
):
    monkeypatch.setattr("briefing.preview.office.find_office", lambda: None)
    window.files.open_sample()
    QApplication.processEvents()
    sources = len(window.session.content.sources)
    path = tmp_path / "brief.docx"
    export(window.session.content, ExportRequest(template="objectives-brief", word=path))
    colleague = Colleague(path.read_bytes())
    colleague.replace("position/us-force/summary", "sends no", "may send")
    path.write_bytes(colleague.saved())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    window.imports.take(data)
    received(qtbot, window)
    (proposal,) = window.session.content.proposals
    assert (proposal.record, proposal.field) == ("us-force", "summary")
    assert len(window.session.content.sources) == sources


def test_looking_into_files_can_be_stopped_and_takes_nothing_in(window, qtbot, edited):
    before = window.session.content
    window.session.job_started.connect(lambda job: job.cancel())
    window.imports.import_files([edited])
    qtbot.waitUntil(lambda: not window.imports.is_busy, timeout=MOST_MS)
    assert window.session.content is before
    assert window.notices.text == "It was stopped; nothing was imported."


def test_a_workbook_chosen_on_the_page_sources_is_received_as_well(window, qtbot, edited):
    window.show_page("Sources")
    page = window.workspace.page
    page.import_files()
    dialog = page.findChild(QFileDialog, "source.import.dialog")
    dialog.filesSelected.emit([str(edited)])
    dialog.close()
    qtbot.waitUntil(lambda: window.workspace.page_name == "Inbox", timeout=MOST_MS)
    received(qtbot, window)
    assert window.notices.text == "matrix.xlsx says the same as this pack."
