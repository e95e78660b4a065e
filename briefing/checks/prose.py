"""Whether prose cites what exists, and topics can be answered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.checks.problem import Problem, Severity
from briefing.domain.sources import Source
from briefing.domain.vocabularies import Likelihood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.domain.content import Content

CITATION = re.compile(r"\[@([A-Za-z0-9][A-Za-z0-9_-]{0,39})(?::(\d+)-(\d+))?\]")


def written(content: Content) -> Iterator[tuple[str, str, str]]:
    """Yield all prose in Markdown with the kind and the id of its record."""
    for section in content.sections:
        yield "section", section.id, section.markdown
    for line in content.lines:
        yield "line", line.id, line.markdown


def unknown_citations(content: Content) -> Iterator[Problem]:
    """Find citations of sources or passages that are not in the pack."""
    for kind, record_id, markdown in written(content):
        for match in CITATION.finditer(markdown):
            name = match.group(1)
            if content.find(Source, name) is None and name not in content.evidence:
                yield Problem(
                    code=f"{kind}.unknown_citation",
                    severity=Severity.ERROR,
                    sentence=f"The citation {match.group()} names neither a source nor a passage "
                    "of this pack: choose the source again.",
                    kind=kind,
                    id=record_id,
                    field="markdown",
                )


def topics_without_proposition(content: Content) -> Iterator[Problem]:
    """Find topics with positions that nobody can support or oppose."""
    used = {position.topic for position in content.positions}
    for topic in content.topics:
        if topic.id in used and not topic.proposition:
            yield Problem(
                code="topic.no_proposition",
                severity=Severity.WARNING,
                sentence=f"“{topic.name}” has positions but no proposition: write the sentence "
                "that support or oppose answers.",
                kind="topic",
                id=topic.id,
                field="proposition",
            )


def certain_topics_without_line(content: Content) -> Iterator[Problem]:
    """Find topics that will come up and on which we have nothing to say."""
    said = {line.topic for line in content.lines}
    for topic in content.topics:
        if topic.likelihood is Likelihood.CERTAIN and topic.id not in said:
            yield Problem(
                code="topic.no_line",
                severity=Severity.WARNING,
                sentence=f"“{topic.name}” is certain to be raised and has no line to take: "
                "write one.",
                kind="topic",
                id=topic.id,
            )
