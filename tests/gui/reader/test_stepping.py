"""The keys of the reader go where a reader looks next."""

from __future__ import annotations

import pytest

from briefing.domain.spans import Range
from briefing.gui.reader.finding import found_in
from briefing.gui.reader.stepping import Steps
from tests.gui.desk import TEXT, source


@pytest.fixture
def steps():
    return Steps(source())


def words(place):
    return None if place is None else place.of(TEXT)


def test_what_was_set_aside_is_stepped_over(steps):
    assert words(steps.next_sentence(None, 0)) == "Spain offers 😀 observers."
    assert words(steps.sentences[-1]) == "It will host a base after a ceasefire."


def test_quotations_come_without_their_marks(steps):
    first = steps.next_quotation(None)
    assert words(first) == "We will send monitors,"
    assert words(steps.next_quotation(first)) == "a first step"
    assert steps.next_quotation(steps.next_quotation(first)) is None


def test_a_captured_quotation_is_stepped_over_while_others_are_left(steps):
    first, second = steps.quotations
    assert steps.next_quotation(None, [first]) == second
    assert steps.next_quotation(None, [first, second]) == first


def test_back_goes_to_the_quotation_before(steps):
    first, second = steps.quotations
    assert steps.previous_quotation(second) == first
    assert steps.previous_quotation(first) is None
    assert steps.previous_quotation(None) == second


def test_a_sentence_is_first_taken_around_the_selection_then_moved_on(steps):
    first = steps.next_sentence(steps.quotations[0])
    assert words(first).startswith("“We will send")
    assert words(steps.next_sentence(first)).startswith("She called")
    assert steps.previous_sentence(first) == steps.sentences[0]


def test_longer_takes_the_next_sentence_along(steps):
    first = steps.sentences[0]
    longer = steps.longer(first)
    assert longer == Range(start=first.start, stop=steps.sentences[1].stop)
    assert steps.longer(None, first.start) == first
    assert steps.longer(Range(start=first.start, stop=len(TEXT))) is None


def test_finding_ignores_case_and_line_breaks():
    text = "A cease\nfire. No CEASE  FIRE."
    assert [place.of(text) for place in found_in(text, "cease fire")] == [
        "cease\nfire",
        "CEASE  FIRE",
    ]
    assert found_in(text, "  ") == ()
