"""Facts, sections and lines to take."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.domain.base import EdtfDate, Evidence, Markdown, Record
from briefing.domain.ids import ActorId, FactId, LineId, MeetingId, SectionId, TopicId
from briefing.domain.vocabularies import LineKind, ScopeKind, Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Record):
    """A dated, sourced value of an actor."""

    id: FactId
    actor: ActorId
    label: str
    value: str
    as_of: EdtfDate | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a section is about; the pack itself has no id here."""

    kind: ScopeKind
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Record):
    """A piece of prose for the pack, a meeting, a topic or an actor."""

    id: SectionId
    scope: Scope
    heading: str
    markdown: Markdown


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Record):
    """A line to take: what we say, to whom, on which topic."""

    id: LineId
    meeting: MeetingId | None = None
    topic: TopicId | None = None
    actor: ActorId | None = None
    kind: LineKind
    variant: Variant = Variant.FULL
    markdown: Markdown
    evidence: tuple[Evidence, ...] = ()
