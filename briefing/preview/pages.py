"""What finished pages look like and what stands on them, read from a PDF with pdfium."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
from zlib_ng import zlib_ng

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


def _bookmarks(document: pypdfium2.PdfDocument) -> Iterator[Bookmark]:
    for item in document.get_toc():
        target = item.get_dest()
        index = target.get_index() if target is not None else None
        if index is not None:
            yield Bookmark(title=item.get_title(), level=item.level, page=index + 1)


def page_pictures(pdf: bytes, width: int, most: int = 20) -> tuple[bytes, ...]:
    """Return the first pages of a PDF as PNG pictures.

    Args:
        pdf: The file.
        width: The width of a portrait page in pixels; a wider page is as much wider.
        most: How many pages at most.
    """
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        portrait = min(document[0].get_size())
        for number in range(min(most, len(document))):
            bitmap = document[number].render(scale=width / portrait, rev_byteorder=True)
            rows = [
                bytes(bitmap.buffer[at : at + bitmap.width * 3])
                for at in range(0, bitmap.stride * bitmap.height, bitmap.stride)
            ]
            found.append(_png(bitmap.width, bitmap.height, rows))
    return tuple(found)


def _png(width: int, height: int, rows: list[bytes]) -> bytes:
    """Return rows of red, green and blue as a PNG."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib_ng.compress(b"".join(b"\0" + row for row in rows), 9)
    chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib_ng.crc32(kind + body))
        for kind, body in chunks
    )
