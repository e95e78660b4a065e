"""How a record is called in one line, in lists, messages and the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.domain.actors import Actor
from briefing.domain.agenda import AgendaItem, Matrix, Measure, Meeting, Topic
from briefing.domain.commitments import Assessment, Commitment
from briefing.domain.exchange import Edition, Proposal, Release, Remark, label
from briefing.domain.prose import Fact, Line, Section
from briefing.domain.sources import Source
from briefing.domain.statements import Position, Quote
from briefing.domain.wording import printed

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.domain.base import Record
    from briefing.domain.content import Content


def headline(content: Content, record: Record) -> str:
    """Return what a record is called in one line."""
    return _HEADLINES[type(record)](content, record)


def quote_words(content: Content, quote: Quote) -> str:
    """Return a quote's words as printed, without quotation marks."""
    return printed(quote, content.get(Source, quote.source).text)


def speaker_name(content: Content, quote: Quote) -> str:
    """Return who said it: the speaker, else as the source names them, else whom they speak for."""
    actor = content.find(Actor, quote.speaker)
    if actor is not None:
        return actor.name
    if quote.speaker_as_named is not None:
        return quote.speaker_as_named.of(content.get(Source, quote.source).text)
    return content.name_of(Actor, quote.speaks_for)


def _quote(content: Content, row: Quote) -> str:
    speaker = speaker_name(content, row)
    return f"{speaker}: “{quote_words(content, row)}”" if speaker else quote_words(content, row)


def _position(content: Content, row: Position) -> str:
    who, topic = content.name_of(Actor, row.actor), content.name_of(Topic, row.topic)
    stance = f"{who}: {row.stance.label} – {topic}"
    return f"{stance}: {row.summary}" if row.summary else stance


def _commitment(content: Content, row: Commitment) -> str:
    parties = ", ".join(content.name_of(Actor, party.actor) for party in row.parties)
    return f"{parties}: {row.polarity.label} – {row.text}"


def _assessment(content: Content, row: Assessment) -> str:
    about = content.name_of(Measure, row.measure) or content.name_of(Topic, row.topic)
    return f"{content.name_of(Actor, row.actor)}: {row.state.label} – {about}"


def _agenda(content: Content, row: AgendaItem) -> str:
    return f"{content.get(Meeting, row.meeting).title}: {content.name_of(Topic, row.topic)}"


_HEADLINES: dict[type[Any], Callable[[Content, Any], str]] = {
    Source: lambda _, row: row.title,
    Actor: lambda _, row: row.name,
    Topic: lambda _, row: row.name,
    Meeting: lambda _, row: row.title,
    AgendaItem: _agenda,
    Measure: lambda _, row: row.name,
    Matrix: lambda _, row: row.title,
    Position: _position,
    Quote: _quote,
    Commitment: _commitment,
    Assessment: _assessment,
    Fact: lambda content, row: f"{content.name_of(Actor, row.actor)}: {row.label} – {row.value}",
    Section: lambda _, row: row.heading,
    Line: lambda _, row: f"{row.kind.label}: {row.markdown}",
    Release: lambda _, row: f"{row.use.label}, released by {row.released_by}",
    Remark: lambda _, row: row.text,
    Proposal: lambda _, row: f"{row.kind} {row.record or ''} {row.field or ''} ({row.origin})",
    Edition: lambda _, row: f"Edition {label(row)} of {row.issued[:10]}",
}
