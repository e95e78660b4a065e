"""The texts and original bytes of a saved pack: which are copied, and how much they may be.

What cannot be opened is never saved: both look here.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import apsw

LARGEST_FILE = 1 << 30
"""How large a saved pack may be."""
LARGEST_BLOB = 64 << 20
"""How large one text or original may be."""
ALL_TEXTS = 128 << 20
"""How much memory all texts of sources and editions may take: an open pack has them there."""
ALL_BLOBS = LARGEST_FILE - (64 << 20)
"""How large all texts and originals may be together: records need room too."""
_MEBIBYTE = 1 << 20
_WIDEST = 4
_CONTINUING = bytes(range(0x80, 0xC0))
_BELOW_WIDE = bytes(range(0xC4))
_BELOW_WIDEST = bytes(range(0xF0))


class PackFullError(InputRefusedError):
    """A pack would become larger than any pack may be."""


class UnfitBlobError(Exception):
    """A blob of a saved pack is not what it should be; `str(error)` says what follows its name."""


class DamagedBlobError(UnfitBlobError):
    """A blob of a saved pack is damaged."""


def refuse_too_large(largest: int, texts: int, together: int) -> None:
    """Refuse what a pack cannot hold.

    Args:
        largest: The size of its largest text or original.
        texts: The memory that all its texts take.
        together: The size of all its texts and originals.

    Raises:
        PackFullError: Saying what is too large, and what to do.
    """
    if largest > LARGEST_BLOB:
        raise PackFullError(
            f"An original or text has {_shown(largest)}; one may have {_shown(LARGEST_BLOB)} at "
            "most: cut it into parts, or paste the words that matter."
        )
    if texts > ALL_TEXTS:
        raise PackFullError(
            f"The texts of sources and editions would take {_shown(texts)} of memory; those of one "
            f"pack may take {_shown(ALL_TEXTS)} together: remove sources that are not needed, or "
            "begin another pack."
        )
    if together > ALL_BLOBS:
        raise PackFullError(
            f"The originals and texts would have {_shown(together)}; those of a pack may have "
            f"{_shown(ALL_BLOBS)} together: remove sources that are not needed, or begin another "
            "pack."
        )


def _shown(size: int) -> str:
    return f"{-(-size // _MEBIBYTE)} MiB"


def memory_of(text: bytes | bytearray) -> int:
    """Return how many bytes a text in UTF-8 takes once it is read.

    Python keeps every code point of a text as wide as the widest of them needs (PEP 393).
    """
    if text.isascii():
        return len(text)
    points = len(text.translate(None, _CONTINUING))
    if text.translate(None, _BELOW_WIDEST):
        return points * _WIDEST
    return points * (2 if text.translate(None, _BELOW_WIDE) else 1)


# ------------------------------------------------------------- which belong to records


def texts_of_records(schema: str) -> str:
    """Return the query for the hashes of the texts that records have themselves."""
    return (
        f'SELECT text AS sha256 FROM "{schema}".source UNION SELECT content FROM "{schema}".edition'  # noqa: S608  # a schema of ours
    )


def blobs_of_records(schema: str) -> str:
    """Return the query for the hashes of the texts and originals that records have themselves."""
    return (
        f"{texts_of_records(schema)} UNION "  # noqa: S608  # a schema of ours
        f'SELECT original_sha256 FROM "{schema}".source WHERE original_sha256 NOT NULL'
    )


def kept_blobs(schema: str) -> str:
    """Return the query for the hashes of all texts and bytes that records have.

    An edition has the texts of its sources too, whose hashes are inside its content.
    """
    # A stranger's edition may hold anything; what is no JSON has no sources.
    frozen = "CAST(blob.data AS TEXT)"
    return (
        f"{blobs_of_records(schema)} UNION "  # noqa: S608  # a schema of ours
        "SELECT CASE row.type WHEN 'object' THEN json_extract(row.value, '$.text') ELSE '' END "
        f'FROM "{schema}".edition JOIN "{schema}".blob ON blob.sha256 = edition.content, '
        f"json_each(CASE WHEN json_valid({frozen}) THEN {frozen} ELSE '{{}}' END, '$.sources') "
        "AS row WHERE CASE row.type WHEN 'object' THEN json_type(row.value, '$.text') END = 'text'"
    )


class Room:
    """How much a working copy holds, counted on without looking at every blob each time.

    Args:
        db: The working copy.
    """

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db
        self._texts: int | None = None
        self._together: int | None = None

    def forget(self) -> None:
        """Count anew the next time, as after an edit that was not done."""
        self._texts = self._together = None

    def take(self, data: bytes, *, is_text: bool) -> None:
        """Count a blob that was just stored, before a record has it.

        Raises:
            PackFullError: A pack cannot hold so much.
        """
        size, memory = len(data), memory_of(data) if is_text else 0
        if self._texts is None or self._together is None:
            self._texts = _memory_of_texts(self._db, "main")
            self._together = int(self._db.execute("SELECT sum(length(data)) FROM blob").get)
        else:
            self._together += size
        self._texts += memory
        if size > LARGEST_BLOB or self._texts > ALL_TEXTS or self._together > ALL_BLOBS:
            # What was removed or taken back counted too: only what records have is saved.
            self._texts = _memory_of_texts(self._db, "main") + memory
            self._together = _measured(self._db, "main", kept_blobs("main"))[1] + size
            refuse_too_large(size, self._texts, self._together)


def refuse_too_large_to_save(db: apsw.Connection, schema: str) -> None:
    """Refuse to save what could not be opened again.

    Raises:
        PackFullError: Saying what is too large, and what to do.
    """
    largest, together = _measured(db, schema, kept_blobs(schema))
    refuse_too_large(largest, _memory_of_texts(db, schema), together)


def _memory_of_texts(db: apsw.Connection, schema: str) -> int:
    wanted = f'SELECT data FROM "{schema}".blob WHERE sha256 IN ({texts_of_records(schema)})'  # noqa: S608  # a schema of ours
    return sum(memory_of(row[0]) for row in db.execute(wanted))


def _measured(db: apsw.Connection, schema: str, wanted: str) -> tuple[int, int]:
    found = db.execute(
        "SELECT coalesce(max(length(data)), 0), coalesce(sum(length(data)), 0) "  # noqa: S608  # columns of ours
        f'FROM "{schema}".blob WHERE sha256 IN ({wanted})'
    ).fetchone()
    return (int(found[0]), int(found[1])) if found else (0, 0)


# --------------------------------------------------------------------------- copying


def copy_blobs(db: apsw.Connection, into: apsw.Connection) -> None:
    """Copy the texts and originals that records have; what no record has is left behind.

    Nothing is read before all that is asked for is known to be within what a pack may have.

    Args:
        db: The saved pack.
        into: The working copy, which has the records already.

    Raises:
        UnfitBlobError: They are too large.
        DamagedBlobError: They are not what their hashes say.
    """
    texts = _hashes(into, texts_of_records("main"))
    _copy(db, into, _hashes(into, blobs_of_records("main")), texts)
    # Only now the editions are there whose contents name more texts.
    more = f"{kept_blobs('main')} EXCEPT SELECT sha256 FROM blob"  # noqa: S608  # columns of ours
    _copy(db, into, _hashes(into, more), set())


def _hashes(db: apsw.Connection, query: str) -> set[str]:
    return {str(row[0]) for row in db.execute(query)}


def _copy(
    db: apsw.Connection, into: apsw.Connection, wanted: Iterable[str], texts: set[str]
) -> None:
    places = {sha256: place for sha256 in wanted if (place := _place(db, sha256))}
    sizes = {sha256: size for sha256, (_, size) in places.items()}
    of_texts = sum(sizes.get(sha256, 0) for sha256 in texts)
    try:
        # No text takes less than half its bytes; what it takes is known once it was read.
        refuse_too_large(max(sizes.values(), default=0), of_texts // 2, sum(sizes.values()))
        into.executemany("INSERT INTO blob VALUES (?, ?)", _read(db, places, texts))
    except PackFullError as error:
        raise UnfitBlobError(f"is too large. {str(error).partition(':')[0]}") from error


def _place(db: apsw.Connection, sha256: str) -> tuple[int, int] | None:
    """Return where a blob lies and how long it is, without reading it."""
    found = db.execute(
        "SELECT rowid, length(data) FROM blob WHERE sha256 = ?", (sha256,)
    ).fetchone()
    return None if found is None else (int(found[0]), int(found[1]))


def _read(
    db: apsw.Connection, places: dict[str, tuple[int, int]], texts: set[str]
) -> Iterator[tuple[str, bytearray]]:
    memory = 0
    for sha256, (row, size) in places.items():
        data = bytearray(size)
        with db.blob_open("main", "blob", "data", row, writeable=False) as blob:
            blob.read_into(data)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise DamagedBlobError("is damaged: the text or the bytes of a source were changed")
        memory += memory_of(data) if sha256 in texts else 0
        refuse_too_large(size, memory, 0)
        yield sha256, data
