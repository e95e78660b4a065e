"""Opens a saved pack, be it a stranger's: reads its rows, and believes nothing else in it."""

from __future__ import annotations

import struct
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote as url_quote

import apsw

from briefing.errors import InputRefusedError
from briefing.store import migrations
from briefing.store.blobs import LARGEST_BLOB, LARGEST_FILE, UnfitBlobError, copy_blobs
from briefing.store.rows import DamagedRecordError, verify
from briefing.store.tables import all_tables
from briefing.store.working import insert

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefing.store.rows import Row
    from briefing.store.tables import Table
    from briefing.store.working import WorkingCopy

LIMIT = LARGEST_FILE
_ROW = 1 << 20
_STEPS = 50_000_000
_MAGIC = b"SQLite format 3\x00"


def read_into(path: Path, working: WorkingCopy) -> None:
    """Copy a saved pack's rows into a fresh working copy, each compared with its digest.

    Raises:
        InputRefusedError: It is no pack, a newer one, cut short, damaged, or not only a pack.
    """
    _gate(path)
    try:
        with closing(_defensive(path)) as db, working.unrecorded():
            _same_schema(path, db)
            for table in all_tables():
                working.db.executemany(insert(table), _rows(db, table))
            copy_blobs(db, working.db)
            _complete(path, working.db)
    except UnfitBlobError as error:
        raise _refused(path, str(error)) from error
    except DamagedRecordError as error:
        raise _refused(path, f"is damaged: {error}") from error
    except apsw.ConstraintError as error:
        raise _refused(path, "is damaged: records in it refer to others that are gone") from error
    except apsw.CantOpenError as error:
        raise _refused(
            path, "cannot be opened: its path may be too long; copy it to a shorter one"
        ) from error
    except (apsw.Error, UnicodeDecodeError) as error:
        raise _refused(path, f"is damaged and cannot be read ({error})") from error


def is_pack(path: Path) -> bool:
    """Tell whether a file begins as a saved pack does, whatever its name."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError:
        return False
    is_database = head.startswith(_MAGIC) and len(head) == 100
    return is_database and _number(head, 68) == migrations.APPLICATION_ID


def identity_of(path: Path) -> str | None:
    """Return what a pack and its renamed or copied file share: its cover's id.

    Args:
        path: The file; it may be damaged or no pack, and then it has none, unless it still tells.
    """
    if not is_pack(path):
        return None
    try:
        with closing(_defensive(path)) as db:
            found = db.execute("SELECT id FROM cover").fetchone()
    except (apsw.Error, UnicodeDecodeError):
        return None
    return None if found is None else str(found[0])


def _gate(path: Path) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(100)
    except IsADirectoryError as error:
        raise _refused(path, "is a folder, not a pack") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputRefusedError(f"{path} cannot be opened: {reason}.") from error
    if not head.startswith(_MAGIC) or len(head) < 100:
        raise _refused(path, "is not a briefing pack")
    if _number(head, 68) != migrations.APPLICATION_ID:
        raise _refused(path, "is a database of another program, not a briefing pack")
    version = _number(head, 60)
    if version > migrations.VERSION:
        raise _refused(
            path,
            f"was written by a newer version of Briefing (pack format {version}, this one reads "
            f"up to {migrations.VERSION}); open it with that version",
        )
    if size > LIMIT:
        raise _refused(path, f"is larger than 1 GiB ({size >> 20} MiB), which no pack may be")
    page = _number(head, 16, 2)
    if size < (65536 if page == 1 else page) * _number(head, 28):
        raise _refused(path, "is cut short: part of the file is missing; ask for it again")


def _number(head: bytes, at: int, length: int = 4) -> int:
    layout = ">I" if length == 4 else ">H"
    return int(struct.unpack_from(layout, head, at)[0])


def _defensive(path: Path) -> apsw.Connection:
    # `immutable` also keeps a foreign -wal or -journal beside the file from being replayed.
    uri = f"file:{url_quote(str(path.resolve()))}?mode=ro&immutable=1"
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


@cache
def expected_schema() -> frozenset[tuple[str, str, str]]:
    """Return what the schema table of a saved pack holds: type, name and statement of each."""
    with closing(apsw.Connection(":memory:")) as db:
        db.execute(migrations.schema())
        return _schema(db)


def _schema(db: apsw.Connection) -> frozenset[tuple[str, str, str]]:
    rows = db.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_schema")
    return frozenset((str(kind), str(name), str(sql)) for kind, name, sql in rows)


def _same_schema(path: Path, db: apsw.Connection) -> None:
    if db.pragma("quick_check") != "ok":
        raise _refused(path, "is damaged: SQLite's own check of the file fails")
    if _schema(db) != expected_schema():
        raise _refused(path, "holds something else than a pack's own tables")


def _complete(path: Path, db: apsw.Connection) -> None:
    if db.execute("SELECT count(*) FROM cover").get != 1:
        raise _refused(path, "is damaged: it does not say what it is called")
    lost = db.execute(
        "SELECT text FROM (SELECT text FROM source UNION SELECT content FROM edition) "
        "EXCEPT SELECT sha256 FROM blob"
    )
    if lost.get is not None:
        raise _refused(path, "is damaged: the text of a source is missing")


def _rows(db: apsw.Connection, table: Table) -> Iterator[Row]:
    names = ", ".join(f'"{name}"' for name in table.column_names)
    for row in db.execute(f'SELECT {names} FROM "{table.name}"'):  # noqa: S608  # a table of ours
        verify(table, row)
        yield row


def _refused(path: Path, why: str) -> InputRefusedError:
    return InputRefusedError(f"{path} {why}. Nothing was changed.")
