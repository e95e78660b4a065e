"""All rules, in the order in which their problems are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.checks import commitments, passages, places, prose, quotes, revisions
from briefing.checks.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefing.checks.problem import Problem
    from briefing.domain.content import Content

RULES: tuple[Callable[[Content], Iterator[Problem]], ...] = (
    passages.differing_words,
    quotes.withdrawn_sources,
    quotes.missing_speakers,
    quotes.partial_as_sentence,
    quotes.unmarked_edits,
    quotes.unchecked_translations,
    quotes.differing_translations,
    commitments.without_evidence,
    commitments.without_measure,
    commitments.future_stages,
    commitments.contradictions,
    passages.positions_without_evidence,
    passages.facts_without_evidence,
    prose.unknown_citations,
    prose.topics_without_proposition,
    prose.certain_topics_without_line,
    revisions.replaced_sources,
    revisions.rival_revisions,
    places.sources_without_date,
    places.ungraded_sources,
    places.freer_than_evidence,
    places.pack_without_marking,
)
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def problems_of(content: Content) -> tuple[Problem, ...]:
    """Return every problem of a pack, errors first, then in the order of the rules."""
    found = [problem for rule in RULES for problem in rule(content)]
    return tuple(sorted(found, key=lambda problem: _ORDER[problem.severity]))
