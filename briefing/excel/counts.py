"""What is counted beside and below the grid: formulas, each with the result it has now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from briefing.domain.marks import RULED_OUT, SCORES, STAGES, STANCES, STATES, Mark
from briefing.domain.vocabularies import CellState, MatrixForm, Stage, Stance
from briefing.excel.sheet import AVERAGE, COUNT, SHARE, Entry
from briefing.template.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable


_EMPTY: Final = tuple(STATES.values())
_UNJUDGED: Final = frozenset({"not_applicable", "not_assessed", "not_due"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A column of counts: how many cells of a row have one of some marks."""

    title: str
    marks: tuple[Mark, ...]


def _stages(*stages: Stage) -> tuple[Mark, ...]:
    return tuple(STAGES[stage] for stage in stages)


def _stances(*stances: Stance) -> tuple[Mark, ...]:
    return tuple(STANCES[stance] for stance in stances)


_FIRM: Final = (Stage.AGREED, Stage.AUTHORISED, Stage.ALLOCATED, Stage.DELIVERING, Stage.DONE)

TALLIES: Final = {
    MatrixForm.STAGES: (
        Tally(title="Agreed or further", marks=_stages(*_FIRM)),
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

SHARES: Final = {
    MatrixForm.STAGES: Tally(
        title="Share pledged or further", marks=_stages(Stage.PLEDGED, *_FIRM)
    ),
    MatrixForm.STANCES: Tally(
        title="Share in support", marks=_stances(Stance.SUPPORT, Stance.CONDITIONAL)
    ),
}
"""What share of the cells is told; those not applicable, not assessed and not due do not count."""

MARKS: Final = {
    MatrixForm.STAGES: (*STAGES.values(), RULED_OUT),
    MatrixForm.STANCES: tuple(STANCES.values()),
    MatrixForm.SCORES: tuple(SCORES.values()),
}
_NUMBERS: Final = {mark.code: score for score, mark in SCORES.items()}


def marks_of(form: MatrixForm) -> tuple[Mark, ...]:
    """Return what may stand in a matrix of a form, in the order of its legend."""
    shown = [STATES[state] for state in CellState if state in STATES]
    order = (CellState.SEARCHED_NONE, CellState.NOT_DUE, CellState.NOT_APPLICABLE)
    first = [STATES[state] for state in order]
    return (*MARKS[form], *first, *(mark for mark in shown if mark not in first))


def judged(form: MatrixForm) -> tuple[Mark, ...]:
    """Return the marks of cells that could be judged: applicable, assessed and due."""
    return tuple(mark for mark in marks_of(form) if mark.code not in _UNJUDGED)


def opening(mark: Mark, words: Words) -> str:
    """Return how every cell of a mark begins: its symbol and its word."""
    return f"{mark.symbol} {words.mark(mark)}"


def typed(mark: Mark, words: Words) -> str:
    """Return what is chosen from the list for a mark: a score is a number, all else a word."""
    number = _NUMBERS.get(mark.code)
    return opening(mark, words) if number is None else str(number)


def number_format(words: Words) -> str:
    """Return the format that prints a score as symbol and word: above, below, and zero."""
    return ";".join(f'"{opening(SCORES[score], words)}"' for score in (1, -1, 0))


def condition(mark: Mark, cell: str, words: Words) -> str:
    """Return the formula that tells whether a mark stands in a cell."""
    number = _NUMBERS.get(mark.code)
    if number is not None:
        return f"AND(ISNUMBER({cell}),{cell}={number})"
    text = opening(mark, words)
    return f'LEFT({cell},{len(text)})="{text}"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Cells that are counted: where they stand and what stands in them now.

    Attributes:
        area: The cells, such as `B5:U5`.
        marks: What stands in them.
        words: The workbook's own words.
        rounds: Where the word for each column's round stands, if only one round counts.
        round: That round's word.
    """

    area: str
    marks: Sequence[Mark]
    words: Words
    rounds: str = ""
    round: str = ""

    def count(self, marks: Sequence[Mark]) -> Entry:
        """Return how many of the cells have one of some marks."""
        return Entry(formula=self._formula(marks), number=self._found(marks), look=COUNT)

    def average(self) -> Entry:
        """Return the average score; cells without a score do not count."""
        if self.rounds:
            chosen = f'{self.rounds},"{self.round}",{self.area}'
            counted, mean = f'COUNTIFS({chosen},">=-1")', f"AVERAGEIF({chosen})"
        else:
            counted, mean = f"COUNT({self.area})", f"AVERAGE({self.area})"
        return averaged(f'IF({counted}=0,"",{mean})', self.marks)

    def share(self, marks: Sequence[Mark], of: Sequence[Mark]) -> Entry:
        """Return which share of the cells with some marks has one of fewer marks."""
        total = self._formula(of)
        formula = f'IF({total}=0,"",{self._formula(marks)}/{total})'
        found = self._found(of)
        if not found:
            return Entry(formula=formula, look=SHARE)
        return Entry(formula=formula, number=_exact(self._found(marks) / found), look=SHARE)

    def _found(self, marks: Sequence[Mark]) -> int:
        codes = {mark.code for mark in marks}
        return sum(mark.code in codes for mark in self.marks)

    def _formula(self, marks: Sequence[Mark]) -> str:
        patterns = [_pattern(mark, self.words) for mark in marks]
        criterion = patterns[0] if len(patterns) == 1 else f"{{{','.join(patterns)}}}"
        counted = (
            f'COUNTIFS({self.rounds},"{self.round}",{self.area},{criterion})'
            if self.rounds
            else f"COUNTIF({self.area},{criterion})"
        )
        return counted if len(patterns) == 1 else f"SUM({counted})"


def averaged(formula: str, marks: Iterable[Mark]) -> Entry:
    """Return an average with its formula."""
    held = [_NUMBERS[mark.code] for mark in marks if mark.code in _NUMBERS]
    if not held:
        return Entry(formula=formula, look=AVERAGE)
    return Entry(formula=formula, number=_exact(sum(held) / len(held)), look=AVERAGE)


def per_cent(cell: str, average: Entry) -> Entry:
    """Return an average score as a percentage: (score + 1) / 2 × 100."""
    formula = f'IF(ISNUMBER({cell}),({cell}+1)/2,"")'
    if average.number is None:
        return Entry(formula=formula, look=SHARE)
    return Entry(formula=formula, number=_exact((float(average.number) + 1) / 2), look=SHARE)


def difference(cells: tuple[str, str], averages: tuple[Entry, Entry]) -> Entry:
    """Return by how much the second of two averages is above the first."""
    first, second = cells
    formula = f'IF(COUNT({first},{second})=2,{second}-{first},"")'
    before, after = (entry.number for entry in averages)
    if before is None or after is None:
        return Entry(formula=formula, look=AVERAGE)
    return Entry(formula=formula, number=_exact(float(after) - float(before)), look=AVERAGE)


def _exact(value: float) -> Decimal:
    return Decimal(repr(value))


def _pattern(mark: Mark, words: Words) -> str:
    number = _NUMBERS.get(mark.code)
    if number is not None:
        return str(number)
    escaped = opening(mark, words).replace("~", "~~").replace("?", "~?").replace("*", "~*")
    return f'"{escaped}*"'
