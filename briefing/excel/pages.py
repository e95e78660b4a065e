"""How a wide sheet is divided on paper: few pages side by side, never smaller than 8 points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.excel.options import Paper
from briefing.excel.sheet import WIDEST

if TYPE_CHECKING:
    from collections.abc import Sequence

MARGIN_MM: Final = 12.0
_WIDTH_MM: Final = {Paper.A4: 297.0, Paper.A3: 420.0, Paper.LETTER: 279.4}
_HEIGHT_MM: Final = {Paper.A4: 210.0, Paper.A3: 297.0, Paper.LETTER: 215.9}
DEEP_MM: Final = 16.0
_MM_PER_POINT: Final = 25.4 / 72
_DIGIT_MM: Final = 1.852  # a digit of Calibri 10, rounded up to whole pixels as Excel does
_SMALLEST: Final = 0.8  # of 10 points, that is 8
_FULL: Final = 0.99


def room_on(paper: Paper, scale: float = _SMALLEST) -> float:
    """Return how many digits fit side by side on a landscape page.

    Args:
        paper: The paper.
        scale: 1 for full size; without it the smallest size that may be printed.
    """
    return (_WIDTH_MM[paper] - 2 * MARGIN_MM) / scale / _DIGIT_MM


def fits_down(height: float, paper: Paper) -> bool:
    """Tell whether rows of a height, in points, fit below each other on one page at full size."""
    return height * _MM_PER_POINT <= _HEIGHT_MM[paper] - 2 * DEEP_MM


def row_breaks(
    heights: Sequence[float],
    groups: Sequence[object],
    titles: float,
    paper: Paper,
    scale: float,
) -> tuple[int, ...]:
    """Return before which rows a page ends, so that groups stay together where they can.

    Args:
        heights: The rows, in points.
        groups: What each belongs to.
        titles: How high the rows are that every page repeats.
        paper: The paper.
        scale: The size on paper, 1 for full size.
    """
    room = (_HEIGHT_MM[paper] - 2 * DEEP_MM) / _MM_PER_POINT / scale - titles
    return page_starts(heights, groups, room)[1:]


def pages_across(widths: Sequence[float], paper: Paper) -> int:
    """Return how many pages lie side by side when the first column is repeated on each."""
    return len(_packed(widths[1:], room_on(paper) - widths[0]))


def laid_out(
    widths: Sequence[float], groups: Sequence[object], room: tuple[float, float], elastic: int
) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """Return at which columns a page begins, and widths with which office programs begin it there.

    Groups stay together where every page but the last can then be filled; else those that hold
    counts do, or none: each page takes as many columns as fit, as a program would do anyway.

    Args:
        widths: The columns that follow the repeated one.
        groups: What each belongs to.
        room: What fits on a page beside the repeated column at the smallest size and at full size.
        elastic: How many of the columns may grow; the later ones hold counts.
    """
    least, full = room
    counts = [at >= elastic for at in range(len(widths))]
    for together in (groups, counts):
        starts = page_starts(widths, together, least)
        found = stretched(widths, starts, full, elastic)
        if _are_full(found, starts):
            return starts, found
    starts = _packed(widths, least)
    return starts, stretched(widths, starts, full, elastic)


def _are_full(widths: Sequence[float], starts: Sequence[int]) -> bool:
    stops = (*starts[1:], len(widths))
    sums = [sum(widths[first:last]) for first, last in zip(starts, stops, strict=True)]
    return all(one >= _FULL * max(sums) for one in sums[:-1])


def page_starts(widths: Sequence[float], groups: Sequence[object], room: float) -> tuple[int, ...]:
    """Return at which columns a page begins, so that groups stay together where they can.

    Args:
        widths: The columns that follow the repeated one.
        groups: What each belongs to; equal neighbours form a group.
        room: What fits on a page beside the repeated column.
    """
    starts, used = [0], 0.0
    for first, last in _runs(groups):
        needed = sum(widths[first:last])
        if used and used + needed > room:
            starts.append(first)
            used = 0.0
        if needed <= room:
            used += needed
            continue
        inner = _packed(widths[first:last], room)
        starts += [first + at for at in inner[1:]]
        used = sum(widths[first + inner[-1] : last])
    return tuple(starts)


def stretched(
    widths: Sequence[float], starts: Sequence[int], room: float, elastic: int
) -> tuple[float, ...]:
    """Return widths with which every page is full, so that pages end with groups.

    Office programs ignore page breaks set by hand when a sheet is scaled to a number of pages;
    a full page breaks where it should by itself.

    Args:
        widths: The columns that follow the repeated one.
        starts: At which of them a page begins.
        room: What fits on a page at full size.
        elastic: How many of the columns may grow; the later ones hold counts.
    """
    if len(starts) == 1:
        return tuple(widths)
    stops = (*starts[1:], len(widths))
    pages = list(zip(starts, stops, strict=True))
    target = max(room, *(sum(widths[first:last]) for first, last in pages))
    found = list(widths)
    for first, last in pages:
        growing = range(first, min(last, elastic)) or range(first, last)
        fixed = sum(widths[at] for at in range(first, last) if at not in growing)
        total = sum(widths[at] for at in growing)
        for at in growing:
            found[at] = min(WIDEST, widths[at] * (target - fixed) / total)
    return tuple(found)


def _packed(widths: Sequence[float], room: float) -> tuple[int, ...]:
    starts, used = [0], 0.0
    for at, width in enumerate(widths):
        if used and used + width > room:
            starts.append(at)
            used = 0.0
        used += width
    return tuple(starts)


def _runs(groups: Sequence[object]) -> list[tuple[int, int]]:
    edges = [at for at in range(len(groups)) if at == 0 or groups[at] != groups[at - 1]]
    return list(zip(edges, [*edges[1:], len(groups)], strict=True))
