from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.spans import CONTEXT, Range, Span, SpanOutOfRangeError
from tests.records import LONG_TEXTS


@st.composite
def places(draw):
    text = draw(LONG_TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@pytest.mark.parametrize(("start", "stop"), [(3, 3), (4, 3), (-1, 2)])
def test_an_empty_reversed_or_negative_passage_is_refused(start, stop):
    with pytest.raises(SpanOutOfRangeError, match=f"from {start} to {stop}"):
        Range(start=start, stop=stop)


def test_a_passage_beyond_its_source_is_refused_with_the_length_of_the_source():
    with pytest.raises(SpanOutOfRangeError, match="which has 5 characters"):
        Range(start=2, stop=6).of("words")


@given(places())
def test_a_span_has_the_words_and_the_context_of_its_place(place):
    text, start, stop = place
    span = Span.at(text, start, stop)
    assert span.exact == text[start:stop]
    assert span.matches(text)
    assert text[:start].endswith(span.prefix)
    assert text[stop:].startswith(span.suffix)
    assert len(span.prefix) == min(CONTEXT, start)
    assert len(span.suffix) == min(CONTEXT, len(text) - stop)


@given(places(), st.characters())
def test_a_span_notices_one_changed_character(place, character):
    text, start, stop = place
    span = Span.at(text, start, stop)
    changed = text[:start] + character + text[start + 1 :]
    assert span.matches(changed) == (changed[start:stop] == span.exact)


def test_offsets_count_code_points_not_utf_16_units():
    assert Span.at("𝄞 clef", 2, 6).exact == "clef"


@pytest.mark.parametrize(
    ("one", "other", "overlaps", "contains"),
    [
        ((0, 4), (2, 6), True, False),
        ((0, 4), (4, 6), False, False),
        ((0, 4), (1, 4), True, True),
        ((0, 4), (0, 4), True, True),
        ((1, 4), (0, 4), True, False),
    ],
)
def test_ranges_overlap_and_contain_half_open(one, other, overlaps, contains):
    first, second = Range(start=one[0], stop=one[1]), Range(start=other[0], stop=other[1])
    assert first.overlaps(second) is overlaps
    assert second.overlaps(first) is overlaps
    assert first.contains(second) is contains
