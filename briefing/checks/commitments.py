"""Whether commitments say who, what, when and on what they rest, and do not contradict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.checks.problem import Problem, Severity
from briefing.domain.actors import Actor
from briefing.domain.agenda import Measure
from briefing.domain.cells import is_live, stage_as_of
from briefing.domain.dates import first_day
from briefing.domain.vocabularies import Polarity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.domain.commitments import Commitment
    from briefing.domain.content import Content


def without_evidence(content: Content) -> Iterator[Problem]:
    """Find stages that rest on neither passage nor note."""
    for commitment in content.commitments:
        if not commitment.stages:
            yield _problem(
                commitment,
                "commitment.no_stage",
                Severity.ERROR,
                f"“{_words(commitment)}” has no stage: say how far it has come and on what that "
                "rests.",
                "stages",
            )
        for stage in commitment.stages:
            if not stage.evidence and not stage.note:
                yield _problem(
                    commitment,
                    "commitment.no_evidence",
                    Severity.ERROR,
                    f"The stage “{stage.stage.label}” of “{_words(commitment)}” rests on no "
                    "passage: mark the words in a source or add a note.",
                    "stages",
                )


def without_measure(content: Content) -> Iterator[Problem]:
    """Find commitments that stand in no column."""
    for commitment in content.commitments:
        if commitment.measure is None:
            yield _problem(
                commitment,
                "commitment.no_measure",
                Severity.WARNING,
                f"“{_words(commitment)}” belongs to no action and so to no cell of the matrix: "
                "choose one.",
                "measure",
            )


def future_stages(content: Content) -> Iterator[Problem]:
    """Find stages reached after the pack's own date."""
    as_of = content.cover.as_of
    if as_of is None:
        return
    for commitment in content.commitments:
        for stage in commitment.stages:
            if first_day(stage.date) > first_day(as_of):
                yield _problem(
                    commitment,
                    "commitment.after_as_of",
                    Severity.WARNING,
                    f"“{_words(commitment)}” reached “{stage.stage.label}” on {stage.date}, after "
                    f"the pack's date {as_of[:10]}: correct one of the two.",
                    "stages",
                )


def contradictions(content: Content) -> Iterator[Problem]:
    """Find actors that promise and rule out the same action."""
    for actor_id, commitments in content.commitments_by_party.items():
        live = [row for row in commitments if row.measure and is_live(stage_as_of(row))]
        for measure in dict.fromkeys(row.measure for row in live):
            rows = [row for row in live if row.measure == measure]
            if len({row.polarity for row in rows}) > 1:
                actor = content.get(Actor, actor_id)
                column = content.find(Measure, measure)
                excluded = next(row for row in rows if row.polarity is Polarity.EXCLUDES)
                yield _problem(
                    excluded,
                    "commitment.contradiction",
                    Severity.WARNING,
                    f"{actor.name} both promises and rules out “{column.name if column else ''}”: "
                    "check which stands, withdraw the other or pin the one to show.",
                    "polarity",
                )


def _problem(
    commitment: Commitment, code: str, severity: Severity, sentence: str, field: str
) -> Problem:
    return Problem(
        code=code,
        severity=severity,
        sentence=sentence,
        kind="commitment",
        id=commitment.id,
        field=field,
    )


def _words(commitment: Commitment) -> str:
    words = " ".join(commitment.text.split())
    return words if len(words) <= 60 else f"{words[:59]}…"
