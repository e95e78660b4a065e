"""What a sheet says of itself besides its cells: its size, what is merged and what is hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.excel.reading.values import MOST_COLUMNS, column_number

if TYPE_CHECKING:
    from collections.abc import Mapping

ABOUT: Final = frozenset({"dimension", "col", "mergeCell"})
"""The elements that say it."""
TRUE: Final = frozenset({"1", "true", "on"})
"""How an attribute says yes."""
MOST_MERGES: Final = 20_000
"""How many merged areas are kept; no person merges more."""
_CELL: Final = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})", re.ASCII)


class Area(NamedTuple):
    """An area of cells: both corners, rows and columns counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True, kw_only=True)
class Outline:
    """What a sheet says of itself; complete once all its rows were read.

    Attributes:
        claimed: The area that it claims to fill, as it says it.
        merges: What was merged.
        hidden_rows: The numbers of the rows that hold something and are hidden.
        hidden_columns: How many columns are hidden.
    """

    claimed: str = ""
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: int = 0

    @property
    def claimed_rows(self) -> int:
        """Return the number of the last row that it claims; 0 where it claims none."""
        found = _corner(self.claimed.rpartition(":")[2])
        return 0 if found is None else found[0]

    def hear(self, element: str, about: Mapping[str, str]) -> None:
        """Take up what an element says."""
        if element == "dimension":
            self.claimed = about.get("ref", "")
        elif element == "col":
            self.hidden_columns += _many(about) if about.get("hidden") in TRUE else 0
        elif len(self.merges) < MOST_MERGES:
            corners = [_corner(one) for one in about.get("ref", "").split(":", maxsplit=2)]
            if len(corners) == 2 and corners[0] and corners[1]:
                self.merges.append(Area(*corners[0], *corners[1]))


def _corner(cell: str) -> tuple[int, int] | None:
    match = _CELL.fullmatch(cell)
    return None if match is None else (int(match.group(2)), column_number(match.group(1)))


def _many(about: Mapping[str, str]) -> int:
    """Return how many columns are meant; all the rest of the sheet counts as one."""
    first, last = about.get("min", ""), about.get("max", "")
    if not all(end.isdecimal() and len(end) < 6 for end in (first, last)):
        return 0
    return 1 if int(last) > MOST_COLUMNS // 2 else max(0, int(last) - int(first) + 1)
