"""Words and paragraphs that are put into prose: the rest reads as before, or nothing is done."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.template.prose_additions import extended, inserted
from briefing.template.prose_signs import Sign, UnmappableError, quiet, units

PROSE = "First one. [@s1]\n\nSecond *two* here [@s2].\n\n- item a\n- item b [@s3]\n\nEnd."


def signs(text, **look):
    return tuple(Sign(character, **look) for character in text)


def said(markdown):
    return ["".join(sign.text[0] for sign in unit.signs) for unit in units(markdown)]


@pytest.mark.parametrize(
    ("part", "is_listed", "wanted"),
    [
        (0, False, "New.\n\nFirst one. [@s1]\n\nSecond"),
        (1, False, "First one. [@s1]\n\nNew.\n\nSecond"),
        (1, True, "First one. [@s1]\n\n- New.\n\nSecond"),
        (3, True, "- item a\n- New.\n- item b [@s3]\n\nEnd."),
        (3, False, "- item b [@s3]\n\nNew.\n\nEnd."),
        (5, False, "End.\n\nNew."),
    ],
)
def test_a_paragraph_stands_behind_the_one_that_it_was_written_behind(part, is_listed, wanted):
    assert wanted in inserted(PROSE, part, signs("New."), is_listed=is_listed)


@pytest.mark.parametrize(
    ("prose", "part", "wanted"),
    [
        ("1. one\n2. two\n\nEnd", 1, "1. one\n1. New.\n2. two\n\nEnd"),
        ("* one\n* two", 2, "* one\n* two\n* New."),
        ("", 0, "- New."),
    ],
)
def test_an_item_goes_on_with_the_list_that_it_stands_in(prose, part, wanted):
    assert inserted(prose, part, signs("New."), is_listed=True) == wanted


def test_the_first_paragraph_of_all_is_the_whole_prose():
    assert inserted("", 0, signs("New."), is_listed=False) == "New."


def test_words_behind_a_citation_stay_behind_it():
    assert extended(PROSE, 1, signs("Ask again.")).startswith("First one. [@s1] Ask again.\n")
    assert extended(PROSE, 4, signs("Ask again.")).count("[@s3] Ask again.\n") == 1


def test_emphasis_and_links_come_along():
    new = (*signs("Read "), *signs("this", bold=True), *signs(" there", url="https://x.example/a"))
    assert inserted("One.", 1, new, is_listed=False).startswith("One.\n\nRead **this** [there](")


def test_words_that_mean_something_in_markdown_mean_themselves():
    text = inserted("One.", 1, signs("# no *heading* [x](y) | 1. <b>"), is_listed=False)
    assert said(text) == ["One.", "# no *heading* [x](y) | 1. <b>"]


@pytest.mark.parametrize("part", [-1, 7])
def test_a_place_that_is_not_there_is_refused(part):
    with pytest.raises(UnmappableError):
        inserted(PROSE, part, signs("New."), is_listed=False)
    with pytest.raises(UnmappableError):
        extended(PROSE, part, signs("New."))


def test_a_citation_is_never_made_of_words():
    with pytest.raises(UnmappableError):
        inserted("One. [@s1]", 1, signs("[@s2] says so"), is_listed=False)


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=30),
    st.integers(0, 5),
    st.booleans(),
)
def test_any_word_is_put_in_as_it_is_or_not_at_all(word, part, is_listed):
    try:
        text = inserted(PROSE, part, signs(word), is_listed=is_listed)
    except UnmappableError:
        return
    before, after = units(PROSE), units(text)
    assert len(after) == len(before) + 1
    assert any(quiet(unit.signs) == signs(word) for unit in after)
