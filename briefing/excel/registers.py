"""The registers behind the grid: what actors do and how it was assessed, its columns as data."""

from __future__ import annotations

from typing import Any, Final

from briefing.domain.commitments import Assessment, Commitment
from briefing.domain.ids import ActorId, AssessmentId, CommitmentId
from briefing.domain.vocabularies import (
    Basis,
    Binding,
    CellState,
    Disclosure,
    Instrument,
    Polarity,
    Round,
    Stage,
)
from briefing.excel.citations import cited, grades, words_of
from briefing.excel.register import Field, Register
from briefing.excel.shared_columns import OF_SOURCE, PROOF, USE
from briefing.excel.sheet import WIDEST
from briefing.excel.statement_registers import POSITIONS, QUOTES, SOURCES
from briefing.excel.typed import assessed, parts, readers, stages
from briefing.excel.views import (
    View,
    amount,
    conditions,
    parties,
    passages,
    score,
    searched,
    stages_in_words,
    topic_of,
)

_HISTORY: Final = "it is made of all stages of the commitment: add or change a stage in the window."

COMMITMENTS: Final[Register[Commitment]] = Register(
    kind="commitment",
    record_type=Commitment,
    blank=Commitment(id=CommitmentId(""), parties=(), text=""),
    needed=("Parties", "Commitment"),
    sheet="Register",
    table="Commitments",
    fields=(
        Field(title="Parties", of=parties, limit=26, read=parts.parties),
        Field(
            title="Action",
            of=lambda v: v.measure(v.record.measure),
            limit=26,
            read=readers.measure("measure"),
        ),
        Field(title="Topic", of=topic_of, limit=18, read=readers.topic("topic")),
        Field(
            title="Will do or rules out",
            of=lambda v: v.label(v.record.polarity),
            choices=Polarity,
            read=readers.code("polarity", Polarity, required=True),
        ),
        Field(
            title="Commitment",
            of=lambda v: v.record.text,
            limit=44,
            read=readers.text("text", required=True),
        ),
        Field(
            title="Binding",
            of=lambda v: v.label(v.record.binding),
            limit=16,
            choices=Binding,
            read=readers.code("binding", Binding),
        ),
        Field(
            title="Conditions",
            of=conditions,
            limit=26,
            read=parts.conditions,
        ),
        Field(
            title="Deadline", of=lambda v: v.record.deadline, limit=16, read=readers.day("deadline")
        ),
        Field(
            title="Stage",
            of=lambda v: v.label(v.entry.stage) if v.entry else "",
            choices=Stage,
            read=stages.stage,
        ),
        Field(
            title="Stage date",
            of=lambda v: v.entry.date if v.entry else "",
            limit=16,
            read=stages.stage_date,
        ),
        Field(
            title="Basis",
            of=lambda v: v.label(v.entry.basis) if v.entry else "",
            limit=16,
            choices=Basis,
            read=stages.basis,
        ),
        Field(
            title="Amount",
            of=lambda v: found[0] if (found := amount(v)) else None,
            read=stages.amount,
        ),
        Field(
            title="Currency",
            of=lambda v: found[1] if (found := amount(v)) else "",
            read=stages.currency,
        ),
        Field(title="History", of=stages_in_words, limit=34, fixed=_HISTORY),
        Field(
            title="Evidence",
            of=lambda v: words_of(v.content, passages(v)),
            limit=WIDEST,
            fixed=PROOF,
        ),
        Field(
            title="Source",
            of=lambda v: cited(v.content, passages(v), v.words),
            limit=40,
            fixed=PROOF,
        ),
        Field(title="Grade", of=lambda v: grades(v.content, passages(v)), fixed=OF_SOURCE),
        Field(
            title="Beneficiaries",
            of=lambda v: "; ".join(map(v.name, v.record.beneficiaries)),
            limit=26,
            read=readers.actors("beneficiaries"),
        ),
        Field(
            title="Means or result",
            of=lambda v: v.label(v.record.instrument),
            limit=16,
            choices=Instrument,
            read=readers.code("instrument", Instrument),
        ),
        Field(
            title="Use",
            of=lambda v: v.label(v.record.disclosure),
            limit=16,
            choices=Disclosure,
            read=USE,
        ),
        Field(title="Checked", of=View.checked, limit=16, read=readers.checked),
    ),
)


ASSESSMENTS: Final[Register[Assessment]] = Register(
    kind="assessment",
    record_type=Assessment,
    blank=Assessment(id=AssessmentId(""), actor=ActorId(""), state=CellState.NOT_ASSESSED),
    needed=("Actor", "Action or topic", "State"),
    sheet="Assessments",
    table="Assessments",
    fields=(
        Field(
            title="Actor",
            of=lambda v: v.name(v.record.actor),
            read=readers.actor("actor", required=True),
        ),
        Field(
            title="Action or topic",
            of=lambda v: v.measure(v.record.measure) or v.topic(v.record.topic),
            limit=32,
            read=readers.measure_or_topic,
        ),
        Field(
            title="State",
            of=lambda v: v.label(v.record.state),
            choices=CellState,
            read=assessed.state,
        ),
        Field(title="Score", of=score, read=assessed.score),
        Field(
            title="Round",
            of=lambda v: v.label(v.record.round),
            read=readers.code("round", Round, required=True),
        ),
        Field(title="As of", of=lambda v: v.record.as_of, read=readers.day("as_of")),
        Field(title="Reason", of=lambda v: v.record.reason, limit=50, read=readers.text("reason")),
        Field(title="Searched", of=searched, limit=50, fixed=PROOF),
        Field(
            title="Evidence",
            of=lambda v: words_of(v.content, v.record.evidence),
            limit=WIDEST,
            fixed=PROOF,
        ),
        Field(
            title="Source",
            of=lambda v: cited(v.content, v.record.evidence, v.words),
            limit=40,
            fixed=PROOF,
        ),
    ),
)


REGISTERS: Final[tuple[Register[Any], ...]] = (COMMITMENTS, QUOTES, POSITIONS, ASSESSMENTS, SOURCES)
