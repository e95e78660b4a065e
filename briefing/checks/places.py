"""Whether sources are dated and graded, and nothing is freer than what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.checks.problem import Problem, Severity
from briefing.domain.freedom import too_free
from briefing.domain.kinds import BY_SINGULAR
from briefing.domain.vocabularies import Credibility, Reliability

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.domain.content import Content


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
    """Find records marked more freely than what they rest on, and not released by name."""
    for kind, record_id in too_free(content):
        record = content.get(BY_SINGULAR[kind].record_type, record_id)
        yield Problem(
            code=f"{kind}.too_free",
            severity=Severity.ERROR,
            sentence=f"This {kind} is marked “{record.disclosure.label}”, but what it rests on "
            "is not as free: lower its use, free a source, or note who released it.",
            kind=kind,
            id=record_id,
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
