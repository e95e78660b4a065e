"""Renders the flags of the table of countries, and two more, as small PNG files."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageStat

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, HEIGHT = 240, 180
SUPERSAMPLING = 4
MORE_FLAGS = ("eu", "un")
LARGEST_MEAN_ERROR = 0.8
LARGEST_ERROR = 48


def build(source: Path, resources: Path) -> str:
    """Write every flag and return a line that says how many and how large."""
    table = (resources / "countries" / "countries.tsv").read_text(encoding="utf-8")
    codes = [line.split("\t")[1].lower() for line in table.splitlines()[1:]]
    target = resources / "flags" / "png"
    target.mkdir(parents=True, exist_ok=True)
    total = 0
    for code in sorted({*codes, *MORE_FLAGS}):
        drawn = render_svg(source / f"{code}.svg", WIDTH * SUPERSAMPLING, HEIGHT * SUPERSAMPLING)
        paper = Image.new("RGBA", drawn.size, "white")  # Nepal's flag has no rectangle of its own
        paper.alpha_composite(drawn)
        small = paper.convert("RGB").resize((WIDTH, HEIGHT), Image.Resampling.BOX)
        data = smallest_png(small)
        (target / f"{code}.png").write_bytes(data)
        total += len(data)
    return f"{len({*codes, *MORE_FLAGS})} flags, {total} bytes"


def render_svg(path: Path, width: int, height: int, colour: str = "") -> Image.Image:
    """Return a drawing, filled to the given size on a transparent ground.

    Args:
        path: An SVG file.
        width: Pixels.
        height: Pixels.
        colour: What stands for `currentColor` in the drawing; nothing leaves it alone.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QByteArray, QRectF  # noqa: PLC0415  # after the platform is named
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415  # after the platform is named
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415  # after the platform is named

    text = path.read_text(encoding="utf-8")
    if colour:
        text = text.replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(text.encode()))
    if not renderer.isValid():
        raise SystemExit(f"Qt cannot draw {path}.")
    image = QImage(width, height, QImage.Format.Format_RGBA8888)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, width, height))
    painter.end()
    return Image.frombytes("RGBA", (width, height), bytes(image.constBits()))


def smallest_png(image: Image.Image) -> bytes:
    """Return the image as PNG without metadata, with a palette where no eye sees the loss."""
    exact = _png(image)
    for colours in (32, 64, 128, 256):
        reduced = image.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        difference = ImageChops.difference(image, reduced.convert("RGB"))
        statistics = ImageStat.Stat(difference)
        worst = max(high for _, high in statistics.extrema)
        if max(statistics.mean) <= LARGEST_MEAN_ERROR and worst <= LARGEST_ERROR:
            return min(_png(reduced), exact, key=len)
    return exact


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, format="PNG", optimize=True)
    return buffer.getvalue()
