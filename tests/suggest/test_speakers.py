from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.spans import Range
from briefing.suggest.speakers import Speaker, speakers


def found(
    text: str, known: tuple[str, ...] = (), sentence: str | None = None
) -> tuple[Speaker, ...]:
    """Return the speakers of a sentence; what stands in “ ” is quoted."""
    words = sentence or text
    start = text.index(words)
    quoted = []
    at = text.find("“", start)
    while at >= 0:
        stop = text.index("”", at) + 1
        quoted.append(Range(start=at, stop=stop))
        at = text.find("“", stop)
    return speakers(text, Range(start=start, stop=start + len(words)), quoted, known)


def names(*arguments, **keywords) -> list[str]:
    return [one.name for one in found(*arguments, **keywords)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“We will go,” Jan Kowalczyk said.", "Jan Kowalczyk"),
        ("Prime Minister Jan Kowalczyk said: “We will go.”", "Jan Kowalczyk"),
        ("Poland's Prime Minister Jan Kowalczyk said “we will go”.", "Jan Kowalczyk"),
        ("“We will go,” said Ursula van der Meer on Tuesday.", "Ursula van der Meer"),
        ("Her spokesperson said “no”, Anna Lind told reporters.", "Anna Lind"),
        ("According to Élise Dupont, “nothing is decided”.", "Élise Dupont"),
        ("Senior officials met while Jan Kowalczyk told Anna Lind “yes”.", "Jan Kowalczyk"),
    ],
)
def test_the_name_beside_the_reporting_verb_speaks(text, name):
    assert name in names(text)[:2]


def test_a_name_inside_the_quotation_does_not_speak():
    assert names("“Anna Lind will go,” said Jan Kowalczyk.") == ["Jan Kowalczyk"]


def test_a_title_is_not_part_of_the_name_and_its_place_is_given():
    text = "Foreign Minister Anna Lind said: “No.”"
    (one,) = found(text)
    assert one.name == "Anna Lind"
    assert one.named.of(text) == "Anna Lind"


def test_an_office_speaks():
    text = "“He will attend,” the Norwegian foreign ministry said."
    (one, *_) = found(text)
    assert one.name == "The Norwegian foreign ministry"
    assert one.named.of(text) == "the Norwegian foreign ministry"


def test_her_office_is_the_office_of_the_person_named_before():
    text = "Anna Lind will travel. Her office said “she is ready”."
    assert names(text, sentence="Her office said “she is ready”.")[0] == "Anna Lind’s office"


def test_a_pronoun_goes_back_to_the_person_named_last():
    text = "Anna Lind met Jan Kowalczyk in Larnaca. He said “we will go”."
    assert names(text, sentence="He said “we will go”.")[0] == "Jan Kowalczyk"


def test_a_surname_is_given_back_as_the_full_name_used_before():
    text = "Jan Kowalczyk arrived on Monday. Kowalczyk said “we will go”."
    assert names(text, sentence="Kowalczyk said “we will go”.")[0] == "Jan Kowalczyk"


def test_a_surname_is_given_back_as_the_name_that_the_pack_knows():
    assert names("Kowalczyk said “we will go”.", ("Jan Kowalczyk",)) == ["Jan Kowalczyk"]


def test_a_sentence_without_a_name_takes_the_person_named_before():
    text = "Jan Kowalczyk arrived. “We will go.”"
    assert names(text, sentence="“We will go.”") == ["Jan Kowalczyk"]


def test_nobody_is_named_where_nobody_is():
    assert names("“we will go,” it was said.") == []


@given(st.text(max_size=80), st.lists(st.text(max_size=12), max_size=3))
def test_any_sentence_with_any_known_names_gives_speakers_in_it_or_before(text, known):
    words = text or "x"
    for one in speakers(words, Range(start=0, stop=len(words)), (), known):
        assert one.name
        assert one.named.stop <= len(words)


@given(
    st.lists(
        st.sampled_from(
            ["Jan", "Kowalczyk", "said", "He", "her office", "“yes”", ",", ". ", "’s", "\n\n",
             "the", "ministry", "President", "van", "der", "told", "A", "-", "Él"]
        ),
        min_size=1,
        max_size=14,
    ),
    st.data(),
)  # fmt: skip
def test_any_arrangement_of_names_and_verbs_gives_names_that_stand_in_the_text(parts, data):
    text = " ".join(parts)
    start = data.draw(st.integers(0, len(text) - 1))
    sentence = Range(start=start, stop=len(text))
    for one in speakers(text, sentence, (), ("Jan Kowalczyk",)):
        assert one.named.of(text).strip()
