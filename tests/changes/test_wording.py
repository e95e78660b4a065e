"""What differs between two wordings is marked, and shown with what stands beside it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.changes.wording import Piece, told_apart

LONG = "word " * 200
TEXTS = st.text(st.sampled_from("ab \n.é"), max_size=60)


def marked(pieces):
    return [piece.text for piece in pieces if piece.differs]


def test_words_that_were_changed_are_marked_on_both_sides():
    before, after = told_apart("Denmark joins the force now.", "Denmark may join the force soon.")
    assert marked(before) == ["joins", "now"]
    assert marked(after) == ["may join", "soon"]


def test_what_was_added_is_marked_where_it_is_alone():
    before, after = told_apart("One. Two.", "One. New. Two.")
    assert marked(before) == []
    assert marked(after) == ["New. "]


def test_equal_wordings_have_no_mark():
    assert told_apart("Same", "Same") == ((Piece("Same"),), (Piece("Same"),))


def test_far_from_what_differs_equal_words_are_left_out_alike_on_both_sides():
    before, after = told_apart(f"{LONG}old {LONG}", f"{LONG}{LONG}")
    for pieces in (before, after):
        text = "".join(piece.text for piece in pieces)
        assert text.startswith("… word word")
        assert text.endswith(" …")
        assert len(text) < 400
    assert marked(before) == ["old "]


def test_very_long_wordings_are_told_apart_by_their_ends():
    before = " ".join(f"a{number}" for number in range(9_000))
    after = " ".join(f"b{number}" for number in range(9_000))
    ours, theirs = told_apart(f"Same {before} end", f"Same {after} end")
    assert marked(ours) == [before]
    assert marked(theirs) == [after]


@given(TEXTS, TEXTS)
def test_the_pieces_are_the_wordings_and_equal_pieces_are_shared(before, after):
    ours, theirs = told_apart(before, after)
    assert "".join(piece.text for piece in ours) == before
    assert "".join(piece.text for piece in theirs) == after
    if before == after:
        assert marked(ours) + marked(theirs) == []
    else:
        assert marked(ours) + marked(theirs) != []
