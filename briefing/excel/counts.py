"""What is counted beside and below the grid: formulas, each with the result it has now."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from briefing.domain.marks import RULED_OUT, SCORES, STAGES, STANCES, STATES, Mark
from briefing.domain.vocabularies import CellState, MatrixForm, Stage, Stance
from briefing.excel.sheet import AVERAGE, COUNT, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_EMPTY: Final = tuple(STATES.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A column of counts: how many cells of a row begin with one of some words."""

    title: str
    marks: tuple[Mark, ...]


def _stages(*stages: Stage) -> tuple[Mark, ...]:
    return tuple(STAGES[stage] for stage in stages)


def _stances(*stances: Stance) -> tuple[Mark, ...]:
    return tuple(STANCES[stance] for stance in stances)


TALLIES: Final = {
    MatrixForm.STAGES: (
        Tally(
            title="Agreed or further",
            marks=_stages(
                Stage.AGREED, Stage.AUTHORISED, Stage.ALLOCATED, Stage.DELIVERING, Stage.DONE
            ),
        ),
        Tally(title="Pledged", marks=_stages(Stage.PLEDGED)),
        Tally(title="Draft or floated", marks=_stages(Stage.DRAFT, Stage.FLOATED)),
        Tally(title="Stopped", marks=_stages(Stage.SUSPENDED, Stage.WITHDRAWN, Stage.LAPSED)),
        Tally(title="Ruled out", marks=(RULED_OUT,)),
        Tally(title="No commitment", marks=_EMPTY),
    ),
    MatrixForm.STANCES: (
        Tally(title="Support", marks=_stances(Stance.SUPPORT)),
        Tally(title="Support if", marks=_stances(Stance.CONDITIONAL)),
        Tally(title="Neutral", marks=_stances(Stance.NEUTRAL)),
        Tally(title="Oppose or in part", marks=_stances(Stance.PARTLY_OPPOSE, Stance.OPPOSE)),
        Tally(title="Silent or unclear", marks=_stances(Stance.SILENT, Stance.UNCLEAR)),
        Tally(title="No position", marks=_EMPTY),
    ),
    MatrixForm.SCORES: (
        Tally(title="Met in full", marks=(SCORES[1],)),
        Tally(title="In part", marks=(SCORES[0],)),
        Tally(title="Not met", marks=(SCORES[-1],)),
        Tally(title="No score", marks=_EMPTY),
    ),
}
"""The columns of counts of each form; every cell of a row is counted in exactly one of them."""

MARKS: Final = {
    MatrixForm.STAGES: (*STAGES.values(), RULED_OUT),
    MatrixForm.STANCES: tuple(STANCES.values()),
    MatrixForm.SCORES: tuple(SCORES.values()),
}


def marks_of(form: MatrixForm) -> tuple[Mark, ...]:
    """Return what may stand in a matrix of a form, in the order of its legend."""
    shown = [STATES[state] for state in CellState if state in STATES]
    order = (CellState.SEARCHED_NONE, CellState.NOT_DUE, CellState.NOT_APPLICABLE)
    first = [STATES[state] for state in order]
    return (*MARKS[form], *first, *(mark for mark in shown if mark not in first))


def opening(mark: Mark) -> str:
    """Return how every cell of a mark begins: its symbol and its word."""
    return f"{mark.symbol} {mark.label}"


def count_of(marks: Sequence[Mark], area: str, texts: Iterable[str]) -> Entry:
    """Return how many cells of an area begin with one of some marks.

    Args:
        marks: The marks.
        area: The cells, such as `B5:U5`.
        texts: What stands in them now.
    """
    openings = tuple(map(opening, marks))
    patterns = [f'"{_pattern(text)}"' for text in openings]
    if len(patterns) == 1:
        formula = f"COUNTIF({area},{patterns[0]})"
    else:
        formula = f"SUM(COUNTIF({area},{{{','.join(patterns)}}}))"
    return Entry(
        formula=formula, number=sum(text.startswith(openings) for text in texts), look=COUNT
    )


def average_of(area: str, texts: Sequence[str]) -> Entry:
    """Return the average score of an area; cells without a score do not count."""
    full, partial, none = (opening(SCORES[score]) for score in (1, 0, -1))
    parts = [f'COUNTIF({area},"{_pattern(text)}")' for text in (full, partial, none)]
    formula = f'IF({"+".join(parts)}=0,"",({parts[0]}-{parts[2]})/({"+".join(parts)}))'
    held = [sum(text.startswith(start) for text in texts) for start in (full, partial, none)]
    if not sum(held):
        return Entry(formula=formula, look=AVERAGE)
    average = Decimal(repr((held[0] - held[2]) / sum(held)))
    return Entry(formula=formula, number=average, look=AVERAGE)


def _pattern(text: str) -> str:
    escaped = text.replace("~", "~~").replace("?", "~?").replace("*", "~*")
    return f"{escaped}*"
