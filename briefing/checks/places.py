"""Whether sources are dated and graded, and nothing is freer than what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.checks.problem import Problem, Severity
from briefing.domain.sources import Source
from briefing.domain.vocabularies import Credibility, Disclosure, Reliability

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.domain.base import Record
    from briefing.domain.content import Content
    from briefing.domain.ids import SourceId

_FREEDOM = {Disclosure.FREE: 2, Disclosure.BACKGROUND: 1, Disclosure.CLOSED: 0}


def sources_without_date(content: Content) -> Iterator[Problem]:
    """Find sources whose date is not known."""
    for source in content.sources:
        if source.published is None:
            yield Problem(
                code="source.no_date",
                severity=Severity.WARNING,
                sentence=f"“{source.title}” has no date of publication: add it, as precise as it "
                "is known.",
                kind="source",
                id=source.id,
                field="published",
            )


def ungraded_sources(content: Content) -> Iterator[Problem]:
    """Find sources that nobody graded."""
    for source in content.sources:
        if source.reliability is Reliability.F and source.credibility is Credibility.UNKNOWN:
            yield Problem(
                code="source.no_grade",
                severity=Severity.NOTE,
                sentence=f"“{source.title}” is not graded (F6): say how reliable the source and "
                "how credible its content is.",
                kind="source",
                id=source.id,
                field="reliability",
            )


def freer_than_evidence(content: Content) -> Iterator[Problem]:
    """Find records that may be used more freely than the sources they rest on."""
    for kind, record, sources in _resting(content):
        found = [content.find(Source, one) for one in sources]
        freest = max((_FREEDOM[one.disclosure] for one in found if one), default=2)
        if _FREEDOM[record.disclosure] > freest:
            yield Problem(
                code=f"{kind}.too_free",
                severity=Severity.ERROR,
                sentence=f"This {kind} is marked “{record.disclosure.label}”, but what it rests on "
                "is not as free: lower its use or free a source.",
                kind=kind,
                id=record.id,
                field="disclosure",
            )


def pack_without_marking(content: Content) -> Iterator[Problem]:
    """Find that the pack carries no marking."""
    if content.cover.handling is None:
        yield Problem(
            code="pack.no_marking",
            severity=Severity.WARNING,
            sentence="The pack has no marking: choose one, so that every page carries it.",
            kind="pack",
            id=content.cover.id,
            field="handling",
        )


def _resting(content: Content) -> Iterator[tuple[str, Record, set[SourceId]]]:
    for quote in content.quotes:
        yield "quote", quote, {quote.source, *(copy.source for copy in quote.also_in)}
    found: dict[tuple[str, str], tuple[Record, set[SourceId]]] = {}
    for kind, record, item in content.resting:
        found.setdefault((kind, record.id), (record, set()))[1].add(item.source)
    for (kind, _), (record, sources) in found.items():
        yield kind, record, sources
