"""How passages, sources, parties and stages are put into words beside a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.domain.actors import Actor
from briefing.domain.dates import first_day, sort_key
from briefing.domain.labelling import is_label
from briefing.domain.sources import Source
from briefing.domain.vocabularies import ConditionKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from briefing.domain.base import Evidence
    from briefing.domain.commitments import Commitment, Condition, Party, StageEntry
    from briefing.domain.content import Content


def actor_name(content: Content, actor: str | None) -> str:
    """Return an actor's name, or nothing where there is no actor."""
    found = content.find(Actor, actor)
    return found.name if found else ""


def citation(source: Source) -> str:
    """Return a source in one line: title, publisher, date and grade."""
    day = (source.published or "").partition("T")[0]
    stated = ", ".join(filter(None, (source.title, source.publisher, day)))
    gone = f", withdrawn {source.withdrawn.on}" if source.withdrawn else ""
    return f"{stated} ({source.grade}){gone}"


def cited(content: Content, evidence: Iterable[Evidence]) -> str:
    """Return the sources of passages, each once, one a line."""
    sources = dict.fromkeys(item.source for item in evidence)
    return "\n".join(citation(content.get(Source, source)) for source in sources)


def grades(content: Content, evidence: Iterable[Evidence]) -> str:
    """Return the grades of the passages' sources, in the order in which those are named."""
    sources = dict.fromkeys(item.source for item in evidence)
    return "\n".join(content.get(Source, source).grade for source in sources)


def words_of(content: Content, evidence: Iterable[Evidence]) -> str:
    """Return the exact words of passages, an empty line between two."""
    return "\n\n".join(filter(None, (_said(content, item) for item in evidence)))


def quoted(content: Content, evidence: Iterable[Evidence]) -> list[str]:
    """Return each passage between quotation marks with its source, for a note."""
    return [
        f"“{words}”\n{citation(content.get(Source, item.source))}"
        if (words := _said(content, item))
        else citation(content.get(Source, item.source))
        for item in evidence
    ]


def _said(content: Content, item: Evidence) -> str:
    """Return the words of a passage; a source that is only named says nothing."""
    return "" if is_label(content.get(Source, item.source), item.exact) else item.exact


def party_in_words(content: Content, party: Party) -> str:
    """Return one party with its dates and its reservation."""
    limits = (
        f"from {party.from_}" if party.from_ else "",
        f"to {party.to}" if party.to else "",
        f"reservation: {party.reservation}" if party.reservation else "",
    )
    stated = ", ".join(filter(None, limits))
    name = actor_name(content, party.actor)
    return f"{name} ({stated})" if stated else name


def condition_in_words(condition: Condition) -> str:
    """Return a condition's kind and its words; without words the kind alone."""
    if condition.kind is ConditionKind.OTHER:
        return condition.text or condition.kind.label
    return ": ".join(filter(None, (condition.kind.label, condition.text)))


def stage_in_words(entry: StageEntry) -> str:
    """Return a stage as `2026-01-06 Pledged (media report): note`."""
    basis = f"({entry.basis.label.lower()})" if entry.basis else ""
    stated = " ".join(filter(None, (entry.date, entry.stage.label, basis)))
    return f"{stated}: {entry.note}" if entry.note else stated


def history(commitment: Commitment, as_of: date | None) -> tuple[StageEntry, ...]:
    """Return the stages reached by a day (None: all), the oldest first."""
    if len(commitment.stages) == 1 and as_of is None:
        return commitment.stages
    reached = (e for e in commitment.stages if as_of is None or first_day(e.date) <= as_of)
    return tuple(sorted(reached, key=lambda entry: sort_key(entry.date)))
