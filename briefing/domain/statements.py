"""Positions and quotes: what an actor holds, and somebody's words."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.domain.base import EdtfDate, Evidence, Part, RangePart, Record, SpanPart
from briefing.domain.ids import ActorId, PositionId, QuoteId, SourceId, TopicId
from briefing.domain.spans import Range
from briefing.domain.vocabularies import Basis, Confidence, Match, Mode, Stance, Translator


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Record):
    """What one actor holds on one topic; a new one supersedes, nothing is overwritten."""

    id: PositionId
    actor: ActorId
    topic: TopicId
    stance: Stance
    summary: str | None = None
    condition: str | None = None
    since: EdtfDate | None = None
    until: EdtfDate | None = None
    expressed_by: ActorId | None = None
    basis: Basis | None = None
    towards: tuple[ActorId, ...] = ()
    confidence: Confidence | None = None
    supersedes: PositionId | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece(SpanPart):
    """One unbroken run of a quote's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordEdit(RangePart):
    """A marked change to a quote's words: an ellipsis or words in square brackets."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy(RangePart):
    """The same words in another source; a copy never corroborates."""

    source: SourceId
    match: Match = Match.EXACT


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation(Part):
    """A quote's words in another language."""

    language: str
    text: str
    by: Translator
    checked_by: str | None = None
    source: SourceId | None = None
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Record):
    """Somebody's words in one or more pieces; the words are those of its source."""

    id: QuoteId
    source: SourceId
    pieces: tuple[Piece, ...]
    edits: tuple[WordEdit, ...] = ()
    text: str | None = None
    also_in: tuple[Copy, ...] = ()
    speaker: ActorId | None = None
    speaker_as_named: Range | None = None
    speaks_for: ActorId | None = None
    role: str | None = None
    mode: Mode = Mode.DIRECT
    basis: Basis | None = None
    said: EdtfDate | None = None
    venue: str | None = None
    language: str | None = None
    translations: tuple[Translation, ...] = ()
    topic: TopicId | None = None
    key: bool = False
