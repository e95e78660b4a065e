"""Typed words against a text: the same, nearly the same, or not there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources.tracing import Trace, trace

TEXT = (
    "The minister spoke on Tuesday. “We will send two patrol boats once parliament has voted,” "
    "she said. Nobody asked whether there will be guarantees, and nobody answered."
)


@pytest.mark.parametrize(
    "words",
    [
        "We will send two patrol boats once parliament has voted.",
        "We will send two patrol boats … has voted",
        "We will send [three]  patrol boats once parliament",
        "Nobody asked whether there will be guarantees",
    ],
)
def test_words_that_a_text_has_are_the_same(words):
    assert trace(words, TEXT).trace is Trace.SAME


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "We will send three patrol boats once parliament has voted",
            "We will send two patrol boats once parliament has voted",
        ),
        (
            "Nobody ever asked whether there will be guarantees",
            "Nobody asked whether there will be guarantees",
        ),
        (
            "we will not send two patrol boats once parliament has voted",
            "We will send two patrol boats once parliament has voted",
        ),
    ],
)
def test_words_that_a_text_nearly_has_come_with_what_it_has(words, found):
    traced = trace(words, TEXT)
    assert traced.trace is Trace.NEAR
    assert found.strip("“”,") in traced.found
    assert len(traced.found) <= len(found) + 6


@pytest.mark.parametrize("words", ["An open door for every smuggler alive", "", "…", "boats"])
def test_words_that_share_nothing_are_absent_or_too_short_to_tell(words):
    assert trace(words, TEXT).trace is not Trace.NEAR


@given(st.text(max_size=40), st.text(max_size=60))
def test_any_words_and_any_text_can_be_traced(words, text):
    assert trace(words, text).likeness <= 1


@given(st.data())
def test_every_stretch_of_a_text_is_found_in_it(data):
    start = data.draw(st.integers(0, len(TEXT) - 1))
    stop = data.draw(st.integers(start + 1, len(TEXT)))
    assert trace(TEXT[start:stop], TEXT).trace is Trace.SAME
