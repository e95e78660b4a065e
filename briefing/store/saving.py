"""Writes a working copy's records to a fresh file beside the target, and puts it in its place."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import quote as url_quote

import apsw

from briefing.errors import OutputNotWrittenError
from briefing.files.replacing import replaced
from briefing.store import migrations
from briefing.store.blobs import LARGEST_FILE, PackFullError, kept_blobs, refuse_too_large_to_save
from briefing.store.tables import all_tables

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.store.tables import Table
    from briefing.store.working import WorkingCopy


def write_pack(working: WorkingCopy, target: Path) -> None:
    """Save the pack: the file holds records and their blobs, no undo, index or deleted text.

    Raises:
        OutputNotWrittenError: It could not be written, or would be so large that no program opened
            it again; the file that was there is unchanged.
    """
    try:
        refuse_too_large_to_save(working.db, "main")
        with replaced(target) as beside:
            _write(working, beside)
            _refuse_too_large(beside)
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


def _refuse_too_large(beside: Path) -> None:
    size = beside.stat().st_size
    if size > LARGEST_FILE:
        raise PackFullError(
            f"The pack would have {size >> 20} MiB, and no pack may be larger than 1 GiB: remove "
            "sources that are not needed."
        )


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
