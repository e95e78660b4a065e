"""The fields of a meeting's brief: what is said there, by topic, and what stands behind it.

Lines to be spoken have no notes; the sources that they rest on are a field of their own. What may
be used freely, what is our information only and what must not be disclosed are three lists.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from briefing.domain.actors import Actor
from briefing.domain.prose import Line
from briefing.domain.vocabularies import Disclosure, Likelihood, LineKind, ScopeKind, Variant
from briefing.template.bound import own
from briefing.template.cited_prose import CITATION
from briefing.template.contract import FLAG, NUMBER, RICH, TEXT
from briefing.template.fields_actors import positions_of, promises_of
from briefing.template.fields_quotes import quoted
from briefing.template.fields_record import Entry, LazyRecord, RecordKind
from briefing.template.fields_statements import passages_of, topic_of
from briefing.template.fields_walk import Walk, use_of
from briefing.template.values import Inline, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Set

    from briefing.domain.agenda import AgendaItem, Meeting
    from briefing.domain.ids import TopicId

MOST_SPOKEN: Final = 5
"""Lines to be spoken that stand on one page."""
_PREFERRED: Final = {
    Likelihood.CERTAIN: Variant.FULL,
    Likelihood.MAY: Variant.SHORT,
    Likelihood.UNLIKELY: Variant.DEFENSIVE,
}
_SPOKEN: Final = frozenset({LineKind.POINT, LineKind.IF_RAISED, LineKind.PRESS})
_BY_TOPIC: Final = (
    LineKind.OBJECTIVE,
    LineKind.POINT,
    LineKind.ARGUMENT,
    LineKind.TACTICAL,
    LineKind.THEIR_OBJECTIVE,
    LineKind.RESPONSE,
    LineKind.IF_RAISED,
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line to take with its number among those of its list."""

    number: int
    line: Line

    @property
    def disclosure(self) -> Disclosure:
        """How freely it may be used."""
        return self.line.disclosure


def _evidence(walk: Walk, row: Spoken) -> Inline:
    cited = [found[1] for found in CITATION.finditer(row.line.markdown)]
    return walk.citer.named((*(item.source for item in row.line.evidence), *cited))


SPOKEN: Final = RecordKind[Spoken](
    "spoken_line",
    Entry("number", NUMBER, "Its number in the list", "1", lambda _, row: row.number),
    Entry(
        "kind", TEXT, "What it is for", "Point to make",
        own("kind", lambda w, r: w.words.label(r.line.kind), lambda r: r.line),
    ),
    Entry("topic", TEXT, "On which topic", "Monitoring", lambda w, r: w.topic(r.line.topic)),
    Entry(
        "words", RICH, "What we say, in one paragraph and without notes", "We ask for a date.",
        lambda walk, row: walk.line(row.line, lambda _: None),
    ),
    Entry("evidence", RICH, "The sources it rests on, or nothing", "Letter, 5 March", _evidence),
    Entry("use", TEXT, "“Our information only”, or nothing", "Our information only", use_of),
)  # fmt: skip


def spoken(walk: Walk, lines: list[Line]) -> tuple[LazyRecord, ...]:
    """Return lines with their numbers."""
    return SPOKEN.each(walk, [Spoken(number, row) for number, row in enumerate(lines, 1)])


SHEET: Final = RecordKind[tuple[Spoken, ...]](
    "sheet",
    Entry("lines", SPOKEN.many, "Five lines at most", "", SPOKEN.each),
)

BLOCK: Final = RecordKind[tuple[LineKind, list[Line]]](
    "line_block",
    Entry("label", TEXT, "What they are for", "Argument", lambda w, row: w.words.label(row[0])),
    Entry("lines", SPOKEN.many, "The lines", "", lambda w, row: spoken(w, row[1])),
    Entry(
        "spoken",
        FLAG,
        "Whether they are to be spoken, not read",
        "true",
        lambda _, row: row[0] in _SPOKEN,
    ),
)


@dataclass(frozen=True, slots=True)
class Note:
    """One piece of background: whose it is, what it is about, and its words."""

    who: str
    about: Inline | str
    words: Inline
    disclosure: Disclosure


NOTE: Final = RecordKind[Note](
    "background_note",
    Entry("who", TEXT, "Whose it is, or nothing", "Finland", lambda _, row: row.who),
    Entry("about", TEXT, "What it is about, or nothing", "Monitoring", lambda _, row: row.about),
    Entry("words", RICH, "Its words with their footnote", "Wants a date.", lambda _, r: r.words),
    Entry("use", TEXT, "“Our information only”, or nothing", "Our information only", use_of),
)  # fmt: skip


# ------------------------------------------------------------------- lines of a meeting


def agenda_of(walk: Walk, meeting: Meeting) -> tuple[AgendaItem, ...]:
    """Return what is on a meeting's agenda, of the topics that are printed."""
    shown = {topic.id for topic in walk.topics}
    rows = walk.content.agenda
    return tuple(row for row in rows if row.meeting == meeting.id and row.topic in shown)


def _lines(walk: Walk, meeting: Meeting) -> list[Line]:
    """Return the lines of a meeting in the variant that the likelihood of their topic asks for."""
    if not walk.options.lines:
        return []
    wanted = walk.options.topics
    rows = [row for row in walk.content.lines if row.meeting == meeting.id]
    rows = [row for row in rows if not wanted or row.topic is None or row.topic in wanted]
    fitting = {
        row.topic: row.likelihood for row in walk.content.agenda if row.meeting == meeting.id
    }
    return [row for row in rows if not _has_better(row, rows, fitting)]


def _has_better(row: Line, rows: list[Line], fitting: Mapping[TopicId, Likelihood | None]) -> bool:
    likelihood = fitting.get(row.topic) if row.topic else None
    preferred = _PREFERRED[likelihood] if likelihood else Variant.FULL
    return row.variant is not preferred and any(
        (other.kind, other.topic, other.actor) == (row.kind, row.topic, row.actor)
        and other.variant is preferred
        for other in rows
    )


def lines_of(walk: Walk, meeting: Meeting, *, kind: LineKind) -> tuple[LazyRecord, ...]:
    """Return the lines of a kind, in the order of the agenda."""
    return spoken(walk, _ordered(walk, meeting, kind))


def _ordered(walk: Walk, meeting: Meeting, kind: LineKind) -> list[Line]:
    place = {row.topic: rank for rank, row in enumerate(agenda_of(walk, meeting))}
    rows = [row for row in _lines(walk, meeting) if row.kind is kind]
    return sorted(rows, key=lambda row: place.get(row.topic, len(place)) if row.topic else -1)


def sheets_of(walk: Walk, meeting: Meeting) -> tuple[LazyRecord, ...]:
    """Return the points to make, five at most together: what stands on one page."""
    rows = [
        Spoken(number, row) for number, row in enumerate(_ordered(walk, meeting, LineKind.POINT), 1)
    ]
    pages = [tuple(rows[at : at + MOST_SPOKEN]) for at in range(0, len(rows), MOST_SPOKEN)]
    return SHEET.each(walk, pages)


def blocks_of(walk: Walk, row: AgendaItem) -> tuple[LazyRecord, ...]:
    """Return what is said on one topic of an agenda, by what it is for."""
    meeting = next((found for found in walk.content.meetings if found.id == row.meeting), None)
    lines = [] if meeting is None else _lines(walk, meeting)
    return _blocks(walk, [found for found in lines if found.topic == row.topic])


def other_blocks(walk: Walk, meeting: Meeting) -> tuple[LazyRecord, ...]:
    """Return what is said on no topic of the agenda, by what it is for."""
    named = {row.topic for row in walk.content.agenda if row.meeting == meeting.id}
    return _blocks(walk, [row for row in _lines(walk, meeting) if row.topic not in named])


def _blocks(walk: Walk, lines: list[Line]) -> tuple[LazyRecord, ...]:
    found = [(kind, [row for row in lines if row.kind is kind]) for kind in _BY_TOPIC]
    return BLOCK.each(walk, [(kind, rows) for kind, rows in found if rows])


# ------------------------------------------------------------------------- background


def notes_of(walk: Walk, meeting: Meeting, *, use: Disclosure) -> tuple[LazyRecord, ...]:
    """Return the background of a meeting that may be used in one way.

    Args:
        walk: The surroundings.
        meeting: The meeting.
        use: How freely; what must not be disclosed is there only where the document has it.
    """
    if use is Disclosure.CLOSED:
        if walk.reserved is None:
            return ()
        inner = replace(walk, content=walk.reserved)
        return NOTE.each(inner, tuple(_reserved(inner, meeting)))
    return NOTE.each(walk, [row for row in _notes(walk, meeting) if row.disclosure is use])


def _notes(walk: Walk, meeting: Meeting) -> Iterator[Note]:
    topics = {row.topic for row in agenda_of(walk, meeting)}
    for section in walk.content.sections:
        if section.scope.kind is ScopeKind.MEETING and section.scope.id == meeting.id:
            words = walk.line(section, walk.citer.cite)
            about = walk.own(section, "heading", section.heading)
            yield Note("", about, words, section.disclosure)
    for row in _lines(walk, meeting):
        if row.kind in (LineKind.BACKGROUND, LineKind.JUDGEMENT):
            yield _of_line(walk, row)
    for actor in _actors(walk, meeting):
        for position in positions_of(walk, actor):
            if position.topic in topics:
                stance = walk.own(position, "stance", walk.words.label(position.stance))
                words = walk.citer.noted(position.summary or "", position.evidence)
                words = walk.own(position, "summary", words)
                inner = Inline((*stance.pieces, Text(". "), *words.pieces))
                yield Note(actor.name, walk.topic(position.topic), inner, position.disclosure)
        yield from _promised(walk, actor, topics)


def _promised(walk: Walk, actor: Actor, topics: Set[str]) -> Iterator[Note]:
    for promise in promises_of(walk, actor):
        if topic_of(walk, promise.commitment) in topics:
            entry = promise.entry(walk)
            when = f"{walk.words.say(', ')}{walk.date(entry.date)}" if entry else ""
            mark = f"{walk.words.mark(promise.mark(walk))}{when}. "
            words = walk.citer.noted(promise.commitment.text, passages_of(walk, promise))
            words = walk.own(promise.commitment, "text", words)
            inner = Inline((*Inline.of(mark).pieces, *words.pieces))
            about = walk.measure(promise.commitment.measure)
            yield Note(actor.name, about, inner, promise.disclosure)


def _reserved(walk: Walk, meeting: Meeting) -> Iterator[Note]:
    """Return what must not be disclosed: every kind of line counts, and quotes as well."""
    others = partial(replace, disclosure=Disclosure.CLOSED)
    yield from map(others, _notes(walk, meeting))
    for row in _lines(walk, meeting):
        if row.kind not in (LineKind.BACKGROUND, LineKind.JUDGEMENT):
            yield others(_of_line(walk, row))
    topics = {row.topic for row in agenda_of(walk, meeting)}
    here = {actor.id for actor in _actors(walk, meeting)}
    for quote in walk.content.quotes:
        if quote.topic in topics and here & {quote.speaker, quote.speaks_for}:
            who = walk.actor(quote.speaks_for) or walk.actor(quote.speaker)
            yield Note(who, walk.topic(quote.topic), quoted(walk, quote), Disclosure.CLOSED)


def _of_line(walk: Walk, row: Line) -> Note:
    words = walk.line(row, walk.citer.cite)
    cited = {found[1] for found in CITATION.finditer(row.markdown)}
    note = None if cited else walk.citer.of(row.evidence)
    inner = Inline((*words.pieces, note)) if note else words
    return Note("", walk.topic(row.topic), inner, row.disclosure)


def _actors(walk: Walk, meeting: Meeting) -> tuple[Actor, ...]:
    found = (walk.content.find(Actor, actor) for actor in meeting.with_)
    return tuple(actor for actor in found if actor is not None)
