"""Pages of a sketch: where a drawing was left out, the same drawing of earlier pages is shown."""

from __future__ import annotations

import ctypes
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from pypdfium2 import raw
from typing_extensions import override

from briefing.preview.pages import PDFIUM, Area, Pages, Picture
from briefing.preview.sketch import BOX_COLOUR

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pypdfium2

    from briefing.preview.sketch import LeftOut

_NEAR: Final = 1.5  # points by which a box may differ from the drawing that it stands for
_PIXEL: Final = 4  # bytes


class Box(NamedTuple):
    """A rectangle on a page, from 1."""

    page: int
    area: Area


class Spot(NamedTuple):
    """Where a drawing can be seen."""

    pages: Pages
    box: Box


class SketchedPages(Pages):
    """The pages of a document in which boxes stand for drawings.

    Args:
        pdf: The bytes of the file.
        left_out: The drawings that are not in it, in their order.
        known: Where drawings that look the same can be seen, by their keys.
    """

    def __init__(self, pdf: bytes, left_out: Sequence[LeftOut], known: Mapping[str, Spot]) -> None:
        super().__init__(pdf)
        self._boxes = self._found(left_out)
        self._known = known

    @property
    def missing(self) -> int:
        """How many drawings are not to be seen."""
        return sum(drawing.key not in self._known for drawing, _ in self._boxes)

    def spots_on(self, whole: Pages) -> dict[str, Spot]:
        """Return where the drawings are on the pages of the whole document, by their keys."""
        if whole.sizes != self.sizes or whole.bookmarks() != self.bookmarks():
            return {}
        return {drawing.key: Spot(whole, box) for drawing, box in self._boxes if box is not None}

    @override
    def picture(self, page: int, width: int) -> Picture:
        """Return a page drawn so many pixels wide, with the drawings that are known."""
        drawn = super().picture(page, width)
        scale = width / self.sizes[page - 1][0]
        for drawing, box in self._boxes:
            if box is not None and box.page == page and drawing.key in self._known:
                spot = self._known[drawing.key]
                wide = spot.pages.sizes[spot.box.page - 1][0]
                shown = spot.pages.picture(spot.box.page, round(wide * scale))
                drawn = _with(drawn, box.area, shown, spot.box.area, scale)
        return drawn

    def _found(self, left_out: Sequence[LeftOut]) -> tuple[tuple[LeftOut, Box | None], ...]:
        """Return the drawings with their boxes; with none where they cannot be told for certain."""
        boxes = tuple(islice(self._painted(), len(left_out)))
        if len(boxes) < len(left_out) or not all(map(_fits, left_out, boxes)):
            return tuple((drawing, None) for drawing in left_out)
        return tuple(zip(left_out, boxes, strict=True))

    def _painted(self) -> Iterator[Box]:
        for page, (_, height) in enumerate(self.sizes, start=1):
            with PDFIUM, closing(self._document[page - 1]) as opened:
                areas = tuple(_areas(opened, height))
            yield from (Box(page, area) for area in areas)


def _areas(page: pypdfium2.PdfPage, height: float) -> Iterator[Area]:
    """Yield what is painted in the colour of boxes."""
    colours = [ctypes.c_uint() for _ in range(4)]
    edges = [ctypes.c_float() for _ in range(4)]
    for number in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, number)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_PATH:
            continue
        raw.FPDFPageObj_GetFillColor(item, *colours)
        if tuple(colour.value for colour in colours[:3]) == BOX_COLOUR:
            raw.FPDFPageObj_GetBounds(item, *edges)
            left, bottom, right, top = (edge.value for edge in edges)
            yield Area(left, height - top, right, height - bottom)


def _fits(drawing: LeftOut, box: Box) -> bool:
    wide = box.area.right - box.area.left
    high = box.area.bottom - box.area.top
    return abs(wide - drawing.width) <= _NEAR and abs(high - drawing.height) <= _NEAR


def _with(below: Picture, place: Area, above: Picture, area: Area, scale: float) -> Picture:
    """Return a picture with a piece of another one laid over it; both have the same scale."""
    left, top, right, bottom = (round(edge * scale) for edge in place)
    across, down = round(area.left * scale), round(area.top * scale)
    length = min(right - left, above.width - across) * _PIXEL
    pixels = bytearray(below.data)
    for line in range(min(bottom - top, above.height - down)):
        to = (top + line) * below.stride + left * _PIXEL
        start = (down + line) * above.stride + across * _PIXEL
        pixels[to : to + length] = above.data[start : start + length]
    return below._replace(data=bytes(pixels))
