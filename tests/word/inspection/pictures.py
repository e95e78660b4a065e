"""Pictures that say more than they show, made byte by byte."""

from __future__ import annotations

import struct
import zlib


def _entry(tag: int, kind: int, count: int, value: int) -> bytes:
    return struct.pack("<HHII", tag, kind, count, value)


def exif(*tags: int, owner: bytes = b"") -> bytes:
    """Return an EXIF block with these tags, and a camera owner in its second folder."""
    rows = [_entry(tag, 4, 1, 0) for tag in tags]
    if owner:
        rows.append(_entry(0x8769, 4, 1, 8 + 2 + 12 * (len(tags) + 1) + 4))
    first = struct.pack("<H", len(rows)) + b"".join(rows) + bytes(4)
    start = 8 + len(first)
    second = b""
    if owner:
        place = start + 2 + 12 + 4
        second = struct.pack("<H", 1) + _entry(0xA430, 2, len(owner), place) + bytes(4) + owner
    return b"II*\x00" + struct.pack("<I", 8) + first + second


def _segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


SCAN = b"\xff\xda\x00\x02picture\xff\xd9"
FRAME = _segment(0xC0, struct.pack(">BHHB3B", 8, 1, 1, 1, 1, 0x11, 0))  # one grey point
TABLES = _segment(0xDB, b"quantities") + FRAME


def jpeg(*segments: tuple[int, bytes]) -> bytes:
    """Return what has the shape of a JPEG with these segments before the picture."""
    return b"\xff\xd8" + b"".join(_segment(*one) for one in segments) + TABLES + SCAN


def photograph() -> bytes:
    """Return a JPEG with GPS position, camera and owner."""
    return jpeg((0xE1, b"Exif\x00\x00" + exif(0x010F, 0x8825, owner=b"Jane Doe")))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    """Return a PNG of one pixel with these chunks before the picture."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    data = _chunk(b"IDAT", zlib.compress(b"\x00\x00"))
    between = b"".join(_chunk(*one) for one in chunks)
    return b"\x89PNG\r\n\x1a\n" + head + between + data + _chunk(b"IEND", b"")
