"""The words of what changed: what a record is about, how it stood, which of its fields differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from briefing.app.wordings import quote_words, speaker_name
from briefing.domain.actors import Actor
from briefing.domain.agenda import Measure, Topic
from briefing.domain.cells import is_live
from briefing.domain.changed import Manner
from briefing.domain.commitments import Assessment, Commitment, StageEntry
from briefing.domain.dates import sort_key
from briefing.domain.marks import RULED_OUT
from briefing.domain.prose import Fact
from briefing.domain.statements import Position, Quote
from briefing.domain.vocabularies import ConditionKind, Mode, Polarity
from briefing.template.fields_dates import date_in_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.domain.commitments import Amount, Condition, Party
    from briefing.domain.content import Content

_NOTHING: Final = "–"  # typography of user text


def title(content: Content, record: Any, *, is_stage: bool) -> str:
    """Return what a statement is about, without whose it is; a stage is its commitment's."""
    if is_stage:
        return str(record.text).removesuffix(".")
    return _TITLES[type(record)](content, record)


def state(content: Content, record: Any, stage: StageEntry | None = None) -> str:
    """Return how a record stands, or how a commitment's stage does."""
    if stage is not None:
        return _stage(content, record, stage)
    return _STATES[type(record)](content, record)


def with_stage(content: Content, record: Commitment) -> str:
    """Return a commitment's words with the stage that it has reached."""
    newest = max(record.stages, key=lambda row: sort_key(row.date), default=None)
    if newest is None:
        return _commitment(content, record)
    stated = (_stage_word(record, newest).lower(), _date(content, newest.date))
    return _limited(content, record, ", ".join(filter(None, stated)))


def manner(record: Any, *, is_stage: bool) -> Manner:
    """Return what the state of a record is."""
    if is_stage or isinstance(record, Position | Assessment):
        return Manner.LABEL
    is_quoted = isinstance(record, Quote) and record.mode is not Mode.PARAPHRASE
    return Manner.QUOTED if is_quoted else Manner.WORDS


def details(content: Content, part: Any, fields: tuple[str, ...]) -> dict[str, str]:
    """Return the fields among these that are printed, by name, with their values in words."""
    known = _DETAILS[type(part)]
    return {
        name.replace("_", " "): known[name](content, part) or _NOTHING
        for name in fields
        if name in known
    }


def day(record: Any) -> str:
    """Return the day of a record or stage (EDTF), or nothing."""
    if isinstance(record, Commitment):
        return max((row.date or "" for row in record.stages), key=sort_key, default="")
    found = (getattr(record, name, None) for name in ("date", "said", "since", "as_of"))
    return next(filter(None, found), "")


def _date(content: Content, text: str | None) -> str:
    return date_in_words(text, content.cover.language)


def _name(content: Content, actor: str | None) -> str:
    found = content.find(Actor, actor)
    return found.name if found else ""


def _topic(content: Content, topic: str | None) -> str:
    found = content.find(Topic, topic)
    return found.name if found else ""


def _measure(content: Content, measure: str | None) -> str:
    found = content.find(Measure, measure)
    return found.name if found else ""


def _stage(content: Content, record: Commitment, row: StageEntry) -> str:
    word, when = _stage_word(record, row), _date(content, row.date)
    return f"{word} ({when})" if when else word


def _stage_word(record: Commitment, row: StageEntry) -> str:
    rules_out = record.polarity is Polarity.EXCLUDES and is_live(row)
    return RULED_OUT.label if rules_out else row.stage.label


def _position(_: Content, row: Position) -> str:
    condition = f" (if {row.condition.removesuffix('.')})" if row.condition else ""
    summary = f" – {row.summary.removesuffix('.')}" if row.summary else ""
    return f"{row.stance.label}{condition}{summary}"


def _condition(row: Condition) -> str:
    if row.text:
        return row.text.removesuffix(".")
    return "" if row.kind is ConditionKind.OTHER else row.kind.label


def _commitment(content: Content, row: Commitment) -> str:
    return _limited(content, row)


def _limited(content: Content, row: Commitment, reached: str = "") -> str:
    """Return a commitment's words with its stage, conditions and deadline in brackets."""
    conditions = "; ".join(filter(None, map(_condition, row.conditions)))
    stated = (
        reached,
        f"condition: {conditions}" if conditions else "",
        f"deadline: {_date(content, row.deadline)}" if row.deadline else "",
    )
    limits = "; ".join(filter(None, stated))
    return f"{row.text.removesuffix('.')} ({limits})" if limits else row.text


def _assessment(_: Content, row: Assessment) -> str:
    score = "" if row.score is None else f" {row.score:+d}"
    return f"{row.state.label}{score}"


def _party(content: Content, row: Party) -> str:
    name = _name(content, row.actor)
    return f"{name} (reservation: {row.reservation})" if row.reservation else name


def _amount(row: Amount | None) -> str:
    return f"{row.currency} {row.value:,}" if row else ""


def _passages(_: Content, part: Any) -> str:
    count = len(part.evidence)
    return f"{count} passage" if count == 1 else f"{count} passages"


def _commitment_title(content: Content, row: Commitment) -> str:
    return _measure(content, row.measure) or _topic(content, row.topic) or "Other"


_TITLES: Final[dict[type[Any], Callable[[Content, Any], str]]] = {
    Position: lambda content, row: _topic(content, row.topic),
    Quote: lambda content, row: speaker_name(content, row) or "Speaker not named",
    Commitment: _commitment_title,
    Assessment: lambda content, row: (
        _measure(content, row.measure) or _topic(content, row.topic) or "Other"
    ),
    Fact: lambda _, row: str(row.label),
}
_STATES: Final[dict[type[Any], Callable[[Content, Any], str]]] = {
    Position: _position,
    Quote: quote_words,
    Commitment: _commitment,
    Assessment: _assessment,
    Fact: lambda _, row: str(row.value),
}
_DETAILS: Final[dict[type[Any], dict[str, Callable[[Content, Any], str]]]] = {
    Position: {
        "topic": lambda content, row: _topic(content, row.topic),
        "since": lambda content, row: _date(content, row.since),
        "until": lambda content, row: _date(content, row.until),
        "expressed_by": lambda content, row: _name(content, row.expressed_by),
        "basis": lambda _, row: row.basis.label if row.basis else "",
        "confidence": lambda _, row: row.confidence.label if row.confidence else "",
        "evidence": _passages,
    },
    Quote: {
        "speaker": speaker_name,
        "speaks_for": lambda content, row: _name(content, row.speaks_for),
        "role": lambda _, row: row.role or "",
        "mode": lambda _, row: row.mode.label,
        "basis": lambda _, row: row.basis.label if row.basis else "",
        "said": lambda content, row: _date(content, row.said),
        "venue": lambda _, row: row.venue or "",
        "topic": lambda content, row: _topic(content, row.topic),
        "translations": lambda _, row: "; ".join(one.text for one in row.translations),
    },
    Commitment: {
        "parties": lambda content, row: ", ".join(_party(content, one) for one in row.parties),
        "joint": lambda _, row: row.joint.label,
        "measure": lambda content, row: _measure(content, row.measure),
        "polarity": lambda _, row: row.polarity.label,
        "binding": lambda _, row: row.binding.label if row.binding else "",
        "topic": lambda content, row: _topic(content, row.topic),
    },
    StageEntry: {
        "basis": lambda _, row: row.basis.label if row.basis else "",
        "note": lambda _, row: row.note or "",
        "amount": lambda _, row: _amount(row.amount),
        "evidence": _passages,
    },
    Assessment: {
        "reason": lambda _, row: row.reason or "",
        "as_of": lambda content, row: _date(content, row.as_of),
        "evidence": _passages,
    },
    Fact: {
        "label": lambda _, row: str(row.label),
        "as_of": lambda content, row: _date(content, row.as_of),
        "evidence": _passages,
    },
}
