"""From a record to its place on finished pages, and from a place back to the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.app.printed_words import printed_words, quoted_words
from briefing.domain.kinds import BY_TYPE
from briefing.gui.passages import record_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.domain.content import Content
    from briefing.preview.pages import Bookmark, Pages, Place


def place_of(content: Content, pages: Pages, kind: str, record_id: str) -> Place | None:
    """Return where a record is printed, or None where it is not.

    Words that stand in several places are wanted under the heading of their record.
    """
    record = record_of(content, kind, record_id)
    if record is None:
        return None
    printed = printed_words(content, record)
    marks = pages.bookmarks()
    first = _page_of(marks, printed.heading)
    for words in printed.words:
        found = pages.find_beginning(words)
        if found and words == printed.heading and not marks:
            return max(found, key=lambda place: _size(pages, place))
        if found:
            return next((place for place in found if place.page >= first), found[0])
    return None


def record_at(content: Content, pages: Pages, page: int, character: int) -> tuple[str, str] | None:
    """Return kind and id of the record whose words stand at a character of a page, or None."""
    for record, words in quoted_words(content):
        for place in pages.find(words, (page,)):
            if place.start <= character < place.stop:
                return BY_TYPE[type(record)].singular, str(record.id)
    return None


def _page_of(marks: Sequence[Bookmark], heading: str) -> int:
    wanted = " ".join(heading.split())
    if not wanted:
        return 1
    return next((one.page for one in marks if " ".join(one.title.split()) == wanted), 1)


def _size(pages: Pages, place: Place) -> float:
    """Return how large words are set: where a file has no bookmarks, a heading is the largest."""
    return max((area.bottom - area.top for area in pages.areas(place.page, (place,))), default=0.0)
