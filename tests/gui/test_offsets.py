"""Spans and Qt positions agree for every text, astral characters included."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from briefing.domain.spans import Range
from briefing.gui.offsets import Offsets

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab \n\u2028é„“🇫🇷🙂😀\u0301"),
        st.characters(
            exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\u2029\ufffc\ufdd0\ufdd1"
        ),
    ),
    max_size=60,
)


@given(TEXTS, st.data())
def test_every_code_point_survives_the_way_to_qt_and_back(text, data):
    offsets = Offsets(text)
    point = data.draw(st.integers(0, len(text)))
    assert offsets.to_qt(point) == len(text[:point].encode("utf-16-le")) // 2
    assert offsets.from_qt(offsets.to_qt(point)) == point


@given(TEXTS, st.data())
def test_a_position_inside_a_pair_means_the_whole_character(text, data):
    offsets = Offsets(text)
    position = data.draw(st.integers(0, offsets.qt_length))
    point = offsets.from_qt(position)
    assert offsets.to_qt(point) <= position
    assert point == len(text) or position < offsets.to_qt(point + 1)


@given(TEXTS, st.data())
def test_a_range_selected_in_a_document_has_the_words_of_the_source(text, data):
    document = QTextDocument()
    document.setPlainText(text)
    offsets = Offsets(text)
    assert document.characterCount() - 1 == offsets.qt_length
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    cursor = QTextCursor(document)
    cursor.setPosition(offsets.to_qt(stop))
    cursor.setPosition(offsets.to_qt(start), QTextCursor.MoveMode.KeepAnchor)
    found = offsets.range_from_qt(cursor.anchor(), cursor.position())
    assert found == (Range(start=start, stop=stop) if start < stop else None)
    shown = cursor.selectedText().replace("\u2029", "\n")
    assert shown == text[start:stop]


def test_positions_beyond_the_end_are_the_end():
    offsets = Offsets("a😀")
    assert offsets.qt_length == 3
    assert offsets.from_qt(99) == 2
