from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.ids import is_id
from briefing.domain.text import first_forbidden, name_of
from tests.records import TEXTS


@pytest.mark.parametrize(
    "character",
    [chr(code) for code in (0, 8, 11, 12, 13, 31, 0x85, 0xD800, 0xDFFF, 0xFDD0, 0xFFFE, 0xFFFF)],
)
def test_a_forbidden_character_is_found_with_its_place_and_code_point(character):
    assert first_forbidden(f"ab{character}c{character}") == (2, name_of(character))
    assert name_of(character).startswith(f"U+{ord(character):04X}")


@pytest.mark.parametrize("text", ["", "a\tb\nc", "\u202e\u200b\u2028", "\x7f", "\ufffd", "𝄞é"])
def test_tabs_line_feeds_and_unusual_characters_are_allowed(text):
    assert first_forbidden(text) is None


def test_a_character_is_named_in_words_where_it_has_a_name():
    assert name_of("\u202e") == "U+202E (right-to-left override)"


@given(TEXTS)
def test_what_records_hold_in_these_tests_is_allowed(text):
    assert first_forbidden(text) is None


@given(st.text())
def test_a_text_is_allowed_exactly_when_xml_and_utf_8_can_hold_it(text):
    allowed = all(
        character in "\t\n"
        or (ord(character) >= 32 and character != "\x85" and not _is_no_character(character))
        for character in text
    )
    assert (first_forbidden(text) is None) == allowed


def _is_no_character(character: str) -> bool:
    code = ord(character)
    return 0xD800 <= code <= 0xDFFF or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


@pytest.mark.parametrize("text", ["a", "x0", "aaaabbbbcccc", "A-b_c", "9" * 40])
def test_an_id_has_1_to_40_letters_digits_and_dashes(text):
    assert is_id(text)


@pytest.mark.parametrize("text", ["", "-a", "_a", "a b", "é", "a" * 41, "a\n", "a/b", "٣"])
def test_other_texts_are_no_ids(text):
    assert not is_id(text)
