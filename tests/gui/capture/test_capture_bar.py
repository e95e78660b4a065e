"""The capture bar opens filled in under the selection, and Enter makes one undoable record."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from briefing.domain.actors import Actor
from briefing.domain.vocabularies import Stance
from briefing.domain.wording import wording
from briefing.gui.capture.fields import KINDS
from tests.gui.desk import TEXT, K, source, sources_desk

SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(qtbot):
    made = sources_desk(qtbot, source(), source(source_id="s2", title="Another"))
    made.page.show_source("s1")
    made.page.reader.text.setFocus()
    return made


def names(content, ids):
    return [content.get(Actor, one).name for one in ids]


def test_a_quotation_is_captured_with_its_speaker_by_three_keys(desk):
    desk.press(K.Key_Apostrophe, K.Key_Q, K.Key_Return)
    (quote,) = desk.content.quotes
    assert wording(quote, TEXT) == "We will send monitors,"
    assert names(desk.content, [quote.speaker, quote.speaks_for]) == ["Ana Ruiz", "Spain"]
    assert desk.pack.undo_name == "Capture Quote"
    assert desk.session.selected == ("quote", quote.id)
    assert desk.page.reader.text.hasFocus()
    desk.pack.undo()
    assert desk.content.quotes == ()
    assert desk.content.actors == ()


def test_the_bar_lies_right_under_the_selection(desk):
    text = desk.select("We will send monitors,")
    desk.press(K.Key_Q)
    bar = desk.page.capturing.open_bar
    below = text.viewport().mapTo(desk.page.reader, text.selection_rect().bottomLeft()).y()
    assert 0 < bar.y() - below < 20
    assert desk.page.reader.rect().contains(bar.geometry())


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_escape_closes_and_stores_nothing(desk, kind):
    desk.select("Poland rules out ground troops.")
    desk.page.capture(kind)
    bar = desk.page.capturing.open_bar
    assert bar.kind.name == kind
    assert bar.isAncestorOf(QApplication.focusWidget())
    desk.press(K.Key_Escape)
    assert desk.page.capturing.open_bar is None
    assert desk.page.reader.text.hasFocus()
    assert desk.pack.undo_name == "Import"


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_field_has_a_name_and_is_reached_by_tab_in_order(desk, kind):
    desk.select("Poland rules out ground troops.")
    desk.page.capture(kind)
    bar = desk.page.capturing.open_bar
    fields = list(bar.findChildren(QLineEdit) + bar.findChildren(QComboBox))
    assert fields
    assert all(part.accessibleName() for part in fields)
    bar.field(bar.kind.fields[0].name).setFocus()
    seen = []
    for _ in range(6):
        seen.append(QApplication.focusWidget().objectName())
        desk.press(K.Key_Tab)
    expected = [f"capture.{field.name}" for field in bar.kind.fields if not field.folded]
    assert [name for name in seen if name in expected][: len(expected)] == [
        name for name in expected if name in seen
    ]
    desk.press(K.Key_Escape)


def test_a_letter_in_a_choice_chooses_and_captures_nothing(desk):
    desk.select("Poland rules out ground troops.")
    desk.press(K.Key_C)
    bar = desk.page.capturing.open_bar
    bar.field("stage").setFocus()
    desk.press(K.Key_F)
    assert bar.field("stage").value() == "floated"
    assert desk.page.capturing.open_bar is bar


def test_a_commitment_is_filled_in_from_its_sentence(desk):
    desk.select("Poland rules out ground troops.")
    desk.press(K.Key_C)
    desk.type("Deploy force")
    desk.press(K.Key_Return)
    (row,) = desk.content.commitments
    assert names(desk.content, [party.actor for party in row.parties]) == ["Poland"]
    assert row.polarity == "excludes"
    assert row.text == "Poland rules out ground troops."
    assert desk.content.measures[0].name == "Deploy force"
    assert row.stages[0].date == "2027-03-05"


def test_after_a_quote_c_makes_a_commitment_of_the_same_passage_and_actor(desk):
    desk.press(K.Key_Apostrophe, K.Key_Q, K.Key_Return, K.Key_C)
    desk.type("Send monitors")
    desk.press(K.Key_Return)
    (row,) = desk.content.commitments
    assert row.stages[0].evidence[0].exact == "We will send monitors,"
    assert names(desk.content, [row.parties[0].actor]) == ["Spain"]


def test_again_repeats_the_last_capture_for_others_as_one_edit(desk):
    desk.select("Poland rules out ground troops.")
    desk.press(K.Key_C, K.Key_Return)
    before = desk.pack.history_at
    desk.press(K.Key_A, modifiers=CONTROL_SHIFT)
    desk.type("Spain, Portugal,")
    desk.press(K.Key_Return)
    assert desk.pack.history_at == before + 1
    parties = [row.parties[0].actor for row in desk.content.commitments]
    assert sorted(names(desk.content, parties)) == ["Poland", "Portugal", "Spain"]
    assert desk.page.reader.text.hasFocus()


def test_a_position_keeps_what_the_bar_says(desk):
    desk.select("Poland rules out ground troops.")
    desk.press(K.Key_P)
    desk.type("Ground troops")
    bar = desk.page.capturing.open_bar
    bar.field("stance").set_value(Stance.OPPOSE)
    bar.field("summary").setFocus()
    desk.type("No soldiers of its own.")
    desk.press(K.Key_Return)
    (row,) = desk.content.positions
    assert (row.summary, row.stance, row.since) == (
        "No soldiers of its own.",
        "oppose",
        "2027-03-05",
    )
    assert desk.content.topics[0].name == "Ground troops"


def test_a_position_without_actor_is_told_and_the_bar_stays(desk):
    desk.select("Poland rules out ground troops.")
    desk.press(K.Key_P)
    bar = desk.page.capturing.open_bar
    bar.field("actor").set_value("")
    desk.press(K.Key_Return)
    assert desk.content.positions == ()
    assert "Actor" in desk.notices[-1]
    assert desk.page.capturing.open_bar is bar


def test_a_fact_has_the_selection_as_its_value(desk):
    desk.select("ground troops")
    desk.press(K.Key_F)
    desk.type("Ruled out")
    desk.press(K.Key_Return)
    (fact,) = desk.content.facts
    assert (fact.label, fact.value) == ("Ruled out", "ground troops")
    assert names(desk.content, [fact.actor]) == ["Poland"]


def test_what_is_missing_is_told_and_stored_all_the_same(desk):
    desk.select("It will host a base after a ceasefire.")
    desk.press(K.Key_C)
    bar = desk.page.capturing.open_bar
    bar.field("parties").set_value(("Poland",))
    desk.press(K.Key_Return)
    assert len(desk.content.commitments) == 1
    assert "the action" in desk.notices[-1]


def test_a_further_piece_joins_the_quote_in_the_bar(desk):
    desk.select("We will send monitors,")
    desk.press(K.Key_Q)
    desk.select("a first step")
    desk.press(K.Key_Q, modifiers=SHIFT)
    desk.press(K.Key_Return)
    (quote,) = desk.content.quotes
    assert wording(quote, TEXT) == "We will send monitors, … a first step"


def test_a_further_piece_joins_the_quote_just_captured(desk):
    desk.press(K.Key_Apostrophe, K.Key_Q, K.Key_Return)
    desk.select("a first step")
    desk.press(K.Key_Q, modifiers=SHIFT)
    (quote,) = desk.content.quotes
    assert len(quote.pieces) == 2
    assert desk.pack.undo_name == "Add Piece"


def test_without_a_selection_the_sentence_at_the_caret_is_taken(desk):
    text = desk.select("Poland")
    desk.press(K.Key_Left)
    assert text.selection() is None
    desk.press(K.Key_C)
    assert text.selection().of(TEXT) == "Poland rules out ground troops."


def test_more_unfolds_what_is_seldom_needed(desk):
    desk.press(K.Key_Apostrophe, K.Key_Q)
    bar = desk.page.capturing.open_bar
    assert not bar.field("venue").isVisible()
    desk.press(K.Key_M, modifiers=ALT)
    assert bar.field("venue").isVisible()
    bar.field("venue").set_value("Paris")
    bar.field("key").setChecked(True)
    desk.press(K.Key_Return)
    (quote,) = desk.content.quotes
    assert (quote.venue, quote.key) == ("Paris", True)


def test_another_speaker_than_the_named_one_is_not_as_named(desk):
    desk.press(K.Key_Apostrophe, K.Key_Q)
    desk.type("Somebody Else")
    desk.press(K.Key_Return)
    (quote,) = desk.content.quotes
    assert names(desk.content, [quote.speaker]) == ["Somebody Else"]
    assert quote.speaker_as_named is None


def test_another_source_closes_the_bar(desk):
    desk.press(K.Key_Apostrophe, K.Key_Q)
    desk.page.show_source("s2")
    assert desk.page.capturing.open_bar is None


def test_a_selection_across_quotation_marks_keeps_the_words_inside(desk):
    desk.select("“We will send monitors,”")
    desk.press(K.Key_Q, K.Key_Return)
    assert wording(desk.content.quotes[0], TEXT) == "We will send monitors,"
