"""Left-to-right words in a document that runs from right to left."""

from __future__ import annotations

import pytest

from briefing.template.directions import LEFT, directed
from briefing.template.values import Blocks, Inline, Note, Paragraph, Quotation, Text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("We agree.", f"We agree.{LEFT}"),
        ("(draft)", f"{LEFT}(draft){LEFT}"),
        ("Norway", "Norway"),
        ("نعم.", "نعم."),
        ("5.", "5."),
        ("", ""),
    ],
)
def test_signs_at_the_ends_stay_with_left_to_right_words(words, expected):
    assert directed(words) == expected


def test_nothing_is_put_into_a_quotation_and_the_note_stays_where_its_words_end():
    note = Note(Inline.of("Letter."))
    words = Inline.of("“", Quotation("q", "We agree."), "”", note)
    pieces = directed(words).pieces
    assert pieces == (
        Text(LEFT),
        Text("“"),
        Quotation("q", "We agree."),
        Text("”"),
        Text(LEFT),
        note,
        Text(LEFT),
    )


def test_paragraphs_and_lists_of_words_are_directed_too():
    assert directed(("A.", "B")) == (f"A.{LEFT}", "B")
    assert directed(Blocks((Paragraph("A."),))) == Blocks((Paragraph(f"A.{LEFT}"),))


def test_what_is_no_text_stays_what_it_is():
    assert directed(3) == 3
    assert directed(None) is None
    assert directed(Inline.of(Note(Inline.of("Letter.")))) == Inline.of(Note(Inline.of("Letter.")))
