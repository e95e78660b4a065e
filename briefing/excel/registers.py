"""The registers behind the grid: for each kind of record a sheet, its columns as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from briefing.domain.commitments import Assessment, Commitment
from briefing.domain.ids import ActorId, AssessmentId, CommitmentId, PositionId, TopicId
from briefing.domain.markings import marking
from briefing.domain.marks import STANCES
from briefing.domain.sources import Source
from briefing.domain.statements import Position, Quote
from briefing.domain.vocabularies import (
    Basis,
    Binding,
    CellState,
    Confidence,
    Disclosure,
    Mode,
    Origin,
    Polarity,
    Round,
    SourceKind,
    Stage,
    Stance,
)
from briefing.excel.citations import cited, condition_in_words, grades, words_of
from briefing.excel.register import Field, Register
from briefing.excel.sheet import WIDEST
from briefing.excel.typed import assessed, parts, quoted, readers, stages
from briefing.excel.views import (
    View,
    amount,
    label,
    parties,
    passages,
    remarks_on,
    score,
    searched,
    speaker,
    stages_in_words,
    stance,
    standing,
    topic_of,
    translations,
    words,
)

if TYPE_CHECKING:
    from briefing.excel.typed.cell import Reader

_HISTORY: Final = "it is made of all stages of the commitment: add or change a stage in the window."
_PROOF: Final = (
    "it is made of the passages that the record rests on: add or remove passages in the window."
)
_OF_SOURCE: Final = "it belongs to the source: change it on the sheet Sources or in the window."
_STANDING: Final = "it follows from the dates of the positions: change those."
_MARKING: Final = "how a source is marked is decided in the window."
_REVISION: Final = "it tells the revision of the source, which nobody types."
_USE: Final[Reader[Any]] = readers.code("disclosure", Disclosure, required=True)


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
            of=lambda v: v.record.polarity.label,
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
            of=lambda v: label(v.record.binding),
            limit=16,
            choices=Binding,
            read=readers.code("binding", Binding),
        ),
        Field(
            title="Conditions",
            of=lambda v: "\n".join(map(condition_in_words, v.record.conditions)),
            limit=26,
            read=parts.conditions,
        ),
        Field(
            title="Deadline", of=lambda v: v.record.deadline, limit=16, read=readers.day("deadline")
        ),
        Field(
            title="Stage",
            of=lambda v: v.entry.stage.label if v.entry else "",
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
            of=lambda v: label(v.entry.basis) if v.entry else "",
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
        Field(title="Evidence", of=lambda v: words_of(passages(v)), limit=WIDEST, fixed=_PROOF),
        Field(title="Source", of=lambda v: cited(v.content, passages(v)), limit=40, fixed=_PROOF),
        Field(title="Grade", of=lambda v: grades(v.content, passages(v)), fixed=_OF_SOURCE),
        Field(
            title="Use",
            of=lambda v: v.record.disclosure.label,
            limit=16,
            choices=Disclosure,
            read=_USE,
        ),
        Field(title="Checked", of=View.checked, limit=16, read=readers.checked),
    ),
)

QUOTES: Final[Register[Quote]] = Register(
    kind="quote",
    record_type=Quote,
    unmade="A quote is words of a source: mark them there and press Q.",
    sheet="Quotes",
    table="Quotes",
    fields=(
        Field(title="Speaker", of=speaker, read=readers.actor("speaker")),
        Field(title="Words", of=words, limit=WIDEST, read=quoted.words),
        Field(
            title="For whom",
            of=lambda v: v.name(v.record.speaks_for),
            read=readers.actor("speaks_for"),
        ),
        Field(title="Role", of=lambda v: v.record.role, read=readers.text("role")),
        Field(
            title="Mode",
            of=lambda v: v.record.mode.label,
            choices=Mode,
            read=readers.code("mode", Mode, required=True),
        ),
        Field(
            title="Basis",
            of=lambda v: label(v.record.basis),
            limit=16,
            choices=Basis,
            read=readers.code("basis", Basis),
        ),
        Field(title="Said", of=lambda v: v.record.said, read=readers.day("said")),
        Field(title="Venue", of=lambda v: v.record.venue, read=readers.text("venue")),
        Field(
            title="Topic",
            of=lambda v: v.topic(v.record.topic),
            limit=18,
            read=readers.topic("topic"),
        ),
        Field(
            title="Source", of=lambda v: v.source(v.record.source).title, limit=32, fixed=_OF_SOURCE
        ),
        Field(
            title="Publisher",
            of=lambda v: v.source(v.record.source).publisher,
            limit=20,
            fixed=_OF_SOURCE,
        ),
        Field(
            title="Published", of=lambda v: v.source(v.record.source).published, fixed=_OF_SOURCE
        ),
        Field(title="Grade", of=lambda v: v.source(v.record.source).grade, fixed=_OF_SOURCE),
        Field(title="Key", of=lambda v: "Key" if v.record.key else "", read=readers.is_key),
        Field(title="Translation", of=translations, limit=50, read=parts.translations),
        Field(
            title="Use",
            of=lambda v: v.record.disclosure.label,
            limit=16,
            choices=Disclosure,
            read=_USE,
        ),
        Field(title="Checked", of=View.checked, limit=16, read=readers.checked),
    ),
)

POSITIONS: Final[Register[Position]] = Register(
    kind="position",
    record_type=Position,
    blank=Position(id=PositionId(""), actor=ActorId(""), topic=TopicId(""), stance=Stance.UNCLEAR),
    needed=("Actor", "Topic", "Stance"),
    sheet="Positions",
    table="Positions",
    fields=(
        Field(
            title="Actor",
            of=lambda v: v.name(v.record.actor),
            read=readers.actor("actor", required=True),
        ),
        Field(
            title="Topic",
            of=lambda v: v.topic(v.record.topic),
            read=readers.topic("topic", required=True),
        ),
        Field(title="Stance", of=stance, read=readers.marked("stance", STANCES)),
        Field(title="Standing", of=standing, fixed=_STANDING),
        Field(
            title="Summary", of=lambda v: v.record.summary, limit=44, read=readers.text("summary")
        ),
        Field(
            title="Condition",
            of=lambda v: v.record.condition,
            limit=26,
            read=readers.text("condition"),
        ),
        Field(title="Since", of=lambda v: v.record.since, read=readers.day("since")),
        Field(title="Until", of=lambda v: v.record.until, read=readers.day("until")),
        Field(
            title="Expressed by",
            of=lambda v: v.name(v.record.expressed_by),
            read=readers.actor("expressed_by"),
        ),
        Field(
            title="Towards",
            of=lambda v: "; ".join(map(v.name, v.record.towards)),
            read=readers.actors("towards"),
        ),
        Field(
            title="Basis",
            of=lambda v: label(v.record.basis),
            limit=16,
            choices=Basis,
            read=readers.code("basis", Basis),
        ),
        Field(
            title="Confidence",
            of=lambda v: label(v.record.confidence),
            choices=Confidence,
            read=readers.code("confidence", Confidence),
        ),
        Field(
            title="Evidence", of=lambda v: words_of(v.record.evidence), limit=WIDEST, fixed=_PROOF
        ),
        Field(
            title="Source", of=lambda v: cited(v.content, v.record.evidence), limit=40, fixed=_PROOF
        ),
        Field(title="Grade", of=lambda v: grades(v.content, v.record.evidence), fixed=_OF_SOURCE),
        Field(
            title="Use",
            of=lambda v: v.record.disclosure.label,
            limit=16,
            choices=Disclosure,
            read=_USE,
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
            title="State", of=lambda v: v.record.state.label, choices=CellState, read=assessed.state
        ),
        Field(title="Score", of=score, read=assessed.score),
        Field(
            title="Round",
            of=lambda v: v.record.round.label,
            read=readers.code("round", Round, required=True),
        ),
        Field(title="As of", of=lambda v: v.record.as_of, read=readers.day("as_of")),
        Field(title="Reason", of=lambda v: v.record.reason, limit=50, read=readers.text("reason")),
        Field(title="Searched", of=searched, limit=50, fixed=_PROOF),
        Field(
            title="Evidence", of=lambda v: words_of(v.record.evidence), limit=WIDEST, fixed=_PROOF
        ),
        Field(
            title="Source", of=lambda v: cited(v.content, v.record.evidence), limit=40, fixed=_PROOF
        ),
    ),
)

SOURCES: Final[Register[Source]] = Register(
    kind="source",
    record_type=Source,
    unmade="A source comes with its text: import it in the window.",
    sheet="Sources",
    table="Sources",
    fields=(
        Field(
            title="Title",
            of=lambda v: v.record.title,
            limit=46,
            read=readers.text("title", required=True),
        ),
        Field(title="Publisher", of=lambda v: v.record.publisher, read=readers.text("publisher")),
        Field(title="Author", of=lambda v: v.record.author, read=readers.text("author")),
        Field(
            title="Published",
            of=lambda v: v.record.published,
            limit=26,
            read=readers.moment("published"),
        ),
        Field(
            title="Kind",
            of=lambda v: v.record.kind.label,
            read=readers.code("kind", SourceKind, required=True),
        ),
        Field(
            title="Origin",
            of=lambda v: v.record.origin.label,
            read=readers.code("origin", Origin, required=True),
        ),
        Field(title="Grade", of=lambda v: v.record.grade, read=readers.grade),
        Field(
            title="Address",
            of=lambda v: v.record.url,
            limit=40,
            is_web_address=True,
            read=readers.text("url"),
        ),
        Field(title="Marking", of=lambda v: marking(v.record.handling), fixed=_MARKING),
        Field(title="Language", of=lambda v: v.record.language, read=readers.text("language")),
        Field(title="Note", of=remarks_on, limit=30, fixed=_REVISION),
    ),
)

REGISTERS: Final[tuple[Register[Any], ...]] = (COMMITMENTS, QUOTES, POSITIONS, ASSESSMENTS, SOURCES)
