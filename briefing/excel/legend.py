"""The legend below the grid: symbol, word and meaning of everything a cell may say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.excel import definitions
from briefing.excel.counts import marks_of, opening
from briefing.excel.sheet import HEADING, NOTHING, SUBTITLE, Entry, Row, look_of

if TYPE_CHECKING:
    from briefing.domain.vocabularies import MatrixForm

_ADDED: Final = (
    "After the word: “if …” is a condition; “+1” counts further commitments in the cell;",
    "the basis follows in italics unless it is a signed or adopted text or an official statement;",
    "⚠ marks a promise and a refusal side by side. A click on a cell leads to its evidence.",
)
_MEANINGS: Final = {
    **definitions.STAGES,
    **definitions.STATES,
    **definitions.STANCES,
    **definitions.SCORES,
}


def legend_rows(form: MatrixForm, *, fills: bool) -> list[Row]:
    """Return the legend of a matrix of a form; without fills it looks as the grid then does."""
    rows = [Row(entries=(Entry(text="Legend", look=HEADING),))]
    for mark in marks_of(form):
        shown = Entry(text=opening(mark), look=look_of(mark, fills=fills))
        meaning = Entry(text=_MEANINGS[mark.code].meaning, look=SUBTITLE)
        rows.append(Row(entries=(shown, meaning)))
    return [*rows, *(Row(entries=(NOTHING, Entry(text=text, look=SUBTITLE))) for text in _ADDED)]
