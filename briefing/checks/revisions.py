"""Whether anything still rests on a revision of a source that a newer one replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.checks.problem import Problem, Severity
from briefing.checks.prose import CITATION, written
from briefing.domain.revisions import replaced_by
from briefing.domain.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.domain.content import Content
    from briefing.domain.statements import Quote


def replaced_sources(content: Content) -> Iterator[Problem]:
    """Find records that rest on a replaced revision, each once for every such revision."""
    newer = replaced_by(content)
    if not newer:
        return
    resting: dict[tuple[str, str, str], str] = {
        (kind, record.id, item.source): "evidence" for kind, record, item in content.resting
    }
    for kind, record_id, markdown in written(content):
        for match in CITATION.finditer(markdown):
            resting[kind, record_id, match.group(1)] = "markdown"
    for quote in content.quotes:
        resting |= {("quote", quote.id, source): name for source, name in _sources(quote)}
    for (kind, record_id, source_id), field in resting.items():
        new, old = newer.get(source_id), content.find(Source, source_id)
        if new is None or old is None:
            continue
        yield Problem(
            code=f"{kind}.source_replaced",
            severity=Severity.WARNING,
            sentence=f"This {kind} rests on “{old.title}”, which “{new.title}” replaces: accept "
            "what the inbox proposes for it, or mark the passage in the new revision.",
            kind=kind,
            id=record_id,
            field=field,
        )


def rival_revisions(content: Content) -> Iterator[Problem]:
    """Find sources that replace the same one, as when two colleagues imported one correction."""
    first: dict[str, Source] = {}
    for source in content.sources:
        if source.replaces is None:
            continue
        rival = first.setdefault(source.replaces, source)
        if rival is not source:
            yield Problem(
                code="source.rival",
                severity=Severity.WARNING,
                sentence=f"“{source.title}” and “{rival.title}” ({rival.id}) replace the same "
                "source: keep one of them, and remove the other once nothing rests on it.",
                kind="source",
                id=source.id,
                field="replaces",
            )


def _sources(quote: Quote) -> Iterator[tuple[str, str]]:
    """Yield the sources that have words of a quote, with the field that names them."""
    yield quote.source, "source"
    for row in quote.translations:
        if row.source is not None and row.source != quote.source:
            yield row.source, "translations"
