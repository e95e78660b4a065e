"""Positions in a Qt text (UTF-16 units) and in a source (code points), converted both ways."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from briefing.domain.spans import Range


class Offsets:
    """The positions of one text in both counts.

    Qt counts UTF-16 units, spans count code points; they differ from the first character outside
    the Basic Multilingual Plane on. Nothing else in the window converts between the two.

    Args:
        text: The source's text, as the pack has it.
    """

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self._astral = () if text.isascii() else _astral_points(text)
        # the UTF-16 position right behind the first unit of each astral character
        self._inside = tuple(point + index + 1 for index, point in enumerate(self._astral))

    @property
    def qt_length(self) -> int:
        """Return the length of the text in UTF-16 units."""
        return self.length + len(self._astral)

    def to_qt(self, point: int) -> int:
        """Return the UTF-16 position of a code point."""
        return point + bisect_left(self._astral, point)

    def from_qt(self, position: int) -> int:
        """Return the code point at a UTF-16 position; inside a pair it is the pair's beginning."""
        return min(position, self.qt_length) - bisect_right(self._inside, position)

    def range_from_qt(self, first: int, last: int) -> Range | None:
        """Return the range between two UTF-16 positions in any order; None when it is empty."""
        start, stop = sorted((self.from_qt(first), self.from_qt(last)))
        return Range(start=start, stop=stop) if start < stop else None


def _astral_points(text: str) -> tuple[int, ...]:
    return tuple(point for point, character in enumerate(text) if ord(character) > 0xFFFF)
