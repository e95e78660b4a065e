"""Writes the zip of an Office file: fixed dates, counted entries, parts already compressed."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from zlib_ng import zlib_ng

from briefing.files.zips import StoredPart

if TYPE_CHECKING:
    from collections.abc import Iterable

_DATE: Final = (1 << 5) | 1  # 1 January 1980
_UTF8: Final = 0x800
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")


def pack(name: str, content: bytes, level: int = 6) -> StoredPart:
    """Return a part with its content compressed."""
    engine = zlib_ng.compressobj(level, zlib_ng.DEFLATED, -15)
    packed = engine.compress(content) + engine.flush()
    return StoredPart(
        name=name, method=8, crc=zlib_ng.crc32(content), size=len(content), packed=packed
    )


class Deflated:
    """Compresses a part while it is written, with gaps that are filled in at the end.

    Each stretch between two gaps is a deflate stream of its own that ends on a byte border
    (`Z_FULL_FLUSH`), so that stretches can simply follow each other (RFC 1951, 3.2.4).
    """

    def __init__(self, level: int = 6) -> None:
        self._level = level
        self._stretches: list[list[bytes]] = []
        self._sums: list[tuple[int, int]] = []
        self._begin()

    def _begin(self) -> None:
        self._engine = zlib_ng.compressobj(self._level, zlib_ng.DEFLATED, -15)
        self._stretches.append([])
        self._sums.append((0, 0))

    def write(self, content: bytes) -> None:
        """Add content to the current stretch."""
        crc, size = self._sums[-1]
        self._sums[-1] = (zlib_ng.crc32(content, crc), size + len(content))
        self._stretches[-1].append(self._engine.compress(content))

    def _end(self) -> None:
        self._stretches[-1].append(self._engine.flush(zlib_ng.Z_FULL_FLUSH))

    def leave_gap(self) -> int:
        """End the stretch, leave a gap after it, and return the gap's number."""
        self._end()
        self._begin()
        gap = len(self._stretches) - 1
        self._begin()
        return gap

    def fill(self, gap: int, content: bytes) -> None:
        """Put content into a gap."""
        engine = zlib_ng.compressobj(self._level, zlib_ng.DEFLATED, -15)
        self._stretches[gap] = [engine.compress(content), engine.flush(zlib_ng.Z_FULL_FLUSH)]
        self._sums[gap] = (zlib_ng.crc32(content), len(content))

    def finish(self, name: str) -> StoredPart:
        """Return the whole part."""
        self._stretches[-1].append(self._engine.flush())
        crc = size = 0
        for each, length in self._sums:
            crc = zlib_ng.crc32_combine(crc, each, length)
            size += length
        packed = b"".join(chunk for stretch in self._stretches for chunk in stretch)
        return StoredPart(name=name, method=8, crc=crc, size=size, packed=packed)


def _order(part: StoredPart) -> tuple[int, str]:
    first = ("[Content_Types].xml", "_rels/.rels")
    return (first.index(part.name) if part.name in first else len(first), part.name)


def write_archive(parts: Iterable[StoredPart]) -> bytes:
    """Return a zip with the parts in a fixed order."""
    body: list[bytes] = []
    central: list[bytes] = []
    offset = 0
    for part in sorted(parts, key=_order):
        name = part.name.encode()
        flags = 0 if name.isascii() else _UTF8
        shared = (20, flags, part.method, 0, _DATE, part.crc, len(part.packed), part.size)
        body += [_LOCAL.pack(b"PK\x03\x04", *shared, len(name), 0), name, part.packed]
        central += [
            _CENTRAL.pack(b"PK\x01\x02", 20, *shared, len(name), 0, 0, 0, 0, 0, offset),
            name,
        ]
        offset += _LOCAL.size + len(name) + len(part.packed)
    directory = b"".join(central)
    count = len(central) // 2
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), offset, 0)
    return b"".join([*body, directory, end])
