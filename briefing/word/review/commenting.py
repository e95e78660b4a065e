"""The comments of a document that has come home, each with the value that it is about."""

from __future__ import annotations

import sys
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.template.ooxml import W
from briefing.word.review.places import shortened
from briefing.word.review.stream import NOTE, OBJECT
from briefing.word.review.walking import stream_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml import etree

    from briefing.word.review.finding import Found
    from briefing.word.review.places import Places
    from briefing.word.review.stream import Stream, Stretch


_NEAR: Final = 100  # values before the end of a comment that it may be about


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundComment:
    """A comment.

    Attributes:
        text: Its words.
        author: Who wrote it, or "".
        date: When, as the file says, or "".
        tag: The tag of the value that it is about, or "".
        about: The words that it is about.
        place: Under which heading they stand.
    """

    text: str
    author: str
    date: str
    tag: str
    about: str
    place: str


def comments_of(
    root: etree._Element | None,
    body: Stream,
    values: Mapping[str, tuple[str, Found]],
    places: Places,
) -> Iterator[FoundComment]:
    """Yield the comments of a document.

    Args:
        root: Its comments, or None.
        body: The document.
        values: The tag of each value and where it was found.
        places: The headings.
    """
    rows = sorted((found.start, found.stop, tag) for tag, found in values.values())
    for comment in root.iter(f"{W}comment") if root is not None else ():
        words = stream_of(comment, {}).words
        text = "".join(word.text for word in words if not word.is_deleted).strip()
        if not text:
            continue
        stretch = body.comments.get(comment.get(f"{W}id", ""))
        yield FoundComment(
            text=text,
            author=comment.get(f"{W}author", ""),
            date=comment.get(f"{W}date", ""),
            tag="" if stretch is None else _tag(stretch, rows),
            about="" if stretch is None else _about(body, stretch),
            place="" if stretch is None else places.of(stretch.start),
        )


def _tag(stretch: Stretch, rows: Sequence[tuple[int, int, str]]) -> str:
    """Return the tag of the value that shares the most with a stretch, or that it touches."""
    last = bisect_right(rows, (stretch.stop, sys.maxsize, ""))
    best, shared = "", -1
    for start, stop, tag in rows[max(0, last - _NEAR) : last]:
        common = min(stop, stretch.stop) - max(start, stretch.start)
        if common > shared:
            best, shared = tag, common
    return best


def _about(body: Stream, stretch: Stretch) -> str:
    text = "".join(word.text for word in body.words[stretch.start : stretch.stop])
    return shortened(" ".join(text.replace(NOTE, "").replace(OBJECT, "").split()))
