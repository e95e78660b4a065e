"""Writes a working copy's records to a fresh file beside the target, and puts it in its place."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import quote as url_quote

import apsw

from briefing.errors import OutputNotWrittenError
from briefing.files.replacing import replaced
from briefing.files.versions import ChangedOnDiskError, version_of
from briefing.store import migrations
from briefing.store.tables import all_tables
from briefing.store.working import kept_blobs

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.store.tables import Table
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
        OutputNotWrittenError: It could not be written; the file that was there is unchanged.
    """
    written = ""

    def begin_replacing() -> None:
        now = None if known is None else version_of(target)
        if known is not None and now is not None and now not in known:
            raise ChangedOnDiskError(target)
        with working.unrecorded():  # or a crash right after the step would call it a stranger's
            working.remember("writing", written)

    try:
        with replaced(target, begin_replacing) as beside:
            _write(working, beside)
            written = version_of(beside) or ""
    except apsw.Error as error:
        raise OutputNotWrittenError(
            f"{target.name} was not saved to {target.parent}: {error}. The file that was there is "
            "unchanged and your edits are kept; make room or save the pack somewhere else."
        ) from error
    return written


def _write(working: WorkingCopy, beside: Path) -> None:
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_URI
    with closing(apsw.Connection(str(beside), flags=flags)) as db:
        db.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
        db.execute(
            f"PRAGMA application_id = {migrations.APPLICATION_ID};"
            f"PRAGMA user_version = {migrations.VERSION}"
        )
        db.execute(migrations.schema())
        uri = f"file:{url_quote(str(working.path))}?mode=ro"
        db.execute("ATTACH ? AS working", (uri,))
        with db:
            for table in all_tables():
                db.execute(_copy(table))
            db.execute(
                "INSERT INTO blob SELECT sha256, data FROM working.blob WHERE sha256 IN "  # noqa: S608  # columns of ours
                f"({kept_blobs('working')}) ORDER BY sha256"
            )
        db.execute("DETACH working")


def _copy(table: Table) -> str:
    names = ", ".join(f'"{name}"' for name in table.column_names)
    order = ", ".join(f'"{name}"' for name in table.primary_key)
    return (
        f'INSERT INTO main."{table.name}" ({names}) '  # noqa: S608  # a table of ours
        f'SELECT {names} FROM working."{table.name}" ORDER BY {order}'
    )
