"""Whether words are left in files: looked for wholly, in every form, over every page break."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from briefing.app.unfolding import unfolded
from briefing.domain.kinds import KINDS
from briefing.domain.shape import FieldShape, Plain, Shape, shape_of
from briefing.domain.sources import Source
from briefing.domain.vocabularies import Vocabulary
from briefing.store import migrations
from briefing.store.spare import PAGE, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from briefing.domain.base import Record
    from briefing.domain.content import Content

_WORDS = {Plain.TEXT, Plain.MARKDOWN, Plain.LONG_TEXT, Plain.FREE_FORM}
_WINDOW = 32
FIRST = bytes(range(5, 256, 16))
"""With which bytes a window begins: one in sixteen, e and u among them, which no text is without.

Windows that begin where the bytes say so are the same ones in a text and in a file, wherever it
lies there; a stretch of a page has hundreds.
"""
_WINDOWS = re.compile(rb"(?=([" + re.escape(FIRST) + rb"].{31}))", re.DOTALL)
_MOST = 50_000  # windows of one form of a value; of a longer one they are spread evenly
_WHOLE = 64  # bytes; what is shorter is looked for wholly too
_SHORTEST = 6
_LONG = 24
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What must not be left, and what of it stands in what stays.

    Attributes:
        windows: Stretches of 32 bytes that nothing that stays has, in every form of the words.
        pieces: Short values as a whole, in every form, that nothing that stays has.
        echoes: Words that stand in what stays too, and so cannot be looked for.
        unsearched: Short values, such as a role or a place, that stand in what stays too.
    """

    windows: frozenset[bytes]
    pieces: tuple[bytes, ...]
    echoes: tuple[str, ...]
    unsearched: tuple[str, ...] = ()

    def in_file(self, path: Path) -> bool:
        """Tell whether any of it is in a file, packed, encoded, or in the spare copy of a pack."""
        rest, words = _apart(path.read_bytes())
        return self.in_bytes(rest) or self.in_bytes(words)

    def in_bytes(self, data: bytes) -> bool:
        """Tell whether any of it is in some bytes, also packed or encoded."""
        return any(self._in_plain(one) for one in unfolded(data))

    def stretches(self, data: bytes) -> frozenset[bytes]:
        """Return the long stretches of it that are in some bytes, also packed or encoded."""
        found = (window for one in unfolded(data) for some in _windows(one) for window in some)
        return self.windows.intersection(found)

    def but(self, *texts: bytes) -> Traces:
        """Return the same without the stretches that stand in some texts."""
        own = {window for text in texts for some in _windows(text) for window in some}
        return replace(self, windows=self.windows - own)

    def _in_plain(self, data: bytes) -> bool:
        return any(piece in data for piece in self.pieces) or any(
            not self.windows.isdisjoint(found) for found in _windows(data)
        )


def traces(gone: Iterable[bytes], stays: Iterable[bytes]) -> Traces:
    """Return what to look for: the stretches of what is gone that are not in what stays.

    Args:
        gone: The texts and original bytes that are gone.
        stays: Those that stay.
    """
    values = tuple(dict.fromkeys(gone))
    kept = b"\0".join((*stays, *_own_words()))
    windows = {
        window for value in values for form in _forms(value) for window in _spread_windows(form)
    }
    for one in unfolded(kept):
        for found in _windows(one):
            windows.difference_update(found)
    pieces: dict[bytes, None] = {}
    echoes: dict[bytes, None] = {}
    for value in values:
        if value in kept:
            echoes[value] = None
        elif _SHORTEST <= len(value) <= _WHOLE:
            pieces |= dict.fromkeys(_forms(value))
    words = [value.decode("utf-8", "replace") for value in echoes]
    return Traces(
        windows=frozenset(windows),
        pieces=tuple(pieces),
        echoes=tuple(value for value in words if len(value.encode()) >= _LONG),
        unsearched=tuple(value for value in words if len(value.encode()) < _LONG),
    )


def _windows(data: bytes) -> Iterator[list[bytes]]:
    """Yield the windows of bytes, a list for each stretch."""
    for at in range(0, len(data), _CHUNK):
        yield _WINDOWS.findall(data[at : at + _CHUNK + _WINDOW - 1])


def _spread_windows(data: bytes) -> Iterator[bytes]:
    found = [window for some in _windows(data) for window in some]
    yield from found[:: max(1, len(found) // _MOST)]


def _forms(value: bytes) -> Iterator[bytes]:
    """Yield a value as it is, and a text as programs write it otherwise."""
    yield value
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        yield from list(unfolded(value))[1:]
        return
    yield text.encode("utf-16-le")
    yield text.encode("utf-16-be")
    for is_ascii in (True, False):
        escaped = json.dumps(text, ensure_ascii=is_ascii)[1:-1].encode("utf-8")
        if escaped != value:
            yield escaped


def words_of(records: Iterable[Any], original: Callable[[str], bytes]) -> Iterator[bytes]:
    """Yield every text of records, their parts and passages, and the original bytes of sources."""
    for record in records:
        yield from words_of_fields((record,))
        yield from _original(record, original)


def words_of_fields(records: Iterable[Any]) -> Iterator[bytes]:
    """Yield every text of records, their parts and passages."""
    for record in records:
        for field, value in values_in(record):
            if field.plain in _WORDS and field.name != "id":
                yield value.encode()


def values_of(records: Iterable[Any], original: Callable[[str], bytes]) -> Iterator[bytes]:
    """Yield all that a pack keeps of records: their words, ids, dates, codes, bytes and hashes."""
    for record in records:
        for field, value in values_in(record):
            yield value.encode()
            if field.plain is Plain.LONG_TEXT:
                yield hashlib.sha256(value.encode()).hexdigest().encode()
        yield from _original(record, original)


def values_in(record: Any) -> Iterator[tuple[FieldShape, str]]:
    """Yield every text value of a record and its parts, with its field."""
    yield from _values(shape_of(type(record)), record)


def all_records(content: Content) -> tuple[Record, ...]:
    """Return every record of a pack."""
    return tuple(row for kind in KINDS for row in content.all(kind.record_type))


def _original(record: Any, original: Callable[[str], bytes]) -> Iterator[bytes]:
    if isinstance(record, Source) and record.original is not None:
        yield original(record.original.sha256)


@cache
def _own_words() -> tuple[bytes, ...]:
    """Return what stands in every pack: the names of its tables and columns, and the codes."""
    codes = " ".join(member.value for one in Vocabulary.__subclasses__() for member in one)
    return migrations.schema().encode(), codes.encode()


def _apart(data: bytes) -> tuple[bytes, bytes]:
    """Return a file without the spare copy of a pack, and the values of that copy.

    As it lies there it is JSON: what stays has brackets and quotes around it, as an edition's has.
    """
    copy = unpacked(data)
    rest = bytearray(data)
    for page in copy.pages if copy.is_whole else ():
        rest[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    rows = (row for rows in copy.rows.values() for row in rows)
    words = (value.encode() for row in rows for value in row if isinstance(value, str))
    return bytes(rest[: len(data)]), b"\0".join((*copy.blobs.values(), *words))


def _values(shape: Shape, item: Any) -> Iterator[tuple[FieldShape, str]]:
    for field in shape.fields:
        value = getattr(item, field.name)
        for one in value if field.many else (value,):
            if field.nested is not None and one is not None:
                yield from _values(field.nested, one)
            elif isinstance(one, str) and one:
                yield field, one
