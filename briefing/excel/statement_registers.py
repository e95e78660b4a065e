"""The registers of what was said and published: quotes, positions and sources."""

from __future__ import annotations

from typing import Final

from briefing.domain.ids import ActorId, PositionId, TopicId
from briefing.domain.markings import marking
from briefing.domain.marks import STANCES
from briefing.domain.sources import Source
from briefing.domain.statements import Position, Quote
from briefing.domain.vocabularies import (
    Basis,
    Confidence,
    Disclosure,
    Mode,
    Origin,
    SourceKind,
    Stance,
)
from briefing.excel.citations import cited, day_of, grades, words_of
from briefing.excel.register import Field, Register
from briefing.excel.shared_columns import OF_SOURCE, PROOF, USE
from briefing.excel.sheet import WIDEST
from briefing.excel.typed import parts, quoted, readers
from briefing.excel.views import (
    View,
    remarks_on,
    speaker,
    stance,
    standing,
    translations,
    words,
)

_STANDING: Final = "it follows from the dates of the positions: change those."
_MARKING: Final = "how a source is marked is decided in the window."
_REVISION: Final = "it tells the revision of the source, which nobody types."

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
            of=lambda v: v.label(v.record.mode),
            choices=Mode,
            read=readers.code("mode", Mode, required=True),
        ),
        Field(
            title="Basis",
            of=lambda v: v.label(v.record.basis),
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
            title="Source", of=lambda v: v.source(v.record.source).title, limit=32, fixed=OF_SOURCE
        ),
        Field(
            title="Publisher",
            of=lambda v: v.source(v.record.source).publisher,
            limit=20,
            fixed=OF_SOURCE,
        ),
        Field(
            title="Published",
            of=lambda v: day_of(v.source(v.record.source)),
            fixed=OF_SOURCE,
        ),
        Field(title="Grade", of=lambda v: v.source(v.record.source).grade, fixed=OF_SOURCE),
        Field(
            title="Key",
            of=lambda v: v.words.say("Key") if v.record.key else "",
            read=readers.is_key,
        ),
        Field(title="Translation", of=translations, limit=50, read=parts.translations),
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
            of=lambda v: v.label(v.record.basis),
            limit=16,
            choices=Basis,
            read=readers.code("basis", Basis),
        ),
        Field(
            title="Confidence",
            of=lambda v: v.label(v.record.confidence),
            choices=Confidence,
            read=readers.code("confidence", Confidence),
        ),
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
        Field(title="Grade", of=lambda v: grades(v.content, v.record.evidence), fixed=OF_SOURCE),
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
            of=lambda v: v.label(v.record.kind),
            read=readers.code("kind", SourceKind, required=True),
        ),
        Field(
            title="Origin",
            of=lambda v: v.label(v.record.origin),
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
