"""How wide words are in Calibri, near enough to choose the height of a turned heading."""

from __future__ import annotations

from typing import Final

MM_PER_POINT: Final = 25.4 / 72
_CLASSES = (
    ("iljI.,:;'|!‘’", 0.25),
    ("frt()[]- ·", 0.32),
    ("mwMW%", 0.82),
    ("ABCDEFGHKLNOPQRSTUVXYZ", 0.59),
)
_WIDTHS = {character: width for characters, width in _CLASSES for character in characters}
_OTHER = 0.52
_WIDEST = 1.0
_BOLD = 1.05


def width_mm(text: str, size_pt: float) -> float:
    """Return about how wide a text prints; signs of other scripts count as wide as high."""
    ems = sum(
        _WIDTHS.get(character, _OTHER if character < "\u0250" else _WIDEST) for character in text
    )
    return ems * size_pt * MM_PER_POINT * _BOLD


def lines(text: str, size_pt: float, room_mm: float) -> int:
    """Return on how many lines a text wraps; a word wider than the room is broken."""
    space = width_mm(" ", size_pt)
    count, used = 1, 0.0
    for word in text.split():
        wide = width_mm(word, size_pt)
        if used and used + space + wide > room_mm:
            count += 1
            used = 0.0
        used += wide + (space if used else 0.0)
        while used > room_mm:
            count += 1
            used -= room_mm
    return count


def turned_height_mm(texts: tuple[str, ...], size_pt: float, room_mm: float) -> float:
    """Return the least height in which turned headings fit a column.

    Args:
        texts: The headings.
        size_pt: Their size.
        room_mm: Width of the column between its inner margins.
    """
    allowed = min(max(1, int(room_mm / (size_pt * 1.22 * MM_PER_POINT))), _MOST_LINES)
    longest = max((width_mm(word, size_pt) for text in texts for word in text.split()), default=0.0)
    for height in range(_LEAST_MM, _MOST_MM, 2):
        room = height - _AIR_MM
        if room > longest and all(lines(text, size_pt, room) <= allowed for text in texts):
            return float(height)
    return float(_MOST_MM)


_LEAST_MM = 18
_MOST_MM = 62
_AIR_MM = 5.0
_MOST_LINES = 3
