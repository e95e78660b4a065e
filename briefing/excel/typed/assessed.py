"""Readers of what an assessment says: its state and its score, which belong together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefing.domain.marks import SCORES
from briefing.domain.vocabularies import CellState
from briefing.excel.typed.cell import Edit, Typed, UnfitCellError
from briefing.excel.typed.readers import code_of, mark_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.domain.commitments import Assessment
    from briefing.template.words import Words

_FIGURE: Final = re.compile(r"[+]?1|0|[-−]1")
_NUMBER: Final = re.compile(r"[+\-−]?\d+(?:[.,]\d+)?")
_SCORED: Final = "“Scored” needs a score, and a score needs “Scored”: type both, in their columns."


def score_of(typed: str, words: Words) -> int | None:
    """Return the score that is typed, as a figure or as symbol and word; None for an empty cell.

    Raises:
        UnfitCellError: It is no score.
    """
    figure = typed.strip()
    if _FIGURE.fullmatch(figure):
        return int(figure.replace("−", "-"))
    if is_number(figure):
        raise UnfitCellError(f"“{figure[:60]}” is no score: type 1, 0 or -1.")
    found = mark_of(typed, SCORES.values(), words)
    if found is None:
        return None
    if found[1].strip():
        raise UnfitCellError(f"“{figure[:60]}” is more than a score: 1, 0 or -1.")
    return int(found[0].code)


def is_number(typed: str) -> bool:
    """Tell whether a number is typed."""
    return _NUMBER.fullmatch(typed.strip()) is not None


def state(typed: Typed[Assessment]) -> Iterator[Edit]:
    """Read the state of an assessment; a score goes where it is no longer scored."""
    found = code_of(typed, CellState)
    if found is None:
        raise UnfitCellError("It cannot be empty: “Not assessed” says that nobody has looked yet.")
    if found is CellState.SCORED:
        score_typed = score_of(typed.beside.get("Score", ""), typed.view.words)
        if score_typed is None:
            raise UnfitCellError(_SCORED)
        yield "score", score_typed
    else:
        yield "score", None
    yield "state", found.value


def score(typed: Typed[Assessment]) -> Iterator[Edit]:
    """Read the score of an assessment that is scored."""
    found = score_of(typed.words, typed.view.words)
    is_scored = code_of(typed, CellState, typed.beside.get("State", ""))
    if (found is not None) is not (is_scored is CellState.SCORED):
        raise UnfitCellError(_SCORED)
    yield "score", found
