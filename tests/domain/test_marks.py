from __future__ import annotations

import pytest

from briefing.domain.marks import INK, RULED_OUT, SCORES, STAGES, STANCES, STATES
from briefing.domain.vocabularies import CellState, Polarity, Stage, Stance, Vocabulary

MARKS = [*STAGES.values(), *STATES.values(), *STANCES.values(), *SCORES.values(), RULED_OUT]


def test_every_code_has_its_mark():
    assert set(STAGES) == set(Stage)
    assert set(STANCES) == set(Stance)
    assert set(STATES) == set(CellState) - {CellState.SCORED}
    assert set(SCORES) == {-1, 0, 1}
    assert RULED_OUT.code == Polarity.EXCLUDES


def test_a_mark_says_what_its_vocabulary_says():
    for vocabulary, marks in ((Stage, STAGES), (Stance, STANCES)):
        assert {code: marks[code].label for code in vocabulary} == {
            code: code.label for code in vocabulary
        }


def test_no_two_stages_have_one_rank_or_one_short_form():
    assert len({mark.rank for mark in STAGES.values()}) == len(STAGES)
    assert len({mark.short for mark in STAGES.values()}) == len(STAGES)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: mark.label)
def test_words_can_be_read_on_their_fill(mark):
    light, dark = sorted((_luminance(mark.fill), _luminance(mark.ink)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5  # WCAG 2.2, 1.4.3
    assert mark.ink.startswith("#")
    assert mark.label
    assert mark.symbol


def test_what_is_ruled_out_stands_out_in_one_ink():
    assert RULED_OUT.fill == INK
    assert RULED_OUT.bold


@pytest.mark.parametrize("vocabulary", Vocabulary.__subclasses__())
def test_every_code_is_its_own_value_and_has_words(vocabulary):
    for code in vocabulary:
        assert vocabulary(str(code)) is code
        assert code.value == str(code)
        assert code.label
        assert code.label[0].isupper()
    assert len({code.label for code in vocabulary}) == len(list(vocabulary))
