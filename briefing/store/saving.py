"""Writes a working copy's records to a fresh file beside the target, and puts it in its place."""

from __future__ import annotations

from contextlib import closing, suppress
from typing import TYPE_CHECKING

import apsw

from briefing.errors import OutputNotWrittenError
from briefing.files.replacing import replaced
from briefing.files.versions import ChangedOnDiskError, version_of
from briefing.store import migrations, spare
from briefing.store.blobs import LARGEST_FILE, PackFullError, kept_blobs, refuse_too_large_to_save
from briefing.store.disk import URI, WorkingCopyRefusedError, transaction, uri_of
from briefing.store.tables import all_tables
from briefing.store.upgrading import stored_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from briefing.store.rows import Row
    from briefing.store.tables import Table
    from briefing.store.upgrading import Stored
    from briefing.store.working import WorkingCopy


def write_pack(working: WorkingCopy, target: Path, known: frozenset[str] | None = None) -> str:
    """Save the pack: the file holds records and their blobs, no undo, index or deleted text.

    Args:
        working: The working copy.
        target: The file.
        known: The versions of the file that may be overwritten; None for any.

    Returns:
        The version that was written.

    Raises:
        ChangedOnDiskError: The file is none of the known versions; it is unchanged.
        OutputNotWrittenError: It could not be written, or would be so large that no program opened
            it again; the file that was there is unchanged.
    """
    written = ""

    def begin_replacing() -> None:
        now = None if known is None else version_of(target)
        if known is not None and now is not None and now not in known:
            raise ChangedOnDiskError(target)
        # A crash right after the step would call the file a stranger's without this note. On a full
        # disk the first attempt frees the reserve; if that is not enough, it is the smaller harm.
        for _ in range(2):
            with suppress(WorkingCopyRefusedError), working.unrecorded("Save"):
                working.remember("writing", written)
                break

    try:
        refuse_too_large_to_save(working.db, "main")
        with replaced(target, begin_replacing) as beside:
            _write(working, beside)
            _refuse_too_large(beside)
            written = version_of(beside) or ""
    except PackFullError as error:
        raise OutputNotWrittenError(
            f"{target.name} was not saved to {target.parent}. {error} The file that was there is "
            "unchanged."
        ) from error
    except apsw.Error as error:
        raise OutputNotWrittenError(
            f"{target.name} was not saved to {target.parent}: {error}. The file that was there is "
            "unchanged and your edits are kept; make room or save the pack somewhere else."
        ) from error
    return written


def _refuse_too_large(beside: Path) -> None:
    size = beside.stat().st_size
    if size > LARGEST_FILE:
        raise PackFullError(
            f"The pack would have {size >> 20} MiB, and no pack may be larger than 1 GiB: remove "
            "sources that are not needed."
        )


def _write(working: WorkingCopy, beside: Path) -> None:
    with closing(apsw.Connection(uri_of(beside), flags=URI)) as db:
        db.execute(f"PRAGMA page_size = {spare.PAGE}; PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute(
            f"PRAGMA application_id = {migrations.APPLICATION_ID};"
            f"PRAGMA user_version = {migrations.VERSION}"
        )
        db.execute("ATTACH ? AS working", (uri_of(working.path, "mode=ro"),))
        names = {name: spare.is_worth_packing(middle) for name, middle in db.execute(_middles())}
        texts = [name for name, is_packed in names.items() if is_packed]
        copy = spare.packed(_rows(db), _blobs(db, texts))
        # The pages that this takes lie before all others and become free again.
        with transaction(db):
            db.execute("CREATE TABLE main.spare (room BLOB)")
            db.execute("INSERT INTO main.spare VALUES (zeroblob(?))", (spare.room_for(copy),))
        with transaction(db):
            # What has no spare copy comes before what has one: the end is lost most often.
            blob, others = migrations.schema().split(";\n", 1)
            db.execute(blob)
            _put(db, (name for name, is_packed in names.items() if not is_packed))
            db.execute(others)
            for table in stored_tables():
                db.execute(_copy(table))
            _put(db, texts)
            db.execute("DROP TABLE main.spare")
        db.execute("DETACH working")
    spare.put_into_free_pages(copy, beside)


def _middles() -> str:
    """Return the query for the blobs that records have, with 64 KiB from the middle of each."""
    return (
        "SELECT sha256, substr(data, max(1, length(data) / 2 - 32767), 65536) FROM working.blob "  # noqa: S608  # columns of ours
        f"WHERE sha256 IN ({kept_blobs('working')}) ORDER BY sha256"
    )


def _blobs(db: apsw.Connection, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for name in names:
        data = db.execute("SELECT data FROM working.blob WHERE sha256 = ?", (name,)).get
        yield name, bytes(data)


def _rows(db: apsw.Connection) -> Iterator[tuple[str, Row]]:
    for table in all_tables():
        for row in db.execute(_select(table)):
            yield table.name, row[:-1]


def _put(db: apsw.Connection, names: Iterable[str]) -> None:
    db.executemany(
        "INSERT INTO main.blob SELECT sha256, data FROM working.blob WHERE sha256 = ?",
        ((name,) for name in names),
    )


def _select(table: Table | Stored) -> str:
    names = ", ".join(f'"{name}"' for name in table.column_names)
    order = ", ".join(f'"{name}"' for name in table.primary_key)
    return f'SELECT {names} FROM working."{table.name}" ORDER BY {order}'  # noqa: S608  # a table of ours


def _copy(table: Stored) -> str:
    names = ", ".join(f'"{name}"' for name in table.column_names)
    return f'INSERT INTO main."{table.name}" ({names}) {_select(table)}'  # a table of ours
