"""Where each page lies on the long strip that the page list scrolls."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QRectF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.preview.pages import Area

FIT_WIDTH: Final = 0.0
FIT_PAGE: Final = -1.0
_MARGIN, _GAP = 12, 12
_SCREEN_POINTS: Final = 96 / 72  # pixels of a point at true size
_SMALLEST: Final = 40


class Sheets:
    """Pages one below the other in the middle of a strip.

    Args:
        sizes: Width and height of each page in points.
        view_width: The width of the view in pixels.
        view_height: Its height.
        zoom: 1 is the true size; `FIT_WIDTH` and `FIT_PAGE` follow the view, page by page.
    """

    def __init__(
        self, sizes: Sequence[tuple[float, float]], view_width: int, view_height: int, zoom: float
    ) -> None:
        wide = max(_SMALLEST, view_width - 2 * _MARGIN)
        high = max(_SMALLEST, view_height - 2 * _GAP)
        self._scales = [_scale(size, zoom, wide, high) for size in sizes]
        shapes = [
            (round(w * s), round(h * s)) for (w, h), s in zip(sizes, self._scales, strict=True)
        ]
        self.width = max((w for w, _ in shapes), default=0) + 2 * _MARGIN
        strip = max(self.width, view_width)
        self._boxes: list[QRect] = []
        top = _GAP
        for w, h in shapes:
            self._boxes.append(QRect((strip - w) // 2, top, w, h))
            top += h + _GAP
        self.height = top if shapes else 0
        self._tops = [box.top() for box in self._boxes]

    def __len__(self) -> int:
        return len(self._boxes)

    def rectangle(self, page: int) -> QRect:
        """Return where a page lies."""
        return self._boxes[page - 1]

    def scale(self, page: int) -> float:
        """Return how many pixels a point of a page has."""
        return self._scales[page - 1]

    def page_at(self, height: int) -> int:
        """Return the page at a height of the strip, from 1; 0 without pages."""
        return min(len(self._boxes), max(1, bisect_right(self._tops, height)))

    def between(self, top: int, bottom: int) -> list[int]:
        """Return the pages that have something between two heights."""
        return [
            number
            for number, box in enumerate(self._boxes, start=1)
            if box.bottom() >= top and box.top() <= bottom
        ]

    def place_of(self, height: int) -> tuple[int, float]:
        """Return a height as a page and the share of it that lies above."""
        if not self._boxes:
            return (0, 0.0)
        page = self.page_at(height)
        box = self.rectangle(page)
        return (page, (height - box.top()) / box.height())

    def position_of(self, place: tuple[int, float]) -> int:
        """Return the height of a page and a share of it."""
        page, share = place
        if not self._boxes or page == 0:
            return 0
        box = self.rectangle(min(page, len(self._boxes)))
        return round(box.top() + share * box.height())

    def on_screen(self, page: int, area: Area, air: float = 0.0) -> QRectF:
        """Return where an area of a page lies, with air in points around it."""
        box, scale = self.rectangle(page), self.scale(page)
        return QRectF(
            box.left() + (area.left - air) * scale,
            box.top() + (area.top - air) * scale,
            (area.right - area.left + 2 * air) * scale,
            (area.bottom - area.top + 2 * air) * scale,
        )

    def point_at(self, point: QPointF) -> tuple[int, float, float] | None:
        """Return the page at a point, and the point on it; None beside the pages."""
        if not self._boxes:
            return None
        page = self.page_at(round(point.y()))
        box, scale = self.rectangle(page), self.scale(page)
        if not box.contains(point.toPoint()):
            return None
        return (page, (point.x() - box.left()) / scale, (point.y() - box.top()) / scale)


def _scale(size: tuple[float, float], zoom: float, wide: int, high: int) -> float:
    if zoom == FIT_WIDTH:
        return wide / size[0]
    if zoom == FIT_PAGE:
        return min(wide / size[0], high / size[1])
    return zoom * _SCREEN_POINTS
