"""The typography of each language in the fixed words of documents and forms."""

from __future__ import annotations

import re

import pytest
from forms.tongues import tongue

from briefing.app import exporting
from briefing.domain.marks import RULED_OUT, SCORES, STAGES, STANCES, STATES
from briefing.template.fields_dates import date_in_words, moment_in_words
from briefing.template.words import languages, words_of

OTHERS = languages()[1:]
NO_BREAK = "\u00a0\u202f"
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{\w+\}")
SCALES = (
    (*STAGES.values(), RULED_OUT, *STATES.values()),
    (*STANCES.values(), *STATES.values()),
    (*SCORES.values(), *STATES.values()),
)


def said(language):
    """Return everything that a language says, without its tags and places."""
    words = words_of(language)
    tables = [*words.labels.values(), words.sentences, tongue(language).words]
    tables += words.counted.values()
    texts = (text for table in tables for key, text in table.items() if key != "HH:mm")
    return [TAG.sub("x", text) for text in texts]


def test_french_signs_are_never_parted_from_their_words():
    for text in said("fr"):
        assert not re.search(f"(?<![{NO_BREAK}])[;?!»]", text.removeprefix("?")), text
        assert not re.search(rf"(?<![{NO_BREAK}]):(?!\d)", text), text
        assert not re.search(f"«(?![{NO_BREAK}])", text), text


@pytest.mark.parametrize("language", ["fr", "uk"])
def test_an_apostrophe_is_a_printer_s(language):
    assert not [text for text in said(language) if re.search(r"(?<=\w)'|'(?=\w)", text)]


@pytest.mark.parametrize("language", OTHERS)
def test_quotation_marks_are_those_of_the_language(language):
    assert not [text for text in said(language) if re.search('[“”„"]', text)]
    assert all(text.count("«") == text.count("»") for text in said(language))


def test_arabic_sentences_have_arabic_commas_and_question_marks():
    arabic = [text for text in said("ar") if re.search("[\u0600-\u06ff]{2}", text)]
    assert len(arabic) > 400
    assert not [text for text in arabic if re.search("[,;]", text)]


def test_ukrainian_documents_call_one_thing_by_one_word():
    everything = "\n".join(said("uk")).casefold()
    assert "досьє" in everything
    assert "пакет" not in everything
    assert "стаді" not in everything


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("scale", SCALES)
def test_the_codes_of_one_scale_are_told_apart(language, scale):
    codes = [words_of(language).short(mark) for mark in scale]
    assert len(set(codes)) == len(codes)
    assert all(len(code) <= 5 for code in codes)


def test_the_first_of_a_month_is_written_as_the_french_do():
    assert date_in_words("2027-03-01", "fr") == "1er mars 2027"
    assert date_in_words("2027-03-01/2027-03-02", "fr") == "1er–2 mars 2027"
    assert date_in_words("2027-03-11", "fr") == "11 mars 2027"
    assert date_in_words("2027-03-01", "uk") == "1 березня 2027"


def test_a_moment_is_written_as_in_its_language():
    moment = "2027-03-08T18:00:00+01:00"
    assert moment_in_words(moment, "fr") == "8 mars 2027 à 18\u00a0h\u00a000 (UTC+1)"
    assert moment_in_words(moment, "uk") == "8 березня 2027, 18:00 (UTC+1)"
    assert moment_in_words(moment, "ar") == "\u200f8 مارس 2027، 18:00 (UTC+1)"


def test_a_date_in_digits_keeps_its_order_among_arabic_words():
    for number in (1, 2, 3, 11, 100):
        said = words_of("ar").count(*exporting._DRAFT, number, moment="2027-03-08 18:00")
        assert said.endswith("\u200e2027-03-08 18:00\u200e")


@pytest.mark.parametrize("language", OTHERS)
def test_what_stands_between_the_words_of_a_form_is_that_of_its_documents(language):
    words, signs = words_of(language), tongue(language).signs
    shared = signs.keys() & words.sentences.keys()
    assert len(shared) == 3
    assert all(words.say(sign) == signs[sign] for sign in shared)
