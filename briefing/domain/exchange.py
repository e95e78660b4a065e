"""Releases, remarks, proposals and editions: what goes back and forth with others."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.domain.base import Digest, EdtfDate, FreeForm, LongText, Moment, Part, Record
from briefing.domain.ids import EditionId, ProposalId, ReleaseId, RemarkId
from briefing.domain.vocabularies import Disclosure, ProposalState, RemarkState


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldReference:
    """A field of a record, named from outside it."""

    kind: str
    id: str
    field: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark(Record):
    """A comment on a record, open or done."""

    id: RemarkId
    record: FieldReference
    text: str
    author: str | None = None
    on: Moment | None = None
    state: RemarkState = RemarkState.OPEN
    answer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Release(Record):
    """Somebody's word, by name, that a record may be used more freely than what it rests on."""

    id: ReleaseId
    record: FieldReference
    use: Disclosure
    released_by: str
    on: EdtfDate
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Record):
    """A change from outside that waits in the inbox.

    Attributes:
        place: Where it stands in what was received, such as `Register!F7`.
        reason: Why it was refused when it was received.
    """

    id: ProposalId
    kind: str
    record: str | None = None
    field: str | None = None
    before: FreeForm | None = None
    after: FreeForm | None = None
    origin: str
    place: str | None = None
    reason: str | None = None
    state: ProposalState = ProposalState.WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateUsed:
    """Which template an edition was rendered with."""

    id: str
    version: str
    sha256: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Output(Part):
    """A file that an edition consists of."""

    name: str
    sha256: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionUsed(Part):
    """An option that was chosen for the files of an edition, so that they can be made again."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition(Record):
    """A numbered issue: frozen content, template version, options and hashes."""

    id: EditionId
    number: int
    addendum: int = 0
    issued: Moment
    template: TemplateUsed | None = None
    content: LongText
    content_sha256: Digest
    outputs: tuple[Output, ...] = ()
    options: tuple[OptionUsed, ...] = ()


def label(edition: Edition) -> str:
    """Return how an edition is called: `3`, and `3.1` for its first addendum."""
    return f"{edition.number}.{edition.addendum}" if edition.addendum else str(edition.number)
