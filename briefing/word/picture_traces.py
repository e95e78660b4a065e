"""What a picture says of its maker: camera, owner, place, programs; and the picture without it."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_TRACES: Final = {
    b"tEXt": "a text",
    b"zTXt": "a text",
    b"iTXt": "a text",
    b"eXIf": "EXIF data",
    b"tIME": "the time of its last change",
}
_EXIF: Final = b"Exif\x00\x00"
_TAGS: Final = {
    0x010F: "the camera",
    0x0110: "the camera",
    0x0131: "a program",
    0x0132: "the time",
    0x013B: "its author",
    0x8298: "its author",
    0x8825: "the place where it was taken (GPS)",
    0x9003: "the time",
    0xA430: "the camera's owner",
    0xA431: "the camera's number",
}
_SUB_FOLDER: Final = 0x8769
_FOLDERS: Final = 4  # an EXIF block has one folder and one inside it; more is no camera's


def picture_traces(data: bytes) -> tuple[str, ...]:
    """Return what a JPEG or PNG tells beside its picture, each once; other kinds tell nothing."""
    found: dict[str, None] = {}
    if data.startswith(_PNG):
        for kind, body in _chunks(data):
            if kind == b"eXIf":
                found |= dict.fromkeys(_exif(body))
            if kind in _PNG_TRACES:
                found[_PNG_TRACES[kind]] = None
    elif data.startswith(b"\xff\xd8"):
        for marker, body in _segments(data):
            found |= dict.fromkeys(_told_by_segment(marker, body))
    return tuple(found)


def without_traces(data: bytes) -> bytes:
    """Return a JPEG or PNG with the same picture and nothing beside it."""
    if data.startswith(_PNG):
        kept = [
            struct.pack(">I", len(body)) + kind + body + data[stop - 4 : stop]
            for kind, body, stop in _placed_chunks(data)
            if kind not in _PNG_TRACES
        ]
        return _PNG + b"".join(kept)
    if data.startswith(b"\xff\xd8"):
        pieces, rest = [b"\xff\xd8"], 2
        for marker, body, stop in _placed_segments(data):
            if not any(True for _ in _told_by_segment(marker, body)):
                pieces.append(data[rest:stop])
            rest = stop
        return b"".join(pieces) + data[rest:]
    return data


def _told_by_segment(marker: int, body: bytes) -> Iterator[str]:
    if marker == 0xE1 and body.startswith(_EXIF):
        yield "EXIF data"
        yield from _exif(body[len(_EXIF) :])
    elif marker == 0xE1:
        yield "XMP data"
    elif marker == 0xED:
        yield "IPTC data"
    elif marker == 0xFE:
        yield "a remark"


def _placed_chunks(data: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    at = len(_PNG)
    while at + 12 <= len(data):
        (size,) = struct.unpack_from(">I", data, at)
        stop = at + 12 + size
        if stop > len(data):
            return
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + size], stop
        at = stop


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    for kind, body, _ in _placed_chunks(data):
        yield kind, body


def _placed_segments(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Yield the segments before the picture itself: marker, content, where it ends."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        (size,) = struct.unpack_from(">H", data, at + 2)
        stop = at + 2 + size
        if size < 2 or stop > len(data):
            return
        yield data[at + 1], data[at + 4 : stop], stop
        at = stop


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    for marker, body, _ in _placed_segments(data):
        yield marker, body


def _exif(block: bytes) -> Iterator[str]:
    """Yield what the tags of an EXIF block tell; a damaged one tells what can be read."""
    order = {b"II": "<", b"MM": ">"}.get(block[:2], "")
    if not order or len(block) < 8:
        return
    waiting = [struct.unpack_from(f"{order}I", block, 4)[0]]
    for _ in range(_FOLDERS):
        if not waiting:
            return
        start = waiting.pop()
        if start + 2 > len(block):
            continue
        (count,) = struct.unpack_from(f"{order}H", block, start)
        for at in range(start + 2, min(start + 2 + 12 * count, len(block) - 11), 12):
            (tag,) = struct.unpack_from(f"{order}H", block, at)
            if tag == _SUB_FOLDER:
                waiting.append(struct.unpack_from(f"{order}I", block, at + 8)[0])
            elif tag in _TAGS:
                yield _TAGS[tag]
