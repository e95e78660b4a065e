"""The reader shows a source's own words, and everything but the words can be corrected."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from briefing.app import capture, drafts
from briefing.domain.spans import Range
from briefing.gui.theme import theme
from tests.gui.desk import TEXT, K, source, sources_desk

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot):
    made = sources_desk(qtbot, source())
    made.page.reader.text.setFocus()
    return made


@pytest.fixture
def text(desk):
    return desk.page.reader.text


def chosen(text):
    place = text.selection()
    return None if place is None else place.of(TEXT)


def test_the_reading_begins_behind_what_was_set_aside(text):
    assert TEXT[text.caret() :].lstrip().startswith("Spain offers")


def test_a_passage_behind_an_astral_character_is_selected_to_the_letter(desk, text):
    desk.page.show_place("s1", TEXT.index("observers"), TEXT.index("observers") + 9)
    assert chosen(text) == "observers"
    assert text.textCursor().selectedText() == "observers"


def test_keys_step_through_quotations_and_sentences(desk, text):
    desk.press(K.Key_Apostrophe)
    assert chosen(text) == "We will send monitors,"
    desk.press(K.Key_Apostrophe)
    assert chosen(text) == "a first step"
    desk.press(K.Key_QuoteDbl, modifiers=SHIFT)
    assert chosen(text) == "We will send monitors,"
    desk.press(K.Key_S)
    assert chosen(text).startswith("“We will send monitors,” said")
    desk.press(K.Key_S, modifiers=SHIFT)
    assert chosen(text).endswith("and left.")
    desk.press(K.Key_W)
    assert chosen(text) == "Spain offers 😀 observers."


def test_the_caret_moves_and_selects_by_arrow_keys(desk, text):
    desk.select("Poland")
    desk.press(K.Key_Right, modifiers=SHIFT)
    assert chosen(text) == "Poland "
    desk.press(K.Key_Right)
    assert chosen(text) is None
    assert text.caret() == TEXT.index("rules out")


def test_the_text_cannot_be_changed(desk, text):
    desk.type("xyz")
    desk.press(K.Key_Delete, K.Key_Backspace)
    assert desk.content.sources[0].text == TEXT
    assert text.document().characterCount() == text.offsets.qt_length + 1


def test_what_is_set_aside_is_folded_away_and_comes_back_in_grey(desk, text):
    reader = desk.page.reader
    assert not text.document().firstBlock().isVisible()
    reader.toggle_aside()
    assert text.document().firstBlock().isVisible()
    greyed = text.extraSelections()[0]
    assert greyed.format.foreground().color() == theme().colour("placeholder")


def test_setting_aside_and_restoring_are_one_edit_each(desk, text):
    reader = desk.page.reader
    sentence = "It will host a base after a ceasefire."
    desk.select(sentence)
    reader.set_aside()
    row = next(row for row in desk.content.sources[0].set_aside if row.id not in {"a1", "a2"})
    assert row.of(TEXT) == sentence
    assert desk.pack.undo_name == "Set Aside"
    reader.toggle_aside()
    desk.select("host a base")
    assert reader.aside_here() == row
    reader.restore()
    assert desk.pack.undo_name == "Restore Passage"
    assert [row.id for row in desk.content.sources[0].set_aside] == ["a1", "a2"]


def test_jumping_to_folded_words_unfolds_them(desk, text):
    desk.page.show_place("s1", 0, 4)
    assert text.shows_aside
    assert chosen(text) == "Menu"


@pytest.mark.parametrize(
    ("name", "typed", "field", "edit"),
    [
        ("title", "A better title", "title", "Change Title"),
        ("publisher", "The Herald", "publisher", "Change Publisher"),
        ("published", "2027-03-06T10:00:00+01:00", "published", "Change Date"),
        ("language", "es", "language", "Change Language"),
    ],
)
def test_a_line_of_the_header_is_corrected_as_one_edit(desk, name, typed, field, edit):
    line = desk.page.reader.findChild(object, f"reader.{name}")
    line.setFocus()
    line.selectAll()
    desk.type(typed)
    desk.press(K.Key_Return)
    assert getattr(desk.content.sources[0], field) == typed
    assert desk.pack.undo_name == edit
    desk.pack.undo()
    assert getattr(desk.content.sources[0], field) == getattr(source(), field)
    assert line.text() == getattr(source(), field)


@pytest.mark.parametrize(
    ("name", "letter", "value"), [("kind", "d", "declaration"), ("reliability", "b", "B")]
)
def test_a_choice_of_the_header_is_made_by_a_letter_and_enter(desk, name, letter, value):
    choice = desk.page.reader.findChild(object, f"reader.{name}")
    choice.setFocus()
    choice.setCurrentIndex(choice.findData(value))
    choice.activated.emit(choice.currentIndex())
    assert getattr(desk.content.sources[0], name) == value
    assert choice.itemText(choice.findData(value)).lower().startswith(letter)


@pytest.mark.parametrize(("name", "typed"), [("published", "last Friday"), ("title", "")])
def test_what_cannot_be_kept_is_told_and_the_old_words_come_back(desk, name, typed):
    line = desk.page.reader.findChild(object, f"reader.{name}")
    before = line.text()
    line.setFocus()
    line.selectAll()
    desk.press(K.Key_Delete)
    desk.type(typed)
    desk.press(K.Key_Return)
    assert line.text() == before
    assert desk.notices
    assert desk.content.sources[0] == source()


def test_find_steps_through_every_place_and_starts_again(desk, text):
    desk.press(K.Key_F, modifiers=CONTROL)
    desk.type("will")
    places = []
    for _ in range(3):
        places.append(text.selection().start)
        desk.press(K.Key_F3)
    assert [TEXT[start : start + 4] for start in places] == ["will"] * 3
    assert places[0] != places[1]
    assert places[2] == places[0]
    desk.press(K.Key_F3, modifiers=SHIFT)
    assert text.selection().start == places[0]
    desk.press(K.Key_Escape)
    assert text.hasFocus()
    assert chosen(text) == "will"


def test_only_the_selected_record_is_filled(desk, text):
    start = TEXT.index("a first step")
    draft = drafts.draft_quote(desk.content, "s1", (Range(start=start, stop=start + 12),))
    made = capture.capture_quote(desk.pack, draft)
    assert len(text.extraSelections()) == 2
    desk.session.select("quote", made)
    assert len(text.extraSelections()) == 3
    assert text.extraSelections()[2].format.background().color() == theme().colour("quote")
    text.grab()


@pytest.mark.parametrize("name", ["light", "dark", "high_contrast"])
def test_letters_and_underlines_are_drawn_in_every_theme(desk, text, name):
    desk.select("We will send monitors,")
    desk.press(K.Key_Q, K.Key_Return)
    theme().apply(name, 100)
    gutter = text.findChild(object, "reader.gutter")
    assert [rows[0].letter for _, rows in gutter.letters()] == ["Q"]
    image = gutter.grab().toImage()
    place = gutter.letters()[0][0].center().toPoint()
    around = {image.pixelColor(place.x() + dx, place.y()).name() for dx in range(-7, 8)}
    assert len(around) > 1
    theme().apply("light", 100)


def test_a_letter_in_the_margin_selects_its_records_one_after_the_other(desk, text):
    for words in ("We will send monitors,", "We will send"):
        desk.select(words)
        desk.press(K.Key_Q, K.Key_Return)
    desk.session.select("", "")
    gutter = text.findChild(object, "reader.gutter")
    ((place, rows),) = gutter.letters()
    seen = []
    for _ in range(3):
        QTest.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=place.center().toPoint())
        seen.append(desk.session.selected[1])
    assert seen == [rows[0].record_id, rows[1].record_id, rows[0].record_id]


def test_a_click_on_a_passage_selects_its_record(desk, text):
    desk.press(K.Key_Apostrophe, K.Key_Q, K.Key_Return)
    desk.session.select("", "")
    spot = text.selection_rect().center()
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert desk.session.selected == ("quote", desk.content.quotes[0].id)


def test_only_the_lines_in_sight_are_drawn(qtbot):
    line = "The minister said “we will stay” and left for Paris at once.\n\n"
    desk = sources_desk(qtbot, source(line * 300, set_aside=()))
    text = desk.page.reader.text
    text.setFocus()
    desk.press(K.Key_Apostrophe, K.Key_Q, K.Key_Return)
    assert len(text.highlights_in_sight()) == 1
    text.select(text.steps.sentences[-1])
    assert text.highlights_in_sight() == []


def test_words_of_others_are_shown_to_the_letter(qtbot):
    desk = sources_desk(qtbot, source(title="<b>bold</b>", publisher="<i>x</i>"))
    labels = desk.page.findChildren(QLabel)
    assert labels
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_lines_fit_the_column_when_the_page_is_first_shown(opened, qtbot):
    opened.resize(1366, 800)
    opened.show_page("Sources")
    text = opened.workspace.page.reader.text
    qtbot.waitUntil(lambda: text.isVisible() and text.document().pageSize().width() > 0)
    assert text.document().textWidth() == text.viewport().width()
    assert text.horizontalScrollBar().maximum() == 0
