"""The registers behind the grid: for each kind of record a sheet, its columns as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from briefing.domain.base import Record
from briefing.domain.markings import marking
from briefing.domain.vocabularies import (
    Basis,
    Binding,
    CellState,
    Confidence,
    Disclosure,
    Instrument,
    Mode,
    Polarity,
    Stage,
    Vocabulary,
)
from briefing.excel.citations import cited, grades, words_of
from briefing.excel.sheet import WIDEST
from briefing.excel.views import (
    View,
    amount,
    conditions,
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
    from briefing.domain.commitments import Assessment, Commitment
    from briefing.domain.sources import Source
    from briefing.domain.statements import Position, Quote

R = TypeVar("R", bound=Record)
Value = str | Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Generic[R]):
    """One column of a register.

    Attributes:
        title: Its heading.
        of: What stands in it.
        limit: How wide it may become, in digits.
        choices: The vocabulary from which it is chosen.
        is_web_address: Whether it may become a link.
    """

    title: str
    of: Callable[[View[R]], Value]
    limit: float = 24
    choices: type[Vocabulary] | None = None
    is_web_address: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Register(Generic[R]):
    """A kind of record with its sheet, its table and its columns."""

    sheet: str
    table: str
    fields: tuple[Field[R], ...]


COMMITMENTS: Final[Register[Commitment]] = Register(
    sheet="Register",
    table="Commitments",
    fields=(
        Field(title="Parties", of=parties, limit=26),
        Field(title="Action", of=lambda v: v.measure(v.record.measure), limit=26),
        Field(title="Topic", of=topic_of, limit=18),
        Field(
            title="Will do or rules out", of=lambda v: v.label(v.record.polarity), choices=Polarity
        ),
        Field(title="Commitment", of=lambda v: v.record.text, limit=44),
        Field(title="Binding", of=lambda v: v.label(v.record.binding), limit=16, choices=Binding),
        Field(
            title="Conditions",
            of=conditions,
            limit=26,
        ),
        Field(title="Deadline", of=lambda v: v.record.deadline, limit=16),
        Field(
            title="Stage",
            of=lambda v: v.label(v.entry.stage) if v.entry else "",
            choices=Stage,
        ),
        Field(title="Stage date", of=lambda v: v.entry.date if v.entry else "", limit=16),
        Field(
            title="Basis",
            of=lambda v: v.label(v.entry.basis) if v.entry else "",
            limit=16,
            choices=Basis,
        ),
        Field(title="Amount", of=lambda v: found[0] if (found := amount(v)) else None),
        Field(title="Currency", of=lambda v: found[1] if (found := amount(v)) else ""),
        Field(title="History", of=stages_in_words, limit=34),
        Field(title="Evidence", of=lambda v: words_of(passages(v)), limit=WIDEST),
        Field(title="Source", of=lambda v: cited(v.content, passages(v), v.words), limit=40),
        Field(title="Grade", of=lambda v: grades(v.content, passages(v))),
        Field(
            title="Beneficiaries",
            of=lambda v: "; ".join(map(v.name, v.record.beneficiaries)),
            limit=26,
        ),
        Field(
            title="Means or result",
            of=lambda v: v.label(v.record.instrument),
            limit=16,
            choices=Instrument,
        ),
        Field(title="Use", of=lambda v: v.label(v.record.disclosure), limit=16, choices=Disclosure),
        Field(title="Checked", of=View.checked, limit=16),
    ),
)

QUOTES: Final[Register[Quote]] = Register(
    sheet="Quotes",
    table="Quotes",
    fields=(
        Field(title="Speaker", of=speaker),
        Field(title="Words", of=words, limit=WIDEST),
        Field(title="For whom", of=lambda v: v.name(v.record.speaks_for)),
        Field(title="Role", of=lambda v: v.record.role),
        Field(title="Mode", of=lambda v: v.label(v.record.mode), choices=Mode),
        Field(title="Basis", of=lambda v: v.label(v.record.basis), limit=16, choices=Basis),
        Field(title="Said", of=lambda v: v.record.said),
        Field(title="Venue", of=lambda v: v.record.venue),
        Field(title="Topic", of=lambda v: v.topic(v.record.topic), limit=18),
        Field(title="Source", of=lambda v: v.source(v.record.source).title, limit=32),
        Field(title="Publisher", of=lambda v: v.source(v.record.source).publisher, limit=20),
        Field(title="Published", of=lambda v: v.source(v.record.source).published),
        Field(title="Grade", of=lambda v: v.source(v.record.source).grade),
        Field(title="Key", of=lambda v: v.words.say("Key") if v.record.key else ""),
        Field(title="Translation", of=translations, limit=50),
        Field(title="Use", of=lambda v: v.label(v.record.disclosure), limit=16, choices=Disclosure),
        Field(title="Checked", of=View.checked, limit=16),
    ),
)

POSITIONS: Final[Register[Position]] = Register(
    sheet="Positions",
    table="Positions",
    fields=(
        Field(title="Actor", of=lambda v: v.name(v.record.actor)),
        Field(title="Topic", of=lambda v: v.topic(v.record.topic)),
        Field(title="Stance", of=stance),
        Field(title="Standing", of=standing),
        Field(title="Summary", of=lambda v: v.record.summary, limit=44),
        Field(title="Condition", of=lambda v: v.record.condition, limit=26),
        Field(title="Since", of=lambda v: v.record.since),
        Field(title="Until", of=lambda v: v.record.until),
        Field(title="Expressed by", of=lambda v: v.name(v.record.expressed_by)),
        Field(title="Towards", of=lambda v: "; ".join(map(v.name, v.record.towards))),
        Field(title="Basis", of=lambda v: v.label(v.record.basis), limit=16, choices=Basis),
        Field(title="Confidence", of=lambda v: v.label(v.record.confidence), choices=Confidence),
        Field(title="Evidence", of=lambda v: words_of(v.record.evidence), limit=WIDEST),
        Field(title="Source", of=lambda v: cited(v.content, v.record.evidence, v.words), limit=40),
        Field(title="Grade", of=lambda v: grades(v.content, v.record.evidence)),
        Field(title="Use", of=lambda v: v.label(v.record.disclosure), limit=16, choices=Disclosure),
        Field(title="Checked", of=View.checked, limit=16),
    ),
)

ASSESSMENTS: Final[Register[Assessment]] = Register(
    sheet="Assessments",
    table="Assessments",
    fields=(
        Field(title="Actor", of=lambda v: v.name(v.record.actor)),
        Field(
            title="Action or topic",
            of=lambda v: v.measure(v.record.measure) or v.topic(v.record.topic),
            limit=32,
        ),
        Field(title="State", of=lambda v: v.label(v.record.state), choices=CellState),
        Field(title="Score", of=score),
        Field(title="Round", of=lambda v: v.label(v.record.round)),
        Field(title="As of", of=lambda v: v.record.as_of),
        Field(title="Reason", of=lambda v: v.record.reason, limit=50),
        Field(title="Searched", of=searched, limit=50),
        Field(title="Evidence", of=lambda v: words_of(v.record.evidence), limit=WIDEST),
        Field(title="Source", of=lambda v: cited(v.content, v.record.evidence, v.words), limit=40),
    ),
)

SOURCES: Final[Register[Source]] = Register(
    sheet="Sources",
    table="Sources",
    fields=(
        Field(title="Title", of=lambda v: v.record.title, limit=46),
        Field(title="Publisher", of=lambda v: v.record.publisher),
        Field(title="Author", of=lambda v: v.record.author),
        Field(title="Published", of=lambda v: v.record.published, limit=26),
        Field(title="Kind", of=lambda v: v.label(v.record.kind)),
        Field(title="Origin", of=lambda v: v.label(v.record.origin)),
        Field(title="Grade", of=lambda v: v.record.grade),
        Field(title="Address", of=lambda v: v.record.url, limit=40, is_web_address=True),
        Field(title="Marking", of=lambda v: marking(v.record.handling)),
        Field(title="Language", of=lambda v: v.record.language),
        Field(title="Note", of=remarks_on, limit=30),
    ),
)
