"""The page Sources: list and reader go by keyboard, and an import tells what became of a file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from briefing.app import editing
from briefing.domain.vocabularies import Reliability
from briefing.gui.reader.results import ResultsModel
from briefing.gui.reader.source_list import DETAIL, ORDERS, SourceListModel
from tests.gui.desk import TEXT, K, source, sources_desk

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def desk(qtbot):
    return sources_desk(
        qtbot,
        source(),
        source(source_id="s2", title="Älter", published="2026-12-01", order=2),
        source(source_id="s3", title="Graded", reliability=Reliability.A, published=None, order=3),
    )


def titles(model):
    return [model.index(row).data() for row in range(model.rowCount())]


def test_the_list_says_title_publisher_date_grade_and_captures(desk):
    index = desk.page.model.index(0)
    assert index.data() == "Two offers"
    assert index.data(DETAIL) == "2027-03-05  ·  F6  ·  0 captures  ·  The Gazette"
    assert "no date" in desk.page.model.index(2).data(DETAIL)


def test_a_capture_counts_at_once(desk):
    desk.page.reader.text.setFocus()
    desk.press(K.Key_Apostrophe, K.Key_Q, K.Key_Return)
    assert "1 capture" in desk.page.model.index(0).data(DETAIL)


def test_the_filter_ignores_accents_and_capitals(desk):
    desk.page.filter.setText("alter")
    assert titles(desk.page.model) == ["Älter"]
    desk.page.filter.setText("gazette 2027")
    assert titles(desk.page.model) == ["Two offers"]


def test_the_order_can_be_chosen(desk):
    found = {}
    for place, (name, _) in enumerate(ORDERS):
        desk.page.order.setCurrentIndex(place)
        found[name] = titles(desk.page.model)
    assert found["As imported"] == ["Two offers", "Älter", "Graded"]
    assert found["Newest first"] == ["Two offers", "Älter", "Graded"]
    assert found["Best grade"][0] == "Graded"
    assert found["Title"] == ["Älter", "Graded", "Two offers"]


def test_f6_walks_between_list_reader_and_bar(desk):
    page = desk.page
    page.list.setFocus()
    desk.press(K.Key_F6)
    assert page.reader.text.hasFocus()
    desk.press(K.Key_Apostrophe, K.Key_Q)
    bar = page.capturing.open_bar
    page.reader.text.setFocus()
    desk.press(K.Key_F6)
    assert bar.isAncestorOf(QApplication.focusWidget())
    desk.press(K.Key_F6)
    assert page.list.hasFocus()


def test_arrow_keys_in_the_list_show_the_next_source_and_enter_reads_it(desk):
    page = desk.page
    page.list.setFocus()
    desk.press(K.Key_Down)
    assert page.reader.source.id == "s2"
    desk.press(K.Key_Return)
    assert page.reader.text.hasFocus()


def test_showing_a_filtered_source_clears_the_filter(desk):
    desk.page.filter.setText("graded")
    desk.page.show_place("s1", TEXT.index("Poland"), TEXT.index("Poland") + 6)
    assert desk.page.filter.text() == ""
    assert desk.page.reader.source.id == "s1"
    assert desk.page.list.currentIndex().data() == "Two offers"


def test_a_removed_source_makes_room_for_another(desk):
    editing.remove(desk.pack, desk.content.sources[0])
    assert desk.page.reader.source.id == "s2"
    while desk.content.sources:
        editing.remove(desk.pack, desk.content.sources[0])
    assert desk.page.reader.source is None


def test_an_empty_page_says_what_belongs_there_and_offers_import_and_paste(qtbot):
    desk = sources_desk(qtbot)
    shown = [one.text() for one in desk.page.findChildren(QPushButton) if one.isVisible()]
    assert shown == ["Import files…", "Paste text"]


def test_pasted_text_becomes_a_source_and_is_ready_to_read(qtbot):
    desk = sources_desk(qtbot)
    QGuiApplication.clipboard().setText("Spain will send monitors.\n\nIt said so on Friday.\n")
    desk.page.paste_text()
    assert desk.page.reader.source.text.startswith("Spain will send")
    assert desk.page.reader.text.hasFocus()
    assert desk.page.results.isVisible()


def test_an_empty_clipboard_is_told(qtbot):
    desk = sources_desk(qtbot)
    QGuiApplication.clipboard().clear()
    desk.page.paste_text()
    assert desk.notices
    assert desk.content.sources == ()


def test_imports_list_what_became_of_every_file(qtbot, tmp_path):
    desk = sources_desk(qtbot)
    good, bad = tmp_path / "good.txt", tmp_path / "bad.pdf"
    good.write_text("Spain will send monitors.\n", encoding="utf-8")
    bad.write_bytes(b"%PDF-1.4 nothing more")
    desk.page.imports.import_files([good, bad, good])
    model = desk.page.results.model
    assert [model.index(row, 0).data() for row in range(3)] == [
        "Imported",
        "Refused",
        "Already here",
    ]
    assert str(bad.name) in model.index(1, 1).data()
    assert model.index(1, 2).data().endswith((".", "!"))
    desk.page.results.table.setCurrentIndex(model.index(0, 0))
    desk.page.results.table.activated.emit(model.index(0, 0))
    assert desk.page.reader.source.text.startswith("Spain will send")


def test_the_models_are_sound(desk, qtbot):
    lists, results = SourceListModel(), ResultsModel()
    testers = [QAbstractItemModelTester(one, FATAL) for one in (lists, results)]
    lists.show(desk.content)
    lists.set_filter("two")
    lists.set_order(1)
    desk.page.imports.import_files([])
    results.show(())
    assert [tester.model() for tester in testers] == [lists, results]
    assert lists.row_of("s1") == 0


def test_every_part_that_takes_keys_has_a_name(desk):
    desk.page.grab()
    nameless = [
        type(part).__name__
        for part in desk.page.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and part.isVisible()
        and not part.accessibleName()
    ]
    assert nameless == []
