"""Thins, joins and cuts the outlines of areas on a map of whole numbers."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Point = tuple[float, float]
Cell = tuple[int, int]
Ring = list[Cell]


def thin(places: list[Point], tolerance: float) -> list[Point]:
    """Return a line with fewer points, none of the dropped farther off than `tolerance`.

    Douglas and Peucker (1973); a closed line is cut at the point farthest from its start first.
    """
    if len(places) < 3:
        return places
    keep = {0, len(places) - 1}
    if places[0] == places[-1]:
        far = max(range(len(places)), key=lambda place: math.dist(places[0], places[place]))
        keep.add(far)
    open_parts = list(pairwise(sorted(keep)))
    while open_parts:
        first, last = open_parts.pop()
        inner = range(first + 1, last)
        far = max(inner, key=lambda n: _off(places[n], places[first], places[last]), default=first)
        if far != first and _off(places[far], places[first], places[last]) > tolerance:
            keep.add(far)
            open_parts += [(first, far), (far, last)]
    return [places[place] for place in sorted(keep)]


def without_inner_borders(rings: Iterable[Ring]) -> list[Ring]:
    """Return the outlines of an area given in pieces: an edge walked both ways disappears."""
    edges: dict[tuple[Cell, Cell], int] = defaultdict(int)
    for ring in rings:
        for edge in pairwise([*ring, ring[0]]):
            if edge[0] != edge[1]:
                edges[edge] += 1
    following: dict[Cell, list[Cell]] = defaultdict(list)
    for (start, stop), count in edges.items():
        following[start] += [stop] * (count - min(count, edges.get((stop, start), 0)))
    return [
        _walk(start, following)
        for start, stops in list(following.items())
        for _ in stops[:]
        if following[start]
    ]


def _walk(start: Cell, following: dict[Cell, list[Cell]]) -> Ring:
    """Return the ring that leads from `start` back to it, and use up its edges."""
    ring = [start]
    while following[ring[-1]]:
        ring.append(following[ring[-1]].pop())
        if ring[-1] == start:
            return ring[:-1]
    return ring


def cut(ring: Ring, window: tuple[int, int, int, int]) -> Ring:
    """Return the part of a ring inside a rectangle (Sutherland and Hodgman, 1974)."""
    left, top, right, bottom = window
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        ring = _cut_by_line(ring, axis, limit, sign)
    return ring


def area(ring: Ring) -> float:
    """Return the area of a ring; its sign tells the direction."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]])) / 2


def label_place(ring: Ring) -> Cell:
    """Return a point well inside a ring: the middle of its widest stretch near half height."""
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    best = (-1.0, ring[0])
    for part in (0.5, 0.4, 0.6, 0.3, 0.7):
        level = low + (high - low) * part + 0.25
        crossings = sorted(_crossings(ring, level))
        for start, stop in zip(crossings[::2], crossings[1::2], strict=False):
            best = max(best, (stop - start, (round((start + stop) / 2), round(level))))
    return best[1]


def _crossings(ring: Ring, level: float) -> Iterator[float]:
    for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
        if (ay > level) != (by > level):
            yield ax + (level - ay) * (bx - ax) / (by - ay)


def _cut_by_line(ring: Ring, axis: int, limit: int, sign: int) -> Ring:
    kept: Ring = []
    for a, b in pairwise([*ring, *ring[:1]]):
        a_inside, b_inside = (sign * (end[axis] - limit) >= 0 for end in (a, b))
        if a_inside:
            kept.append(a)
        if a_inside != b_inside:
            part = (limit - a[axis]) / (b[axis] - a[axis])
            kept.append((round(a[0] + part * (b[0] - a[0])), round(a[1] + part * (b[1] - a[1]))))
    return snapped(kept)


def _off(place: Point, start: Point, stop: Point) -> float:
    run = math.dist(start, stop)
    if run == 0:
        return math.dist(place, start)
    along = (place[0] - start[0]) * (stop[0] - start[0]) + (place[1] - start[1]) * (
        stop[1] - start[1]
    )
    part = min(1.0, max(0.0, along / run**2))
    foot = (start[0] + part * (stop[0] - start[0]), start[1] + part * (stop[1] - start[1]))
    return math.dist(place, foot)


def snapped(places: Iterable[Point]) -> Ring:
    """Return a ring on whole numbers, no point twice in a row."""
    ring: Ring = []
    for x, y in places:
        cell = (round(x), round(y))
        if not ring or ring[-1] != cell:
            ring.append(cell)
    while len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    return ring
