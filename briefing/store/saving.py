"""Writes a working copy's records to a fresh file beside the target, and puts it in its place."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import quote as url_quote

import apsw

from briefing.errors import OutputNotWrittenError
from briefing.files.replacing import replaced
from briefing.store import migrations
from briefing.store.upgrading import stored_tables
from briefing.store.working import kept_blobs

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.store.upgrading import Stored
    from briefing.store.working import WorkingCopy


def write_pack(working: WorkingCopy, target: Path) -> None:
    """Save the pack: the file holds records and their blobs, no undo, index or deleted text.

    Raises:
        OutputNotWrittenError: It could not be written; the file that was there is unchanged.
    """
    try:
        with replaced(target) as beside:
            _write(working, beside)
    except apsw.Error as error:
        raise OutputNotWrittenError(
            f"{target.name} was not saved to {target.parent}: {error}. The file that was there is "
            "unchanged and your edits are kept; make room or save the pack somewhere else."
        ) from error


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
            for table in stored_tables():
                db.execute(_copy(table))
            db.execute(
                "INSERT INTO blob SELECT sha256, data FROM working.blob WHERE sha256 IN "  # noqa: S608  # columns of ours
                f"({kept_blobs('working')}) ORDER BY sha256"
            )
        db.execute("DETACH working")


def _copy(table: Stored) -> str:
    names = ", ".join(f'"{name}"' for name in table.column_names)
    order = ", ".join(f'"{name}"' for name in table.primary_key)
    return (
        f'INSERT INTO main."{table.name}" ({names}) '  # noqa: S608  # a table of ours
        f'SELECT {names} FROM working."{table.name}" ORDER BY {order}'
    )
