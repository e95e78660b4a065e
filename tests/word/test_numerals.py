"""The numbers of notes as Word counts them."""

from __future__ import annotations

import pytest

from briefing.word.numerals import Numerals, note_numerals


@pytest.mark.parametrize(
    ("form", "place", "said"),
    [
        ("decimal", 12, "12"), ("lowerRoman", 1994, "mcmxciv"), ("upperRoman", 4, "IV"),
        ("lowerLetter", 26, "z"), ("lowerLetter", 28, "bb"), ("upperLetter", 1, "A"),
    ],
)  # fmt: skip
def test_a_number_is_said_in_its_form(form, place, said):
    assert Numerals(form=form).said(place) == said


def test_numbers_begin_where_the_document_says():
    found = note_numerals(
        "footnote", [b'<w:footnotePr><w:numStart w:val="5"/></w:footnotePr>', b""]
    )
    assert found.said(1) == "5"


def test_endnotes_are_small_roman_numbers_unless_something_else_is_said():
    said = b'<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>'
    assert note_numerals("endnote", [b"", b""]).said(3) == "iii"
    assert note_numerals("endnote", [said, b""]).said(3) == "3"


@pytest.mark.parametrize(
    "body",
    [
        b'<w:sectPr><w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr></w:sectPr>',
        b'<w:sectPr><w:footnotePr><w:numFmt w:val="chicago"/></w:footnotePr></w:sectPr>',
        b'<w:sectPr><w:footnotePr><w:numFmt w:val="decimal"/></w:footnotePr></w:sectPr><w:sectPr/>',
    ],
)
def test_where_pages_or_sections_differ_no_number_is_known(body):
    assert note_numerals("footnote", [b"", body]).said(1) == ""
