"""Commitments with their parties, conditions and stages, and the reasons of empty cells."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from briefing.domain.base import EdtfDate, Evidence, Part, Record
from briefing.domain.ids import ActorId, AssessmentId, CommitmentId, MeasureId, SourceId, TopicId
from briefing.domain.vocabularies import (
    Basis,
    Binding,
    CellState,
    ConditionKind,
    Instrument,
    Joint,
    Polarity,
    Round,
    Stage,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Part):
    """An actor bound by a commitment, from when to when, with its reservation."""

    actor: ActorId
    from_: EdtfDate | None = None
    to: EdtfDate | None = None
    reservation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Part):
    """What a commitment depends on."""

    kind: ConditionKind
    text: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A sum of money in one currency (ISO 4217)."""

    value: Decimal
    currency: str
    on: EdtfDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageEntry(Part):
    """That a commitment reached a stage, when, and what that rests on."""

    stage: Stage
    date: EdtfDate | None = None
    basis: Basis | None = None
    note: str | None = None
    amount: Amount | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Record):
    """What one or more parties will do, or rule out."""

    id: CommitmentId
    parties: tuple[Party, ...]
    joint: Joint = Joint.EACH
    beneficiaries: tuple[ActorId, ...] = ()
    measure: MeasureId | None = None
    text: str
    polarity: Polarity = Polarity.UNDERTAKES
    binding: Binding | None = None
    instrument: Instrument | None = None
    conditions: tuple[Condition, ...] = ()
    topic: TopicId | None = None
    deadline: EdtfDate | None = None
    stages: tuple[StageEntry, ...] = ()
    lead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Record):
    """Why a cell has no commitment, or the score it was given."""

    id: AssessmentId
    actor: ActorId
    measure: MeasureId | None = None
    topic: TopicId | None = None
    round: Round = Round.FINAL
    state: CellState
    score: int | None = None
    as_of: EdtfDate | None = None
    searched: tuple[SourceId, ...] = ()
    reason: str | None = None
    evidence: tuple[Evidence, ...] = ()
