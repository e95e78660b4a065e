"""A proposal is changed in the inbox before it is accepted, by the keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from briefing.app import editing
from briefing.app.packs import create_pack, restored, save_pack
from briefing.app.receiving import receive
from briefing.domain.actors import Actor
from briefing.domain.agenda import Matrix, Measure, Topic
from briefing.domain.commitments import Commitment, Party, StageEntry
from briefing.domain.exchange import Proposal
from briefing.domain.vocabularies import Likelihood, Polarity, ProposalState, Stage
from briefing.gui.fields import ChoiceField, LineField, ListField, TextField
from briefing.gui.pages.inbox import InboxPage
from tests.gui.desk import MOST_MS, Desk, K

CTRL = Qt.KeyboardModifier.ControlModifier
WAITING, ACCEPTED = ProposalState.WAITING, ProposalState.ACCEPTED


def ours():
    pack = create_pack("Summit")
    editing.add(pack, Topic(id="force", name="Force"), "Add")
    editing.add(pack, Measure(id="m1", name="Air patrols"), "Add")
    editing.add(pack, Measure(id="m2", name="Training"), "Add")
    editing.add(pack, Matrix(id="grid", title="Grid", rows=(), columns=("m1",)), "Add")
    return pack


def their_changes(pack):
    topic, grid = pack.content.get(Topic, "force"), pack.content.get(Matrix, "grid")
    editing.change(pack, topic, "Change", proposition="Send an army", likelihood=Likelihood.CERTAIN)
    editing.change(pack, grid, "Change", columns=("m1", "m2"))
    editing.add(pack, Actor(id="it", kind="country", name="Italy"), "Add")
    stages = (StageEntry(id="s1", stage=Stage.PLEDGED, date="2027-01"),)
    party = Party(id="p1", actor="it")
    navy = Commitment(id="navy", parties=(party,), text="Send ships", stages=stages)
    editing.add(pack, navy, "Add")


@pytest.fixture
def file(tmp_path):
    pack = ours()
    theirs = restored(pack.content, {})
    pack.close()
    their_changes(theirs)
    path = save_pack(theirs, tmp_path / "Anna")
    theirs.close()
    return path


@pytest.fixture
def desk(qtbot, file):
    pack = ours()
    receive(pack, file)
    made = Desk(qtbot, InboxPage, pack)
    made.page.refresh()
    return made


def choose(desk, kind, field=None):
    one = next(row for row in desk.content.proposals if (row.kind, row.field) == (kind, field))
    desk.page.show_record("proposal", one.id)
    desk.page._view.setFocus()
    desk.page.change_chosen()
    return one.id


def fields(desk):
    """Return the fields of the open form by what they are called."""
    place = desk.page.findChild(QWidget, "inbox.form")
    types = (LineField, TextField, ChoiceField, ListField)
    return {
        one.accessibleName(): one for one in place.findChildren(QWidget) if isinstance(one, types)
    }


def state(desk, one):
    return desk.content.get(Proposal, one).state


def test_a_line_is_changed_and_accepted_by_enter_as_one_edit(desk):
    one = choose(desk, "topic", "proposition")
    assert QApplication.focusWidget().text() == "Send an army"
    desk.type("Accept all Canadians")
    desk.press(K.Key_Return)
    assert desk.content.get(Topic, "force").proposition == "Accept all Canadians"
    assert state(desk, one) is ACCEPTED
    assert desk.pack.undo_name == "Accept Changed Proposal"
    assert QApplication.focusWidget() is desk.page._view
    desk.pack.undo()
    assert desk.content.get(Topic, "force").proposition is None
    assert state(desk, one) is WAITING


def test_escape_leaves_the_proposal_as_it_was(desk):
    one = choose(desk, "topic", "proposition")
    desk.press(K.Key_Escape)
    assert not desk.page._detail.is_changing
    assert state(desk, one) is WAITING
    assert desk.content.get(Topic, "force").proposition is None


def test_letters_that_are_commands_of_the_page_do_nothing_in_the_form(desk):
    choose(desk, "topic", "likelihood")
    before = desk.pack.history_at
    desk.type("arc")
    assert desk.pack.history_at == before
    assert desk.page._detail.is_changing


def test_a_code_is_chosen_from_its_vocabulary(desk):
    choose(desk, "topic", "likelihood")
    field = QApplication.focusWidget()
    assert isinstance(field, ChoiceField)
    assert field.currentText() == Likelihood.CERTAIN.label
    desk.press(K.Key_Down)
    desk.press(K.Key_Return, modifiers=CTRL)
    assert desk.content.get(Topic, "force").likelihood is Likelihood.MAY


def test_a_list_of_records_is_ticked(desk):
    choose(desk, "matrix", "columns")
    field = QApplication.focusWidget()
    assert isinstance(field, ListField)
    assert field.present == ("m1", "m2")
    field.setCurrentIndex(field.model().index(0, 0))
    desk.press(K.Key_Space)
    desk.press(K.Key_Return, modifiers=CTRL)
    assert desk.content.get(Matrix, "grid").columns == ("m2",)


def test_a_whole_record_has_a_field_for_each_of_its_values(desk):
    choose(desk, "commitment")
    shown = fields(desk)
    assert {"Text", "Polarity", "Topic", "Deadline", "Stages 1 · stage"} <= shown.keys()
    assert shown["Parties 1 · actor"].currentText() == "Italy"
    shown["Text"].setFocus()
    shown["Text"].selectAll()
    desk.type("Send frigates")
    shown["Polarity"].setFocus()
    desk.press(K.Key_Down)
    shown["Stages 1 · date"].setFocus()
    shown["Stages 1 · date"].selectAll()
    desk.type("2027-02")
    desk.press(K.Key_Return, modifiers=CTRL)
    kept = desk.content.get(Commitment, "navy")
    assert (kept.text, kept.polarity) == ("Send frigates", Polarity.EXCLUDES)
    assert (kept.stages[0].date, kept.stages[0].stage) == ("2027-02", Stage.PLEDGED)
    assert desk.content.find(Actor, "it") is not None
    assert "further one that they need" in desk.notices[-1]


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        (
            "Deadline",
            "soon",
            (
                "“deadline” is “soon”, which is not a date: write it like 2026-01-06, "
                "2026-01 or 2026-01-03/2026-01-04."
            ),
        ),
        ("Text", "", "“text” cannot be empty."),
    ],
)
def test_a_value_that_cannot_be_kept_is_said_under_its_field_and_nothing_changes(
    desk, name, typed, sentence
):
    one = choose(desk, "commitment")
    field = fields(desk)[name]
    field.setFocus()
    field.selectAll()
    desk.type(typed) if typed else desk.press(K.Key_Delete)
    desk.press(K.Key_Return, modifiers=CTRL)
    said = desk.page.findChild(QLabel, f"{field.objectName()}.complaint")
    assert (said.text(), said.isVisible()) == (sentence, True)
    assert QApplication.focusWidget() is field
    assert field.accessibleDescription() == sentence
    assert state(desk, one) is WAITING
    field.selectAll()
    desk.type("2027-05")
    desk.press(K.Key_Return, modifiers=CTRL)
    assert state(desk, one) is ACCEPTED


def test_what_is_refused_as_a_whole_is_said_in_the_form(desk):
    one = choose(desk, "commitment")
    row = next(row for row in desk.content.proposals if row.kind == "actor")
    with desk.pack.edit("Reject Proposal"):
        desk.pack.put(Proposal(id=row.id, kind="actor", origin="x", state=ProposalState.REJECTED))
    assert desk.page._detail.is_changing
    desk.press(K.Key_Return, modifiers=CTRL)
    said = desk.page.findChild(QLabel, "inbox.form.refusal")
    assert "not in the pack" in said.text()
    assert said.isVisible()
    assert state(desk, one) is WAITING


def test_unchanged_values_are_accepted_as_they_were_proposed(desk):
    choose(desk, "topic", "proposition")
    desk.page.findChild(QPushButton, "inbox.form.accept").click()
    assert desk.content.get(Topic, "force").proposition == "Send an army"
    assert desk.pack.undo_name == "Accept Proposal"


@pytest.fixture
def corrected(desk):
    """The desk with a commitment whose entry somebody gave another stage."""
    stages = (StageEntry(id="s1", stage=Stage.PLEDGED, date="2027-01-06"),)
    editing.add(desk.pack, Actor(id="fr", kind="country", name="France"), "Add")
    party = Party(id="p1", actor="fr")
    base = Commitment(id="base", parties=(party,), text="Host a base", stages=stages)
    editing.add(desk.pack, base, "Add")
    values = {"before": '"pledged"', "after": '"delivering"', "origin": "matrix.xlsx"}
    where = {"kind": "commitment", "record": "base", "field": "stages[s1].stage"}
    editing.add(desk.pack, Proposal(id="stage", **where, **values), "Receive Workbook")
    return desk


def history(desk):
    return [(row.stage, row.date) for row in desk.content.get(Commitment, "base").stages]


def test_a_changed_stage_says_that_it_corrects_its_entry(corrected):
    corrected.page.show_record("proposal", "stage")
    note = corrected.page._detail._note
    assert note.isVisible()
    assert note.text().startswith("Corrects the entry of 6 Jan 2027.")
    corrected.page.accept_chosen()
    assert history(corrected) == [(Stage.DELIVERING, "2027-01-06")]
    assert not note.isVisible()


def test_a_changed_stage_becomes_a_dated_entry_by_keys(corrected):
    corrected.page.show_record("proposal", "stage")
    corrected.page.change_chosen()
    shown = fields(corrected)
    assert list(shown) == ["Stage", "Added as an entry of"]
    assert shown["Added as an entry of"].placeholderText() == "no date: the entry is corrected"
    corrected.press(K.Key_Tab)
    corrected.type("2027-02-01")
    corrected.press(K.Key_Return, modifiers=CTRL)
    assert history(corrected) == [(Stage.PLEDGED, "2027-01-06"), (Stage.DELIVERING, "2027-02-01")]
    assert corrected.pack.undo_name == "Accept Changed Proposal"


def test_a_date_that_is_none_is_said_at_its_field(corrected):
    corrected.page.show_record("proposal", "stage")
    corrected.page.change_chosen()
    corrected.press(K.Key_Tab)
    corrected.type("soon")
    corrected.press(K.Key_Return, modifiers=CTRL)
    assert corrected.page._detail.is_changing
    assert history(corrected) == [(Stage.PLEDGED, "2027-01-06")]


def test_another_proposal_or_a_group_closes_the_form(desk):
    choose(desk, "topic", "proposition")
    desk.page._view.setCurrentIndex(desk.page._model.index(0, 0))
    assert not desk.page._detail.is_changing
    desk.page.change_chosen()
    assert "Choose one proposal" in desk.notices[-1]


def test_what_has_no_field_is_told_with_what_can_be_done(desk):
    passage = Proposal(
        id="o", kind="commitment", record="navy", field="stages.order", after="[]", origin="Anna"
    )
    editing.add(desk.pack, passage, "Receive Pack")
    desk.page.show_record("proposal", "o")
    desk.page.change_chosen()
    assert "nothing to type" in desk.notices[-1]
    assert not desk.page._detail.is_changing


def test_the_whole_inbox_is_worked_through_by_keys(qtbot, opened, file):
    opened.show_page("Inbox")
    page = opened.workspace.page
    page.receive(file)
    qtbot.waitUntil(lambda: not page.is_busy, timeout=MOST_MS)
    page._view.setFocus()
    page._choose(page._model.index(0, 0, page._model.index(0, 0)), 0)

    def press(*keys, modifiers=Qt.KeyboardModifier.NoModifier):
        for key in keys:
            QTest.keyClick(opened.focusWidget(), key, modifiers)

    decided = [row.proposal.id for group in page._model.groups for row in group.rows]
    press(K.Key_C)
    assert page._detail.is_changing
    press(K.Key_Escape)
    assert not page._detail.is_changing
    press(K.Key_C)
    press(K.Key_Return, modifiers=CTRL)
    press(K.Key_A)
    press(K.Key_R)
    states = [opened.session.content.get(Proposal, one).state for one in decided]
    assert states.count(ProposalState.REJECTED) == 1
    assert states.count(ACCEPTED) >= 2
    for _ in range(3):
        press(K.Key_Z, modifiers=CTRL)
    states = [opened.session.content.get(Proposal, one).state for one in decided]
    assert set(states) == {WAITING}
