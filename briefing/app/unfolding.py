"""What lies folded in bytes: packed streams, the parts of office files, base64."""

from __future__ import annotations

import base64
import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_ZIP = b"PK\x03\x04"
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{64,}")
_LONGEST = 64 << 20
_ALL = 512 << 20
_LEVELS = 3
_CHUNK = 1 << 16
_FEWEST = 16  # bytes; less is what stray bytes unpack to


def unfolded(data: bytes) -> Iterator[bytes]:
    """Yield bytes, and what is packed or encoded in them; folds in folds as well.

    What is longer than 64 MiB is cut off there, and after 512 MiB together nothing more is
    unfolded: hostile bytes grow without end.
    """
    yield data
    yield from _within(data, _LEVELS, [_ALL])


def _within(data: bytes, levels: int, room: list[int]) -> Iterator[bytes]:
    if not levels:
        return
    for unfold in (_parts, _streams, _decoded):
        for found in unfold(data):
            room[0] -= len(found)
            if room[0] < 0:
                return
            yield found
            yield from _within(found, levels - 1, room)


def _parts(data: bytes) -> Iterator[bytes]:
    """Yield the parts of an office file or another zip."""
    if not data.startswith(_ZIP):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for entry in package.infolist():
                with package.open(entry) as part:
                    yield part.read(_LONGEST)
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, ValueError, EOFError):
        return  # damaged, encrypted, or packed in a way that cannot be undone here


def _streams(data: bytes) -> Iterator[bytes]:
    """Yield what zlib streams anywhere in bytes hold, as far as they can be unpacked."""
    for found in _ZLIB.finditer(data):
        words = _unpacked(data, found.start())
        if len(words) > _FEWEST:
            yield words


def _unpacked(data: bytes, start: int) -> bytes:
    stream, words, size = zlib.decompressobj(), [], 0
    for at in range(start, len(data), _CHUNK):
        try:
            words.append(stream.decompress(data[at : at + _CHUNK], _LONGEST))
        except zlib.error:
            break
        size += len(words[-1])
        if stream.eof or size >= _LONGEST:
            break
    return b"".join(words)


def _decoded(data: bytes) -> Iterator[bytes]:
    for found in _BASE64.finditer(data):
        letters = found.group()
        for start in range(4):  # where the letters before a page break end is not known
            piece = letters[start:]
            piece = piece[:-1] if len(piece) % 4 == 1 else piece
            yield base64.b64decode(piece + b"=" * (-len(piece) % 4))
