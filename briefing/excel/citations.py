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
    from briefing.template.words import Words


def citation(source: Source, words: Words) -> str:
    """Return a source in one line: title, publisher, date and grade."""
    stated = ", ".join(filter(None, (source.title, source.publisher, day_of(source))))
    gone = source.withdrawn
    withdrawn = f", {words.say('withdrawn {date}', date=gone.on)}" if gone else ""
    return f"{stated} ({source.grade}){withdrawn}"


def day_of(source: Source) -> str:
    """Return on which day a source was published, or nothing."""
    return (source.published or "").partition("T")[0]


def cited(content: Content, evidence: Iterable[Evidence], words: Words) -> str:
    """Return the sources of passages, each once, one a line."""
    sources = dict.fromkeys(item.source for item in evidence)
    return "\n".join(citation(content.get(Source, source), words) for source in sources)


def grades(content: Content, evidence: Iterable[Evidence]) -> str:
    """Return the grades of the passages' sources, in the order in which those are named."""
    sources = dict.fromkeys(item.source for item in evidence)
    return "\n".join(content.get(Source, source).grade for source in sources)


def words_of(content: Content, evidence: Iterable[Evidence]) -> str:
    """Return the exact words of passages, an empty line between two."""
    return "\n\n".join(filter(None, (_said(content, item) for item in evidence)))


def quoted(content: Content, evidence: Iterable[Evidence], words: Words) -> list[str]:
    """Return each passage between quotation marks with its source, for a note."""
    stated = ((_said(content, item), item.source) for item in evidence)
    found = ((said, citation(content.get(Source, source), words)) for said, source in stated)
    return [f"“{said}”\n{named}" if said else named for said, named in found]


def _said(content: Content, item: Evidence) -> str:
    """Return the words of a passage; a source that is only named says nothing."""
    return "" if is_label(content.get(Source, item.source), item.exact) else item.exact


def party_in_words(content: Content, party: Party, words: Words) -> str:
    """Return one party with its dates and its reservation."""
    limits = (
        words.say("from {date}", date=party.from_) if party.from_ else "",
        words.say("to {date}", date=party.to) if party.to else "",
        words.say("reservation: {text}", text=party.reservation) if party.reservation else "",
    )
    stated = ", ".join(filter(None, limits))
    name = content.name_of(Actor, party.actor)
    return f"{name} ({stated})" if stated else name


def condition_in_words(condition: Condition, words: Words) -> str:
    """Return a condition's kind and its words; without words the kind alone."""
    kind = words.label(condition.kind)
    if condition.kind is ConditionKind.OTHER:
        return condition.text or kind
    return ": ".join(filter(None, (kind, condition.text)))


def stage_in_words(entry: StageEntry, words: Words) -> str:
    """Return a stage as `2026-01-06 Pledged (media report): note`."""
    basis = f"({words.label(entry.basis).lower()})" if entry.basis else ""
    stated = " ".join(filter(None, (entry.date, words.label(entry.stage), basis)))
    return f"{stated}: {entry.note}" if entry.note else stated


def history(commitment: Commitment, as_of: date | None) -> tuple[StageEntry, ...]:
    """Return the stages reached by a day (None: all), the oldest first."""
    if len(commitment.stages) == 1 and as_of is None:
        return commitment.stages
    reached = (e for e in commitment.stages if as_of is None or first_day(e.date) <= as_of)
    return tuple(sorted(reached, key=lambda entry: sort_key(entry.date)))
