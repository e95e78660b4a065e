"""Which rows of a matrix are looked at: those with a refusal, a condition, a contradiction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.domain.vocabularies import CellState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefing.domain.cells import Cell

AGAINST: Final = frozenset({"excludes", "oppose", "partly_oppose", "-1"})
"""The codes of marks that say no."""

_EMPTY: Final = frozenset(state.value for state in CellState if state is not CellState.SCORED)
_NEITHER: Final = _EMPTY | {"withdrawn", "lapsed", "silent", "unclear", "neutral", "0"}


def says_no(cell: Cell) -> bool:
    """Tell whether a cell says that the actor will not do it, or is against it."""
    return cell.mark.code in AGAINST


def says_yes(cell: Cell) -> bool:
    """Tell whether a cell says that the actor will do it, or is for it."""
    return cell.mark.code not in AGAINST | _NEITHER


PICKS: Final[Mapping[str, Callable[[Cell], bool]]] = {
    "no": says_no,
    "if": lambda cell: says_yes(cell) and bool(cell.condition),
    "disagrees": lambda cell: cell.disagrees,
    "open": lambda cell: not cell.is_assessed,
}
"""What at least one cell of a row must be, by the code of the choice."""
