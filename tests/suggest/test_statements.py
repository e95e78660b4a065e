from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.vocabularies import Basis, ConditionKind, Polarity, Stage, Stance
from briefing.suggest.statements import clues


@pytest.mark.parametrize(
    ("words", "polarity"),
    [
        ("We will send two boats.", Polarity.UNDERTAKES),
        ("He ruled out sending sailors.", Polarity.EXCLUDES),
        ("Norway will not take part.", Polarity.EXCLUDES),
        ("The minister refused to pay.", Polarity.EXCLUDES),
        ("Italy won’t send troops.", Polarity.EXCLUDES),
        ("They excluded any deployment.", Polarity.EXCLUDES),
        ("Nevertheless they will pay.", Polarity.UNDERTAKES),
        ("", Polarity.UNDERTAKES),
    ],
)
def test_a_promise_is_told_from_an_exclusion(words, polarity):
    assert clues(words).polarity is polarity


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("Estonia pledged 4 million euros", Stage.PLEDGED),
        ("The parties signed the declaration", Stage.AGREED),
        ("a draft text circulated on Monday", Stage.DRAFT),
        ("Parliament authorised the mission", Stage.AUTHORISED),
        ("Berlin has earmarked the money", Stage.ALLOCATED),
        ("the programme has begun", Stage.DELIVERING),
        ("Sweden has completed the transfer", Stage.DONE),
        ("Oslo withdrew its offer", Stage.WITHDRAWN),
        ("the aid was suspended", Stage.SUSPENDED),
        ("Paris could send advisers", Stage.FLOATED),
        ("something else entirely", Stage.PLEDGED),
    ],
)
def test_the_words_say_how_far_it_has_come(words, stage):
    assert clues(words).stage is stage


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("Estonia supports the mission", Stance.SUPPORT),
        ("Poland backs the plan", Stance.SUPPORT),
        ("Norway rejected the idea", Stance.OPPOSE),
        ("only if there is a ceasefire", Stance.CONDITIONAL),
        ("They met on Tuesday.", None),
    ],
)
def test_the_words_answer_the_proposition_or_do_not(words, stance):
    assert clues(words).stance is stance


@pytest.mark.parametrize(
    ("words", "basis"),
    [
        ("in a letter to the chair", Basis.LETTER),
        ("he posted on social media", Basis.SOCIAL_POST),
        ("her office announced", Basis.OFFICE_STATEMENT),
        ("an unnamed diplomat, officials added", Basis.UNNAMED_OFFICIAL),
        ("in a statement on Tuesday", Basis.OFFICIAL_STATEMENT),
        ("she told reporters", Basis.REMARKS),
        ("it emerged", Basis.MEDIA_REPORT),
    ],
)
def test_the_words_say_what_it_rests_on(words, basis):
    assert clues(words).basis is basis


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        (
            "We will send boats once parliament has voted, he said.",
            (ConditionKind.PARLIAMENTARY_VOTE, "once parliament has voted"),
        ),
        ("They will go after a ceasefire.", (ConditionKind.CEASEFIRE, "after a ceasefire")),
        (
            "in the event of a new attack; not before",
            (ConditionKind.NEW_ATTACK, "in the event of a new attack"),
        ),
        ("After lunch they left.", None),
        ("We will send boats.", None),
    ],
)
def test_a_condition_is_found_with_its_kind_and_its_own_words(words, condition):
    assert clues(words).condition == condition


@given(st.text(max_size=60))
def test_any_passage_gives_clues(words):
    found = clues(words)
    assert found.condition is None or found.condition[1] in words
