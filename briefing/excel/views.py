"""Records as a register shows them: references walked, codes in words, dates as written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from briefing.domain.actors import Actor
from briefing.domain.agenda import Measure, Topic
from briefing.domain.base import Record
from briefing.domain.cells import current_position, stage_as_of
from briefing.domain.commitments import Commitment, StageEntry
from briefing.domain.content import Content
from briefing.domain.marks import SCORES, STANCES
from briefing.domain.sources import Source
from briefing.domain.vocabularies import CellState, Joint
from briefing.domain.wording import printed
from briefing.excel.citations import (
    citation,
    condition_in_words,
    history,
    party_in_words,
    stage_in_words,
)
from briefing.excel.counts import opening
from briefing.template.words import ENGLISH_WORDS, Words

if TYPE_CHECKING:
    from decimal import Decimal

    from briefing.domain.base import Evidence
    from briefing.domain.commitments import Assessment
    from briefing.domain.statements import Position, Quote
    from briefing.domain.vocabularies import Vocabulary

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Generic[R]):
    """A record beside the pack that it belongs to.

    Attributes:
        content: The pack.
        record: The record.
        words: The workbook's own words.
        as_of: The last day that counts, or None for all that is known.
        entry: The stage that a commitment has reached by then.
        reached: All that it has gone through, the oldest first.
    """

    content: Content
    record: R
    words: Words = ENGLISH_WORDS
    as_of: date | None = None
    entry: StageEntry | None = None
    reached: tuple[StageEntry, ...] = ()

    def name(self, actor: str | None) -> str:
        """Return an actor's name, or nothing."""
        return self.content.name_of(Actor, actor)

    def topic(self, topic: str | None) -> str:
        """Return a topic's name, or nothing."""
        return self.content.name_of(Topic, topic)

    def measure(self, measure: str | None) -> str:
        """Return an action's name, or nothing."""
        return self.content.name_of(Measure, measure)

    def source(self, source: str) -> Source:
        """Return a source."""
        return self.content.get(Source, source)

    def label(self, code: Vocabulary | None) -> str:
        """Return a code's word, or nothing."""
        return self.words.label(code)

    def checked(self) -> str:
        """Return when the record was last compared with its sources."""
        return self.record.checked.on if self.record.checked else ""


def view_of(content: Content, record: R, words: Words, as_of: date | None) -> View[R]:
    """Return a record beside its pack; a commitment with the stages that it has reached."""
    if not isinstance(record, Commitment):
        return View(content=content, record=record, words=words, as_of=as_of)
    return View(
        content=content,
        record=record,
        words=words,
        as_of=as_of,
        entry=stage_as_of(record, as_of),
        reached=history(record, as_of),
    )


def parties(view: View[Commitment]) -> str:
    """Return a commitment's parties, and whether they act together."""
    rows = view.record.parties
    named = "; ".join(party_in_words(view.content, party, view.words) for party in rows)
    if view.record.joint is Joint.JOINTLY and len(rows) > 1:
        return view.words.say("{parties} (jointly)", parties=named)
    return named


def topic_of(view: View[Commitment]) -> str:
    """Return a commitment's topic, that of its action where it names none."""
    measure = view.content.find(Measure, view.record.measure)
    return view.topic(view.record.topic or (measure.topic if measure else None))


def passages(view: View[Commitment]) -> tuple[Evidence, ...]:
    """Return the passages that a commitment's stage rests on."""
    return view.entry.evidence if view.entry else ()


def stages_in_words(view: View[Commitment]) -> str:
    """Return the stages that a commitment has gone through, one a line."""
    return "\n".join(stage_in_words(entry, view.words) for entry in view.reached)


def conditions(view: View[Commitment]) -> str:
    """Return a commitment's conditions, one a line."""
    return "\n".join(condition_in_words(row, view.words) for row in view.record.conditions)


def amount(view: View[Commitment]) -> tuple[Decimal, str] | None:
    """Return the newest amount that a commitment names, and its currency."""
    found = [e.amount for e in view.reached if e.amount]
    return (found[-1].value, found[-1].currency) if found else None


def speaker(view: View[Quote]) -> str:
    """Return who speaks, as the source names him where no actor is known."""
    named = view.record.speaker_as_named
    if view.record.speaker or named is None:
        return view.name(view.record.speaker)
    return named.of(view.source(view.record.source).text)


def words(view: View[Quote]) -> str:
    """Return a quote's words exactly as they are printed, without quotation marks."""
    return printed(view.record, view.source(view.record.source).text)


def translations(view: View[Quote]) -> str:
    """Return a quote's translations, one a line, each with language and translator."""
    rows = view.record.translations
    return "\n".join(f"{row.language}, {view.label(row.by).lower()}: {row.text}" for row in rows)


def stance(view: View[Position]) -> str:
    """Return symbol and word of a position's stance."""
    mark = STANCES[view.record.stance]
    return opening(mark, view.words)


def standing(view: View[Position]) -> str:
    """Return whether a position still holds."""
    row = view.record
    now = current_position(view.content, row.actor, row.topic, view.as_of)
    is_current = now is not None and now.id == row.id
    return view.words.say("Current" if is_current else "Superseded")


def score(view: View[Assessment]) -> str:
    """Return symbol and word of a score, or nothing."""
    if view.record.state is not CellState.SCORED:
        return ""
    mark = SCORES[view.record.score or 0]
    return opening(mark, view.words)


def searched(view: View[Assessment]) -> str:
    """Return the sources that were searched, one a line."""
    return "\n".join(citation(view.source(source), view.words) for source in view.record.searched)


def remarks_on(view: View[Source]) -> str:
    """Return a source's revision, and why it no longer stands."""
    gone, say = view.record.withdrawn, view.words.say
    number = view.record.revision
    notes = (
        say("Revision {number}", number=str(number)) if number > 1 else "",
        say("Withdrawn {date}: {reason}", date=gone.on, reason=gone.reason) if gone else "",
    )
    return "\n".join(filter(None, notes))
