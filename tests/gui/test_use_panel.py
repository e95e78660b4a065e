"""The use of the selected record is seen and changed beside its passages, and who released it."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from briefing.domain.freedom import too_free
from briefing.domain.sources import Source
from briefing.domain.statements import Quote
from briefing.domain.vocabularies import Disclosure


@pytest.fixture
def opened(window):
    window.files.open_sample()
    QApplication.processEvents()
    return window


def choose(window, name, value):
    box = window.findChild(QComboBox, name)
    place = box.findData(value)
    box.setCurrentIndex(place)
    box.activated.emit(place)
    QApplication.processEvents()


def quote_of(window):
    return next(row for row in window.session.content.quotes if not row.also_in)


def test_the_use_of_a_quote_is_changed_where_its_passages_stand(opened):
    quote = quote_of(opened)
    opened.session.select("quote", quote.id)
    choose(opened, "use.form.disclosure", Disclosure.CLOSED)
    assert opened.session.content.get(Quote, quote.id).disclosure is Disclosure.CLOSED
    assert opened.session.pack.undo_name == "Change Quote"


def test_what_is_freer_than_its_source_asks_for_a_name_and_takes_one(opened):
    quote = quote_of(opened)
    source = opened.session.content.get(Source, quote.source)
    opened.session.change(source, disclosure=Disclosure.BACKGROUND)
    opened.session.select("quote", quote.id)
    choose(opened, "use.form.disclosure", Disclosure.FREE)
    told = opened.findChild(QLabel, "use.release")
    assert "more freely than what it rests on" in told.text()
    button = opened.findChild(QPushButton, "use.note_release")
    button.click()
    assert "needs a name" in opened.notices.text
    name = opened.findChild(QLineEdit, "use.released_by")
    QTest.keyClicks(name, "Head of the desk")
    button.click()
    QApplication.processEvents()
    assert ("quote", quote.id) not in too_free(opened.session.content)
    assert "released by Head of the desk" in told.text()
    assert not name.isVisible()
    opened.undo()
    QApplication.processEvents()
    assert "more freely than what it rests on" in told.text()


def test_a_source_has_the_words_that_others_read_in_its_place(opened):
    source = opened.session.content.sources[0]
    opened.session.select("source", source.id)
    label = opened.findChild(QLineEdit, "use.source.public_label")
    label.setText("A senior official")
    label.editingFinished.emit()
    QApplication.processEvents()
    assert opened.session.content.get(Source, source.id).public_label == "A senior official"


def test_an_issued_edition_offers_no_use_to_change(opened):
    panel = opened.findChild(QWidget, "use.panel")
    opened.session.select("edition", opened.session.content.editions[0].id)
    assert not panel.isVisibleTo(panel.parentWidget())
    opened.session.select("quote", quote_of(opened).id)
    assert panel.isVisibleTo(panel.parentWidget())
