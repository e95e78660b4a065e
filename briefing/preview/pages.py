"""What finished pages look like and what stands on them, read from a PDF with pdfium."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pypdfium2

if TYPE_CHECKING:
    from collections.abc import Iterator


class Bookmark(NamedTuple):
    """A heading of a finished document.

    Attributes:
        title: Its words.
        level: 0 for the first level.
        page: The page it stands on, from 1.
    """

    title: str
    level: int
    page: int


def bookmarks(pdf: bytes) -> tuple[Bookmark, ...]:
    """Return the headings of a PDF in their order, with their pages."""
    with pypdfium2.PdfDocument(pdf) as document:
        return tuple(_bookmarks(document))


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def _bookmarks(document: pypdfium2.PdfDocument) -> Iterator[Bookmark]:
    for item in document.get_toc():
        target = item.get_dest()
        index = target.get_index() if target is not None else None
        if index is not None:
            yield Bookmark(title=item.get_title(), level=item.level, page=index + 1)
