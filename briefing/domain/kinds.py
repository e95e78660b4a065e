"""The kinds of record, in the order in which they depend on each other and are dumped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefing.domain.actors import Actor
from briefing.domain.agenda import AgendaItem, Matrix, Measure, Meeting, Topic
from briefing.domain.base import Record
from briefing.domain.commitments import Assessment, Commitment
from briefing.domain.exchange import Edition, Proposal, Release, Remark
from briefing.domain.ids import (
    ActorId,
    AgendaId,
    AssessmentId,
    CommitmentId,
    EditionId,
    FactId,
    LineId,
    MatrixId,
    MeasureId,
    MeetingId,
    PositionId,
    ProposalId,
    QuoteId,
    ReleaseId,
    RemarkId,
    SectionId,
    SourceId,
    TopicId,
)
from briefing.domain.prose import Fact, Line, Section
from briefing.domain.sources import Source
from briefing.domain.statements import Position, Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of record.

    Attributes:
        name: Its plural: the JSON key, the field of `Content`, the word of `briefing list`.
        singular: Its table, and the kind by which a record is named from outside.
        record_type: The class of its records.
        id_type: The type of its ids, by which fields refer to it.
    """

    name: str
    singular: str
    record_type: type[Record]
    id_type: Any


KINDS = (
    Kind(name="sources", singular="source", record_type=Source, id_type=SourceId),
    Kind(name="actors", singular="actor", record_type=Actor, id_type=ActorId),
    Kind(name="topics", singular="topic", record_type=Topic, id_type=TopicId),
    Kind(name="meetings", singular="meeting", record_type=Meeting, id_type=MeetingId),
    Kind(name="agenda", singular="agenda", record_type=AgendaItem, id_type=AgendaId),
    Kind(name="measures", singular="measure", record_type=Measure, id_type=MeasureId),
    Kind(name="matrices", singular="matrix", record_type=Matrix, id_type=MatrixId),
    Kind(name="positions", singular="position", record_type=Position, id_type=PositionId),
    Kind(name="quotes", singular="quote", record_type=Quote, id_type=QuoteId),
    Kind(name="commitments", singular="commitment", record_type=Commitment, id_type=CommitmentId),
    Kind(name="assessments", singular="assessment", record_type=Assessment, id_type=AssessmentId),
    Kind(name="facts", singular="fact", record_type=Fact, id_type=FactId),
    Kind(name="sections", singular="section", record_type=Section, id_type=SectionId),
    Kind(name="lines", singular="line", record_type=Line, id_type=LineId),
    Kind(name="releases", singular="release", record_type=Release, id_type=ReleaseId),
    Kind(name="remarks", singular="remark", record_type=Remark, id_type=RemarkId),
    Kind(name="proposals", singular="proposal", record_type=Proposal, id_type=ProposalId),
    Kind(name="editions", singular="edition", record_type=Edition, id_type=EditionId),
)

BY_NAME = {kind.name: kind for kind in KINDS}
BY_SINGULAR = {kind.singular: kind for kind in KINDS}
BY_TYPE = {kind.record_type: kind for kind in KINDS}
BY_ID_TYPE = {kind.id_type: kind for kind in KINDS}
