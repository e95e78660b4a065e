"""Editions in the window: issued, rendered again, compared with today."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextBrowser,
)

from briefing.app import editing, folders, issuing
from briefing.app.cleaning import purge
from briefing.app.edition_options import MadeWith
from briefing.app.library.installing import install, plan_install
from briefing.app.library.trust import is_trusted
from briefing.app.packs import restored
from briefing.app.purging import PurgeTarget
from briefing.domain.exchange import OptionUsed
from briefing.domain.sources import Source
from briefing.domain.vocabularies import Disclosure, Stance
from briefing.gui.pages.edition_changes import changed_groups
from briefing.gui.pages.edition_choices import chosen_words
from tests.app.library.conftest import made, written

MOST_MS = 60_000


@pytest.fixture
def opened(opened):
    """The window with the sample before its own edition was issued."""
    pack = opened.session.pack
    editing.remove(pack, pack.content.editions[0])
    pack.begin_history()
    return opened


@pytest.fixture
def page(opened):
    """The page Editions in a window with the sample."""
    opened.show_page("Editions")
    return opened.workspace.page


def part(page, kind, name):
    return page.findChild(kind, name)


def ask(window, command, folder, *, excel=True):
    """Open the panel by its command and choose what is written."""
    window.actions_by_id[command].trigger()
    page = window.workspace.page
    part(page, QLineEdit, "issue.folder").setText(str(folder))
    part(page, QCheckBox, "issue.word").setChecked(False)
    part(page, QCheckBox, "issue.excel").setChecked(excel)
    return page


def words(page):
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


def issue(window, qtbot, folder, command="edition.issue"):
    page = ask(window, command, folder)
    with qtbot.waitSignal(window.session.file_written, timeout=MOST_MS):
        part(page, QPushButton, "issue.go").click()
    return window.session.content.editions[-1]


def spoil(pack):
    quote = pack.content.quotes[0]
    first, *rest = quote.pieces
    editing.add(pack, replace(quote, pieces=(replace(first, exact="Never said"), *rest)), "Change")


def test_an_edition_is_issued_by_keys_and_named_in_one_notice(opened, qtbot, tmp_path):
    page = ask(opened, "edition.issue", tmp_path)
    assert part(page, QCheckBox, "issue.word").hasFocus()
    with qtbot.waitSignal(opened.session.file_written, timeout=MOST_MS):
        part(page, QPushButton, "issue.go").setFocus()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    (edition,) = opened.session.content.editions
    assert (edition.number, edition.addendum) == (1, 0)
    assert [path.suffix for path in tmp_path.iterdir()] == [".xlsx"]
    qtbot.waitUntil(lambda: not opened.notices.findChild(QPushButton, "notices.cancel").isVisible())
    assert opened.notices.text == "Edition 1 was issued."
    assert opened.notices.findChild(QPushButton, "notices.folder").isVisible()
    assert opened.workspace.navigator.model().index(11).data(Qt.ItemDataRole.UserRole) == 1


def test_an_addendum_keeps_the_number(opened, qtbot, tmp_path):
    issue(opened, qtbot, tmp_path)
    page = ask(opened, "edition.addendum", tmp_path)
    assert "1.1" in words(page)
    issue(opened, qtbot, tmp_path, "edition.addendum")
    last = opened.session.content.editions[-1]
    assert (last.number, last.addendum) == (1, 1)


def test_an_open_error_bars_issuing_and_leads_to_its_place(opened, qtbot, tmp_path):
    with qtbot.waitSignal(opened.session.problems_found, timeout=MOST_MS):
        spoil(opened.session.pack)
    page = ask(opened, "edition.issue", tmp_path)
    assert not part(page, QPushButton, "issue.go").isEnabled()
    qtbot.waitUntil(lambda: "Nothing can be issued" in words(page))
    part(page, QPushButton, "issue.error.1.go").click()
    assert opened.workspace.page_name == "Quotes"
    assert opened.session.selected == ("quote", opened.session.content.quotes[0].id)


def test_an_error_that_no_check_has_told_of_yet_bars_it_too(opened, qtbot, tmp_path):
    page = ask(opened, "edition.issue", tmp_path)
    spoil(opened.session.pack)
    part(page, QPushButton, "issue.go").click()
    assert "error is open" in opened.notices.text
    assert opened.session.content.editions == ()
    assert list(tmp_path.iterdir()) == []


def test_issuing_that_is_stopped_writes_nothing(opened, qtbot, tmp_path):
    page = ask(opened, "edition.issue", tmp_path)
    jobs = []
    opened.session.job_started.connect(jobs.append)
    part(page, QCheckBox, "issue.word").setChecked(True)
    part(page, QPushButton, "issue.go").click()
    with qtbot.waitSignal(jobs[0].cancelled, timeout=MOST_MS):
        jobs[0].cancel()
    assert opened.session.content.editions == ()
    assert list(tmp_path.iterdir()) == []


def test_files_that_are_made_again_are_compared_with_those_that_were_issued(
    opened, qtbot, tmp_path
):
    issue(opened, qtbot, tmp_path)
    editing.change_cover(opened.session.pack, title="Later")
    page = ask(opened, "edition.again", tmp_path)
    assert "As we reported in edition 1" in words(page)
    with qtbot.waitSignal(opened.session.file_written, timeout=MOST_MS):
        part(page, QPushButton, "issue.go").click()
    qtbot.waitUntil(lambda: "identical to what was issued" in words(page))
    assert len(list(tmp_path.iterdir())) == 2


def test_what_differs_is_named_with_the_reason(opened, qtbot, tmp_path):
    edition = issue(opened, qtbot, tmp_path)
    with opened.session.pack.edit("Claim"):
        output = replace(edition.outputs[0], sha256="0" * 64)
        opened.session.pack.put(replace(edition, outputs=(output,)))
    page = ask(opened, "edition.again", tmp_path)
    with qtbot.waitSignal(opened.session.file_written, timeout=MOST_MS):
        part(page, QPushButton, "issue.go").click()
    qtbot.waitUntil(lambda: "differs from what was issued" in words(page))
    qtbot.waitUntil(lambda: "draws them in another way" in words(page))


def test_escape_leaves_the_panel(opened, page):
    opened.actions_by_id["edition.issue"].trigger()
    assert part(page, QLineEdit, "issue.folder").isVisible()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not part(page, QLineEdit, "issue.folder").isVisible()


def test_what_changed_since_is_read_per_country_and_every_line_is_a_door(opened, qtbot, tmp_path):
    issue(opened, qtbot, tmp_path)
    pack = opened.session.pack
    position = pack.content.positions[0]
    other = next(one for one in Stance if one is not position.stance)
    editing.change(pack, position, "Change", stance=other)
    page = opened.workspace.page
    text = part(page, QTextBrowser, "edition.changes")
    qtbot.waitUntil(lambda: "Position, changed" in text.toPlainText(), timeout=MOST_MS)
    assert f"→ {other.label}" in text.toPlainText()
    assert "As we reported in edition 1" in words(page)
    opened.actions_by_id["edition.copy_changes"].trigger()
    assert "Position, changed" in QApplication.clipboard().text()
    text.setFocus()
    QTest.keyClick(text, Qt.Key.Key_Tab)
    QTest.keyClick(text, Qt.Key.Key_Return)
    assert opened.workspace.page_name == "Countries"
    assert opened.session.selected == ("position", position.id)


def test_words_from_outside_are_no_markup_and_no_door(opened, qtbot, tmp_path):
    issue(opened, qtbot, tmp_path)
    pack = opened.session.pack
    source = pack.content.sources[0]
    editing.change(pack, source, "Change", publisher="<a href='file:///x'>Ledger</a>")
    text = part(opened.workspace.page, QTextBrowser, "edition.changes")
    qtbot.waitUntil(lambda: "<a href=" in text.toPlainText(), timeout=MOST_MS)
    text.anchorClicked.emit(QUrl(f"source/{source.id}"))
    assert opened.workspace.page_name == "Sources"


def test_a_purged_edition_says_when_and_why(window, qtbot, sample):
    pack = restored(*sample)
    issuing.issue(pack, issuing.IssueRequest())
    purge(pack, PurgeTarget(record_type=Source, id=pack.content.sources[0].id), "by mistake")
    window.files.show(pack)
    window.show_page("Editions")
    shown = words(window.workspace.page)
    assert "by mistake" in shown
    assert "Nothing of it is left but its hash." in shown
    assert not part(window.workspace.page, QPushButton, "edition.again").isEnabled()
    window.actions_by_id["edition.again"].trigger()
    assert "not purged" in window.notices.text


def test_what_is_gone_is_no_door(sample):
    pack = restored(*sample)
    edition = issuing.issue(pack, issuing.IssueRequest()).edition
    quote = pack.content.quotes[0]
    editing.remove(pack, quote)
    lines = [row for group in changed_groups(pack.content, edition) for row in group.lines]
    assert {row.record for row in lines if row.words.startswith("Quote, gone")} == {""}
    pack.close()


def test_an_edition_is_not_removed_by_a_key(opened, qtbot, tmp_path):
    issue(opened, qtbot, tmp_path)
    opened.actions_by_id["edit.remove"].trigger()
    assert len(opened.session.content.editions) == 1
    assert "stays on record" in opened.notices.text


def test_an_edition_is_issued_with_the_options_that_were_chosen(opened, qtbot, tmp_path):
    page = ask(opened, "edition.issue", tmp_path)
    for name, value in (("paper", "A3"), ("matrix", "stances")):
        box = part(page, QComboBox, f"issue.option.{name}")
        box.setCurrentIndex(box.findData(value))
    with qtbot.waitSignal(opened.session.file_written, timeout=MOST_MS):
        part(page, QPushButton, "issue.go").click()
    (edition,) = opened.session.content.editions
    used = {row.name: row.value for row in edition.options}
    assert (used["paper"], used["matrix"]) == ("A3", "stances")


def test_an_edition_asks_before_a_template_of_somebody_else_is_used(opened, qtbot, tmp_path):
    install(plan_install(written(tmp_path, made())))
    page = ask(opened, "edition.issue", tmp_path)
    box = part(page, QComboBox, "issue.template")
    box.setCurrentIndex(box.findData("our-form"))
    part(page, QPushButton, "issue.go").click()
    qtbot.waitUntil(lambda: page._agreement._question is not None, timeout=MOST_MS)
    assert opened.session.content.editions == ()
    assert "Jane Roe" in page._agreement._question.text
    (yes,) = [
        one for one in page._agreement._question.findChildren(QPushButton) if "Agree" in one.text()
    ]
    qtbot.waitUntil(lambda: page._job is None, timeout=MOST_MS)
    with qtbot.waitSignal(opened.session.file_written, timeout=MOST_MS):
        yes.click()
    assert is_trusted(made().digest)
    for folder in (folders.template_library(), folders.trusted_templates()):
        shutil.rmtree(folder)
    (edition,) = opened.session.content.editions
    assert edition.template.id == "our-form"


def test_files_that_are_made_again_are_asked_for_no_options(opened, qtbot, tmp_path):
    issue(opened, qtbot, tmp_path)
    page = ask(opened, "edition.again", tmp_path)
    assert not part(page, QComboBox, "issue.option.paper").isVisible()


def test_an_edition_is_issued_for_its_readers_as_of_its_day_and_its_page_says_so(
    opened, qtbot, tmp_path
):
    page = ask(opened, "edition.issue", tmp_path)
    part(page, QLineEdit, "issue.as_of").setText("tomorrow")
    assert not part(page, QPushButton, "issue.go").isEnabled()
    part(page, QLineEdit, "issue.as_of").setText("2027-03-01")
    readers = part(page, QComboBox, "issue.readers")
    readers.setCurrentIndex(readers.findData(Disclosure.BACKGROUND))
    paper = part(page, QComboBox, "issue.option.paper")
    paper.setCurrentIndex(paper.findData("A3"))
    with qtbot.waitSignal(opened.session.file_written, timeout=MOST_MS):
        part(page, QPushButton, "issue.go").click()
    (edition,) = opened.session.content.editions
    used = MadeWith.of(edition)
    assert (used.as_of, used.disclosure) == ("2027-03-01", Disclosure.BACKGROUND)
    assert [path.stem.endswith("-background") for path in tmp_path.iterdir()] == [True]
    told = "Partners: without what is closed · As it stood on 2027-03-01 · Paper: A4 with the"
    assert told in words(page)
    ask(opened, "edition.again", tmp_path)
    assert not part(page, QLineEdit, "issue.as_of").isVisible()
    with qtbot.waitSignal(opened.session.file_written, timeout=MOST_MS):
        part(page, QPushButton, "issue.go").click()
    qtbot.waitUntil(lambda: "identical to what was issued" in words(page))


def test_an_edition_of_a_day_says_that_what_changed_is_left_out(opened, qtbot, tmp_path):
    issue(opened, qtbot, tmp_path)
    page = ask(opened, "edition.issue", tmp_path, excel=False)
    part(page, QLineEdit, "issue.as_of").setText("2027-03-01")
    with qtbot.waitSignal(opened.session.notice, timeout=MOST_MS) as told:
        part(page, QPushButton, "issue.go").click()
    assert told.args[0].startswith("Edition 2 was issued. What changed since edition 1 is left out")


def test_options_of_an_edition_that_nobody_knows_here_are_told_as_they_are(opened):
    options = (OptionUsed(name="shared-as", value="allies"), OptionUsed(name="tone", value="mild"))
    edition = replace(
        issuing.plan_issue(opened.session.content, issuing.IssueRequest()).issue.edition,
        options=options,
    )
    assert chosen_words(edition, opened.session.content) == ("shared-as = allies", "tone = mild")
    assert chosen_words(replace(edition, options=options[1:]), opened.session.content) == (
        "tone = mild",
    )
