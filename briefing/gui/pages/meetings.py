"""The meetings: when, where, with whom, and what is on the agenda of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget
from typing_extensions import override

from briefing.app import editing
from briefing.domain.actors import Actor
from briefing.domain.agenda import AgendaItem, Meeting, Topic
from briefing.domain.dates import sort_key
from briefing.domain.ids import AgendaId, MeetingId
from briefing.domain.vocabularies import MeetingKind
from briefing.gui.fields import FieldSpec, vocabulary
from briefing.gui.pages.list_page import ListPage, ListSetup
from briefing.gui.pages.record_detail import RecordDetail
from briefing.gui.pages.record_lines import Group, LineItem, grouped
from briefing.gui.parts import clear, column, label, named, rule
from briefing.gui.tables import RIGHT, Column
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from briefing.domain.base import Record
    from briefing.domain.content import Content
    from briefing.gui.session import Session

_COLUMNS: Final[tuple[Column[Meeting], ...]] = (
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Meeting"), value=lambda meeting: meeting.title, width=0
    ),
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Begins"),
        value=lambda meeting: (meeting.start or "–").replace("T", " ")[:16],
        sort=lambda meeting: sort_key(meeting.start),
        width=132,
        alignment=RIGHT,
    ),
)
_SETUP: Final[ListSetup[Meeting]] = ListSetup(
    name=QT_TRANSLATE_NOOP("Pages", "Meetings"),
    kind="meeting",
    columns=_COLUMNS,
    rows=lambda content: content.meetings,
    key=lambda meeting: meeting.id,
    empty=QT_TRANSLATE_NOOP(
        "Pages", "Plenaries, bilaterals, calls and press slots stand here, each with its agenda."
    ),
    action=QT_TRANSLATE_NOOP("Pages", "Add a meeting"),
)
_FIELDS: Final = (
    FieldSpec(name="title", title=QT_TRANSLATE_NOOP("Fields", "Title"), required=True),
    FieldSpec(
        name="kind",
        title=QT_TRANSLATE_NOOP("Fields", "Kind"),
        kind="choice",
        choices=vocabulary(MeetingKind),
        required=True,
    ),
    FieldSpec(
        name="start",
        title=QT_TRANSLATE_NOOP("Fields", "Begins"),
        kind="moment",
        hint="2026-01-06T10:00+01:00",
    ),
    FieldSpec(name="place", title=QT_TRANSLATE_NOOP("Fields", "Place")),
    FieldSpec(
        name="objective", title=QT_TRANSLATE_NOOP("Fields", "Objective"), kind="text", lines=3
    ),
)


class Agenda(QWidget):
    """Which topics are on a meeting's agenda: a tick each.

    Args:
        session: The open pack.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("meeting.agenda")
        self._session = session
        self._meeting: Meeting | None = None
        self._ticks = QVBoxLayout()
        self._ticks.setSpacing(0)
        layout = column(label(self.tr("Agenda"), "heading"), rule(), self._ticks, gap=4)
        layout.setContentsMargins(0, 8, 0, 0)
        self.setLayout(layout)

    def show_meeting(self, meeting: Meeting) -> None:
        """Show a tick for every topic of the pack."""
        content = self._session.content
        self._meeting = meeting
        clear(self._ticks)
        listed = {item.topic for item in content.agenda if item.meeting == meeting.id}
        for topic in content.topics:
            tick = named(QCheckBox(topic.name), f"meeting.agenda.{topic.id}", topic.name)
            tick.setChecked(topic.id in listed)
            tick.setProperty("topic", topic.id)
            tick.clicked.connect(self._on_ticked)
            self._ticks.addWidget(tick)
        if not content.topics:
            self._ticks.addWidget(label(self.tr("Add topics first: they appear here."), "muted"))

    def _on_ticked(self) -> None:
        tick = self.sender()
        if self._meeting is None or not isinstance(tick, QCheckBox):
            return
        content, pack = self._session.content, self._session.pack
        topic = content.get(Topic, str(tick.property("topic")))
        listed = [
            item
            for item in content.agenda
            if item.meeting == self._meeting.id and item.topic == topic.id
        ]
        if listed:
            self._session.attempt(editing.remove, pack, listed[0])
        else:
            order = max((item.order for item in content.agenda), default=0) + 1
            item = AgendaItem(
                id=AgendaId(pack.new_id()), meeting=self._meeting.id, topic=topic.id, order=order
            )
            self._session.attempt(editing.add, pack, item, "Add Agenda")


class MeetingsPage(ListPage[Meeting]):
    """The meetings with a form for the chosen one.

    Args:
        session: The open pack.
        parent: The stack of pages.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._meeting = RecordDetail(session, _FIELDS, "meeting")
        self._agenda = Agenda(session)
        self._meeting.middle.addWidget(self._agenda)
        super().__init__(session, _SETUP, self._meeting, parent)

    @override
    def show_detail(self, record_row: Meeting | None) -> None:
        self._meeting.show_record(record_row, record_row.title if record_row is not None else "")
        if record_row is not None:
            self._agenda.show_meeting(record_row)
            self._meeting.show_more(
                *grouped(_people(self._session.content, record_row), self._session)
            )

    @override
    def new_record(self) -> Record:
        title = QCoreApplication.translate("Pages", "New meeting")
        order = max((row.order for row in self._session.content.meetings), default=0) + 1
        return Meeting(id=MeetingId(self._session.pack.new_id()), title=title, order=order)


def _people(content: Content, meeting: Meeting) -> tuple[Group, ...]:
    guests = tuple(
        LineItem(kind="actor", id=one, title=content.get(Actor, one).name) for one in meeting.with_
    )
    people = tuple(
        LineItem(
            kind="actor",
            id=row.person,
            title=content.get(Actor, row.person).name,
            text=row.role or "",
        )
        for row in meeting.attendees
    )
    tr = QCoreApplication.translate
    return (
        Group(title=tr("Meetings", "With"), items=guests),
        Group(title=tr("Meetings", "Attendees"), items=people),
    )
