"""The pages that a damaged working copy has in its write-ahead log, put in their places."""

from __future__ import annotations

from typing import Final

_HEAD: Final = 32
_FRAME: Final = 24
_LARGEST: Final = 1 << 30


def with_log(data: bytes, log: bytes) -> bytes:
    """Return a database's bytes with the pages of its log (SQLite file format, section 4).

    Args:
        data: The bytes of the database.
        log: The bytes of its log; one that is none changes nothing.
    """
    size = int.from_bytes(log[8:12], "big")
    if len(log) < _HEAD or size < 512 or size & (size - 1):
        return data
    salts, image = log[16:24], bytearray(data)
    for at in range(_HEAD, len(log) - _FRAME - size + 1, _FRAME + size):
        stop = int.from_bytes(log[at : at + 4], "big") * size
        if log[at + 8 : at + 16] != salts or not 0 < stop <= _LARGEST:
            break  # what follows is left over from an earlier round
        image.extend(bytes(max(0, stop - len(image))))
        image[stop - size : stop] = log[at + _FRAME : at + _FRAME + size]
    return bytes(image)
