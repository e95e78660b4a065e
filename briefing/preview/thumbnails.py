"""The first pages of a PDF as PNG pictures, such as a template package shows of itself."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from zlib_ng import zlib_ng

from briefing.preview.pages import Pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.preview.pages import Picture


def page_pictures(pdf: bytes, width: int, most: int = 20) -> tuple[bytes, ...]:
    """Return the first pages of a PDF as PNG pictures.

    Args:
        pdf: The file.
        width: The width of a portrait page in pixels; a wider page is as much wider.
        most: How many pages at most.
    """
    with Pages(pdf) as pages:
        portrait = min(pages.sizes[0])
        return tuple(
            _png(pages.picture(number, round(width * wide / portrait)))
            for number, (wide, _) in enumerate(pages.sizes[:most], start=1)
        )


def _rows(picture: Picture) -> Iterator[bytes]:
    """Yield the lines of a picture as red, green and blue."""
    for at in range(0, picture.stride * picture.height, picture.stride):
        line = picture.data[at : at + picture.width * 4]
        colours = bytearray(picture.width * 3)
        for place, offset in enumerate((2, 1, 0)):
            colours[place::3] = line[offset::4]
        yield bytes(colours)


def _png(picture: Picture) -> bytes:
    """Return a picture as PNG (ISO/IEC 15948): header, one block of pixels, end."""
    head = struct.pack(">IIBBBBB", picture.width, picture.height, 8, 2, 0, 0, 0)
    data = zlib_ng.compress(b"".join(b"\0" + row for row in _rows(picture)), 9)
    chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib_ng.crc32(kind + body))
        for kind, body in chunks
    )
