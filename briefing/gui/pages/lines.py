"""The lines to take: by meeting, then topic; the evidence for a line's topic beside its editor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from briefing.app.wordings import quote_words, speaker_name
from briefing.domain.actors import Actor
from briefing.domain.agenda import Meeting, Topic
from briefing.domain.base import Markdown
from briefing.domain.ids import LineId
from briefing.domain.prose import Line
from briefing.domain.vocabularies import LineKind, Variant
from briefing.gui.fields import FieldSpec, vocabulary
from briefing.gui.pages.choices import actor_choices, meeting_choices, topic_choices
from briefing.gui.pages.list_page import ListPage, ListSetup
from briefing.gui.pages.record_detail import RecordDetail
from briefing.gui.pages.record_lines import Group, LineItem, grouped
from briefing.gui.tables import Column
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from briefing.domain.base import Record
    from briefing.domain.content import Content
    from briefing.gui.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """A line with the words of what it refers to, and its place in the order of the pack."""

    line: Line
    meeting: str
    topic: str
    place: tuple[int, int, int, int]


def line_rows(content: Content) -> tuple[LineRow, ...]:
    """Return the lines by meeting, then topic, then kind."""
    meetings = {meeting.id: place for place, meeting in enumerate(content.meetings)}
    topics = {topic.id: place for place, topic in enumerate(content.topics)}
    kinds = tuple(LineKind)
    rows = []
    for line in content.lines:
        meeting = content.find(Meeting, line.meeting)
        topic = content.find(Topic, line.topic)
        place = (
            meetings[meeting.id] if meeting is not None else len(meetings),
            topics[topic.id] if topic is not None else len(topics),
            kinds.index(line.kind),
            line.order,
        )
        rows.append(
            LineRow(
                line=line,
                meeting=meeting.title if meeting is not None else "",
                topic=topic.name if topic is not None else "",
                place=place,
            )
        )
    return tuple(sorted(rows, key=lambda row: row.place))


_COLUMNS: Final[tuple[Column[LineRow], ...]] = (
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Meeting"),
        value=lambda row: row.meeting or "–",
        sort=lambda row: row.place,
        width=150,
    ),
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Topic"), value=lambda row: row.topic or "–", width=120
    ),
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Kind"),
        value=lambda row: row.line.kind.label,
        sort=lambda row: tuple(LineKind).index(row.line.kind),
        width=104,
    ),
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Line"),
        value=lambda row: " ".join(row.line.markdown.split()),
        width=0,
    ),
)
_SETUP: Final[ListSetup[LineRow]] = ListSetup(
    name=QT_TRANSLATE_NOOP("Pages", "Lines"),
    kind="line",
    columns=_COLUMNS,
    rows=line_rows,
    key=lambda row: row.line.id,
    empty=QT_TRANSLATE_NOOP(
        "Pages",
        "Lines to take stand here: objectives, points to make, responses, by meeting and topic.",
    ),
    action=QT_TRANSLATE_NOOP("Pages", "Add a line"),
    is_stacked=True,
)
_FIELDS: Final = (
    FieldSpec(
        name="meeting",
        title=QT_TRANSLATE_NOOP("Fields", "Meeting"),
        kind="choice",
        choices=meeting_choices,
    ),
    FieldSpec(
        name="topic",
        title=QT_TRANSLATE_NOOP("Fields", "Topic"),
        kind="choice",
        choices=topic_choices,
    ),
    FieldSpec(
        name="kind",
        title=QT_TRANSLATE_NOOP("Fields", "Kind"),
        kind="choice",
        choices=vocabulary(LineKind),
        required=True,
    ),
    FieldSpec(
        name="actor",
        title=QT_TRANSLATE_NOOP("Fields", "Said to"),
        kind="choice",
        choices=actor_choices,
    ),
    FieldSpec(
        name="variant",
        title=QT_TRANSLATE_NOOP("Fields", "Variant"),
        kind="choice",
        choices=vocabulary(Variant),
        required=True,
    ),
    FieldSpec(
        name="markdown",
        title=QT_TRANSLATE_NOOP("Fields", "Line"),
        kind="text",
        hint=QT_TRANSLATE_NOOP("Fields", "Markdown; [@source] cites a source"),
        required=True,
        lines=5,
    ),
)


def evidence_for(content: Content, line: Line) -> tuple[Group, ...]:
    """Return positions and quotes on a line's topic; of its actor alone where it is said to one.

    Args:
        content: The pack.
        line: The line.
    """
    gone = {row.supersedes for row in content.positions}
    positions = [
        LineItem(
            kind="position",
            id=row.id,
            title=content.get(Actor, row.actor).name,
            text=f"{row.stance.label}: {row.summary or ''}".rstrip(": "),
            note=row.condition or "",
        )
        for row in content.positions
        if row.topic == line.topic and row.id not in gone and line.actor in {None, row.actor}
    ]
    quotes = [
        LineItem(
            kind="quote",
            id=row.id,
            title=speaker_name(content, row),
            text=f"“{quote_words(content, row)}”",
            note=row.said or "",
        )
        for row in content.quotes
        if row.topic == line.topic and line.actor in {None, row.speaker, row.speaks_for}
    ]
    if line.topic is None:
        return ()
    tr = QCoreApplication.translate
    return (
        Group(title=tr("Lines", "Positions on this topic"), items=tuple(positions)),
        Group(title=tr("Lines", "Quotes on this topic"), items=tuple(quotes)),
    )


class LinesPage(ListPage[LineRow]):
    """The lines with an editor for the chosen one.

    Args:
        session: The open pack.
        parent: The stack of pages.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._line = RecordDetail(session, _FIELDS, "line", beside=True)
        super().__init__(session, _SETUP, self._line, parent)

    @override
    def show_detail(self, record_row: LineRow | None) -> None:
        if record_row is None:
            self._line.show_record(None, "")
            self._line.show_more()
            return
        where = " · ".join(filter(None, (record_row.meeting, record_row.topic)))
        self._line.show_record(record_row.line, where or record_row.line.kind.label)
        groups = evidence_for(self._session.content, record_row.line)
        self._line.show_more(*grouped(groups, self._session))

    @override
    def new_record(self) -> Record:
        content, chosen = self._session.content, self._view.current
        like = chosen.line if chosen is not None else None
        return Line(
            id=LineId(self._session.pack.new_id()),
            meeting=like.meeting if like else None,
            topic=like.topic if like else None,
            kind=LineKind.POINT,
            markdown=Markdown(QCoreApplication.translate("Pages", "New line")),
            order=max((row.order for row in content.lines), default=0) + 1,
        )
