"""The pages: what they show, what a committed field changes, what is added and removed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
)

from briefing.app.packs import create_pack
from briefing.domain.actors import Actor
from briefing.domain.agenda import Topic
from briefing.domain.statements import Quote
from briefing.domain.vocabularies import ActorKind, Likelihood
from briefing.gui.navigation import NavigatorModel
from briefing.gui.page_specs import PAGES
from briefing.gui.passages import passages
from briefing.gui.session import Session

LISTS = ("countries", "people", "topics", "meetings", "lines", "quotes")


def page_of(session, key, qtbot):
    spec = next(spec for spec in PAGES if spec.key == key)
    made = spec.make(session)
    qtbot.addWidget(made)
    made.refresh()
    session.changed.connect(made.refresh)
    return made


def table(page) -> QTableView:
    return page.findChild(QTableView)


def type_into(qtbot, field, words):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, words)
    field.commit()


def texts(page) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


@pytest.fixture
def empty(qapp):
    """A session with a pack that has nothing yet."""
    made = Session(create_pack("Nothing yet"))
    yield made
    made.close()


@pytest.mark.parametrize("key", LISTS)
def test_the_model_of_every_list_keeps_the_rules_of_qt(session, qtbot, key):
    page = page_of(session, key, qtbot)
    model = table(page).model()
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    tester = QAbstractItemModelTester(model, mode)
    for column in range(model.columnCount()):
        model.sort(column, Qt.SortOrder.DescendingOrder)
    model.set_filter("a")
    assert tester.model() is model


def test_the_model_of_the_navigator_keeps_the_rules_of_qt(session):
    model = NavigatorModel(session)
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    assert QAbstractItemModelTester(model, mode).model() is model


@pytest.mark.parametrize("key", LISTS)
def test_an_empty_page_says_what_belongs_there(empty, qtbot, key):
    page = page_of(empty, key, qtbot)
    page.resize(800, 600)
    page.show()
    assert not table(page).isVisible()
    assert any(label.isVisible() and len(label.text()) > 60 for label in page.findChildren(QLabel))


@pytest.mark.parametrize("key", ["topics", "meetings", "lines", "countries", "people"])
def test_the_first_record_is_one_click_away(empty, qtbot, key):
    page = page_of(empty, key, qtbot)
    name = page.objectName().split()[0].lower()
    page.findChild(QPushButton, f"{name}.add_first").click()
    assert table(page).model().rowCount() == 1
    assert empty.pack.history[-1].startswith("Add")


def test_a_filter_tells_how_much_it_shows(session, qtbot):
    page = page_of(session, "quotes", qtbot)
    page.findChild(QLineEdit, "quotes.filter").setText("whitlocke")
    shown = table(page).model().rowCount()
    assert 0 < shown < len(session.content.quotes)
    assert f"{shown} of {len(session.content.quotes)}" in texts(page)


def test_a_topic_is_renamed_as_one_undoable_edit(session, qtbot):
    page = page_of(session, "topics", qtbot)
    before = session.content.topics[0]
    type_into(qtbot, page.findChild(QLineEdit, "topic.form.name"), "A force, and where")
    assert session.content.topics[0].name == "A force, and where"
    assert session.pack.history == ("Change Topic",)
    session.pack.undo()
    assert session.content.topics[0] == before
    assert page.findChild(QLineEdit, "topic.form.name").text() == before.name


def test_a_required_field_is_not_emptied(session, qtbot):
    page = page_of(session, "topics", qtbot)
    field = page.findChild(QLineEdit, "topic.form.name")
    field.setFocus()
    field.clear()
    field.commit()
    assert session.content.topics[0].name
    assert field.property("wrong") is True


def test_escape_brings_the_old_words_back(session, qtbot):
    page = page_of(session, "topics", qtbot)
    field = page.findChild(QLineEdit, "topic.form.name")
    field.setFocus()
    qtbot.keyClicks(field, "no, not this")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == session.content.topics[0].name


def test_a_likelihood_is_chosen(session, qtbot):
    page = page_of(session, "topics", qtbot)
    box = page.findChild(QComboBox, "topic.form.likelihood")
    box.activated.emit(box.findData(Likelihood.UNLIKELY))
    assert session.content.topics[0].likelihood is Likelihood.UNLIKELY


def test_a_date_that_is_none_is_marked_and_not_kept(session, qtbot):
    page = page_of(session, "quotes", qtbot)
    table(page).choose(session.content.quotes[0].id)
    before = session.content.quotes[0].said
    field = page.findChild(QLineEdit, "quote.form.said")
    type_into(qtbot, field, "last week")
    assert field.property("wrong") is True
    assert session.content.quotes[0].said == before


def test_removing_a_record_takes_what_rests_on_it_and_offers_undo(session, qtbot):
    page = page_of(session, "topics", qtbot)
    topic = session.content.topics[0]
    with qtbot.waitSignal(session.notice) as notice:
        page.remove_record()
    assert session.content.find(Topic, topic.id) is None
    assert notice.args[1] == "edit.undo"
    session.pack.undo()
    assert session.content.find(Topic, topic.id) == topic


def test_a_quote_is_copied_with_speaker_and_source(session, qtbot):
    page = page_of(session, "quotes", qtbot)
    table(page).choose(session.content.quotes[0].id)
    page.copy_cited()
    copied = QApplication.clipboard().text()
    assert copied.startswith("“We have stopped asking whether there will be guarantees … We are")
    assert "Marieke van Oldenzaal" in copied
    assert "The Harbour Ledger" in copied


def test_every_quote_of_the_sample_is_verified(session, qtbot):
    page = page_of(session, "quotes", qtbot)
    model = table(page).model()
    states = {model.index(row, model.columnCount() - 1).data() for row in range(model.rowCount())}
    assert states == {"Verified"}


def test_a_key_quote_is_ticked(session, qtbot):
    page = page_of(session, "quotes", qtbot)
    plain = next(quote for quote in session.content.quotes if not quote.key)
    table(page).choose(plain.id)
    page.findChild(QCheckBox, "quote.form.key").click()
    assert session.content.get(Quote, plain.id).key


def test_go_to_source_asks_for_the_first_piece(session, qtbot):
    page = page_of(session, "quotes", qtbot)
    quote = session.content.quotes[0]
    table(page).choose(quote.id)
    with qtbot.waitSignal(session.place_requested) as place:
        page.findChild(QPushButton, "quote.go").click()
    assert place.args == [quote.source, quote.pieces[0].start, quote.pieces[0].stop]


def test_a_country_shows_all_that_the_pack_holds_about_it(session, qtbot):
    page = page_of(session, "countries", qtbot)
    page.show_record("actor", "dk")
    shown = texts(page)
    for words in ("Kingdom of Denmark", "Facts", "Positions", "Commitments", "Timeline"):
        assert words in shown


def test_a_fact_of_a_country_is_changed_and_added(session, qtbot):
    page = page_of(session, "countries", qtbot)
    page.show_record("actor", "dk")
    fact = next(fact for fact in session.content.facts if fact.actor == "dk")
    field = page.findChild(QLineEdit, f"countries.actor.facts.{fact.id}.value")
    type_into(qtbot, field, "Aarhus")
    page.findChild(QPushButton, "countries.actor.facts.add").click()
    mine = [row for row in session.content.facts if row.actor == "dk"]
    assert mine[0].value == "Aarhus"
    assert mine[-1].label == "New fact"
    assert session.pack.history == ("Change Fact", "Add Fact")


def test_a_record_of_a_country_leads_to_the_country(session, qtbot):
    page = page_of(session, "countries", qtbot)
    commitment = session.content.commitments_by_party["dk"][0]
    assert page.show_record("commitment", commitment.id)
    assert table(page).current.actor.id in {party.actor for party in commitment.parties}


def test_people_stand_with_their_office(session, qtbot):
    page = page_of(session, "people", qtbot)
    page.show_record("actor", "whitlocke")
    assert table(page).current.detail == "Special Envoy, United States"


def test_a_new_person_is_a_person(session, qtbot):
    page = page_of(session, "people", qtbot)
    page.add_record()
    assert session.content.all(Actor)[-1].kind is ActorKind.PERSON


def test_lines_stand_by_meeting_then_topic(session, qtbot):
    page = page_of(session, "lines", qtbot)
    model = table(page).model()
    meetings = [model.index(row, 0).data() for row in range(model.rowCount())]
    order = [meeting.title for meeting in session.content.meetings]
    assert meetings == sorted(meetings, key=[*order, "–"].index)


def test_a_line_shows_the_evidence_for_its_topic(session, qtbot):
    page = page_of(session, "lines", qtbot)
    page.show_record("line", "plenary-objective-monitoring")
    assert "Positions on this topic" in texts(page)


def test_a_line_is_written_in_place(session, qtbot):
    page = page_of(session, "lines", qtbot)
    page.show_record("line", "plenary-objective-monitoring")
    field = page.findChild(QPlainTextEdit, "line.form.markdown")
    field.setPlainText("Six hundred monitors, a seat and a day.")
    field.commit()
    line = next(line for line in session.content.lines if line.id == "plenary-objective-monitoring")
    assert line.markdown == "Six hundred monitors, a seat and a day."


def test_a_tick_puts_a_topic_on_the_agenda_and_takes_it_off(session, qtbot):
    page = page_of(session, "meetings", qtbot)
    meeting = session.content.meetings[0]
    page.show_record("meeting", meeting.id)
    listed = {item.topic for item in session.content.agenda if item.meeting == meeting.id}
    topic = next(iter(listed))
    page.findChild(QCheckBox, f"meeting.agenda.{topic}").click()
    now = {item.topic for item in session.content.agenda if item.meeting == meeting.id}
    assert now == listed - {topic}


def test_every_record_of_the_sample_shows_sound_passages(session):
    content = session.content
    for kind, rows in (
        ("quote", content.quotes),
        ("position", content.positions),
        ("commitment", content.commitments),
        ("fact", content.facts),
    ):
        for row in rows:
            found = passages(content, kind, row.id)
            assert found
            assert all(passage.is_sound for passage in found)


def test_the_overview_names_the_event_and_its_numbers_are_doors(session, qtbot):
    page = page_of(session, "overview", qtbot)
    assert "The Hague" in texts(page)
    assert str(len(session.content.positions)) in texts(page)
    with qtbot.waitSignal(session.page_requested) as asked:
        page.findChild(QPushButton, "overview.key quotes").click()
    assert asked.args == ["Quotes"]


def test_the_pack_gets_another_title_on_the_overview(session, qtbot):
    page = page_of(session, "overview", qtbot)
    type_into(qtbot, page.findChild(QLineEdit, "cover.form.title"), "Exercise, revised")
    assert session.content.cover.title == "Exercise, revised"
