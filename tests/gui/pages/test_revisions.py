"""A new revision through the window: asked for, imported, told, and a way between the revisions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

from briefing.app import editing
from briefing.domain.sources import Source
from briefing.domain.vocabularies import ProposalState
from briefing.gui.pages.inbox import InboxPage
from briefing.gui.pages.inbox_rows import inbox_groups
from briefing.gui.question_bar import QuestionBar
from briefing.gui.reader.source_list import DETAIL
from tests.gui.desk import TEXT, Desk, K, source, sources_desk

NEW = "Corrected.\n\n" + TEXT.replace("will host a base", "may host a base")


@pytest.fixture
def desk(qtbot):
    made = sources_desk(qtbot, source())
    made.select("We will send monitors")
    made.press(K.Key_Q, K.Key_Return)
    return made


def ask(desk):
    desk.page.revise_source()
    (bar,) = desk.page.window().findChildren(QuestionBar)
    return bar


def answer(desk, number):
    """Answer the question and wait until the new revision was looked into."""
    ask(desk).findChild(QPushButton, f"question.{number}").click()
    desk.wait()


def copied(text):
    QApplication.clipboard().setText(text)


def newest(desk):
    return max(desk.content.sources, key=lambda row: row.revision)


def words(widget):
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def test_a_copied_text_becomes_the_revision_and_what_moves_waits_in_the_inbox(desk):
    copied(NEW)
    assert "new revision of “Two offers”" in ask(desk).text
    answer(desk, 2)
    new = newest(desk)
    assert (new.replaces, new.revision) == ("s1", 2)
    assert desk.page.reader.source.id == new.id
    assert "1 passage stands there unchanged" in desk.notices[-1]
    assert desk.page.results.model.rows[0].outcome == "revision"
    assert {row.state for row in desk.content.proposals} == {ProposalState.WAITING}


def test_a_chosen_file_becomes_the_revision(desk, tmp_path):
    path = tmp_path / "corrected.txt"
    path.write_text(NEW, encoding="utf-8")
    answer(desk, 1)
    dialog = desk.page.findChild(QFileDialog, "source.revise.dialog")
    dialog.fileSelected.emit(str(path))
    dialog.close()
    desk.wait()
    assert newest(desk).original.name == "corrected.txt"


def test_a_copied_file_becomes_the_revision(desk, tmp_path):
    path = tmp_path / "corrected.txt"
    path.write_text(NEW, encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    QApplication.clipboard().setMimeData(data)
    answer(desk, 2)
    assert newest(desk).original.name == "corrected.txt"


def test_nothing_that_was_copied_is_told(desk):
    copied(" ")
    answer(desk, 2)
    assert "no text to paste" in desk.notices[-1]
    assert len(desk.content.sources) == 1


def test_the_same_words_again_are_told_and_nothing_is_imported(desk):
    copied(TEXT)
    answer(desk, 2)
    assert "no revision was made" in desk.notices[-1]
    assert len(desk.content.sources) == 1


def test_the_reader_says_which_revision_it_is_and_leads_to_the_other(desk):
    line = desk.page.reader.revision
    assert not line.isVisible()
    copied(NEW)
    answer(desk, 2)
    assert words(line) == "Revision 2"
    line.findChild(QPushButton, "reader.revision.older").click()
    assert desk.page.reader.source.id == "s1"
    assert "Replaced by revision 2" in words(line)
    editing.change(desk.pack, newest(desk), "Correct", title="Two offers, corrected")
    desk.page.refresh()
    assert "Replaced by “Two offers, corrected”, revision 2" in words(line)
    details = [row.detail for row in desk.page.model.rows]
    assert details[0].startswith("replaced")
    assert details[1].startswith("revision 2")
    assert desk.page.model.index(0).data(DETAIL) == details[0]
    line.findChild(QPushButton, "reader.revision.newer").click()
    assert desk.page.reader.source.id == newest(desk).id


def test_a_source_that_was_replaced_is_revised_at_its_newest_revision(desk):
    copied(NEW)
    answer(desk, 2)
    desk.page.show_source("s1")
    desk.page.revise_source()
    assert "was replaced by" in desk.notices[-1]
    assert not desk.page.window().findChildren(QuestionBar)[0].isVisible()


def test_without_a_source_it_says_so(qtbot):
    desk = sources_desk(qtbot)
    desk.page.revise_source()
    assert desk.notices == ["Choose a source first."]


def test_a_passage_in_the_inbox_is_its_words_and_its_source(desk):
    copied(NEW)
    answer(desk, 2)
    (group,) = inbox_groups(desk.content)
    assert group.title.startswith(f"Revision 2 of “{newest(desk).title}”")
    rows = {row.field: row for row in group.rows}
    assert rows["source"].before == "Two offers"
    assert rows["source"].after == newest(desk).title
    assert rows["pieces"].before == "“We will send monitors”"


def test_the_command_asks_for_the_revision_of_the_source_in_the_reader(opened):
    opened.show_page("Sources")
    source = opened.session.content.get(Source, "article")
    opened.workspace.page.show_source(source.id)
    opened.actions_by_id["source.revise"].trigger()
    (bar,) = opened.findChildren(QuestionBar)
    assert bar.isVisible()
    assert source.title in bar.text


def test_the_inbox_accepts_a_quote_as_a_whole(desk, qtbot):
    copied(NEW)
    answer(desk, 2)
    new = newest(desk)
    pack = desk.pack
    inbox = Desk(qtbot, InboxPage, pack)
    inbox.page.refresh()
    inbox.page.accept_all()
    inbox.wait()
    assert pack.content.quotes[0].source == new.id
