"""The preview pane: finished pages that follow the pack, the selection and the keyboard."""

from __future__ import annotations

import os
import signal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from briefing.app import editing
from briefing.app.packs import create_pack
from briefing.domain.agenda import Topic
from briefing.gui.preview.approximate import lay_out
from briefing.gui.preview.following import place_of
from briefing.gui.preview.page_list import PageList
from briefing.gui.preview.pane import PreviewPane
from briefing.preview.office import find_office, quick_office, warm_office
from briefing.preview.pages import Pages
from briefing.word.reading import ReadParagraph
from tests.gui.desk import source

MOST_MS = 120_000


@pytest.fixture
def small(window, qtbot):
    """The pane with the few pages of a new pack, in a window: quick to make."""
    pack = create_pack("Harbours")
    editing.add(pack, source(), "Import")
    editing.add(pack, Topic(id="t", name="Harbour traffic"), "Add Topic")
    window.files.show(pack)
    window.toggle_dock("preview")
    return settled(window.findChild(PreviewPane), qtbot)


@pytest.fixture
def pane(opened, qtbot):
    """The pane with the pages of the sample, in a window."""
    opened.toggle_dock("preview")
    return settled(opened.findChild(PreviewPane), qtbot)


def settled(pane, qtbot):
    """Wait until the pages are those of the pack as it is now."""
    qtbot.waitUntil(lambda: pane.pages is not None and pane.is_current, timeout=MOST_MS)
    return pane


def part(pane, kind, name):
    return pane.findChild(kind, name)


def words_shown(pane):
    return "\n".join(label.text() for label in pane.findChildren(QLabel))


def page_list(pane):
    return pane.findChild(PageList)


def outlined(pages):
    """The pages with strongly outlined words."""
    return {place.page for place in pages._strong}


def box_of(pages, page, area):
    """Where words of a page are in the view."""
    return pages._sheets.on_screen(page, area).toRect().translated(-pages._offset())


def test_an_edit_shows_on_the_pages_and_the_engine_is_named(small, window, qtbot):
    assert "LibreOffice" in words_shown(small)
    window.session.change(window.session.content.topics[0], name="What nobody expected")
    assert "Newer pages are being made" in words_shown(small)
    settled(small, qtbot)
    assert small.pages.find("What nobody expected")
    assert "Newer pages" not in words_shown(small)


def test_pages_come_before_their_drawings_say_so_and_are_replaced(opened, qtbot):
    opened.toggle_dock("preview")
    pane = opened.findChild(PreviewPane)
    qtbot.waitUntil(lambda: "Drawings follow" in words_shown(pane), timeout=MOST_MS)
    assert "LibreOffice" in words_shown(pane)
    first = pane.pages
    settled(pane, qtbot)
    assert "Drawings follow" not in words_shown(pane)
    assert pane.pages.bookmarks() == first.bookmarks()
    in_the_chart_too = "Support if …"
    assert len(pane.pages.find(in_the_chart_too)) > len(first.find(in_the_chart_too))


def test_pages_of_an_older_pack_are_dropped_and_never_wait(small, window, qtbot):
    suite = quick_office(find_office())
    shown = []
    small._maker.made.connect(shown.append)
    os.kill(suite.pid, signal.SIGSTOP)  # so that every edit comes while pages are made
    for number in range(5):
        window.session.change(window.session.content.topics[0], name=f"Name {number}")
        qtbot.waitUntil(lambda: small.is_busy, timeout=MOST_MS)
        qtbot.wait(200)
    os.kill(suite.pid, signal.SIGCONT)
    settled(small, qtbot)
    assert {made.content.topics[0].name for made in shown} == {"Name 4"}
    assert small.pages.find("Name 4")


def test_the_page_goes_where_an_edit_took_the_selected_record(pane, opened, qtbot):
    session, pages = opened.session, page_list(pane)
    quote = next(row for row in session.content.quotes if row.key)
    session.select("quote", quote.id)
    pages.go_to(1)
    session.change(quote, key=False)
    settled(pane, qtbot)
    assert "not printed" in words_shown(pane)
    session.change(quote, key=True)
    settled(pane, qtbot)
    (page,) = outlined(pages)
    assert page in pages.drawn
    pages.go_to(1)
    session.change(session.content.facts[0], value="Another value")
    settled(pane, qtbot)
    assert pages.page == 1  # it was not the selected record that changed


def test_a_suite_that_takes_long_is_told(window, qtbot, monkeypatch):
    monkeypatch.setattr("briefing.gui.preview.making._LONG_MS", 300)
    suite = quick_office(find_office())
    suite.start()
    os.kill(suite.pid, signal.SIGSTOP)
    window.files.show(create_pack("Harbours"))
    window.toggle_dock("preview")
    pane = window.findChild(PreviewPane)
    qtbot.waitUntil(lambda: "unusually long" in words_shown(pane), timeout=MOST_MS)
    os.kill(suite.pid, signal.SIGCONT)
    settled(pane, qtbot)
    assert "unusually long" not in words_shown(pane)


def test_pages_that_were_not_finished_when_the_pane_was_closed_are_made_when_it_is_opened(
    small, window, qtbot
):
    window.session.change(window.session.content.topics[0], name="While nobody looks")
    qtbot.waitUntil(lambda: small.is_busy, timeout=MOST_MS)
    window.toggle_dock("preview")
    qtbot.waitUntil(lambda: not small.is_busy, timeout=MOST_MS)
    assert not small.pages.find("While nobody looks")
    window.toggle_dock("preview")
    settled(small, qtbot)
    assert small.pages.find("While nobody looks")


def test_the_pages_follow_the_selected_record_and_a_click_leads_back(pane, opened, qtbot):
    session, pages = opened.session, page_list(pane)
    poland = next(row for row in session.content.actors if row.name == "Poland")
    session.select("actor", poland.id)
    (heading,) = [one.page for one in pane.pages.bookmarks() if one.title == "Poland"]
    assert outlined(pages) == {heading}
    qtbot.waitUntil(lambda: heading in pages.drawn)
    quote = next(row for row in session.content.quotes if row.key)
    session.select("quote", quote.id)
    (page,) = outlined(pages)
    place = next(one for one in pane.pages.find(quote.pieces[0].exact) if one.page == page)
    session.select("", "")
    box = box_of(pages, page, pane.pages.areas(page, (place,))[0])
    with qtbot.waitSignal(session.record_selected) as selected:
        QTest.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert selected.args == ["quote", quote.id]
    with qtbot.waitSignal(session.place_requested) as asked:
        QTest.mouseDClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert asked.args == [quote.source, quote.pieces[0].start, quote.pieces[0].stop]
    unprinted = next(row for row in session.content.quotes if not row.key)
    session.select("quote", unprinted.id)
    assert "not printed" in words_shown(pane)
    assert outlined(pages) == set()


def test_pages_zoom_and_find_work_by_keyboard(small, window):
    pane = small
    pages = page_list(pane)
    pages.setFocus()
    QTest.keyClick(pages, Qt.Key.Key_PageDown)
    assert pages.page == 2
    QTest.keyClick(pages, Qt.Key.Key_Minus)
    assert part(pane, QComboBox, "preview.zoom").currentText() == "50%"
    QTest.keyClick(pages, Qt.Key.Key_Plus)
    assert part(pane, QComboBox, "preview.zoom").currentText() == "67%"
    window.find_on_page()
    field = part(pane, QLineEdit, "preview.find.words")
    assert field.hasFocus()
    QTest.keyClicks(field, "zzz")
    assert "Not found" in words_shown(pane)
    field.clear()
    QTest.keyClicks(field, "has no")
    assert "1 of " in words_shown(pane)
    QTest.keyClick(field, Qt.Key.Key_F3)
    assert "2 of " in words_shown(pane)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()
    number = part(pane, QLineEdit, "preview.page")
    number.setText("3")
    QTest.keyClick(number, Qt.Key.Key_Return)
    assert pages.page == 3


def test_a_page_can_be_read_as_text(small):
    pane = small
    part(pane, QPushButton, "preview.text").click()
    text = part(pane, QPlainTextEdit, "preview.words")
    assert text.isVisible()
    assert text.toPlainText() == pane.pages.text(page_list(pane).page)


def test_a_suite_that_dies_is_told_and_tried_again(small, window, qtbot):
    pane = small
    before = pane.pages
    pid = quick_office(find_office()).pid
    os.kill(pid, signal.SIGSTOP)  # so that it is in the middle when it dies
    window.session.change(window.session.content.topics[0], name="After the fall")
    qtbot.wait(1500)
    os.kill(pid, signal.SIGKILL)
    again = part(pane, QPushButton, "preview.again")
    qtbot.waitUntil(again.isVisible, timeout=MOST_MS)
    assert "Try again" in words_shown(pane)
    assert pane.pages is before
    again.click()
    settled(pane, qtbot)
    assert pane.pages.find("After the fall")


def test_whole_pages_that_fail_are_told_and_tried_again(pane, opened, qtbot):
    pid = warm_office(find_office()).pid
    os.kill(pid, signal.SIGSTOP)  # so that it is in the middle when it dies
    before = pane.pages
    opened.session.change(opened.session.content.topics[0], name="Before the fall")
    qtbot.waitUntil(lambda: pane.pages is not before, timeout=MOST_MS)
    qtbot.waitUntil(lambda: pane._maker._wholes.is_busy, timeout=MOST_MS)
    qtbot.wait(500)
    os.kill(pid, signal.SIGKILL)
    again = part(pane, QPushButton, "preview.again")
    qtbot.waitUntil(again.isVisible, timeout=MOST_MS)
    assert "Try again" in words_shown(pane)
    assert pane.pages.find("Before the fall")
    again.click()
    settled(pane, qtbot)
    assert pane.pages.find("Before the fall")


def test_compose_chooses_what_the_preview_shows(pane, opened, qtbot):
    wide = max(width for width, _ in pane.pages.sizes)
    opened.show_page("Compose")
    box = opened.findChild(QComboBox, "compose.option.paper")
    box.setCurrentIndex(box.findData("A3"))
    settled(pane, qtbot)
    assert max(width for width, _ in pane.pages.sizes) > wide


def test_without_an_office_suite_the_pages_are_approximate_and_say_so(
    small, window, qtbot, monkeypatch
):
    monkeypatch.setattr("briefing.preview.office.find_office", lambda: None)
    window.session.change(window.session.content.topics[0], name="Without a suite")
    settled(small, qtbot)
    assert "Approximate" in words_shown(small)
    assert small.pages.find("Without a suite")


def test_on_approximate_pages_a_country_is_found_by_its_heading(qapp, sample):
    content, _ = sample
    poland = next(row for row in content.actors if row.name == "Poland")
    made = lay_out(
        (
            ReadParagraph(part="a", text="Poland 23", style="Toc1"),
            ReadParagraph(part="a", text="Poland will host it."),
            ReadParagraph(part="a", text="Poland", style="Heading1"),
            ReadParagraph(part="a", text="Poland is large."),
        )
    )
    with Pages(made) as pages:
        assert place_of(content, pages, "actor", poland.id) == pages.find("Poland")[1]


def test_approximate_pages_show_markup_of_others_to_the_letter(qapp):
    words = '<img src="file:///etc/hostname"> <b>bold</b>'
    cell = {"table": 1, "row": 1}
    made = lay_out(
        (
            ReadParagraph(part="a", text=words),
            ReadParagraph(part="a", text="left <i>", column=1, **cell),
            ReadParagraph(part="a", text="right", column=2, **cell),
        )
    )
    with Pages(made) as pages:
        assert pages.find(words)
        assert pages.find("left <i>")


def test_closing_the_pack_while_pages_are_made_is_no_fault(small, window, qtbot):
    window.session.change(window.session.content.topics[0], name="Soon gone")
    qtbot.waitUntil(lambda: small.is_busy, timeout=MOST_MS)
    window.files.forget()
    window.files.close_pack()
    qtbot.waitUntil(lambda: window.findChild(PreviewPane) is None, timeout=MOST_MS)
