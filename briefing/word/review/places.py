"""Where something stands in a document, in words that a reader can follow: its nearest heading."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from briefing.word.review.stream import NOTE, OBJECT

if TYPE_CHECKING:
    from collections.abc import Set

    from briefing.word.review.stream import Stream

_LONGEST: Final = 80


class Places:
    """The headings of a document.

    Args:
        stream: The document.
        outlines: The ids of the styles that make a heading.
    """

    def __init__(self, stream: Stream, outlines: Set[str]) -> None:
        rows = sorted(
            (paragraph.stretch.start, heading)
            for paragraph in stream.paragraphs
            if (paragraph.is_heading or paragraph.style in outlines)
            and (heading := _words(stream, paragraph.stretch.start, paragraph.stretch.stop))
        )
        self._starts = [start for start, _ in rows]
        self._headings = [heading for _, heading in rows]

    def of(self, place: int) -> str:
        """Return the heading under which a place stands, or that it is before the first."""
        at = bisect_right(self._starts, place)
        return f"under “{self._headings[at - 1]}”" if at else "before the first heading"


def _words(stream: Stream, start: int, stop: int) -> str:
    text = "".join(word.text for word in stream.words[start:stop] if not word.is_deleted)
    return shortened(" ".join(text.replace(NOTE, "").replace(OBJECT, "").split()))


def shortened(text: str) -> str:
    """Return a text that fits into a sentence."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def begun(place: str) -> str:
    """Return a place as the beginning of a sentence."""
    return place[:1].upper() + place[1:]
