"""The sample's own article is captured by keyboard: three keys a quote, a few a commitment."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt

from briefing import assets
from briefing.domain.actors import Actor
from briefing.domain.agenda import Measure
from briefing.domain.wording import wording
from briefing.sources.quotations import quoted_strings
from tests.gui.article import Reading

K = Qt.Key
MOST_KEYS = 150
FORCE, MONITOR, PATROL = "Deploy force on Ukrainian soil", "Monitor a ceasefire", "Fly patrols"
HALAIDENKO, KARADENIZLI = "Orysia Halaidenko", "Selim Karadenizli"
SPEAKERS = [
    *["Marieke van Oldenzaal"] * 2,
    *[HALAIDENKO] * 2,
    "A draft statement",
    *["Dana Whitlocke"] * 2,
    "Linnéa Hallonqvist",
    "Håkon Tveitnes",
    "Eero Lumivaara",
    *[KARADENIZLI] * 2,
    *[HALAIDENKO] * 2,
    "Marieke van Oldenzaal",
]


@pytest.fixture
def reading(qtbot):
    path = assets.path("sample/sources/01-article-harbour-ledger.txt")
    made = Reading(qtbot, path, measures=(FORCE, MONITOR, PATROL), topics=("Force", "Money"))
    yield made
    made.close()


def commit(reading, letters):
    """Capture a commitment of the selection, its action chosen by the first letters."""
    reading.typist.press(K.Key_C)
    reading.choose(letters)
    reading.save()


def capture_everything(reading):
    reading.quote_of("Marieke van Oldenzaal")
    reading.quote_of("Marieke van Oldenzaal", "Mar")
    reading.quote_of(HALAIDENKO)
    reading.quote_of(HALAIDENKO, "Ory")
    reading.quote_of("A draft statement")
    reading.sentence()
    commit(reading, "mon")
    reading.quote_of("Dana Whitlocke")
    reading.quote_of("Dana Whitlocke", "Dan")
    reading.sentence()
    commit(reading, "dep")
    reading.quote_of("Linnéa Hallonqvist")
    reading.quote_of("Håkon Tveitnes")
    reading.quote_of("Eero Lumivaara")
    reading.quote_of(KARADENIZLI)
    commit(reading, "fly")  # right after the quote: its passage, its country
    reading.quote_of(KARADENIZLI, "Sel")
    reading.sentence(3)
    commit(reading, "dep")
    reading.quote_of(HALAIDENKO, "Ory")
    reading.quote_of(HALAIDENKO, "Ory")
    reading.quote_of("Marieke van Oldenzaal", "Mar")


def test_fifteen_quotes_and_four_commitments_take_at_most_150_keys(reading, capsys):
    capture_everything(reading)
    with capsys.disabled():
        sys.stdout.write(f"\nThe sample's article took {reading.typist.presses} keys.\n")
    assert reading.typist.presses <= MOST_KEYS
    content = reading.content
    (source,) = content.sources
    printed = [place.of(source.text) for place in quoted_strings(source.text)]
    assert [wording(quote, source.text) for quote in content.quotes] == printed
    assert [content.get(Actor, quote.speaker).name for quote in content.quotes] == SPEAKERS


def test_commitments_come_filled_in_from_their_sentences(reading):
    capture_everything(reading)
    content = reading.content
    found = [
        (
            content.get(Actor, row.parties[0].actor).name,
            content.get(Measure, row.measure).name,
            row.polarity,
            row.stages[0].stage,
        )
        for row in content.commitments
    ]
    assert found == [
        ("United States", MONITOR, "undertakes", "draft"),
        ("United States", FORCE, "excludes", "pledged"),
        ("Türkiye", PATROL, "excludes", "pledged"),
        ("Spain", FORCE, "undertakes", "floated"),
    ]


def test_a_commitment_right_after_a_quote_rests_on_the_same_words(reading):
    capture_everything(reading)
    content = reading.content
    quote = next(row for row in content.quotes if row.pieces[0].exact.startswith("A patrol"))
    commitment = content.commitments[2]
    (evidence,) = commitment.stages[0].evidence
    assert (evidence.start, evidence.exact) == (quote.pieces[0].start, quote.pieces[0].exact)
