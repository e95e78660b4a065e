from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.spans import Range
from briefing.sources.quotations import quoted_strings
from briefing.sources.sentences import paragraphs, sentence_at, sentences

NEWSLIKE = st.text(alphabet="ab AB.!?\n\"“”‘’'«»„1 ,—", max_size=120)


def split(text: str) -> list[str]:
    return [one.of(text) for one in sentences(text, Range(start=0, stop=len(text)))]


def quoted(text: str) -> list[str]:
    return [one.of(text) for one in quoted_strings(text)]


@given(NEWSLIKE, st.integers(0, 130))
def test_the_sentence_at_an_offset_lies_in_its_paragraph_and_holds_the_offset(text: str, at: int):
    found = sentence_at(text, at)
    holders = [one for one in paragraphs(text) if one.start <= at <= one.stop]
    if found is None:
        assert not holders
        return
    assert any(holder.contains(found) for holder in holders)
    assert found.start <= at
    between = text[found.stop : max(at, found.stop)]
    assert not between.strip()


@given(NEWSLIKE)
def test_paragraphs_hold_every_word_once(text: str):
    found = paragraphs(text)
    assert all(first.stop <= second.start for first, second in pairwise(found))
    outside = list(text)
    for one in found:
        outside[one.start : one.stop] = " " * (one.stop - one.start)
    assert not "".join(outside).strip()


@given(NEWSLIKE)
def test_sentences_hold_every_word_of_a_paragraph_once(text: str):
    for paragraph in paragraphs(text):
        parts = sentences(text, paragraph)
        words = "".join(part.of(text) for part in parts)
        assert "".join(words.split()) == "".join(paragraph.of(text).split())


@given(NEWSLIKE)
def test_quoted_strings_are_free_of_their_marks_and_do_not_overlap(text: str):
    found = quoted_strings(text)
    for one in found:
        words = one.of(text)
        assert words == words.strip()
        before = text[: one.start].rstrip()[-1:]
        assert before in {*"\"“”‘'«»„"}
        if before in {*'"“«'}:
            assert before not in words
    assert all(first.stop <= second.start for first, second in pairwise(found))


def test_abbreviations_initials_and_dates_end_nothing():
    assert split("Mr. Trump met J. D. Vance on Jan. 6 in the U.S. Senate. He left. It rained.") == [
        "Mr. Trump met J. D. Vance on Jan. 6 in the U.S. Senate.",
        "He left.",
        "It rained.",
    ]


def test_german_ordinals_end_nothing_before_a_month():
    assert split("Am 6. Januar traf er Macron. Es waren 52. Dann ging er.") == [
        "Am 6. Januar traf er Macron.",
        "Es waren 52.",
        "Dann ging er.",
    ]


def test_a_quotation_is_never_cut():
    text = '"We go. We stay. We win," she said. Then she left.'
    assert split(text) == ['"We go. We stay. We win," she said.', "Then she left."]


def test_a_quotation_that_closes_a_sentence_ends_it():
    text = 'It needs "guarantees to deter renewed aggression." She described the mission.'
    assert split(text) == [
        'It needs "guarantees to deter renewed aggression."',
        "She described the mission.",
    ]


def test_a_question_in_a_quotation_stays_with_its_speaker():
    text = "“Will they come?” Kallas asked. Nobody knew."
    assert split(text) == ["“Will they come?” Kallas asked.", "Nobody knew."]


def test_lines_broken_at_one_width_are_one_paragraph():
    text = (
        "The leaders of France and Britain signed a declaration on\n"
        "the deployment of forces to Ukraine after a ceasefire, in\n"
        "the presence of the president of Ukraine.\n\nNext one."
    )
    assert [one.of(text)[:9] for one in paragraphs(text)] == ["The leade", "Next one."]
    at = text.index("forces")
    found = sentence_at(text, at)
    assert found is not None
    assert found.of(text).endswith("president of Ukraine.")


def test_lines_of_a_web_page_are_paragraphs_of_their_own():
    text = "A headline without a full stop\nThe first paragraph stands here.\nThe second."
    assert len(paragraphs(text)) == 3


def test_a_blank_line_has_no_sentence():
    assert sentence_at("One.\n\n\nTwo.", 6) is None
    assert sentence_at("One.", 9) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('He said "no" and "never."', ["no", "never."]),
        ("He said “no” and “never”.", ["no", "never"]),
        ("« Nous n’irons pas. »", ["Nous n’irons pas."]),
        ("»Nein«, sagte er.", ["Nein"]),
        ("„Nein“, sagte er. „Nie”", ["Nein", "Nie"]),
        ("''We stay,'' he said.", ["We stay,"]),
        ("``We stay,'' he said.", ["We stay,"]),
        ("‘I don’t know,’ he said of the leaders’ plan.", ["I don’t know,"]),
        ("Ukrainian spirit 'not broken' after Russia's war", ["not broken"]),
        ("Britain's and France's leaders' plan of the '90s", []),
        ("„Сили готові“, — сказав він.", ["Сили готові"]),
        ("“He said ‘never’ to me,” she wrote.", ["He said ‘never’ to me,"]),
        ('A 6" pipe and nothing else.', []),
    ],
)
def test_quotations_are_found_in_many_hands(text: str, words: list[str]):
    assert quoted(text) == words


def test_a_quotation_over_paragraphs_gives_a_range_for_each():
    text = "‘We made progress.\n\n‘We will set out the details,’ he said.\n\n‘I will wait.’"
    assert quoted(text) == ["We made progress.", "We will set out the details,", "I will wait."]


def test_a_mark_without_a_partner_is_no_quotation():
    assert quoted("He said “no and left.\nThe next day came.") == []


def test_only_quotations_that_touch_the_range_are_returned_uncut():
    text = '"One," he said. "Two," she said.'
    at = text.index("wo,")
    assert [one.of(text) for one in quoted_strings(text, Range(start=at, stop=at + 1))] == ["Two,"]
