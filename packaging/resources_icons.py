"""Draws the application icon as PNG and all icons on one sheet, to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw
from resources_flags import render_svg

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = 10
CELL = (132, 132)
LARGE, SMALL = 64, 24
APPLICATION_ICON_SIZE = 256
THEMES = (("#FFFFFF", "#1B2430"), ("#1E242C", "#E7EBF0"))


def build(icons: Path, sheet: Path) -> str:
    """Write `app.png` beside the icons and a sheet with every icon, large and small, twice."""
    app = render_svg(icons / "app.svg", APPLICATION_ICON_SIZE, APPLICATION_ICON_SIZE)
    app.save(icons / "app.png", format="PNG", optimize=True)
    names = sorted(path.stem for path in icons.glob("*.svg"))
    lines = -(-len(names) // COLUMNS)
    height = lines * CELL[1]
    picture = Image.new("RGB", (COLUMNS * CELL[0], height * len(THEMES)))
    for place, (paper, ink) in enumerate(THEMES):
        picture.paste(_page(icons, names, paper, ink), (0, place * height))
    picture.save(sheet)
    return f"{len(names)} icons on {sheet}"


def _page(icons: Path, names: list[str], paper: str, ink: str) -> Image.Image:
    lines = -(-len(names) // COLUMNS)
    page = Image.new("RGB", (COLUMNS * CELL[0], lines * CELL[1]), paper)
    pen = ImageDraw.Draw(page)
    for number, name in enumerate(names):
        left, top = (number % COLUMNS) * CELL[0], (number // COLUMNS) * CELL[1]
        for size, x in ((LARGE, 8), (SMALL, 88)):
            drawn = render_svg(icons / f"{name}.svg", size, size, ink)
            page.paste(drawn, (left + x, top + 12), drawn)
        pen.text((left + 8, top + 92), name, fill=ink)
    return page
