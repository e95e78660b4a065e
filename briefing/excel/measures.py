"""How wide columns and how high rows must be, so that nothing is cut or covered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.excel.sheet import WIDEST
from briefing.excel.strings import columns_of, lines_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.excel.sheet import Row

_HEADER_HEIGHT: Final = 32.0
_LINE_HEIGHT: Final = 12.8
_INDENT: Final = 1.4  # digits between the edge of a cell and its text
_GAP: Final = 3.5  # points above and below the text of a row
ARROW: Final = 2.5  # digits that the arrow of a filter covers, in the corner of its heading
_ARROW_HEIGHT: Final = 14.0  # points
_TALLEST: Final = 409.0  # points; Excel knows no taller row
_PLAIN: Final = 0.98
_BOLD: Final = 0.93  # bold letters are wider


def fitting_width(title: str, texts: Iterable[str], limit: float = WIDEST) -> float:
    """Return a column's width: its longest line, between its heading's longest word and `limit`."""
    heading = max(map(columns_of, title.split()), default=0) * 1.15 + 4 + _INDENT
    longest = max((columns_of(line) for text in texts for line in text.split("\n")), default=0)
    return min(max(heading, longest * 1.08 + 2 + _INDENT), max(heading, limit), WIDEST)


def height_of(
    titles: Sequence[str],
    widths: Sequence[float],
    least: float = _HEADER_HEIGHT,
    arrow: float = ARROW,
) -> float:
    """Return how high a row of bold headings is, in points, so that none is cut.

    They stand in the middle of their cells. Where the last line of one would reach under the arrow
    of its filter, the row is so high that the line ends above the arrow.

    Args:
        titles: The headings.
        widths: How much room each has, in digits.
        least: How high the row is at least.
        arrow: How many digits the arrow covers.
    """
    found = least
    for title, width in zip(titles, widths, strict=True):
        lines, beside = (
            lines_at(title, max(4.0, (room - _INDENT) * _BOLD)) for room in (width, width - arrow)
        )  # as many lines beside the arrow as below it: the last one is short enough
        spared = 2 * _ARROW_HEIGHT if beside > lines else 6
        found = max(found, lines * _LINE_HEIGHT + spared)
    return min(found, _TALLEST)


def natural_height(row: Row, widths: Sequence[float]) -> float:
    """Return how high a row must be, in points, to show its wrapped text.

    Office programs fit rows to their text only after somebody has edited it.
    """
    lines = 1
    for entry, width in zip(row.entries, widths, strict=False):
        text = entry.text
        if len(text) * 1.6 < width - 4 and "\n" not in text:  # fits, in whatever look
            continue
        if not text or not entry.look.wrap:
            continue
        room = (width - 0.8 - _INDENT) * (_BOLD if entry.look.bold else _PLAIN)
        if "\n" in text or columns_of(text) > room:
            lines = max(lines, lines_at(text, max(2.0, room)))
    return min(lines * _LINE_HEIGHT + _GAP, _TALLEST)
