"""The fields of positions, commitments, facts, sections, lines to take and sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from babel.numbers import format_decimal

from briefing.domain.agenda import Measure
from briefing.domain.cells import is_live, stage_as_of
from briefing.domain.commitments import Commitment
from briefing.domain.dates import first_day, sort_key
from briefing.domain.freedom import may_be_named
from briefing.domain.marks import RULED_OUT, STAGES, STANCES
from briefing.domain.prose import Fact, Line, Section
from briefing.domain.sources import Source
from briefing.domain.statements import Position
from briefing.domain.vocabularies import ConditionKind, Disclosure, Polarity, Stage
from briefing.template.bound import own
from briefing.template.contract import BLOCK, FLAG, RICH, TEXT, many
from briefing.template.fields_dates import locale_of
from briefing.template.fields_record import Entry, RecordKind
from briefing.template.fields_walk import Walk, use_of
from briefing.template.values import Inline, Link, Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from briefing.domain.base import Evidence
    from briefing.domain.commitments import Condition, Party, StageEntry
    from briefing.domain.marks import Mark
    from briefing.template.words import Words

USE: Final[Entry[Any]] = Entry(
    "use", TEXT, "“Our information only”, or nothing", "Our information only", use_of
)


def _cited_position(walk: Walk, position: Position) -> Inline:
    words = position.summary or walk.words.label(position.stance)
    return walk.citer.noted(words, position.evidence)


POSITION: Final = RecordKind[Position](
    "position",
    Entry("actor", TEXT, "Whose position it is", "Finland", lambda w, p: w.actor(p.actor)),
    Entry("topic", TEXT, "On which topic", "Monitoring", lambda w, p: w.topic(p.topic)),
    Entry(
        "stance", TEXT, "The stance in words", "Support",
        own("stance", lambda w, p: w.words.label(p.stance)),
    ),
    Entry("symbol", TEXT, "Its sign", "●", lambda _, p: STANCES[p.stance].symbol),
    Entry(
        "summary", TEXT, "In one sentence", "Wants a seat.",
        own("summary", lambda _, p: p.summary or ""),
    ),
    Entry(
        "cited", RICH, "The summary with its footnote", "Wants a seat.",
        own("summary", _cited_position),
    ),
    Entry(
        "condition", TEXT, "What it depends on", "a ceasefire",
        own("condition", lambda _, p: p.condition or ""),
    ),
    Entry(
        "since", TEXT, "Since when", "6 January 2027",
        own("since", lambda w, p: w.date(p.since)),
    ),
    Entry(
        "basis", TEXT, "What it rests on", "Letter",
        own("basis", lambda w, p: w.words.label(p.basis)),
    ),
    Entry(
        "confidence", TEXT, "How sure the desk is", "High",
        own("confidence", lambda walk, p: walk.words.label(p.confidence)),
    ),
    Entry("by", TEXT, "Who expressed it", "Aino Salmi", lambda w, p: w.actor(p.expressed_by)),
    USE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment as one actor's; without an actor it is everybody's."""

    commitment: Commitment
    actor: str | None = None

    @property
    def disclosure(self) -> Disclosure:
        """How freely it may be used."""
        return self.commitment.disclosure

    def entry(self, walk: Walk) -> StageEntry | None:
        """Return the stage reached on the day of the document."""
        return stage_as_of(self.commitment, walk.options.as_of)

    def mark(self, walk: Walk) -> Mark:
        """Return sign and word of what it is: ruled out, or the stage reached."""
        entry = self.entry(walk)
        if self.commitment.polarity is Polarity.EXCLUDES and is_live(entry):
            return RULED_OUT
        return STAGES[entry.stage if entry else Stage.FLOATED]

    def parties(self) -> tuple[Party, ...]:
        """Return the parties whose reservations matter here."""
        rows = self.commitment.parties
        return rows if self.actor is None else tuple(p for p in rows if p.actor == self.actor)


def condition_in_words(condition: Condition, words: Words) -> str:
    """Return a condition's own words, or the word of its kind."""
    if condition.text:
        return condition.text
    return "" if condition.kind is ConditionKind.OTHER else words.label(condition.kind)


def passages_of(walk: Walk, row: Promise) -> tuple[Evidence, ...]:
    """Return the passages that a commitment rests on at the stage it has reached."""
    entry = row.entry(walk)
    passages = [item for part in row.commitment.conditions for item in part.evidence]
    return (*(entry.evidence if entry else ()), *passages)


def _cited_promise(walk: Walk, row: Promise) -> Inline:
    return walk.citer.noted(row.commitment.text, passages_of(walk, row))


def _measure(walk: Walk, row: Promise) -> str:
    return walk.measure(row.commitment.measure)


def topic_of(walk: Walk, commitment: Commitment) -> str | None:
    """Return the id of the topic that a commitment belongs to, by itself or by its action."""
    measure = walk.content.find(Measure, commitment.measure)
    return commitment.topic or (measure.topic if measure else None)


def _topic(walk: Walk, row: Promise) -> str:
    return walk.topic(topic_of(walk, row.commitment))


def _stage_in_words(walk: Walk, row: Promise, entry: StageEntry) -> str:
    excludes = row.commitment.polarity is Polarity.EXCLUDES and is_live(entry)
    word = walk.words.say("Ruled out") if excludes else walk.words.label(entry.stage)
    basis = f"({walk.words.label(entry.basis).lower()})" if entry.basis else ""
    stated = " ".join(filter(None, (word, walk.date(entry.date), basis)))
    return f"{stated}{walk.words.say(': ')}{entry.note}" if entry.note else stated


def _history(walk: Walk, row: Promise) -> tuple[str, ...]:
    today = walk.options.as_of
    reached = [e for e in row.commitment.stages if today is None or first_day(e.date) <= today]
    return tuple(
        _stage_in_words(walk, row, entry)
        for entry in sorted(reached, key=lambda e: sort_key(e.date))
    )


def _number(value: Decimal, walk: Walk) -> str:
    return str(format_decimal(value, locale=locale_of(walk.language)))


def _amount(walk: Walk, row: Promise) -> str:
    entry = row.entry(walk)
    amount = entry.amount if entry else None
    return f"{amount.currency} {_number(amount.value, walk)}" if amount else ""


def _conditions(walk: Walk, row: Promise) -> tuple[str, ...]:
    rows = (condition_in_words(item, walk.words) for item in row.commitment.conditions)
    return tuple(filter(None, rows))


def _joined(conditions: tuple[str, ...], words: Words) -> str:
    *others, last = conditions or ("",)
    return words.say("; ").join((*(stated.rstrip(".") for stated in others), last))


def _date(walk: Walk, row: Promise) -> str:
    entry = row.entry(walk)
    return walk.date(entry.date) if entry else ""


def _basis(walk: Walk, row: Promise) -> str:
    entry = row.entry(walk)
    return walk.words.label(entry.basis) if entry else ""


def _reservation(_: Walk, row: Promise) -> str:
    return " ".join(party.reservation for party in row.parties() if party.reservation)


def _partners(walk: Walk, row: Promise) -> str:
    others = (p.actor for p in row.commitment.parties if p.actor != row.actor)
    return walk.words.say(", ").join(filter(None, map(walk.actor, others)))


def _own(field: str, make: Callable[[Any, Promise], object]) -> Callable[[Walk, Promise], object]:
    return own(field, make, lambda row: row.commitment)


COMMITMENT: Final = RecordKind[Promise](
    "commitment",
    Entry("measure", TEXT, "The action", "Send monitors", _measure),
    Entry("topic", TEXT, "On which topic", "Monitoring", _topic),
    Entry(
        "words", TEXT, "What was said", "Up to 120 monitors.",
        _own("text", lambda _, r: r.commitment.text),
    ),
    Entry(
        "cited", RICH, "The same with its footnote", "Up to 120 monitors.",
        _own("text", _cited_promise),
    ),
    Entry("stage", TEXT, "How far it has come", "Pledged", lambda w, r: w.words.mark(r.mark(w))),
    Entry("symbol", TEXT, "Its sign", "○", lambda w, r: r.mark(w).symbol),
    Entry("date", TEXT, "When it came so far", "3 March 2027", _date),
    Entry("basis", TEXT, "What that rests on", "Official statement", _basis),
    Entry(
        "polarity", TEXT, "Will do or rules out", "Will do",
        _own("polarity", lambda walk, row: walk.words.label(row.commitment.polarity)),
    ),
    Entry("conditions", many(TEXT), "What it depends on", "A ceasefire holds.", _conditions),
    Entry(
        "condition", TEXT, "The same in one text", "A ceasefire holds.",
        lambda w, row: _joined(_conditions(w, row), w.words),
    ),
    Entry("history", many(TEXT), "Its stages, the oldest first", "Pledged 3 March 2027", _history),
    Entry("amount", TEXT, "The sum of money at this stage", "EUR 40,000,000", _amount),
    Entry(
        "deadline", TEXT, "By when", "30 June 2027",
        _own("deadline", lambda w, row: w.date(row.commitment.deadline)),
    ),
    Entry("partners", TEXT, "The other parties", "Denmark, Sweden", _partners),
    Entry("reservation", TEXT, "The party's reservation", "After a vote.", _reservation),
    USE,
)  # fmt: skip

FACT: Final = RecordKind[Fact](
    "fact",
    Entry("label", TEXT, "What it is", "Capital", own("label", lambda _, fact: fact.label)),
    Entry("value", TEXT, "Its value", "Oslo", own("value", lambda _, fact: fact.value)),
    Entry(
        "cited", RICH, "The value with its footnote", "Oslo",
        own("value", lambda w, fact: w.citer.noted(fact.value, fact.evidence)),
    ),
    Entry(
        "as_of", TEXT, "As of when", "15 February 2027",
        own("as_of", lambda w, fact: w.date(fact.as_of)),
    ),
    USE,
)  # fmt: skip


def section_kind(name: str, base_level: int) -> RecordKind[Section]:
    """Return a kind of section whose inner headings start at an outline level."""
    return RecordKind[Section](
        name,
        Entry(
            "heading", TEXT, "Its heading", "Assessment",
            own("heading", lambda _, row: row.heading),
        ),
        Entry(
            "text", BLOCK, "Its prose with footnotes", "It is likely that …",
            lambda walk, row: walk.prose(row, base_level),
        ),
        USE,
    )  # fmt: skip


SECTION: Final = section_kind("section", 3)
PACK_SECTION: Final = section_kind("pack_section", 2)

LINE: Final = RecordKind[Line](
    "line",
    Entry(
        "kind", TEXT, "What it is for", "Point to make",
        own("kind", lambda w, row: w.words.label(row.kind)),
    ),
    Entry("topic", TEXT, "On which topic", "Monitoring", lambda w, row: w.topic(row.topic)),
    Entry("to", TEXT, "To whom", "Finland", lambda w, row: w.actor(row.actor)),
    Entry(
        "words", RICH, "What we say, in one paragraph", "We ask for a date.",
        lambda walk, row: walk.line(row, walk.citer.cite),
    ),
    Entry(
        "spoken", RICH, "The same without notes", "We ask for a date.",
        lambda walk, row: walk.line(row, lambda _: None),
    ),
    Entry(
        "variant", TEXT, "Full, short or defensive", "Full",
        own("variant", lambda walk, row: walk.words.label(row.variant)),
    ),
    Entry(
        "text", BLOCK, "What we say", "We ask for a date.",
        lambda walk, row: walk.prose(row, 4),
    ),
    USE,
)  # fmt: skip


def _cited_source(walk: Walk, source: Source) -> Inline:
    if source.url and may_be_named(source):
        return Inline.of(Link(source.title, source.url))
    return Inline((Text(source.title),) if may_be_named(source) else walk.citer.source(source))


def _withdrawn(walk: Walk, source: Source) -> str:
    gone = source.withdrawn
    if gone is None:
        return ""
    date = walk.date(gone.on)
    return walk.words.say("Withdrawn {date}: {reason}", date=date, reason=gone.reason)


SOURCE: Final = RecordKind[Source](
    "source",
    Entry("title", TEXT, "Its title", "Letter to the committee", lambda _, row: row.title),
    Entry("linked", RICH, "The title, leading to its address", "Letter", _cited_source),
    Entry("publisher", TEXT, "Who published it", "The Ledger", lambda _, s: s.publisher or ""),
    Entry("author", TEXT, "Who wrote it", "Ada Holm", lambda _, row: row.author or ""),
    Entry("published", TEXT, "When", "5 March 2027", lambda w, row: w.date(row.published)),
    Entry("kind", TEXT, "What it is", "Letter", lambda w, row: w.words.label(row.kind)),
    Entry("origin", TEXT, "Primary or secondary", "Primary", lambda w, r: w.words.label(r.origin)),
    Entry("grade", TEXT, "Its grade", "B2", lambda _, row: row.grade),
    Entry("withdrawn", TEXT, "That it no longer stands, or nothing", "", _withdrawn),
    Entry("primary", FLAG, "Whether it is primary", "true", lambda _, s: s.origin == "primary"),
    USE,
)  # fmt: skip
