"""The search over the whole pack: what it finds, what it marks, where it goes."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QListView

from briefing.domain.sources import Source
from briefing.store.search import Order
from tests.gui.typist import Typist


@pytest.fixture
def search(qtbot, opened):
    """The open search, the keys in its line."""
    opened.actions_by_id["edit.search"].trigger()
    found = opened.findChild(QDialog, "pack_search")
    qtbot.waitUntil(found.findChild(QLineEdit).hasFocus)
    return found


def lines(search):
    model = search.findChild(QListView, "pack_search.list").model()
    rows = [model.index(row) for row in range(model.rowCount())]
    return [f"{one.data()} | {one.data(Qt.ItemDataRole.UserRole)}" for one in rows]


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ("sources", "title"),
        ("positions", "summary"),
        ("commitments", "text"),
        ("facts", "value"),
        ("sections", "markdown"),
        ("lines", "markdown"),
    ],
)
def test_every_kind_of_record_is_found_by_its_words(opened, rows, field):
    record = next(row for row in getattr(opened.session.content, rows) if getattr(row, field))
    words = " ".join(re.findall(r"\w+", getattr(record, field))[:3])
    hits = opened.session.pack.search(words, 500)
    assert record.id in {hit.id for hit in hits if hit.kind == rows.removesuffix("s")}


def test_what_is_found_stands_in_one_line_without_marks(search, qtbot):
    qtbot.keyClicks(search.findChild(QLineEdit), "forty trains")
    shown = lines(search)
    assert shown
    assert all("\u2068" not in line and "\n" not in line for line in shown)
    words = {label.text() for label in search.findChildren(QLabel)}
    assert f"{len(shown)} places" in words


def test_enter_selects_the_very_words_in_their_source(search, opened, qtbot):
    typist = Typist()
    typist.write("forty trains")
    typist.press(Qt.Key.Key_Return)
    assert opened.workspace.page_name == "Sources"
    reader = opened.workspace.page.reader
    text = reader.source.text
    chosen = reader.text.selection()
    assert text[chosen.start : chosen.stop] in {"forty", "trains"}


def test_a_hit_in_a_record_goes_to_the_record(search, opened):
    typist = Typist()
    typist.write("forty trains")
    shown = lines(search)
    place = next(at for at, line in enumerate(shown) if line.endswith("Quote"))
    typist.press(*[Qt.Key.Key_Down] * place, Qt.Key.Key_Return)
    assert opened.workspace.page_name == "Quotes"
    assert opened.session.selected[0] == "quote"


def test_parts_of_words_are_found_where_no_word_begins_so(search):
    typist = Typist()
    typist.write("easefir")
    assert any("easefir" in line for line in lines(search))


def test_the_order_is_a_choice(search, opened):
    typist = Typist()
    typist.write("force")
    in_order = lines(search)
    search.findChild(QComboBox, "pack_search.order").setCurrentIndex(1)
    best = lines(search)
    pack = opened.session.pack
    assert best != in_order
    wanted = [hit.id for hit in pack.search("force", 60, Order.BEST)]
    assert len(best) == len(wanted)


def test_one_letter_finds_nothing_yet_but_one_sign_does(search, opened):
    assert search.entries("f") == ()
    with opened.session.pack.edit("Add"):
        opened.session.pack.put(Source(id="zh", title="停火", text="停火協議"))
    assert len(search.entries("停")) == 2


def test_hits_are_drawn_in_every_theme(search, opened, qtbot):
    qtbot.keyClicks(search.findChild(QLineEdit), "forty")
    for name in ("dark", "high_contrast", "light"):
        opened.looks.choose_theme(name)
        assert not search.grab().isNull()
