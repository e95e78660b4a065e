from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.spans import Range, Span, SpanOutOfRangeError
from briefing.sources.anchor import Place, relocate

BEFORE = "The summit took place in Paris on Tuesday, with thirty-five countries at the table.\n\n"
GERMANY = "In a statement on Tuesday, Germany rules out ground troops in Ukraine, a spokesman said."
FRANCE = GERMANY.replace("Germany", "France")
AFTER = "\n\nOther members of the coalition have not said what they will contribute to the force.\n"
WORDS = "rules out ground troops in Ukraine"


def span_of(words: str, text: str) -> Span:
    start = text.index(words)
    return Span.at(text, start, start + len(words))


def test_a_span_carries_its_words_and_32_code_points_around_them():
    text = "x" * 40 + "WORDS" + "y" * 40
    span = Span.at(text, 40, 45)
    assert (span.exact, span.prefix, span.suffix) == ("WORDS", "x" * 32, "y" * 32)


def test_a_span_beyond_the_text_is_refused():
    with pytest.raises(SpanOutOfRangeError):
        Span.at("short", 2, 9)


def test_in_the_same_text_a_passage_is_exact():
    text = BEFORE + GERMANY + AFTER
    span = span_of(WORDS, text)
    found = relocate(span, text)
    assert (found.kind, found.start, found.stop) == (Place.EXACT, span.start, span.stop)


def test_a_passage_moves_with_its_neighbourhood():
    text = BEFORE + GERMANY + AFTER
    found = relocate(span_of(WORDS, text), "Correction.\n\n" + text)
    assert found.kind is Place.MOVED
    assert found.start == 13 + text.index(WORDS)


def test_white_space_around_a_passage_may_change():
    text = BEFORE + GERMANY + AFTER
    changed = "News\n" + text.replace("Tuesday, ", "Tuesday,\n").replace("\n\n", "\n")
    assert relocate(span_of(WORDS, text), changed).kind is Place.MOVED


def test_of_two_places_the_neighbourhood_chooses():
    text = BEFORE + GERMANY + AFTER
    changed = BEFORE + FRANCE + AFTER + GERMANY + AFTER
    found = relocate(span_of(WORDS, text), changed)
    assert found.kind is Place.MOVED
    assert found.start == changed.rindex(WORDS)


def test_a_passage_never_moves_to_the_sentence_about_another_country():
    text = BEFORE + GERMANY + AFTER
    found = relocate(span_of(WORDS, text), BEFORE + FRANCE + AFTER)
    assert found.kind is Place.AMBIGUOUS
    assert (found.start, found.stop) == (None, None)
    assert len(found.candidates) == 1


def test_same_offsets_in_a_swapped_sentence_are_not_exact():
    first, second = GERMANY, GERMANY.replace("Germany", "Hungary")
    found = relocate(span_of(WORDS, BEFORE + first + AFTER), BEFORE + second + AFTER)
    assert found.kind is Place.AMBIGUOUS


def test_a_sentence_with_the_country_swapped_is_lost():
    sentence = GERMANY.partition(", ")[2]
    found = relocate(span_of(sentence, BEFORE + GERMANY + AFTER), BEFORE + FRANCE + AFTER)
    assert found.kind is Place.LOST


def test_the_same_neighbourhood_twice_is_ambiguous():
    text = BEFORE + GERMANY + AFTER
    found = relocate(span_of(WORDS, text), text.replace("Paris", "Rome") + text)
    assert found.kind is Place.AMBIGUOUS or found.start is not None
    assert relocate(span_of(WORDS, text), "New. " + text + text).kind is Place.AMBIGUOUS


def test_without_context_only_long_unique_words_move():
    long = Span(start=3, stop=3 + len(WORDS), exact=WORDS)
    assert relocate(long, BEFORE + GERMANY).kind is Place.MOVED
    short = Span(start=3, stop=9, exact="troops")
    assert relocate(short, BEFORE + GERMANY).kind is Place.AMBIGUOUS


@given(
    st.text(alphabet="ab \n", min_size=1, max_size=80),
    st.text(alphabet="ab \n", max_size=120),
    st.data(),
)
def test_relocation_never_returns_other_words(old: str, new: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(old) - 1))
    stop = data.draw(st.integers(start + 1, len(old)))
    span = Span.at(old, start, stop)
    found = relocate(span, new)
    places = list(found.candidates)
    if found.start is not None and found.stop is not None:
        places.append(Range(start=found.start, stop=found.stop))
    assert all(place.of(new) == span.exact for place in places)
    assert (found.start is not None) == (found.kind in {Place.EXACT, Place.MOVED})
    assert bool(found.candidates) == (found.kind is Place.AMBIGUOUS)


@given(st.text(alphabet="abc ,.\n", min_size=1, max_size=80), st.data())
def test_in_an_unchanged_text_every_passage_is_exact(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    assert relocate(Span.at(text, start, stop), text).kind is Place.EXACT
