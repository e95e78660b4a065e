"""The fixed words of documents: every language has every word, with the same places in it."""

# ruff: noqa: RUF001 - Cyrillic words are what is promised here

from __future__ import annotations

import string
from dataclasses import fields

import pytest
from babel import Locale

from briefing.domain import vocabularies
from briefing.domain.commitments import Assessment, Commitment, StageEntry
from briefing.domain.kinds import KINDS
from briefing.domain.marks import RULED_OUT, SCORES, STAGES, STANCES, STATES
from briefing.domain.prose import Fact
from briefing.domain.statements import Position, Quote
from briefing.domain.vocabularies import Disclosure, LineKind, Stage, Vocabulary
from briefing.template.changes_told import NAMED
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
    known["mark"] = {mark.code for mark in _MARKS}
    known["kind"] = {kind.singular for kind in KINDS} | {"stage", "pack"}
    known["field"] = set(tables["field"])  # the next test says which these are
    assert set(tables) <= set(known)
    assert {"mark", "stage", "stance", "basis", "line_kind", "disclosure"} <= set(tables)
    for name, table in tables.items():
        assert set(table) == known[name], name
        assert all(table.values())


@pytest.mark.parametrize("language", OTHERS)
def test_every_field_of_what_can_change_has_its_word(language):
    kinds = (Position, Quote, Commitment, StageEntry, Assessment, Fact)
    names = {field.name for kind in kinds for field in fields(kind)}
    assert names <= set(words_of(language).labels["field"])


def test_all_languages_have_the_same_tables_and_sentences():
    first = words_of(OTHERS[0])
    for language in OTHERS[1:]:
        other = words_of(language)
        assert {name: set(table) for name, table in other.labels.items()} == {
            name: set(table) for name, table in first.labels.items()
        }
        assert set(other.sentences) == set(first.sentences)
        assert set(other.counted) == set(first.counted)


@pytest.mark.parametrize("language", OTHERS)
def test_the_forms_of_a_counted_sentence_are_those_of_the_language(language):
    categories = {Locale.parse(language).plural_form(count) for count in range(1000)}
    for english, forms in words_of(language).counted.items():
        assert "other" in forms
        assert {name for name in forms if not name.startswith("=")} <= categories | {"other"}
        for form in forms.values():
            assert set(places(form)) | {"count"} == set(places(english)) | {"count"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", {1: "1 passage", 2: "2 passages", 0: "0 passages"}),
        ("fr", {0: "0 passage", 1: "1 passage", 2: "2 passages"}),
        ("uk", {1: "1 уривок", 3: "3 уривки", 5: "5 уривків", 11: "11 уривків", 21: "21 уривок"}),
        (
            "ar",
            {
                0: "لا مقاطع", 1: "مقطع واحد", 2: "مقطعان", 3: "3 مقاطع", 11: "11 مقطعًا",
                100: "100 مقطع",
            },
        ),
    ],
)  # fmt: skip
def test_a_number_stands_with_the_form_that_the_language_has_for_it(language, said):
    words = words_of(language)
    assert {n: words.count("{count} passage", "{count} passages", n) for n in said} == said


def test_one_alone_is_told_from_numbers_that_only_decline_like_one():
    words = words_of("uk")
    assert words.count("New fact:", "New facts:", 1) == "Новий факт:"
    assert words.count("New fact:", "New facts:", 21) == "Нові факти:"


@pytest.mark.parametrize("language", languages())
def test_a_name_stands_whole_before_its_value(language):
    named = words_of(language).say(NAMED, name="name", value="value")
    assert named == words_of(language).say(NAMED, name="name", value="") + "value"


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
