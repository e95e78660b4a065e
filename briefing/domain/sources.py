"""Sources: something published, one revision each, with immutable bytes and text."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.domain.base import Digest, EdtfDate, Handling, LongText, Moment, RangePart, Record
from briefing.domain.ids import SourceId
from briefing.domain.vocabularies import Credibility, Origin, Reliability, SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """That a source no longer stands."""

    on: EdtfDate
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside(RangePart):
    """A stretch of a source that is not its text: menus, captions, related links."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcribed:
    """Who wrote down what was heard, and who compared it."""

    by: str
    compared_by: str | None = None
    on: EdtfDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The bytes as they came; the pack keeps them under their SHA-256."""

    name: str
    media_type: str
    sha256: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """Something published: one revision of it, with immutable bytes and text."""

    id: SourceId
    title: str
    publisher: str | None = None
    author: str | None = None
    published: Moment | None = None
    retrieved: Moment | None = None
    url: str | None = None
    kind: SourceKind = SourceKind.ARTICLE
    origin: Origin = Origin.SECONDARY
    derived_from: SourceId | None = None
    language: str | None = None
    reliability: Reliability = Reliability.F
    credibility: Credibility = Credibility.UNKNOWN
    handling: Handling | None = None
    public_label: str | None = None
    withdrawn: Withdrawn | None = None
    text: LongText
    set_aside: tuple[SetAside, ...] = ()
    revision: int = 1
    replaces: SourceId | None = None
    transcribed: Transcribed | None = None
    original: Original | None = None

    @property
    def grade(self) -> str:
        """Return the Admiralty grade, such as `B2`."""
        return f"{self.reliability}{self.credibility}"
