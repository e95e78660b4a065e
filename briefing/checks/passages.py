"""Whether passages still have their words, and statements their passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.checks.problem import Problem, Severity
from briefing.domain.actors import Actor
from briefing.domain.agenda import Topic
from briefing.domain.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.domain.base import Record
    from briefing.domain.content import Content
    from briefing.domain.spans import Span

Passage = tuple[str, "Record", str, "Span"]


def differing_words(content: Content) -> Iterator[Problem]:
    """Find passages whose words are not those of their source."""
    for kind, record, source_id, span in _passages(content):
        source = content.find(Source, source_id)
        if source is None or not span.matches(source.text):
            title = f"“{source.title}”" if source else "a source that is gone"
            yield Problem(
                code=f"{kind}.words_differ",
                severity=Severity.ERROR,
                sentence=f"The words “{_short(span.exact)}” are not what {title} has at "
                f"{span.start} to {span.stop}: mark the passage again.",
                kind=kind,
                id=record.id,
            )


def positions_without_evidence(content: Content) -> Iterator[Problem]:
    """Find positions that rest on no passage."""
    for position in content.positions:
        if not position.evidence:
            actor, topic = content.get(Actor, position.actor), content.get(Topic, position.topic)
            yield Problem(
                code="position.no_evidence",
                severity=Severity.ERROR,
                sentence=f"The position of {actor.name} on “{topic.name}” rests on no passage: "
                "mark the words in a source.",
                kind="position",
                id=position.id,
                field="evidence",
            )


def facts_without_evidence(content: Content) -> Iterator[Problem]:
    """Find facts that rest on no passage."""
    for fact in content.facts:
        if not fact.evidence:
            actor = content.get(Actor, fact.actor)
            yield Problem(
                code="fact.no_evidence",
                severity=Severity.WARNING,
                sentence=f"“{fact.label}” of {actor.name} rests on no passage: mark the words in "
                "a source or say in the value where it is from.",
                kind="fact",
                id=fact.id,
                field="evidence",
            )


def _passages(content: Content) -> Iterator[Passage]:
    for quote in content.quotes:
        for piece in quote.pieces:
            yield "quote", quote, quote.source, piece
        for translation in quote.translations:
            for piece in translation.pieces:
                yield "quote", quote, translation.source or quote.source, piece
    for kind, record, item in content.resting:
        yield kind, record, item.source, item


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"
