"""What a column of a table looks like: its kinds of values, and whether they suit a role."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from briefing.domain.vocabularies import Stage
from briefing.tabular.conventions import is_like_number
from briefing.tabular.mapping import Role
from briefing.tabular.table import CellKind
from briefing.tabular.values import MISSING, RULED_OUT, STAGE_WORDS

if TYPE_CHECKING:
    from briefing.tabular.directory import Directory
    from briefing.tabular.table import Table

_SAMPLE: Final = 400
_COMMON: Final = 25
_STAGES: Final = frozenset(
    {
        *(stage.value for stage in Stage),
        *(stage.label.casefold() for stage in Stage),
        *STAGE_WORDS,
        *RULED_OUT,
    }
)


class ColumnLook:
    """What a guess looks at of one column."""

    def __init__(self, table: Table, place: int, heading: str, last: int) -> None:
        self.place = place
        self.heading = heading
        body = [row.at(place) for row in table.rows if row.number > last][:_SAMPLE]
        held = [cell for cell in body if not cell.is_blank]
        said = [cell for cell in held if cell.words.casefold() not in MISSING]
        self.total = len(body)
        self.held = len(held)
        self.kinds = Counter(cell.kind for cell in said)
        self.said = len(said)
        self.values = Counter(cell.words for cell in said)
        self.scores = sum(cell.words in {"-1", "0", "1"} for cell in said)
        self.stages = sum(cell.words.casefold() in _STAGES for cell in said)
        self.length = sum(len(cell.words) for cell in said) / max(1, len(said))
        self.amounts = sum(is_like_number(cell.words) for cell in said)
        self.addresses = sum(cell.text.lstrip().startswith("http") for cell in said)

    @property
    def has_scores(self) -> bool:
        """Whether at least half of the cells that say something are scores."""
        return bool(self.scores) and self.scores >= 0.5 * self.said

    @property
    def has_stages(self) -> bool:
        """Whether at least half of the cells that say something are stages."""
        return bool(self.stages) and self.stages >= 0.5 * self.said

    def is_mostly(self, count: int) -> bool:
        """Tell whether so many are nearly all of the cells that say something."""
        return bool(self.said) and count > 0.8 * self.said

    def suits(self, role: Role, directory: Directory) -> bool:
        """Tell whether the values do not speak against a role."""
        numbers, texts = self.kinds[CellKind.NUMBER], self.kinds[CellKind.TEXT]
        suited = {
            Role.AVERAGE: not self.said or numbers > 0,
            Role.AMOUNT: not self.said or numbers > 0 or self.amounts > 0.5 * self.said,
            Role.SCORE: self.is_mostly(self.scores) or numbers > 0.5 * self.said,
            Role.STAGE: self.has_stages,
            Role.LINK: self.addresses > 0 or "source" not in self.heading.casefold(),
            Role.TEXT: texts > 0.5 * self.said,
        }
        return self.names_actors(directory) if role is Role.ACTOR else suited.get(role, True)

    def names_actors(self, directory: Directory) -> bool:
        """Tell whether at least half of what it says most often are actors."""
        common = [words for words, _ in self.values.most_common(_COMMON)]
        known = sum(directory.look_up(words).target is not None for words in common)
        return bool(common) and known >= 0.5 * len(common)
