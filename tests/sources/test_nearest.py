"""The passage that is most like words which are no longer there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources.nearest import Nearest

TEXT = (
    "Spain will send forty observers to the line once the guns are silent.\n\n"
    "Poland rules out ground troops; it may host a base. “We will pay our share,” said the "
    "minister. Norway will send a field hospital once the guns are silent."
)


def nearest(words, text=TEXT, share=0.0):
    found = Nearest(text).to(words, share)
    return None if found is None else found.of(text)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Spain will send thirty observers", "Spain will send forty observers"),
        ("Portugal will send forty observers", "Spain will send forty observers"),
        ("Poland rules out all ground troops", "Poland rules out ground troops"),
        ("“We will pay our part,”", "“We will pay our share,”"),
        ("it will host a base.", "it may host a base."),
        ("Norway  will\nsend a field hospital", "Norway will send a field hospital"),
        ("NORWAY WILL SEND A FIELD HOSPITAL", "Norway will send a field hospital"),
    ],
)
def test_changed_words_are_found_as_far_as_they_reach(words, found):
    assert nearest(words) == found


@pytest.mark.parametrize("words", ["Nobody was asked", "…", "", "the", "海岸の船"])
def test_nothing_that_is_alike_is_nothing(words):
    assert nearest(words, TEXT.replace("the", "a")) is None


def test_of_two_places_that_are_as_like_the_one_at_the_same_share_is_found():
    text = (
        "It will send ten boats. "
        + "Then nothing was said for long. " * 20
        + "It will send two boats."
    )
    assert nearest("It will send six boats", text, 0.0) == "It will send ten boats"
    assert nearest("It will send six boats", text, 1.0) == "It will send two boats"


def test_a_passage_never_reaches_into_the_next_sentence():
    text = "They agreed on observers. Nobody spoke of troops at all."
    assert nearest("They agreed on observers and money", text) == "They agreed on observers"


@given(st.text(max_size=60), st.text(max_size=200), st.floats(0, 1))
def test_whatever_is_found_lies_in_the_text(words, text, share):
    found = Nearest(text).to(words, share)
    assert found is None or found.stop <= len(text)
