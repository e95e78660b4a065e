"""The spare copy in a saved pack: its rows and texts once more, packed, in pages SQLite left free.

A pack that was cut off or overwritten in part is rescued from it: it lies before everything else,
so that even a quarter of the file holds it. It is made of chunks that are unpacked each by itself,
and that a digest protects. SQLite neither reads nor writes the bytes of a page on its list of free
ones, and opening a pack does not look at them; only Rescue does.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

PAGE = 4096
_ON_PAGE = b"\x00BRSPARE"  # no page of a table or an index begins with a zero
_ROOM = PAGE - len(_ON_PAGE)
_CHUNK = b"spare-chunk:"
_HEAD = struct.Struct(">12sIII16s")  # what it begins with, number, how many, length, digest
_RAW = 10 << 10  # bytes that are packed together
_PIECE = 4 << 10  # bytes of a text in one item
_LARGEST = 16 << 20
_ALL = 1 << 30
_LEVEL = 6
_TRUNK = 1000  # free pages that one page of the list names, and a few more


@dataclass(slots=True)
class Spare:
    """What the spare copy of a file still holds.

    Attributes:
        rows: The rows of each table, without their digests.
        blobs: Texts and original bytes by their SHA-256.
        is_whole: Whether nothing of it is missing.
        pages: The pages on which it lies, counted from 0.
    """

    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    is_whole: bool = False
    pages: set[int] = field(default_factory=set)


# -------------------------------------------------------------------- packing


def is_worth_packing(data: bytes) -> bool:
    """Tell whether bytes take little room when packed, as texts do, and PDF and pictures do not."""
    return len(data) < PAGE or len(zlib.compress(data, _LEVEL)) < 0.8 * len(data)


def packed(
    rows: Iterable[tuple[str, tuple[Any, ...]]], blobs: Iterable[tuple[str, bytes]]
) -> bytes:
    """Return the spare copy of rows (table, values without digest) and of blobs."""
    bodies = [zlib.compress(raw, _LEVEL) for raw in _together(_items(rows, blobs))]
    return b"".join(
        _HEAD.pack(_CHUNK, number, len(bodies), len(body), _digest(body)) + body
        for number, body in enumerate(bodies)
    )


def _items(
    rows: Iterable[tuple[str, tuple[Any, ...]]], blobs: Iterable[tuple[str, bytes]]
) -> Iterator[bytes]:
    for table, values in rows:
        yield _item([table, *values], b"")
    for sha256, data in blobs:
        for at in range(0, len(data) or 1, _PIECE):
            yield _item(["", sha256, len(data), at], data[at : at + _PIECE])


def _item(head: list[object], data: bytes) -> bytes:
    words = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return struct.pack(">II", len(words), len(data)) + words + data


def _together(items: Iterable[bytes]) -> Iterator[bytes]:
    some: list[bytes] = []
    size = 0
    for item in items:
        some.append(item)
        size += len(item)
        if size >= _RAW:
            yield b"".join(some)
            some, size = [], 0
    if some:
        yield b"".join(some)


def _digest(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=16).digest()


def room_for(copy: bytes) -> int:
    """Return the size of a value that takes up enough pages to put the copy there later."""
    pages = -(-len(copy) // _ROOM)
    return (pages + pages // _TRUNK + 3) * PAGE


def put_into_free_pages(copy: bytes, file: Path) -> None:
    """Write the copy into the free pages of a database that nobody has open.

    Raises:
        OSError: It could not be written.
    """
    with file.open("r+b") as pages:
        for number, page in enumerate(_free_pages(pages.read())):
            pages.seek(page * PAGE)
            part = copy[number * _ROOM : (number + 1) * _ROOM]
            pages.write((_ON_PAGE + part).ljust(PAGE, b"\x00"))


def _free_pages(data: bytes) -> list[int]:
    """Return the free pages that the list names, counted from 0; those that name them are not."""
    found: list[int] = []
    trunk = int.from_bytes(data[32:36], "big")
    while trunk:
        at = (trunk - 1) * PAGE
        trunk, count = struct.unpack_from(">II", data, at)
        found += (page - 1 for page in struct.unpack_from(f">{count}I", data, at + 8))
    return sorted(found)


# ------------------------------------------------------------------ unpacking


def unpacked(data: bytes) -> Spare:
    """Return what is still readable of the spare copy in a file, whatever else is damaged."""
    found = Spare()
    pages = range(0, len(data), PAGE)
    found.pages = {at // PAGE for at in pages if data.startswith(_ON_PAGE, at)}
    stream = b"".join(
        data[page * PAGE + len(_ON_PAGE) : (page + 1) * PAGE] for page in sorted(found.pages)
    )
    pieces: dict[tuple[str, int], dict[int, bytes]] = {}
    numbers: set[int] = set()
    many, left = 0, _ALL
    for number, of, body in _bodies(stream):
        try:
            raw = zlib.decompressobj().decompress(body, _LARGEST)
            _take(list(_unpacked_items(raw)), found, pieces)
        except (zlib.error, struct.error, ValueError, TypeError, RecursionError):
            continue  # a stranger's chunk: its digest fits, what is in it does not
        numbers.add(number)
        many = of
        left -= len(raw)
        if left <= 0:
            break
    for (sha256, size), parts in pieces.items():
        whole = b"".join(parts[at] for at in sorted(parts))
        if len(whole) == size and hashlib.sha256(whole).hexdigest() == sha256:
            found.blobs[sha256] = whole
    found.is_whole = bool(numbers) and numbers == set(range(many))
    return found


def _bodies(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = stream.find(_CHUNK)
    while 0 <= at <= len(stream) - _HEAD.size:
        _, number, many, length, digest = _HEAD.unpack_from(stream, at)
        body = stream[at + _HEAD.size : at + _HEAD.size + length]
        is_sound = len(body) == length and _digest(body) == digest
        if is_sound:
            yield number, many, body
        at = stream.find(_CHUNK, at + (_HEAD.size + length if is_sound else 1))


def _unpacked_items(raw: bytes) -> Iterator[tuple[str, tuple[Any, ...], bytes]]:
    at = 0
    while at < len(raw):
        words, length = struct.unpack_from(">II", raw, at)
        start = at + 8 + words
        head = json.loads(raw[at + 8 : start])
        at = start + length
        if not isinstance(head, list) or any(isinstance(one, list | dict) for one in head):
            raise ValueError("no row and no piece of a text")
        table, *values = head
        yield str(table), tuple(values), raw[start:at]


def _take(
    items: Iterable[tuple[str, tuple[Any, ...], bytes]],
    found: Spare,
    pieces: dict[tuple[str, int], dict[int, bytes]],
) -> None:
    for table, values, data in items:
        if table:
            found.rows.setdefault(table, []).append(values)
        else:
            sha256, size, place = values
            pieces.setdefault((sha256, size), {})[place] = data
