"""A Word pack in the window: dropped on the inbox, shown value by value, accepted and undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QUrl

from briefing.app import packs
from briefing.app.exporting import ExportRequest, export
from briefing.app.library.sample import sample_content
from briefing.domain.statements import Position
from briefing.domain.vocabularies import ProposalState
from briefing.gui.pages.inbox import InboxPage, received_in
from tests.gui.desk import Desk
from tests.word.reviewing import Colleague

SUMMARY = "position/us-force/summary"


@pytest.fixture
def desk(qtbot, monkeypatch):
    monkeypatch.setattr("briefing.preview.office.find_office", lambda: None)
    return Desk(qtbot, InboxPage, packs.restored(sample_content(), {}))


@pytest.fixture
def document(desk, tmp_path):
    path = tmp_path / "Brief, Anna.docx"
    export(desk.pack.content, ExportRequest(template="objectives-brief", word=path))
    colleague = Colleague(path.read_bytes())
    colleague.track(SUMMARY, "sends no", "may send", "Anna Berg")
    colleague.type("position/us-force/stance", "Perhaps")
    path.write_bytes(colleague.saved())
    return path


def test_a_dropped_word_pack_can_be_received(document):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(document))])
    assert received_in(data) == document


def test_what_was_changed_is_shown_with_its_place_and_author(desk, document):
    desk.receive(document)
    (group,) = desk.page._model.groups
    assert group.title == "Brief, Anna.docx · 1 change · 1 cannot be applied"
    rows = {row.field: row for row in group.rows}
    assert rows["summary"].after.startswith("The United States may send")
    assert rows["summary"].title.endswith(" · Anna Berg")
    assert "Under “" in rows["summary"].title
    assert rows["stance"].proposal.state is ProposalState.REFUSED
    assert "1 change waits in the inbox" in desk.notices[-1]


def test_an_accepted_change_is_undone_in_one_step(desk, document):
    before = desk.pack.content.get(Position, "us-force").summary
    desk.receive(document)
    desk.page.accept_all()
    assert desk.pack.content.get(Position, "us-force").summary != before
    desk.pack.undo()
    assert desk.pack.content.get(Position, "us-force").summary == before
