"""The words of what changed: what a record is about, how it stood, which of its fields differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from babel.numbers import format_decimal

from briefing.app.wordings import quote_words, speaker_name
from briefing.domain.actors import Actor
from briefing.domain.agenda import Measure, Topic
from briefing.domain.cells import is_live
from briefing.domain.changed import Manner
from briefing.domain.commitments import Assessment, Commitment, StageEntry
from briefing.domain.content import Content
from briefing.domain.dates import sort_key
from briefing.domain.marks import RULED_OUT
from briefing.domain.prose import Fact
from briefing.domain.sources import Source
from briefing.domain.statements import Position, Quote
from briefing.domain.vocabularies import ConditionKind, Mode, Polarity
from briefing.template.changes_told import lowered
from briefing.template.fields_dates import date_in_words, locale_of
from briefing.template.words import NAMED, Words, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.domain.commitments import Amount, Condition, Party

_NOTHING: Final = "–"  # typography of user text
_GONE: Final = "Not in the pack"
_SOURCE_GONE: Final = "source not found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Tells of the records of one content in one language.

    Attributes:
        content: The content that the records are in.
        language: The language, as BCP 47 names it.
    """

    content: Content
    language: str

    @property
    def words(self) -> Words:
        """Return the fixed words of the language."""
        return words_of(self.language)

    def title(self, record: Any, *, is_stage: bool) -> str:
        """Return what a statement is about, without whose it is; a stage is its commitment's."""
        if is_stage:
            return str(record.text).removesuffix(".")
        return _TITLES[type(record)](self, record)

    def state(self, record: Any, stage: StageEntry | None = None) -> str:
        """Return how a record stands, or how a commitment's stage does."""
        if stage is not None:
            return _stage(self, record, stage)
        return _STATES[type(record)](self, record)

    def with_stage(self, record: Commitment) -> str:
        """Return a commitment's words with the stage that it has reached."""
        newest = max(record.stages, key=lambda row: sort_key(row.date), default=None)
        if newest is None:
            return _limited(self, record)
        stated = (lowered(_stage_word(self, record, newest)), self.date(newest.date))
        return _limited(self, record, ", ".join(filter(None, stated)))

    def details(self, part: Any, fields: tuple[str, ...]) -> dict[str, str]:
        """Return the fields among these that are printed, with their values in words."""
        known = _DETAILS[type(part)]
        return {name: known[name](self, part) or _NOTHING for name in fields if name in known}

    def named(self, field: str, value: str) -> str:
        """Return the value of a field after its name: `deadline: 30 June 2027`."""
        return self.words.say(NAMED, name=self.words.field(field), value=value)

    def is_held(self, record: Any) -> bool:
        """Tell whether the words of a record can be looked up: a quote's are its source's."""
        own = not isinstance(record, Quote) or _is_own(record)
        return own or self.content.find(Source, record.source) is not None

    def date(self, text: str | None) -> str:
        """Return a date in words."""
        return date_in_words(text, self.language)

    def name(self, actor: str | None) -> str:
        """Return the name of an actor, or nothing."""
        return self.content.name_of(Actor, actor)

    def topic(self, topic: str | None) -> str:
        """Return the name of a topic, or nothing."""
        return self.content.name_of(Topic, topic)

    def measure(self, measure: str | None) -> str:
        """Return the name of an action, or nothing."""
        return self.content.name_of(Measure, measure)


def manner(record: Any, *, is_stage: bool, is_held: bool) -> Manner:
    """Return what the state of a record is; what is not held is never quoted."""
    if is_stage or isinstance(record, Position | Assessment):
        return Manner.LABEL
    is_quoted = is_held and isinstance(record, Quote) and record.mode is not Mode.PARAPHRASE
    return Manner.QUOTED if is_quoted else Manner.WORDS


def day(record: Any) -> str:
    """Return the day of a record or stage (EDTF), or nothing."""
    if isinstance(record, Commitment):
        return max((row.date or "" for row in record.stages), key=sort_key, default="")
    found = (getattr(record, name, None) for name in ("date", "said", "since", "as_of"))
    return next(filter(None, found), "")


def _stage(tell: Teller, record: Commitment, row: StageEntry) -> str:
    word, when = _stage_word(tell, record, row), tell.date(row.date)
    return f"{word} ({when})" if when else word


def _stage_word(tell: Teller, record: Commitment, row: StageEntry) -> str:
    rules_out = record.polarity is Polarity.EXCLUDES and is_live(row)
    return tell.words.mark(RULED_OUT) if rules_out else tell.words.label(row.stage)


def _position(tell: Teller, row: Position) -> str:
    stance = tell.words.label(row.stance)
    stated = (row.condition or "").removesuffix(".")
    condition = f" ({tell.words.say('if {condition}', condition=stated)})" if stated else ""
    summary = f" – {row.summary.removesuffix('.')}" if row.summary else ""
    return f"{stance}{condition}{summary}"


def _condition(tell: Teller, row: Condition) -> str:
    if row.text:
        return row.text.removesuffix(".")
    return "" if row.kind is ConditionKind.OTHER else tell.words.label(row.kind)


def _limited(tell: Teller, row: Commitment, reached: str = "") -> str:
    """Return a commitment's words with its stage, conditions and deadline in brackets."""
    conditions = "; ".join(filter(None, (_condition(tell, one) for one in row.conditions)))
    stated = (
        reached,
        tell.named("condition", conditions) if conditions else "",
        tell.named("deadline", tell.date(row.deadline)) if row.deadline else "",
    )
    limits = "; ".join(filter(None, stated))
    return f"{row.text.removesuffix('.')} ({limits})" if limits else row.text


def _assessment(tell: Teller, row: Assessment) -> str:
    score = "" if row.score is None else f" {row.score:+d}"
    return f"{tell.words.label(row.state)}{score}"


def _is_own(row: Quote) -> bool:
    """Tell whether a quote has words of its own: a paraphrase has."""
    return row.mode is Mode.PARAPHRASE and bool(row.text)


def _quote(tell: Teller, row: Quote) -> str:
    if not tell.is_held(row):
        return tell.words.say(_SOURCE_GONE)
    return row.text or "" if _is_own(row) else quote_words(tell.content, row)


def _speaker(tell: Teller, row: Quote) -> str:
    if tell.content.find(Source, row.source) is None:
        return tell.name(row.speaker) or tell.name(row.speaks_for)
    return speaker_name(tell.content, row)


def _party(tell: Teller, row: Party) -> str:
    name = tell.name(row.actor) or _NOTHING
    if not row.reservation:
        return name
    return f"{name} ({tell.words.say('reservation: {text}', text=row.reservation)})"


def _amount(tell: Teller, row: Amount | None) -> str:
    return f"{row.currency} {_number(tell, row)}" if row else ""


def _number(tell: Teller, row: Amount) -> str:
    return str(format_decimal(row.value, locale=locale_of(tell.language)))


def _passages(tell: Teller, part: Any) -> str:
    return tell.words.count("{count} passage", "{count} passages", len(part.evidence))


def _about(tell: Teller, row: Commitment | Assessment) -> str:
    return tell.measure(row.measure) or tell.topic(row.topic) or tell.words.say("Other")


_TITLES: Final[dict[type[Any], Callable[[Teller, Any], str]]] = {
    Position: lambda tell, row: tell.topic(row.topic) or tell.words.say(_GONE),
    Quote: lambda tell, row: _speaker(tell, row) or tell.words.say("Speaker not named"),
    Commitment: _about,
    Assessment: _about,
    Fact: lambda _, row: str(row.label),
}
_STATES: Final[dict[type[Any], Callable[[Teller, Any], str]]] = {
    Position: _position,
    Quote: _quote,
    Commitment: _limited,
    Assessment: _assessment,
    Fact: lambda _, row: str(row.value),
}
_DETAILS: Final[dict[type[Any], dict[str, Callable[[Teller, Any], str]]]] = {
    Position: {
        "topic": lambda tell, row: tell.topic(row.topic),
        "since": lambda tell, row: tell.date(row.since),
        "until": lambda tell, row: tell.date(row.until),
        "expressed_by": lambda tell, row: tell.name(row.expressed_by),
        "basis": lambda tell, row: tell.words.label(row.basis),
        "confidence": lambda tell, row: tell.words.label(row.confidence),
        "evidence": _passages,
    },
    Quote: {
        "speaker": _speaker,
        "speaks_for": lambda tell, row: tell.name(row.speaks_for),
        "role": lambda _, row: row.role or "",
        "mode": lambda tell, row: tell.words.label(row.mode),
        "basis": lambda tell, row: tell.words.label(row.basis),
        "said": lambda tell, row: tell.date(row.said),
        "venue": lambda _, row: row.venue or "",
        "topic": lambda tell, row: tell.topic(row.topic),
        "translations": lambda _, row: "; ".join(one.text for one in row.translations),
    },
    Commitment: {
        "parties": lambda tell, row: ", ".join(_party(tell, one) for one in row.parties),
        "joint": lambda tell, row: tell.words.label(row.joint),
        "measure": lambda tell, row: tell.measure(row.measure),
        "polarity": lambda tell, row: tell.words.label(row.polarity),
        "binding": lambda tell, row: tell.words.label(row.binding),
        "topic": lambda tell, row: tell.topic(row.topic),
    },
    StageEntry: {
        "basis": lambda tell, row: tell.words.label(row.basis),
        "note": lambda _, row: row.note or "",
        "amount": lambda tell, row: _amount(tell, row.amount),
        "evidence": _passages,
    },
    Assessment: {
        "reason": lambda _, row: row.reason or "",
        "as_of": lambda tell, row: tell.date(row.as_of),
        "evidence": _passages,
    },
    Fact: {
        "label": lambda _, row: str(row.label),
        "as_of": lambda tell, row: tell.date(row.as_of),
        "evidence": _passages,
    },
}
