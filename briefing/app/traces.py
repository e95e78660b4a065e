"""Whether words are left in files: looked for byte by byte, in pieces that no page break hides."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from briefing.domain.kinds import KINDS
from briefing.domain.shape import FieldShape, Plain, Shape, shape_of
from briefing.domain.sources import Source
from briefing.domain.vocabularies import Vocabulary
from briefing.store import migrations
from briefing.store.spare import unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from briefing.domain.base import Record
    from briefing.domain.content import Content

_WORDS = {Plain.TEXT, Plain.MARKDOWN, Plain.LONG_TEXT}
_PIECE = 24  # bytes; a long value lies on several pages of a database, with numbers between
_PIECES = 200
_SHORTEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What must not be left, and what of it stands in what stays.

    Attributes:
        pieces: Stretches of bytes that nothing that stays has.
        echoes: Words that stand in what stays too, and so cannot be looked for.
    """

    pieces: tuple[bytes, ...]
    echoes: tuple[str, ...]

    def in_file(self, path: Path) -> bool:
        """Tell whether any of it is in a file, or in the spare copy of a pack."""
        data = path.read_bytes()
        return self.in_bytes(data) or self.in_bytes(_spare_words(data))

    def in_bytes(self, data: bytes) -> bool:
        """Tell whether any of it is in some bytes."""
        return any(piece in data for piece in self.pieces)


def traces(gone: Iterable[bytes], stays: Iterable[bytes]) -> Traces:
    """Return what to look for: pieces of what is gone that are not in what stays.

    Args:
        gone: The texts and original bytes that are gone.
        stays: Those that stay.
    """
    kept = b"\0".join((*stays, *_own_words()))
    pieces: dict[bytes, None] = {}
    echoes: dict[bytes, None] = {}
    for value in dict.fromkeys(gone):
        own = [piece for piece in _pieces(value) if piece not in kept]
        pieces |= dict.fromkeys(own)
        if not own and len(value) >= _SHORTEST:
            echoes[value] = None
    words = (value.decode("utf-8", "replace") for value in echoes if len(value) >= _PIECE)
    return Traces(pieces=tuple(pieces), echoes=tuple(words))


def words_of(records: Iterable[Any], original: Callable[[str], bytes]) -> Iterator[bytes]:
    """Yield every text of records, their parts and passages, and the original bytes of sources."""
    for record in records:
        for field, value in _values(shape_of(type(record)), record):
            if field.plain in _WORDS and field.name != "id":
                yield value.encode()
        yield from _original(record, original)


def values_of(records: Iterable[Any], original: Callable[[str], bytes]) -> Iterator[bytes]:
    """Yield all that a pack keeps of records: their words, ids, dates, codes, bytes and hashes."""
    for record in records:
        for field, value in _values(shape_of(type(record)), record):
            yield value.encode()
            if field.plain is Plain.LONG_TEXT:
                yield hashlib.sha256(value.encode()).hexdigest().encode()
        yield from _original(record, original)


def _original(record: Any, original: Callable[[str], bytes]) -> Iterator[bytes]:
    if isinstance(record, Source) and record.original is not None:
        yield original(record.original.sha256)


def all_records(content: Content) -> tuple[Record, ...]:
    """Return every record of a pack."""
    return tuple(row for kind in KINDS for row in content.all(kind.record_type))


@cache
def _own_words() -> tuple[bytes, ...]:
    """Return what stands in every pack: the names of its tables and columns, and the codes."""
    codes = " ".join(member.value for one in Vocabulary.__subclasses__() for member in one)
    return migrations.schema().encode(), codes.encode()


def _spare_words(data: bytes) -> bytes:
    copy = unpacked(data)
    rows = (row for rows in copy.rows.values() for row in rows)
    words = (value.encode() for row in rows for value in row if isinstance(value, str))
    return b"\0".join((*copy.blobs.values(), *words))


def _pieces(value: bytes) -> Iterator[bytes]:
    """Yield a value, or stretches spread evenly over a long one."""
    if len(value) < _SHORTEST:
        return
    last = len(value) - _PIECE
    if last <= 0:
        yield value
        return
    step = max(_PIECE, last // _PIECES)
    for at in (*range(0, last, step), last):
        yield value[at : at + _PIECE]


def _values(shape: Shape, item: Any) -> Iterator[tuple[FieldShape, str]]:
    for field in shape.fields:
        value = getattr(item, field.name)
        for one in value if field.many else (value,):
            if field.nested is not None and one is not None:
                yield from _values(field.nested, one)
            elif isinstance(one, str) and one:
                yield field, one
