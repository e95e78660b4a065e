"""The fields of topics and meetings: who holds what, who is there, what we say."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from briefing.domain.actors import Actor
from briefing.domain.agenda import AgendaItem, Attendee, Meeting, Topic
from briefing.domain.dates import sort_key
from briefing.domain.vocabularies import Disclosure, LineKind, ScopeKind, Stance
from briefing.template.bound import own
from briefing.template.contract import BLOCK, TEXT, many
from briefing.template.fields_actors import countries
from briefing.template.fields_briefs import BLOCK as LINE_BLOCK
from briefing.template.fields_briefs import (
    NOTE,
    SHEET,
    SPOKEN,
    agenda_of,
    blocks_of,
    lines_of,
    notes_of,
    other_blocks,
    sheets_of,
)
from briefing.template.fields_dates import moment_in_words
from briefing.template.fields_figures import stance_bar, stance_chart, topic_map
from briefing.template.fields_quotes import QUOTE
from briefing.template.fields_record import Entry, RecordKind
from briefing.template.fields_statements import LINE, POSITION, SECTION

if TYPE_CHECKING:
    from briefing.domain.prose import Section
    from briefing.domain.statements import Position
    from briefing.template.fields_walk import Walk
    from briefing.template.figures import StanceBar


def _positions(walk: Walk, topic: Topic) -> tuple[Position, ...]:
    holders = [row.id for row in countries(walk)]
    others = [row.id for row in walk.content.actors if row.id not in set(holders)]
    found = (walk.held.get((actor, topic.id)) for actor in (*holders, *others))
    return tuple(position for position in found if position is not None)


def bar_of(walk: Walk, topic: Topic) -> StanceBar:
    """Return who answers a topic's proposition in which way."""
    return stance_bar(walk, topic, _positions(walk, topic))


def _named(walk: Walk, position: Position) -> str:
    return walk.actor(position.actor)


def _by_stance(walk: Walk, topic: Topic, *stances: Stance) -> tuple[str, ...]:
    rows = _positions(walk, topic)
    return tuple(_named(walk, row) for row in rows if row.stance in stances)


def _conditional(walk: Walk, topic: Topic) -> tuple[str, ...]:
    return tuple(
        walk.words.say("{name} (if {condition})", name=_named(walk, row), condition=row.condition)
        if row.condition
        else _named(walk, row)
        for row in _positions(walk, topic)
        if row.stance is Stance.CONDITIONAL
    )


def _opposing(walk: Walk, topic: Topic) -> tuple[str, ...]:
    return tuple(
        walk.words.say("{name} (in part)", name=_named(walk, row))
        if row.stance is Stance.PARTLY_OPPOSE
        else _named(walk, row)
        for row in _positions(walk, topic)
        if row.stance in (Stance.OPPOSE, Stance.PARTLY_OPPOSE)
    )


_ASIDE: Final = {
    Stance.NEUTRAL: "neutral",
    Stance.SILENT: "avoids it",
    Stance.UNCLEAR: "unclear",
}


def _others(walk: Walk, topic: Topic) -> tuple[str, ...]:
    return tuple(
        f"{_named(walk, row)} ({walk.words.say(_ASIDE[row.stance])})"
        for row in _positions(walk, topic)
        if row.stance in _ASIDE
    )


def _scoped(walk: Walk, kind: ScopeKind, scope: str) -> tuple[Section, ...]:
    return tuple(
        row for row in walk.content.sections if row.scope.kind is kind and row.scope.id == scope
    )


def _lines_on(walk: Walk, topic: Topic) -> tuple[object, ...]:
    if not walk.options.lines:
        return ()
    return LINE.each(walk, [row for row in walk.content.lines if row.topic == topic.id])


TOPIC: Final = RecordKind[Topic](
    "topic",
    Entry("name", TEXT, "Its name", "Monitoring", own("name", lambda _, topic: topic.name)),
    Entry(
        "proposition", TEXT, "The sentence that support or oppose answers",
        "The summit should set up a mission.",
        own("proposition", lambda _, topic: topic.proposition or ""),
    ),
    Entry(
        "likelihood", TEXT, "Whether it will come up", "Certain to be raised",
        own("likelihood", lambda walk, topic: walk.words.label(topic.likelihood)),
    ),
    Entry(
        "positions", POSITION.many, "Who holds what", "",
        lambda walk, topic: POSITION.each(walk, _positions(walk, topic)),
    ),
    Entry(
        "support", many(TEXT), "Who supports it", "Denmark",
        lambda walk, topic: _by_stance(walk, topic, Stance.SUPPORT),
    ),
    Entry(
        "conditional", many(TEXT), "Who supports it if …", "Germany (if there is a mandate)",
        _conditional,
    ),
    Entry("oppose", many(TEXT), "Who opposes it, wholly or in part", "Italy", _opposing),
    Entry("others", many(TEXT), "Neutral, silent or unclear", "Türkiye (unclear)", _others),
    Entry(
        "stance_chart", BLOCK, "The same as one bar with words", "",
        lambda walk, topic: stance_chart(walk, [bar_of(walk, topic)]),
    ),
    Entry(
        "map", BLOCK, "The same on a map", "",
        lambda walk, topic: topic_map(walk, topic, _positions(walk, topic)),
    ),
    Entry("lines", LINE.many, "What we say on it", "", _lines_on),
    Entry(
        "sections", SECTION.many, "Prose about it", "",
        lambda walk, topic: SECTION.each(walk, _scoped(walk, ScopeKind.TOPIC, topic.id)),
    ),
    Entry(
        "quotes", QUOTE.many, "The quotes on it", "",
        lambda walk, topic: QUOTE.each(
            walk, [row for row in walk.content.quotes if row.topic == topic.id]
        ),
    ),
)  # fmt: skip


def _person(walk: Walk, row: Attendee) -> str:
    return walk.actor(row.person)


ATTENDEE: Final = RecordKind[Attendee](
    "attendee",
    Entry("name", TEXT, "Who is there", "Aino Salmi", _person),
    Entry("role", TEXT, "As what", "Head of delegation", lambda _, row: row.role or ""),
)

AGENDA: Final = RecordKind[AgendaItem](
    "agenda_item",
    Entry("topic", TEXT, "The topic", "Monitoring", lambda w, row: w.topic(row.topic)),
    Entry(
        "likelihood", TEXT, "Whether it will come up", "May be raised",
        own("likelihood", lambda walk, row: walk.words.label(row.likelihood)),
    ),
    Entry("blocks", LINE_BLOCK.many, "What is said on it, by what it is for", "", blocks_of),
)  # fmt: skip


def _with(walk: Walk, meeting: Meeting) -> str:
    return walk.words.say(", ").join(filter(None, map(walk.actor, meeting.with_)))


def _attendees(walk: Walk, meeting: Meeting) -> tuple[object, ...]:
    here = [row for row in meeting.attendees if walk.content.find(Actor, row.person)]
    return ATTENDEE.each(walk, here)


def _agenda(walk: Walk, meeting: Meeting) -> tuple[object, ...]:
    return AGENDA.each(walk, agenda_of(walk, meeting))


def _lines_at(walk: Walk, meeting: Meeting) -> tuple[object, ...]:
    if not walk.options.lines:
        return ()
    return LINE.each(walk, [row for row in walk.content.lines if row.meeting == meeting.id])


MEETING: Final = RecordKind[Meeting](
    "meeting",
    Entry(
        "title", TEXT, "Its title", "Plenary session",
        own("title", lambda _, meeting: meeting.title),
    ),
    Entry(
        "kind", TEXT, "What it is", "Plenary",
        own("kind", lambda w, meeting: w.words.label(meeting.kind)),
    ),
    Entry("with_whom", TEXT, "With whom", "Finland, Sweden", _with),
    Entry(
        "start", TEXT, "When it begins", "11 March 2027, 14:30 (UTC+1)",
        lambda walk, meeting: moment_in_words(meeting.start, walk.language),
    ),
    Entry(
        "place", TEXT, "Where", "Great Hall", own("place", lambda _, meeting: meeting.place or "")
    ),
    Entry(
        "objective", TEXT, "What for", "A date.",
        own("objective", lambda _, meeting: meeting.objective or ""),
    ),
    Entry("attendees", ATTENDEE.many, "Who is there", "", _attendees),
    Entry("agenda", AGENDA.many, "The topics", "", _agenda),
    Entry("lines", LINE.many, "What we say there", "", _lines_at),
    Entry(
        "objectives", SPOKEN.many, "What we want there", "",
        partial(lines_of, kind=LineKind.OBJECTIVE),
    ),
    Entry("points", SPOKEN.many, "Points to make", "", partial(lines_of, kind=LineKind.POINT)),
    Entry("point_sheets", SHEET.many, "The same, five at most together", "", sheets_of),
    Entry("press", SPOKEN.many, "Press lines", "", partial(lines_of, kind=LineKind.PRESS)),
    Entry("red_lines", SPOKEN.many, "Red lines", "", partial(lines_of, kind=LineKind.RED_LINE)),
    Entry("blocks", LINE_BLOCK.many, "What is said on no topic of its agenda", "", other_blocks),
    Entry(
        "free_notes", NOTE.many, "Background that may be used freely", "",
        partial(notes_of, use=Disclosure.FREE),
    ),
    Entry(
        "own_notes", NOTE.many, "Background that is our information only", "",
        partial(notes_of, use=Disclosure.BACKGROUND),
    ),
    Entry(
        "reserved_notes", NOTE.many, "What must not be disclosed, where the document has it", "",
        partial(notes_of, use=Disclosure.CLOSED),
    ),
    Entry(
        "sections", SECTION.many, "Prose about it", "",
        lambda walk, row: SECTION.each(walk, _scoped(walk, ScopeKind.MEETING, row.id)),
    ),
)  # fmt: skip


def meetings(walk: Walk) -> tuple[Meeting, ...]:
    """Return the meetings that are printed, in the order of time."""
    wanted = walk.options.meetings
    rows = [row for row in walk.content.meetings if not wanted or row.id in wanted]
    return tuple(sorted(rows, key=lambda row: sort_key(row.start)))
