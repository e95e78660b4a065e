"""The article the product was first imagined for is captured by keyboard in a few minutes."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt

from briefing.domain.actors import Actor
from briefing.domain.agenda import Matrix, Measure, Topic
from briefing.domain.cells import Grid
from briefing.domain.wording import wording
from briefing.sources.quotations import quoted_strings
from tests.gui.article import Reading

K = Qt.Key
MOST_KEYS = 150
FORCE, MONITOR = "Deploy force on Ukrainian soil", "Lead the monitoring of a ceasefire"
SUPPORT, BACKSTOP = "Support the force", "Backstop the force"
NATO = "NATO presence on Ukrainian soil"
SPEAKERS = [
    "Kaja Kallas",
    "Kaja Kallas",
    "Kaja Kallas",
    "A draft statement",
    "The French presidency",
    "Ukrainian officials",
    "Donald Tusk",
    "Friedrich Merz",
    "Friedrich Merz",
    "Giorgia Meloni’s office",
    "Giorgia Meloni",
    "Giorgia Meloni",
    "A Macron adviser",
]


@pytest.fixture
def reading(qtbot, shared):
    path = shared / "inputs" / "articles" / "paris-declaration.turkiyetoday.txt"
    made = Reading(
        qtbot,
        path,
        measures=(FORCE, MONITOR, SUPPORT, BACKSTOP),
        topics=(NATO, "Territory"),
    )
    yield made
    made.close()


def capture_everything(reading):
    keys = reading.typist
    reading.sentence(2)  # the headline, then who signed
    keys.press(K.Key_C)
    reading.choose("dep")
    reading.save()
    reading.quote(4)
    reading.sentence()  # the sentence of the fourth quotation: a draft statement
    keys.press(K.Key_C)
    reading.choose("lea")
    reading.save()
    reading.sentence()  # the United States also pledged to support the force
    keys.press(K.Key_C)
    reading.choose("sup")
    reading.save()
    keys.press(K.Key_C)  # the same sentence: its backing in the event of another invasion
    reading.choose("bac")
    keys.press(K.Key_Tab, K.Key_Tab)
    keys.type("n")
    keys.press(K.Key_Tab, K.Key_Delete)
    reading.save()
    reading.quote(5)
    capture_russia_and_italy(reading)
    reading.quote(4)


def capture_russia_and_italy(reading):
    keys = reading.typist
    reading.sentence(2)  # Russia has consistently rejected
    keys.press(K.Key_P)
    reading.choose("nat")
    keys.press(K.Key_Tab, K.Key_Tab)
    keys.write("Rejects any NATO troops in Ukraine, monitors included.")
    reading.save()
    reading.sentence(4)  # the Italian Prime Minister explicitly ruled out
    keys.press(K.Key_C, K.Key_Backtab)
    reading.choose("ita")
    keys.press(K.Key_Tab)
    reading.choose("dep")
    reading.save()


def test_thirteen_quotes_and_every_commitment_take_at_most_150_keys(reading, capsys):
    capture_everything(reading)
    with capsys.disabled():
        sys.stdout.write(f"\nThe Paris article took {reading.typist.presses} keys.\n")
    assert reading.typist.presses <= MOST_KEYS
    content = reading.content
    (source,) = content.sources
    printed = [place.of(source.text) for place in quoted_strings(source.text)]
    assert len(printed) == 13
    assert [wording(quote, source.text) for quote in content.quotes] == printed
    assert [content.get(Actor, quote.speaker).name for quote in content.quotes] == SPEAKERS


def cells_of(content):
    columns = tuple(row.id for row in content.measures)
    rows = tuple(row.id for row in content.actors)
    matrix = Matrix(id="x", title="x", rows=rows, columns=columns)
    grid = Grid(content=content, matrix=matrix)
    return {
        (cell.actor.name, cell.column.name): cell.words
        for row in grid.cells
        for cell in row
        if cell.commitments
    }


def test_the_matrix_says_who_will_do_what_and_who_rules_it_out(reading):
    capture_everything(reading)
    assert cells_of(reading.content) == {
        ("France", FORCE): "Agreed if ceasefire",
        ("United Kingdom", FORCE): "Agreed if ceasefire",
        ("Ukraine", FORCE): "Agreed if ceasefire",
        ("United States", MONITOR): "Draft only if peace agreement, draft text",
        ("United States", SUPPORT): "Pledged if ceasefire, media report",
        ("United States", BACKSTOP): "Pledged if new attack, media report",
        ("Italy", FORCE): "Rules out, media report",
    }


def test_russia_is_on_record_against_a_nato_presence(reading):
    capture_everything(reading)
    content = reading.content
    (position,) = content.positions
    assert content.get(Actor, position.actor).name == "Russia"
    assert content.get(Topic, position.topic).name == NATO
    assert position.stance == "oppose"
    assert position.evidence[0].exact.startswith("Russia has consistently rejected")


def test_every_capture_is_one_edit_that_can_be_undone(reading):
    before = len(reading.session.pack.history)
    capture_everything(reading)
    edits = reading.session.pack.history[before:]
    assert len(edits) == 13 + 5 + 1
    while len(reading.session.pack.history) and reading.session.pack.history_at > before:
        reading.session.pack.undo()
    content = reading.content
    assert content.quotes == content.commitments == content.positions == ()
    assert {row.name for row in content.all(Measure)} == {FORCE, MONITOR, SUPPORT, BACKSTOP}
