"""The fixed words of documents: every language has every word, with the same places in it."""

# ruff: noqa: RUF001 - Cyrillic words are what is promised here

from __future__ import annotations

import string

import pytest

from briefing.domain import vocabularies
from briefing.domain.marks import RULED_OUT, SCORES, STAGES, STANCES, STATES
from briefing.domain.vocabularies import Disclosure, LineKind, Stage, Vocabulary
from briefing.template.fields_dates import date_in_words
from briefing.template.words import is_right_to_left, languages, table_of, words_of

OTHERS = languages()[1:]
_MARKS = (*STAGES.values(), RULED_OUT, *STATES.values(), *STANCES.values(), *SCORES.values())


def places(sentence):
    return sorted(name for _, name, _, _ in string.Formatter().parse(sentence) if name)


def test_french_ukrainian_and_one_language_from_right_to_left_are_there():
    assert {"fr", "uk", "ar"} <= set(OTHERS)
    assert is_right_to_left("ar")
    assert not is_right_to_left("uk")


@pytest.mark.parametrize("language", OTHERS)
def test_every_member_of_a_translated_vocabulary_has_its_word(language):
    tables = words_of(language).labels
    known = {
        table_of(name): {member.value for member in kind}
        for name, kind in vars(vocabularies).items()
        if isinstance(kind, type) and issubclass(kind, Vocabulary) and kind is not Vocabulary
    }
    known["mark"] = known["short"] = {mark.code for mark in _MARKS}
    assert set(tables) <= set(known)
    assert {"mark", "stage", "stance", "basis", "line_kind", "disclosure"} <= set(tables)
    for name, table in tables.items():
        assert set(table) == known[name], name
        assert all(table.values())


def test_all_languages_have_the_same_tables_and_sentences():
    first = words_of(OTHERS[0])
    for language in OTHERS[1:]:
        other = words_of(language)
        assert set(other.labels) == set(first.labels)
        assert set(other.sentences) == set(first.sentences)


@pytest.mark.parametrize("language", OTHERS)
def test_a_translated_sentence_has_the_places_of_the_english_one(language):
    for english, said in words_of(language).sentences.items():
        assert places(said) == places(english)


def test_a_word_comes_in_the_language_and_in_english_where_there_is_no_table():
    assert words_of("fr-FR").label(Stage.PLEDGED) == "Promis"
    assert words_of("uk").label(Disclosure.CLOSED) == "Не розголошувати"
    assert words_of("ar").label(LineKind.RED_LINE) == "خط أحمر"
    assert words_of("nb").label(Stage.PLEDGED) == "Pledged"
    assert words_of("nb").say("Facts as of {date}.", date="today") == "Facts as of today."


def test_dates_that_are_not_exact_say_so_in_the_language():
    assert date_in_words("2027-03-02~", "fr") == "vers le 2 mars 2027"
    assert date_in_words("../2027-03-02", "uk") == "до 2 березня 2027"
