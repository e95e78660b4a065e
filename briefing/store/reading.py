"""Opens a saved pack, be it a stranger's: reads its rows, and believes nothing else in it."""

from __future__ import annotations

import struct
from contextlib import closing
from typing import TYPE_CHECKING

import apsw

from briefing.errors import DamagedPackError, InputRefusedError
from briefing.files.regular import read_file
from briefing.store import migrations
from briefing.store.blobs import (
    LARGEST_BLOB,
    LARGEST_FILE,
    DamagedBlobError,
    UnfitBlobError,
    copy_blobs,
)
from briefing.store.disk import uri_of
from briefing.store.rows import DamagedRecordError, Row
from briefing.store.upgrading import expected_schema, schema_of, stored_tables, verified_rows
from briefing.store.working import insert

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from briefing.store.working import WorkingCopy

LIMIT = LARGEST_FILE
_ROW = 1 << 20
_STEPS = 50_000_000
_SUFFIX = ".briefpack"
_MAGIC = b"SQLite format 3\x00"


def read_into(path: Path, working: WorkingCopy) -> None:
    """Copy a saved pack's rows into a fresh working copy of its version, each with its digest.

    Raises:
        InputRefusedError: It is not only a pack.
        DamagedPackError: It is cut short or damaged.
    """
    try:
        with closing(_defensive(path)) as db, working.unrecorded("Open"):
            _same_schema(path, db, working.version)
            for table in stored_tables(working.version):
                rows = _read(path, verified_rows(db, table))
                working.db.executemany(insert(table), rows)
            _copy_blobs(path, db, working.db)
            _complete(path, working.db)
    except DamagedBlobError as error:
        raise DamagedPackError(path, str(error)) from error
    except UnfitBlobError as error:
        raise _refused(path, str(error)) from error
    except DamagedRecordError as error:
        raise DamagedPackError(path, f"is damaged: {str(error).rstrip('.')}") from error
    except apsw.ConstraintError as error:
        raise DamagedPackError(
            path, "is damaged: records in it refer to others that are gone"
        ) from error
    except apsw.CantOpenError as error:
        raise _refused(
            path, "cannot be opened: its path may be too long; copy it to a shorter one"
        ) from error
    except (apsw.Error, UnicodeDecodeError) as error:
        why = " ".join(str(error).split())  # SQLite quotes the file, line ends and all
        raise DamagedPackError(path, f"is damaged and cannot be read ({why})") from error


def stated_version(path: Path) -> int | None:
    """Return the version that a file states where it begins as a saved pack does, else None."""
    try:
        return _stated(_head(path))
    except OSError:
        return None


def identity_of(path: Path) -> str | None:
    """Return what a pack and its renamed or copied file share: its cover's id.

    Args:
        path: The file; it may be damaged or no pack, and then it has none, unless it still tells.
    """
    if stated_version(path) is None:
        return None
    try:
        with closing(_defensive(path)) as db:
            found = db.execute("SELECT id FROM cover").fetchone()
    except (apsw.Error, UnicodeDecodeError):
        return None
    return None if found is None else str(found[0])


def schema_version(path: Path) -> int:
    """Return the version of a saved pack, which is not read further.

    Raises:
        InputRefusedError: It is no pack, a newer one, cut short or too large.
    """
    try:
        size, head = path.stat().st_size, _head(path)
    except IsADirectoryError as error:
        raise _refused(path, "is a folder, not a pack") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputRefusedError(f"{path} cannot be opened: {reason}.") from error
    version = _known(path, head)
    if size > LIMIT:
        raise _refused(path, f"is larger than 1 GiB ({size >> 20} MiB), which no pack may be")
    page = _number(head, 16, 2)
    if size < (65536 if page == 1 else page) * _number(head, 28):
        raise DamagedPackError(path, "is cut short: part of the file is missing")
    return version


def _head(path: Path) -> bytes:
    return read_file(path, 100)


def _is_database(head: bytes) -> bool:
    return head.startswith(_MAGIC) and len(head) == 100


def _stated(head: bytes) -> int | None:
    is_pack = _is_database(head) and _number(head, 68) == migrations.APPLICATION_ID
    return _number(head, 60) if is_pack else None


def _known(path: Path, head: bytes) -> int:
    """Return the version that a file states, where this program reads it."""
    if not _is_database(head):
        raise _no_pack(path)
    version = _stated(head)
    if version is None:
        raise _refused(path, "is a database of another program, not a briefing pack")
    if not version:
        raise _refused(path, "does not say in which form it was written")
    if version > migrations.VERSION:
        raise _refused(
            path,
            f"was written by a newer version of Briefing (pack format {version}, this one reads "
            f"up to {migrations.VERSION}); open it with that version",
        )
    return version


def _no_pack(path: Path) -> InputRefusedError:
    why = "is not a briefing pack"
    return DamagedPackError(path, why) if path.suffix == _SUFFIX else _refused(path, why)


def _number(head: bytes, at: int, length: int = 4) -> int:
    layout = ">I" if length == 4 else ">H"
    return int(struct.unpack_from(layout, head, at)[0])


def _defensive(path: Path) -> apsw.Connection:
    # `immutable` also keeps a foreign -wal or -journal beside the file from being replayed.
    uri = uri_of(path.resolve(), "mode=ro&immutable=1")
    db = apsw.Connection(uri, flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
    for option, value in (
        (apsw.SQLITE_DBCONFIG_DEFENSIVE, 1),
        (apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_VIEW, 0),
    ):
        db.config(option, value)
    db.limit(apsw.SQLITE_LIMIT_LENGTH, LARGEST_BLOB + _ROW)
    db.set_progress_handler(_Budget(_STEPS), 1000)
    db.execute("PRAGMA cell_size_check = 1; PRAGMA mmap_size = 0")
    return db


class _Budget:
    """Stops statements that a hostile file makes endless."""

    def __init__(self, steps: int) -> None:
        self._left = steps // 1000

    def __call__(self) -> bool:
        self._left -= 1
        return self._left < 0


def _same_schema(path: Path, db: apsw.Connection, version: int) -> None:
    if db.pragma("quick_check") != "ok":
        raise DamagedPackError(path, "is damaged: SQLite's own check of the file fails")
    if schema_of(db) != expected_schema(version):
        raise _refused(path, "holds something else than a pack's own tables")


def _complete(path: Path, db: apsw.Connection) -> None:
    if db.execute("SELECT count(*) FROM cover").get != 1:
        raise DamagedPackError(path, "is damaged: it does not say what it is called")
    lost = db.execute(
        "SELECT text FROM (SELECT text FROM source UNION SELECT content FROM edition) "
        "EXCEPT SELECT sha256 FROM blob"
    )
    if lost.get is not None:
        raise DamagedPackError(path, "is damaged: the text of a source is missing")


def _copy_blobs(path: Path, db: apsw.Connection, into: apsw.Connection) -> None:
    try:
        copy_blobs(db, into)
    except apsw.IOError as error:
        raise _unreadable(path, error) from error


def _read(path: Path, rows: Iterable[Row]) -> Iterator[Row]:
    try:
        yield from rows
    except apsw.IOError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: apsw.IOError) -> InputRefusedError:
    why = f"cannot be read to its end ({error}): copy it to another disk and open the copy"
    return _refused(path, why)


def _refused(path: Path, why: str) -> InputRefusedError:
    return InputRefusedError(f"{path} {why}. Nothing was changed.")
