"""The topics: name, proposition, likelihood, and who stands where on each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from briefing.domain.actors import Actor
from briefing.domain.agenda import Topic
from briefing.domain.ids import TopicId
from briefing.domain.vocabularies import Likelihood, Stance
from briefing.gui.fields import FieldSpec, vocabulary
from briefing.gui.pages.choices import topic_choices
from briefing.gui.pages.list_page import ListPage, ListSetup
from briefing.gui.pages.record_detail import RecordDetail
from briefing.gui.pages.record_lines import Group, LineItem, grouped
from briefing.gui.parts import label
from briefing.gui.tables import RIGHT, Column
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from briefing.domain.base import Record
    from briefing.domain.content import Content
    from briefing.domain.statements import Position
    from briefing.gui.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRow:
    """A topic with how much the pack holds about it."""

    topic: Topic
    positions: int
    quotes: int
    lines: int


def topic_rows(content: Content) -> tuple[TopicRow, ...]:
    """Return the topics with their counts, in the order of the pack."""
    positions = Counter(row.topic for row in content.positions)
    quotes = Counter(row.topic for row in content.quotes)
    lines = Counter(row.topic for row in content.lines)
    return tuple(
        TopicRow(
            topic=topic,
            positions=positions[topic.id],
            quotes=quotes[topic.id],
            lines=lines[topic.id],
        )
        for topic in content.topics
    )


_COLUMNS: Final[tuple[Column[TopicRow], ...]] = (
    Column(title=QT_TRANSLATE_NOOP("Columns", "Topic"), value=lambda row: row.topic.name, width=0),
    *(
        Column(
            title=title,
            value=lambda row, name=name: str(getattr(row, name) or "–"),  # type: ignore[misc]  # mypy cannot infer a lambda with a default
            sort=lambda row, name=name: getattr(row, name),  # type: ignore[misc]  # mypy cannot infer a lambda with a default
            width=72,
            alignment=RIGHT,
        )
        for name, title in (
            ("positions", QT_TRANSLATE_NOOP("Columns", "Positions")),
            ("quotes", QT_TRANSLATE_NOOP("Columns", "Quotes")),
            ("lines", QT_TRANSLATE_NOOP("Columns", "Lines")),
        )
    ),
)
_SETUP: Final[ListSetup[TopicRow]] = ListSetup(
    name=QT_TRANSLATE_NOOP("Pages", "Topics"),
    kind="topic",
    columns=_COLUMNS,
    rows=topic_rows,
    key=lambda row: row.topic.id,
    empty=QT_TRANSLATE_NOOP(
        "Pages",
        "What is on the agenda stands here: each topic with its proposition, the sentence that "
        "support or oppose answers.",
    ),
    action=QT_TRANSLATE_NOOP("Pages", "Add a topic"),
)
_FIELDS: Final = (
    FieldSpec(name="name", title=QT_TRANSLATE_NOOP("Fields", "Name"), required=True),
    FieldSpec(
        name="proposition",
        title=QT_TRANSLATE_NOOP("Fields", "Proposition"),
        kind="text",
        hint=QT_TRANSLATE_NOOP("Fields", "The sentence that support or oppose answers"),
        lines=3,
    ),
    FieldSpec(
        name="likelihood",
        title=QT_TRANSLATE_NOOP("Fields", "Will it come up?"),
        kind="choice",
        choices=vocabulary(Likelihood),
    ),
    FieldSpec(
        name="parent",
        title=QT_TRANSLATE_NOOP("Fields", "Part of"),
        kind="choice",
        choices=topic_choices,
    ),
)


def stances(content: Content, topic: Topic) -> tuple[Group, ...]:
    """Return who stands where on a topic, a group for each stance."""
    gone = {position.supersedes for position in content.positions}
    rows: dict[Stance, list[LineItem]] = {}
    for position in content.positions:
        if position.topic == topic.id and position.id not in gone:
            rows.setdefault(position.stance, []).append(_line(content, position))
    return tuple(
        Group(title=stance.label, items=tuple(rows[stance])) for stance in Stance if stance in rows
    )


def _line(content: Content, position: Position) -> LineItem:
    return LineItem(
        kind="position",
        id=position.id,
        title=content.get(Actor, position.actor).name,
        text=position.summary or "",
        note=" · ".join(filter(None, (position.condition, position.since))),
    )


class TopicsPage(ListPage[TopicRow]):
    """The topics with a form for the chosen one.

    Args:
        session: The open pack.
        parent: The stack of pages.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._topic = RecordDetail(session, _FIELDS, "topic")
        super().__init__(session, _SETUP, self._topic, parent)

    @override
    def show_detail(self, record_row: TopicRow | None) -> None:
        topic = record_row.topic if record_row is not None else None
        self._topic.show_record(topic, topic.name if topic is not None else "")
        if topic is None:
            self._topic.show_more()
            return
        parts = grouped(stances(self._session.content, topic), self._session)
        nobody = label(self.tr("No position yet. Select words in a source and press P."), "muted")
        self._topic.show_more(*(parts or (nobody,)))

    @override
    def new_record(self) -> Record:
        name = QCoreApplication.translate("Pages", "New topic")
        order = max((topic.order for topic in self._session.content.topics), default=0) + 1
        return Topic(id=TopicId(self._session.pack.new_id()), name=name, order=order)
