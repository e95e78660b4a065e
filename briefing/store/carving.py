"""Finds rows in the pages of a damaged pack without its schema: a row's digest names its table.

A B-tree is not followed: in every page each place is tried where the header of a row may begin
(SQLite's record format), and what is found there is a row only when its digest, or the hash of a
blob, says so. That works with lost roots, lost schema, cut tails and zeroed pages alike.
What is missing then is taken from the spare copy.
"""

from __future__ import annotations

import hashlib
import struct
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from briefing.store.lineage import lineage_tables
from briefing.store.rows import Row, digest_of
from briefing.store.spare import unpacked
from briefing.store.tables import all_tables
from briefing.store.upgrading import Stored

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.store.spare import Spare
    from briefing.store.tables import Table

_MAGIC = b"SQLite format 3\x00"
_PAGE = 4096
_PAGES = {512, 1024, 2048, 4096, 8192, 16384, 32768}
_DIGEST = 44  # the serial type of a blob of 16 bytes
_HASH = b"\x81\x0d"  # the serial type of a text of 64 bytes
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_SCHEMA = (b"CREATE TABLE", b"sqlite_autoindex")
_LARGEST = 256 << 20
_INDEX_PAGES = {2, 10}


@dataclass(slots=True)
class Carved:
    """What was found in the pages.

    Attributes:
        rows: The rows of each table by key, as they were written.
        blobs: Texts and original bytes by their SHA-256.
        spoilt: Rows that were found but are not what was written: (table, id of the record).
        ids: The ids that the pack's own indexes name, also those of lost records.
        unread: How many rows the pages count besides those found, by table where that is known.
        blank: How many pages are missing or empty.
    """

    rows: dict[str, dict[Row, Row]] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    spoilt: set[tuple[str, str]] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    unread: Counter[str] = field(default_factory=Counter)
    blank: int = 0

    @property
    def count(self) -> int:
        """How many rows and blobs were found."""
        return sum(map(len, self.rows.values())) + len(self.blobs)


def carve(data: bytes) -> Carved:
    """Return every row and blob whose digest fits, wherever in the file it lies."""
    return _Carving(data).run()


class _Carving:
    """One file, its pages, and what was found in them."""

    def __init__(self, data: bytes) -> None:
        size = int.from_bytes(data[16:18], "big") if data.startswith(_MAGIC) else _PAGE
        self._data = data
        self._size = size if size in _PAGES else _PAGE
        self._found = Carved()
        self._claimed: set[int] = set()
        self._blobs_on: Counter[int] = Counter()

    def run(self) -> Carved:
        """Take the spare copy, then look for blobs: the pages of both hold nothing else."""
        copy = unpacked(self._data)
        self._claimed |= copy.pages
        pages = range(1, -(-len(self._data) // self._size))
        filled = [number for number in pages if self._page(number).strip(b"\x00")]
        self._found.blank = self._expected() - 1 - len(filled)
        for number in filled:
            if number not in self._claimed:
                self._blobs(number)
        for number in filled:
            if number not in self._claimed:
                self._records(number)
        self._fill_up(copy)
        return self._found

    def _fill_up(self, copy: Spare) -> None:
        """Take from the spare copy what was not found, and forget what is not lost after all."""
        found = self._found
        found.unread[""] -= len(copy.blobs.keys() - found.blobs.keys())
        found.blobs = copy.blobs | found.blobs
        for table in all_tables():
            fits = [
                row for row in copy.rows.get(table.name, ()) if len(row) == len(_places(table)) - 1
            ]
            rows = found.rows.setdefault(table.name, {}) if fits else {}
            for values in fits:
                key = values[: len(table.keys)]
                if key not in rows:
                    rows[key] = (*values, digest_of(table.name, values))
                    found.unread[table.name] -= 1
        found.unread = +found.unread
        if copy.is_whole:
            found.unread.clear()
            found.spoilt.clear()

    def _expected(self) -> int:
        here = -(-len(self._data) // self._size)
        stated = int.from_bytes(self._data[28:32], "big")
        plausible = self._data.startswith(_MAGIC) and stated < 64 * here
        return max(here, stated) if plausible else here

    def _page(self, number: int) -> bytes:
        return self._data[number * self._size : (number + 1) * self._size]

    def _blobs(self, number: int) -> None:
        page = self._page(number)
        at = page.find(_HASH, 1)
        while at > 0:
            header = _header(page, at - 1)
            if header is not None and len(header[0]) == 2 and header[0][1] >= 12:
                self._blob(number, page, at - 1, header)
            at = page.find(_HASH, at + 1)

    def _blob(self, number: int, page: bytes, at: int, header: tuple[list[int], int]) -> None:
        types, length = header
        payload, chain = self._payload(page, at, length + sum(map(_width, types)), index=False)
        name = payload[length : length + 64].decode("ascii", "replace")
        data = payload[length + 64 :]
        if hashlib.sha256(data).hexdigest() == name:
            self._found.blobs[name] = data
            self._claimed |= chain
            self._claimed.discard(number)
            self._blobs_on[number] += 1

    def _records(self, number: int) -> None:
        page = self._page(number)
        orders = (True, False) if page[0] in _INDEX_PAGES else (False, True)
        names: Counter[str] = Counter()
        entries = 0
        for at in range(8, len(page) - 3):
            end = at + page[at]
            if page[at] in {3, 4} and page[0] in _INDEX_PAGES:
                entries += self._index_entry(page, at)
            if 3 < page[at] < 128 and end <= len(page) and page[end - 1] == _DIGEST:
                name = self._record(page, at, orders)
                names.update([name] if name else [])
        missing = int.from_bytes(page[3:5], "big") - names.total() - self._blobs_on[number]
        if any(words in page for words in _SCHEMA):
            return
        if page[0] in {2, 10, 13} and missing > 0 and not entries:
            self._found.unread[names.most_common(1)[0][0] if names else ""] += missing

    def _index_entry(self, page: bytes, at: int) -> bool:
        """Note the id that an index names; tell whether it is an entry at all."""
        kind, key = page[at + 1], page[at + page[at] - 1]
        if page[at : at + 3] == b"\x04" + _HASH:
            return True
        words = page[at + 3 : at + 3 + _width(kind)]
        fits = 13 < kind < 128 and kind % 2 and key in {1, 2, 3, 4, 8, 9}
        if page[at] != 3 or not fits or page[at - 1] != 3 + _width(kind) + _width(key):
            return False
        if words.isascii() and words.replace(b"-", b"").isalnum():
            self._found.ids.add(words.decode("ascii"))
        return True

    def _record(self, page: bytes, at: int, orders: tuple[bool, bool]) -> str:
        """Take the row whose header begins at a place; return its table, or an empty text."""
        header = _header(page, at)
        tables = _by_width().get(len(header[0]), ()) if header is not None else ()
        if header is None or any(kind >= 12 and not kind % 2 for kind in header[0][:-1]):
            return ""  # only digests are bytes
        types, length = header
        size = length + sum(map(_width, types))
        for index in orders if tables else ():
            payload, _ = self._payload(page, at, size, index=index)
            values = _values(payload[length:], types)
            for table in tables if values is not None else ():
                if values is not None and self._is_row(table, values):
                    return table.name
        if len(tables) == 1 and values and isinstance(values[0], str) and _is_cell(page, at, size):
            self._found.spoilt.add((tables[0].name, values[0]))
        return ""

    def _is_row(self, table: Table | Stored, values: Row) -> bool:
        row = tuple(values[place] for place in _places(table))
        if digest_of(table.name, row[:-1]) != row[-1]:
            return False
        self._found.rows.setdefault(table.name, {})[row[: len(table.keys)]] = row
        return True

    def _payload(self, page: bytes, at: int, size: int, *, index: bool) -> tuple[bytes, set[int]]:
        """Return a row's bytes, those on overflow pages too, and the pages of them."""
        local = _local(size, self._size, index=index)
        if local == size or size > _LARGEST:
            return page[at : at + size], set()
        parts = [page[at : at + local]]
        pointer = page[at + local : at + local + 4]
        left, chain = size - local, set[int]()
        while left > 0 and len(pointer) == 4:
            number = struct.unpack(">I", pointer)[0] - 1
            if number in chain or not 0 < number * self._size < len(self._data):
                break
            chain.add(number)
            here = self._page(number)
            parts.append(here[4 : 4 + left])
            left -= self._size - 4
            pointer = here[:4]
        return b"".join(parts), chain


def _local(size: int, usable: int, *, index: bool) -> int:
    """Return how much of a row lies in its own page (SQLite file format, section 1.6)."""
    most = (usable - 12) * 64 // 255 - 23 if index else usable - 35
    if size <= most:
        return size
    least = (usable - 12) * 32 // 255 - 23
    some = least + (size - least) % (usable - 4)
    return some if some <= most else least


def _is_cell(page: bytes, at: int, size: int) -> bool:
    """Tell whether the page says that a row of this length begins there, or just before."""
    written = bytes([size]) if size < 128 else bytes([size >> 7 & 127 | 128, size & 127])
    first = 12 if page[0] == 2 else 8
    cells = int.from_bytes(page[3:5], "big")
    pointers = page[first : first + 2 * min(cells, len(page) // 4)]
    starts = {int.from_bytes(pointers[one : one + 2], "big") for one in range(0, len(pointers), 2)}
    before = (at - len(written) - key for key in range(4))
    return any(one in starts and page[one : one + len(written)] == written for one in before)


def _header(page: bytes, at: int) -> tuple[list[int], int] | None:
    """Return the serial types of a row and the length of its header, or None."""
    length = page[at]
    end = at + length
    if not 2 < length < 128 or end > len(page):
        return None
    types = []
    at += 1
    while at < end:
        value = 0
        for _ in range(5):
            byte = page[at]
            value = value << 7 | byte & 127
            at += 1
            if byte < 128 or at >= end:
                break
        if value > 2 * _LARGEST or value in {7, 10, 11}:
            return None
        types.append(value)
    return types, length


def _width(kind: int) -> int:
    return (kind - 12) // 2 if kind >= 12 else _INTEGERS.get(kind, 0)


def _values(payload: bytes, types: list[int]) -> Row | None:
    """Return a row's values; None where its bytes are not all there or are no text."""
    values: list[Any] = []
    at = 0
    for kind in types:
        width = _width(kind)
        raw = payload[at : at + width]
        at += width
        if len(raw) != width:
            return None
        try:
            values.append(_value(kind, raw))
        except UnicodeDecodeError:
            values.append(raw.decode("utf-8", "replace"))  # its digest cannot fit
    return tuple(values)


def _value(kind: int, raw: bytes) -> Any:
    if kind == 0:
        return None
    if kind >= 12:
        return raw.decode("utf-8") if kind % 2 else raw
    return kind - 8 if kind >= 8 else int.from_bytes(raw, "big", signed=True)


@cache
def _by_width() -> Mapping[int, tuple[Table | Stored, ...]]:
    widths: dict[int, tuple[Table | Stored, ...]] = {}
    known: tuple[Table | Stored, ...] = (*all_tables(), *lineage_tables())
    for table in known:
        width = len(table.column_names)
        widths[width] = (*widths.get(width, ()), table)
    return widths


@cache
def _places(table: Table | Stored) -> tuple[int, ...]:
    """Return where each column lies in a stored row: tables without rowid begin with their key."""
    return tuple(_stored_order(table).index(name) for name in table.column_names)


def _stored_order(table: Table | Stored) -> tuple[str, ...]:
    if isinstance(table, Stored) or not table.depth:
        return table.column_names
    return tuple(dict.fromkeys((*table.primary_key, *table.column_names)))
