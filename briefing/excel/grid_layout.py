"""Where things stand in the grid: its rows and columns by number and letter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from openpyxl.utils import get_column_letter

from briefing.domain.vocabularies import MatrixForm
from briefing.excel.counts import SHARES, TALLIES, Tally
from briefing.excel.grid_plan import GridPlan
from briefing.excel.register_sheet import ID
from briefing.excel.sheet import distinct_names

if TYPE_CHECKING:
    from briefing.domain.vocabularies import Round
    from briefing.template.words import Words

ACTOR: Final = "Actor"
GROUP: Final = "Group"
AVERAGE: Final = "Average"
PER_CENT: Final = "Per cent"
CHANGE: Final = "Change"
_TITLES: Final = 2  # title and subtitle


@dataclass(frozen=True, kw_only=True)
class GridLayout:
    """The places of a grid.

    Attributes:
        plan: What it shows.
        above: How many rows of a house's heading come first.
        has_title: Whether title and subtitle of ours follow it.
    """

    plan: GridPlan
    above: int = 0
    has_title: bool = True

    @property
    def words(self) -> Words:
        """The workbook's own words."""
        return self.plan.options.words

    @property
    def band(self) -> int:
        """The row with the topics."""
        return self.above + (_TITLES if self.has_title else 0) + 1

    @property
    def round_row(self) -> int:
        """The row with the rounds; only where two stand side by side."""
        return self.band + 1

    @property
    def top(self) -> int:
        """The row with the headings."""
        return self.band + (2 if self.plan.rounds else 1)

    @property
    def lead(self) -> int:
        """How many columns come before the cells."""
        return 2 if self.plan.is_grouped else 1

    @property
    def count(self) -> int:
        """How many columns of cells there are."""
        return len(self.plan.columns)

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """What is counted at the end of each row."""
        return TALLIES[self.plan.form]

    @property
    def share(self) -> Tally | None:
        """Of what a share is told."""
        return SHARES.get(self.plan.form)

    @cached_property
    def reckoned(self) -> tuple[str, ...]:
        """The headings of averages and shares, in English where they are not made of rounds."""
        if self.share is not None:
            return (self.words.say(self.share.title),)
        average = self.words.say(AVERAGE)
        rounds = [f"{average}, {self.round_word(one)}" for one in self.plan.rounds]
        change = [self.words.say(CHANGE)] if rounds else []
        return (*(rounds or [average]), *change, self.words.say(PER_CENT))

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The headings of all columns, all different."""
        lead = [ACTOR, GROUP][: self.lead]
        counts = [self.words.say(tally.title) for tally in self.tallies]
        ours = (*map(self.words.say, lead), *counts, *self.reckoned, self.words.say(ID))
        names = distinct_names((column.name for column in self.plan.columns), ours)
        return (*ours[: self.lead], *names, *ours[self.lead :])

    def round_word(self, one: Round) -> str:
        """Return the word for a round."""
        return self.words.label(one).lower()

    def letter(self, place: int) -> str:
        """Return the letter of a column of cells, counted from 0."""
        return get_column_letter(self.lead + 1 + place)

    def reckoned_letter(self, place: int) -> str:
        """Return the letter of a column of averages, counted from 0."""
        return self.letter(self.count + len(self.tallies) + place)

    def across(self, row: int) -> str:
        """Return the cells of a row."""
        return f"{self.letter(0)}{row}:{self.letter(max(0, self.count - 1))}{row}"

    def down(self, place: int, last: int) -> str:
        """Return the cells of a column, down to a row."""
        letter = self.letter(place)
        return f"{letter}${self.top + 1}:{letter}${last}"

    @property
    def rounds_across(self) -> str:
        """Return where the words for the rounds stand."""
        first, last = self.letter(0), self.letter(max(0, self.count - 1))
        return f"${first}${self.round_row}:${last}${self.round_row}"

    @property
    def is_scored(self) -> bool:
        """Whether the cells hold scores."""
        return self.plan.form is MatrixForm.SCORES
