"""Words that a document printed are read back as what they were printed from, never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.vocabularies import Basis, LineKind, Stance
from briefing.template.fields_dates import date_in_words
from briefing.template.read_words import code_read, date_read
from briefing.template.words import languages, words_of

DAYS = st.dates(min_value=date(1900, 1, 1)).map(lambda day: day.isoformat())
DATES = st.one_of(
    DAYS,
    DAYS.map(lambda day: day[:7]),
    DAYS.map(lambda day: day[:4]),
    DAYS.map(lambda day: f"{day}~"),
    DAYS.map(lambda day: f"../{day}"),
    DAYS.map(lambda day: f"{day}/.."),
    st.tuples(DAYS, DAYS).map(lambda pair: "/".join(sorted(pair))),
)


@given(text=DATES, language=st.sampled_from(languages()))
def test_a_printed_date_is_read_as_one_that_prints_the_same(text, language):
    words = date_in_words(text, language)
    found = date_read(words, language)
    assert found is not None
    assert date_in_words(found, language) == words


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2027-03-05", "2027-03-05"),
        (" 5 March  2027 ", "2027-03-05"),
        ("March 2027", "2027-03"),
        ("11–12 March 2027", "2027-03-11/2027-03-12"),
        ("soon", None),
        ("31 February 2027", None),
        ("5 Mars 2027", None),
        ("5 March 2027 or later", None),
        ("", None),
        ("1" * 5000, None),
    ],
)
def test_a_date_is_read_only_where_it_prints_so(words, found):
    assert date_read(words, "en") == found


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("vocabulary", [Stance, Basis, LineKind])
def test_every_label_is_read_as_its_code(vocabulary, language):
    for member in vocabulary:
        assert code_read(vocabulary, words_of(language).label(member), language) == member.value


def test_words_that_are_no_label_are_no_code():
    assert code_read(Stance, "perhaps", "en") is None
    assert code_read(Stance, "oppose", "en") == Stance.OPPOSE
