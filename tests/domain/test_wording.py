from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.spans import SpanOutOfRangeError
from briefing.domain.statements import Piece, Quote, WordEdit
from briefing.domain.vocabularies import Mode
from briefing.domain.wording import GAP, printed, wording
from tests.records import LONG_TEXTS

TEXT = "We stand ready, in principle, to send them our boats."


def quote(*pieces: tuple[int, int], **fields) -> Quote:
    spans = tuple(Piece.at(TEXT, start, stop) for start, stop in pieces)
    return Quote(id="q", source="s", pieces=spans, **fields)


def edit(words: str, text: str) -> WordEdit:
    start = TEXT.index(words)
    return WordEdit(start=start, stop=start + len(words), text=text)


def test_one_piece_prints_its_words():
    assert wording(quote((0, 14)), TEXT) == "We stand ready"


def test_a_gap_between_pieces_prints_an_ellipsis():
    assert wording(quote((0, 14), (28, 52)), TEXT) == f"We stand ready{GAP}, to send them our boats"


def test_an_ellipsis_edit_takes_words_out():
    shortened = quote((0, len(TEXT)), edits=(edit("in principle, ", "… "),))
    assert wording(shortened, TEXT) == "We stand ready, … to send them our boats."


def test_a_bracket_edit_puts_other_words_in():
    explained = quote((0, len(TEXT)), edits=(edit("them", "[the Poles]"),))
    assert (
        wording(explained, TEXT) == "We stand ready, in principle, to send [the Poles] our boats."
    )


def test_edits_apply_in_the_order_of_the_text_not_of_the_list():
    both = quote((0, len(TEXT)), edits=(edit("them", "[them]"), edit("We", "[Poles]")))
    assert wording(both, TEXT) == "[Poles] stand ready, in principle, to send [them] our boats."


def test_of_two_edits_that_overlap_the_first_one_stands():
    both = quote((0, len(TEXT)), edits=(edit("stand ready", "[A]"), edit("ready, in", "[B]")))
    assert wording(both, TEXT) == "We [A], in principle, to send them our boats."


def test_an_edit_outside_the_pieces_changes_nothing():
    outside = quote((0, 14), edits=(edit("boats", "[ships]"),))
    assert wording(outside, TEXT) == "We stand ready"


def test_a_piece_beyond_the_text_raises():
    with pytest.raises(SpanOutOfRangeError):
        wording(quote((0, len(TEXT))), TEXT[:-1])


def test_a_paraphrase_prints_its_own_text_and_a_quote_its_words():
    told = quote((0, 14), mode=Mode.PARAPHRASE, text="They are willing")
    assert printed(told, TEXT) == "They are willing"
    assert printed(quote((0, 14), text="They are willing"), TEXT) == "We stand ready"
    assert printed(quote((0, 14), mode=Mode.PARAPHRASE), TEXT) == "We stand ready"


@st.composite
def pieces_of_texts(draw):
    text = draw(LONG_TEXTS)
    pieces = []
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text) - 1))
        pieces.append(Piece.at(text, start, draw(st.integers(start + 1, len(text)))))
    return text, tuple(pieces)


@given(pieces_of_texts())
def test_without_edits_the_wording_is_the_exact_words_joined_by_gaps(made):
    text, pieces = made
    plain = Quote(id="q", source="s", pieces=pieces)
    assert wording(plain, text) == GAP.join(piece.exact for piece in pieces)


@given(pieces_of_texts(), st.data())
def test_what_no_edit_covers_is_printed_code_point_by_code_point(made, data):
    text, pieces = made
    piece = pieces[0]
    start = data.draw(st.integers(piece.start, piece.stop - 1))
    stop = data.draw(st.integers(start + 1, piece.stop))
    edited = Quote(
        id="q",
        source="s",
        pieces=(piece,),
        edits=(WordEdit(start=start, stop=stop, text="…"),),
    )
    assert wording(edited, text) == f"{text[piece.start : start]}…{text[stop : piece.stop]}"
