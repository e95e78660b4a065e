"""Marked words are shown to the letter, and marked by more than a colour."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor

from briefing.changes.wording import Piece
from briefing.gui.widgets.marked_text import MarkedText


@pytest.fixture
def made(qtbot):
    def shown(*pieces, is_gone=False):
        text = MarkedText("words", "Words", is_gone=is_gone)
        qtbot.addWidget(text)
        text.show_pieces(pieces)
        text.resize(300, 100)
        text.show()
        return text

    return shown


def look_at(text, place):
    cursor = QTextCursor(text.document())
    cursor.setPosition(place + 1)
    return cursor.charFormat()


def test_words_from_outside_are_no_markup(made):
    words = "<b>bold</b> &amp; <img src='x'>\nnext"
    assert made(Piece(words), Piece("<i>", differs=True)).text() == f"{words}<i>"


@pytest.mark.parametrize("is_gone", [True, False])
def test_what_differs_is_struck_out_or_underlined(made, is_gone):
    text = made(Piece("One "), Piece("two", differs=True), is_gone=is_gone)
    plain, marked = look_at(text, 0), look_at(text, 5)
    assert not plain.fontStrikeOut()
    assert not plain.fontUnderline()
    assert marked.fontStrikeOut() is is_gone
    assert marked.fontUnderline() is not is_gone


def test_a_screen_reader_is_told_what_differs(made):
    text = made(Piece("a"), Piece("b", differs=True), Piece("c"), Piece("d", differs=True))
    assert text.accessibleDescription() == "b … d"


def test_it_is_as_high_as_its_words_at_its_width(made, qtbot):
    text = made(Piece("word " * 60))
    qtbot.waitUntil(lambda: text.sizeHint().height() > 60)
    high = text.sizeHint().height()
    text.resize(600, 100)
    qtbot.waitUntil(lambda: text.sizeHint().height() < high)
