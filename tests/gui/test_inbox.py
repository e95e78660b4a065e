"""The inbox: what a colleague's pack proposes, accepted, rejected and undone."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from briefing.app import editing
from briefing.app.packs import create_pack, restored, save_pack
from briefing.app.receiving import receive
from briefing.domain.actors import Actor
from briefing.domain.agenda import Topic
from briefing.domain.content import Content
from briefing.domain.cover import Cover
from briefing.domain.exchange import Proposal
from briefing.domain.sources import Source
from briefing.domain.vocabularies import ProposalState
from briefing.excel import WorkbookOptions, write_matrix
from briefing.gui.pages.inbox import InboxPage
from briefing.gui.pages.inbox_model import WHERE, InboxModel
from briefing.gui.pages.inbox_rows import inbox_groups
from tests.excel.editing import Editor, put
from tests.gui.desk import MOST_MS, Desk

FLAGS = QItemSelectionModel.SelectionFlag


def our_pack():
    pack = create_pack("Summit")
    editing.add(pack, Topic(id="force", name="Force"), "Add Topic")
    return pack


def their_file(folder, name="Anna", **changes):
    """A colleague's copy of our pack with another name for the topic and one topic more."""
    pack = our_pack()
    theirs = restored(pack.content, {})
    pack.close()
    if changes:
        editing.add(theirs, Topic(id="force", name="Force", **changes), "Change Topic")
    editing.add(theirs, Topic(id=f"law-{name.lower()}", name=f"Law of {name}"), "Add Topic")
    path = save_pack(theirs, folder / name)
    theirs.close()
    return path


@pytest.fixture
def desk(qtbot, tmp_path):
    pack = our_pack()
    receive(pack, their_file(tmp_path, name="Anna", proposition="Send a force"))
    receive(pack, their_file(tmp_path, name="Bruno"))
    made = Desk(qtbot, InboxPage, pack)
    made.page.refresh()
    return made


def states(desk):
    return {row.id: row.state for row in desk.content.proposals}


def select(desk, *indexes):
    for index in indexes:
        desk.page._view.selectionModel().select(index, FLAGS.Select | FLAGS.Rows)


def group(desk, row):
    desk.page._view.clearSelection()
    index = desk.page._model.index(row, 0)
    select(desk, index)
    return index


def test_the_model_keeps_qts_rules_while_it_changes(qapp, desk):
    model = InboxModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_groups(inbox_groups(desk.content))
    assert model.rowCount() == 2
    model.show_groups(())
    assert model.rowCount() == 0


def test_a_group_per_file_and_a_row_per_proposal(desk):
    model = desk.page._model
    assert [one.origin for one in model.groups] == ["Anna.briefpack", "Bruno.briefpack"]
    rows = {(row.record, row.field): (row.before, row.after) for row in model.groups[0].rows}
    assert "name: Law of Anna" in rows["Topic: Law of Anna", "new"][1].splitlines()
    assert rows["Topic: Force", "proposition"] == ("–", "Send a force")


def test_a_value_that_names_a_record_is_shown_by_its_name(qapp):
    pack = create_pack("Summit")
    editing.add(pack, Actor(id="it", kind="country", name="Italy"), "Add")
    named = Proposal(
        id="p1", kind="actor", record="it", field="part_of", after='"it"', origin="a.briefpack"
    )
    editing.add(pack, named, "Receive")
    assert inbox_groups(pack.content)[0].rows[0].after == "Italy"
    pack.close()


def test_accepting_is_one_edit_that_can_be_undone(desk):
    row = next(r for r in desk.page._model.groups[0].rows if r.field == "new")
    desk.page.show_record("proposal", row.proposal.id)
    desk.page.findChild(QPushButton, "inbox.accept").click()
    assert desk.content.find(Topic, "law-anna") is not None
    assert states(desk)[row.proposal.id] is ProposalState.ACCEPTED
    assert desk.pack.undo_name == "Accept Proposal"
    desk.pack.undo()
    assert desk.content.find(Topic, "law-anna") is None
    assert states(desk)[row.proposal.id] is not ProposalState.ACCEPTED


def test_a_selected_group_is_rejected_whole_and_leaves(desk):
    group(desk, 0)
    desk.page.reject_chosen()
    assert [one.origin for one in desk.page._model.groups] == ["Bruno.briefpack"]
    assert desk.pack.undo_name == "Reject Proposals"
    assert "stays" in desk.notices[-1]


def test_a_selected_group_is_accepted_whole_but_its_conflicts(desk):
    group(desk, 1)
    desk.page.accept_chosen()
    assert desk.content.find(Topic, "law-bruno") is not None
    assert desk.content.find(Topic, "law-anna") is None


def test_accept_all_leaves_conflicts_to_a_person(desk):
    conflict = Proposal(
        id="c1",
        kind="topic",
        record="force",
        field="name",
        before='"Force"',
        after='"Army"',
        origin="Carla.briefpack",
        state=ProposalState.CONFLICT,
    )
    editing.add(desk.pack, conflict, "Receive Pack")
    desk.page.accept_all()
    assert states(desk)["c1"] is ProposalState.CONFLICT
    assert desk.content.get(Topic, "force").name == "Force"
    desk.page.show_record("proposal", "c1")
    desk.page.accept_chosen()
    assert desk.content.get(Topic, "force").name == "Army"


def test_rejecting_a_conflict_keeps_ours(desk):
    conflict = Proposal(
        id="c1",
        kind="topic",
        record="force",
        field="name",
        after='"Army"',
        origin="Carla.briefpack",
        state=ProposalState.CONFLICT,
    )
    editing.add(desk.pack, conflict, "Receive Pack")
    desk.page.show_record("proposal", "c1")
    desk.page.reject_chosen()
    assert desk.content.get(Topic, "force").name == "Force"
    assert states(desk)["c1"] is ProposalState.REJECTED


def test_what_cannot_be_accepted_says_why_and_stays(desk):
    fixed = Proposal(
        id="f1",
        kind="source",
        record="s",
        field="text",
        after='"other"',
        origin="Carla.briefpack",
        state=ProposalState.REFUSED,
        reason="The words of a source are never changed: import them as a new revision.",
    )
    editing.add(desk.pack, fixed, "Receive Pack")
    desk.page.show_record("proposal", "f1")
    assert "never changed" in desk.page._detail._about.text()
    desk.page.accept_chosen()
    assert "new revision" in desk.notices[-1]
    assert states(desk)["f1"] is ProposalState.REFUSED


def test_the_row_that_takes_the_place_of_a_decided_one_is_chosen(desk):
    first = desk.page._model.groups[0].rows[0].proposal.id
    desk.page.show_record("proposal", first)
    desk.page.reject_chosen()
    chosen = desk.page._model.row_at(desk.page._view.currentIndex())
    assert chosen == desk.page._model.groups[0].rows[0]


def proposed_for(kind, record, field, after):
    return Proposal(
        id="p", kind=kind, record=record, field=field, after=json.dumps(after), origin="Anna"
    )


@pytest.mark.parametrize(
    ("field", "after", "shown"),
    [
        (None, {"id": "new", "title": "Post", "kind": "article"}, "title: Post\nkind: Article"),
        (
            None,
            {"id": "new", "title": "article", "text": "article"},
            "title: article\ntext: article",
        ),
        (None, {"id": "new", "derived_from": "article"}, "derived from: A harbour pact"),
        ("kind", "article", "Article"),
        ("derived_from", "article", "A harbour pact"),
        ("nonsense[", "article", "article"),
    ],
)
def test_only_a_reference_is_shown_by_the_name_of_a_record_and_a_code_by_its_word(
    field, after, shown
):
    article = Source(id="article", title="A harbour pact", text="Words")
    proposal = proposed_for("source", "new", field, after)
    content = Content(cover=Cover(title="Summit"), sources=(article,), proposals=(proposal,))
    assert inbox_groups(content)[0].rows[0].after == shown


def test_a_remark_is_shown_with_what_it_is_about():
    article = Source(id="s", title="A harbour pact", text="Words")
    remark = {"record": {"kind": "source", "id": "s"}, "text": "Is it?"}
    proposal = proposed_for("remark", None, None, remark)
    content = Content(cover=Cover(title="Summit"), sources=(article,), proposals=(proposal,))
    (row,) = inbox_groups(content)[0].rows
    assert (row.record, row.after) == (
        "Remark: Is it?",
        "record: A harbour pact\ntext: Is it?",
    )


def test_a_reference_inside_a_part_is_shown_by_the_name_of_its_record():
    actor = Actor(id="no", kind="country", name="Norway")
    proposal = proposed_for("commitment", "c", "parties[a].actor", "no")
    content = Content(cover=Cover(title="Summit"), actors=(actor,), proposals=(proposal,))
    assert inbox_groups(content)[0].rows[0].after == "Norway"


def test_an_empty_inbox_says_what_belongs_there(qtbot):
    desk = Desk(qtbot, InboxPage, our_pack())
    desk.page.refresh()
    assert desk.page.findChild(QPushButton, "inbox.receive_first").isVisible()
    assert not desk.page.findChild(QPushButton, "inbox.accept").isVisible()


def drop(page, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(90, 90), actions, data, buttons, keys)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(90, 90), actions, data, buttons, keys))


def test_a_dropped_pack_is_received_once(qtbot, tmp_path):
    desk = Desk(qtbot, InboxPage, our_pack())
    path = their_file(tmp_path)
    drop(desk.page, path)
    desk.wait()
    assert len(desk.content.proposals) == 1
    drop(desk.page, path)
    desk.wait()
    assert len(desk.content.proposals) == 1
    assert "nothing" in desk.notices[-1]


def test_a_file_that_is_no_pack_is_refused_in_a_sentence(qtbot, tmp_path):
    desk = Desk(qtbot, InboxPage, our_pack())
    path = tmp_path / "letter.briefpack"
    path.write_text("Dear colleague", encoding="utf-8")
    drop(desk.page, path)
    desk.wait()
    assert desk.notices
    assert desk.content.proposals == ()


def test_the_command_receives_a_file_and_the_navigator_counts_it(opened, qtbot, tmp_path):
    opened.actions_by_id["file.receive"].trigger()
    assert opened.workspace.page_name == "Inbox"
    dialog = opened.findChild(QFileDialog, "file.receive.dialog")
    dialog.fileSelected.emit(str(their_file(tmp_path)))
    dialog.close()
    qtbot.waitUntil(lambda: not opened.workspace.page.is_busy, timeout=MOST_MS)
    navigator = opened.workspace.navigator
    assert navigator.currentIndex().data() == "Inbox"
    count = navigator.currentIndex().data(Qt.ItemDataRole.UserRole)
    assert count == len(opened.session.content.proposals) > 0


def reviewed(pack, folder):
    """A workbook of a pack in which somebody typed: a date, no date, and beside the table."""
    editor = Editor(write_matrix(pack.content, WorkbookOptions()))
    editor.type("Sources", "s1", "Published", "2027-01")
    editor.type("Sources", "s1", "Grade", "Z9")
    put(editor.book["Sources"]["Z9"], "Call Anna")
    path = folder / "review.xlsx"
    path.write_bytes(editor.saved())
    return path


@pytest.fixture
def reviewing(qtbot):
    pack = our_pack()
    editing.add(pack, Source(id="s1", title="A harbour pact", text="Words"), "Import")
    return Desk(qtbot, InboxPage, pack)


def test_a_dropped_workbook_is_a_group_that_counts_what_cannot_be_applied(reviewing, tmp_path):
    drop(reviewing.page, reviewed(reviewing.pack, tmp_path))
    reviewing.wait()
    (found,) = reviewing.page._model.groups
    assert found.title == "review.xlsx · 1 change · 2 cannot be applied"
    assert [(row.field, row.proposal.place, row.proposal.state) for row in found.rows] == [
        ("published", "Sources!D2", ProposalState.WAITING),
        ("Grade", "Sources!G2", ProposalState.REFUSED),
        ("", "Sources!Z9", ProposalState.REFUSED),
    ]
    assert "1 change waits in the inbox. 2 entries" in reviewing.notices[-1]


def test_a_refused_cell_says_where_it_is_and_why(reviewing, tmp_path):
    drop(reviewing.page, reviewed(reviewing.pack, tmp_path))
    reviewing.wait()
    refused = reviewing.page._model.groups[0].rows[1]
    reviewing.page.show_record("proposal", refused.proposal.id)
    detail = reviewing.page._detail
    assert detail._title.text().endswith("· Grade · Sources!G2")
    assert detail._about.text().startswith("Cannot be applied. “Z9” is no grade")
    assert (detail._before.text(), detail._after.text()) == ("F6", "Z9")
    reviewing.page.accept_chosen()
    assert "“Z9” is no grade" in reviewing.notices[-1]
    reviewing.page.reject_chosen()
    assert len(reviewing.page._model.groups[0].rows) == 2


def test_where_a_change_stands_is_a_column_only_for_workbooks(desk, reviewing, tmp_path):
    assert desk.page._view.isColumnHidden(WHERE)
    drop(reviewing.page, reviewed(reviewing.pack, tmp_path))
    reviewing.wait()
    assert not reviewing.page._view.isColumnHidden(WHERE)
    index = reviewing.page._model.index(0, WHERE, reviewing.page._model.index(0, 0))
    assert index.data() == "Sources!D2"
