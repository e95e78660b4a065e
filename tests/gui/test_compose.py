"""Compose: files come out of frozen content, beside the window's own work."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QLineEdit, QPushButton, QTableView

from briefing.app import editing, issuing
from briefing.app.receiving import comes_home
from briefing.checks import Problem, Severity
from briefing.domain.vocabularies import ActorKind, Disclosure
from briefing.gui.pages.compose import ComposePage

MOST_MS = 60_000


@pytest.fixture
def page(session, qtbot, tmp_path):
    made = ComposePage(session)
    qtbot.addWidget(made)
    made.refresh()
    made.findChild(QLineEdit, "compose.folder").setText(str(tmp_path))
    return made


def countries(session):
    return [a.name for a in session.content.actors if a.kind is ActorKind.COUNTRY]


def test_excel_is_written_into_the_chosen_folder(page, session, qtbot, tmp_path):
    with qtbot.waitSignal(session.file_written, timeout=MOST_MS) as written:
        page.findChild(QPushButton, "compose.export_excel").click()
    assert list(tmp_path.glob("*-matrix.xlsx"))
    assert written.args[1].endswith(".xlsx")


def test_word_is_written_and_its_quotations_are_counted(page, session, qtbot, tmp_path):
    with qtbot.waitSignal(session.file_written, timeout=MOST_MS):
        page.findChild(QPushButton, "compose.export_word").click()
    assert list(tmp_path.glob("*.docx"))
    said = "\n".join(label.text() for label in page.findChildren(QLabel))
    assert "quotations were read back" in said


@pytest.mark.parametrize("form", ["review", "issue"])
def test_the_review_form_comes_home_and_the_issue_form_does_not(
    page, session, qtbot, tmp_path, monkeypatch, form
):
    monkeypatch.setattr("briefing.preview.office.find_office", lambda: None)
    box = page.findChild(QComboBox, "compose.form")
    assert box.choice == "review"
    box.setCurrentIndex(box.findData(form))
    with qtbot.waitSignal(session.file_written, timeout=MOST_MS):
        page.findChild(QPushButton, "compose.export_word").click()
    (written,) = tmp_path.glob("*.docx")
    assert comes_home(session.pack.content, written) == (form == "review")


def test_a_cancelled_export_writes_nothing(page, session, qtbot, tmp_path):
    jobs = []
    session.job_started.connect(jobs.append)
    page.export("all")
    with qtbot.waitSignal(jobs[0].cancelled, timeout=MOST_MS):
        jobs[0].cancel()
    assert list(tmp_path.iterdir()) == []


def test_buttons_rest_while_an_export_runs(page, session, qtbot):
    jobs = []
    session.job_started.connect(jobs.append)
    page.export("excel")
    assert not page.findChild(QPushButton, "compose.export_word").isEnabled()
    jobs[0].cancel()
    qtbot.waitUntil(page.findChild(QPushButton, "compose.export_word").isEnabled, timeout=MOST_MS)


def test_a_date_that_is_none_is_told_before_anything_runs(page, session, qtbot, tmp_path):
    page.findChild(QLineEdit, "compose.as_of").setText("tomorrow")
    with qtbot.waitSignal(session.notice) as notice:
        page.export("excel")
    assert "date" in notice.args[0]
    assert list(tmp_path.iterdir()) == []


def test_the_files_say_in_their_names_for_whom_they_are(page, session, qtbot, tmp_path):
    readers = page.findChild(QComboBox, "compose.readers")
    readers.setCurrentIndex(readers.findData(Disclosure.BACKGROUND))
    readers.activated.emit(readers.currentIndex())
    with qtbot.waitSignal(session.file_written, timeout=MOST_MS):
        page.export("excel")
    (path,) = tmp_path.iterdir()
    assert "-background" in path.name


def test_the_options_of_the_template_can_be_chosen(page):
    box = page.findChild(QComboBox, "compose.option.paper")
    assert "A3" in {box.itemData(place) for place in range(box.count())}


def test_countries_change_places_as_one_undoable_edit(page, session):
    before = countries(session)
    view = page.findChild(QTableView, "compose.order.table")
    view.selectRow(0)
    page.findChild(QPushButton, "compose.order.down").click()
    assert countries(session)[:2] == [before[1], before[0]]
    assert len(session.pack.history) == 1
    session.pack.undo()
    assert countries(session) == before


def test_the_first_country_cannot_go_up(page, session):
    page.findChild(QTableView, "compose.order.table").selectRow(0)
    page.findChild(QPushButton, "compose.order.up").click()
    assert session.pack.history == ()


@pytest.fixture
def typed_wrongly(session):
    """A page of a pack in which somebody typed a quotation with one word changed."""
    source = next(row for row in session.content.sources if row.id == "article")
    quote = next(row for row in session.content.quotes if len(row.pieces[0].exact.split()) > 8)
    first, second, *rest = quote.pieces[0].exact.split()
    section = session.content.sections[0]
    words = " ".join((first, second, "never", *rest))
    session.change(section, markdown=f"As was said: “{words}”.")
    assert source
    return section


def pressed(page, name):
    found = page.findChild(QPushButton, name)
    assert found.isVisibleTo(page)
    found.click()


def stopped(page, session, qtbot):
    """Export until it is stopped."""
    with qtbot.waitSignal(session.notice, timeout=MOST_MS):
        page.export("word")
    qtbot.waitUntil(page.findChild(QPushButton, "compose.export_word").isEnabled, timeout=MOST_MS)


def test_a_quotation_that_differs_stops_the_export_and_leads_to_its_record(
    typed_wrongly, page, session, qtbot, tmp_path
):
    stopped(page, session, qtbot)
    assert list(tmp_path.iterdir()) == []
    with qtbot.waitSignal(session.record_requested) as asked:
        pressed(page, "difference.go")
    assert asked.args == ["section", typed_wrongly.id]


def test_an_override_needs_a_reason_and_is_in_the_saved_report(
    typed_wrongly, page, session, qtbot, tmp_path
):
    stopped(page, session, qtbot)
    pressed(page, "difference.override")
    pressed(page, "difference.print")
    assert page.findChild(QPushButton, "difference.print").isVisibleTo(page)
    page.findChild(QLineEdit, "difference.reason").setText("Heard so in the room")
    pressed(page, "difference.print")
    with qtbot.waitSignal(session.file_written, timeout=MOST_MS):
        page.export("word")
    pressed(page, "compose.save_report")
    dialog = page.window().findChild(QFileDialog, "compose.report.dialog")
    dialog.fileSelected.emit(str(tmp_path / "report.md"))
    dialog.close()
    assert "Heard so in the room" in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_a_decision_is_forgotten_when_it_is_taken_back(typed_wrongly, page, session, qtbot):
    stopped(page, session, qtbot)
    pressed(page, "difference.override")
    page.findChild(QLineEdit, "difference.reason").setText("Heard so in the room")
    pressed(page, "difference.print")
    pressed(page, "difference.again")
    stopped(page, session, qtbot)


def test_with_open_errors_the_names_of_the_files_say_draft(page, session):
    labels = {label.text() for label in page.findChildren(QLabel)}
    assert not any(words.startswith("DRAFT-") for words in labels)
    error = Problem(code="x", severity=Severity.ERROR, sentence="Wrong.", kind="quote", id="q")
    session.note_problems((error,))
    labels = {label.text() for label in page.findChildren(QLabel)}
    names = {words for words in labels if words.startswith("DRAFT-")}
    assert {name.rpartition(".")[2] for name in names} == {"docx", "xlsx"}


def since(page):
    box = page.findChild(QComboBox, "compose.since")
    return [box.itemData(place) for place in range(box.count())], box


def test_the_edition_since_which_changes_are_told_can_be_chosen(page, session, qtbot, tmp_path):
    choices, box = since(page)
    assert choices == ["last", "none"]
    assert box.currentText() == "the newest edition, 1 of 2027-03-06"
    box.setCurrentIndex(box.findData("none"))
    with qtbot.waitSignal(session.file_written, timeout=MOST_MS):
        page.findChild(QPushButton, "compose.export_excel").click()
    (written,) = tmp_path.glob("*-matrix.xlsx")
    assert "Changes" not in load_workbook(written, read_only=True).sheetnames


def test_a_new_edition_appears_and_the_choice_is_kept(page, session):
    _, box = since(page)
    box.setCurrentIndex(box.findData("none"))
    issuing.issue(session.pack, issuing.IssueRequest())
    page.refresh()
    choices, box = since(page)
    assert choices == ["last", "1", "none"]
    assert box.currentData() == "none"


def test_without_an_edition_there_is_nothing_to_choose(page, session):
    editing.remove(session.pack, session.content.editions[0])
    page.refresh()
    choices, box = since(page)
    assert choices == ["last"]
    assert not box.isEnabled()


def option(page, name):
    """Return the box of an option; that of the template before may not be deleted yet."""
    return page.findChildren(QComboBox, f"compose.option.{name}")[-1]


def test_records_of_the_pack_are_options_and_reach_the_request(page, session):
    template = page.findChild(QComboBox, "compose.template")
    template.setCurrentIndex(template.findData("steering-brief"))
    meeting = page.findChild(QComboBox, "compose.option.meeting")
    titles = {meeting.itemText(place) for place in range(meeting.count())}
    assert titles == {"All", *(row.title for row in session.content.meetings)}
    chosen = session.content.meetings[0].id
    meeting.setCurrentIndex(meeting.findData(chosen))
    topics = option(page, "topics")
    assert topics.currentText() == "All"
    for action in topics.menu.actions()[:2]:
        action.trigger()
    options = page._request("word").options
    assert options["meeting"] == chosen
    assert options["topics"] == ",".join(row.id for row in session.content.topics[:2])
    assert session.content.topics[0].name in topics.currentText()


def test_what_is_ticked_stays_ticked_while_the_pack_changes(page, session):
    template = page.findChild(QComboBox, "compose.template")
    template.setCurrentIndex(template.findData("country-one-pager"))
    box = option(page, "countries")
    box.menu.actions()[1].trigger()
    before = page._request("word").options["countries"]
    page.refresh()
    assert page._request("word").options["countries"] == before != ""


def test_what_only_a_workbook_takes_is_chosen_beside_the_house_form(page, session, qtbot, tmp_path):
    only = page.findChild(QComboBox, "compose.option.only")
    only.setCurrentIndex(only.findData("no"))
    with qtbot.waitSignal(session.file_written, timeout=MOST_MS):
        page.findChild(QPushButton, "compose.export_excel").click()
    (file,) = tmp_path.glob("*-matrix.xlsx")
    sheet = load_workbook(file)["Grid"]
    (table,) = sheet.tables.values()
    assert len(sheet[table.ref]) - 1 < len(session.content.matrices[0].rows)


def test_nothing_chosen_for_a_workbook_says_what_that_means(page):
    said = {
        name: page.findChild(QComboBox, f"compose.option.{name}").currentText()
        for name in ("matrix", "groups", "rows", "base")
    }
    assert said == {
        "matrix": "The first one",
        "groups": "No groups",
        "rows": "All",
        "base": "The currency of the rates",
    }
