"""The disk under a working copy: what it refuses as a sentence, and a reserve for when it is full.

On a full disk SQLite cannot even delete. So a working copy keeps a file that takes up some room;
when an edit is refused, the file goes, and the next edits, which may remove what is not needed,
find that room.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote as url_quote
from urllib.parse import unquote_to_bytes

import apsw

from briefing.errors import BriefingError

if TYPE_CHECKING:
    from collections.abc import Iterator

RESERVE = "reserve"
URI = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_URI
_SIZE = 1 << 20
_NEEDED_MIB = 10
_REFUSALS = (
    apsw.BusyError,
    apsw.CantOpenError,
    apsw.FullError,
    apsw.IOError,
    apsw.PermissionsError,
    apsw.ProtocolError,
    apsw.ReadOnlyError,
)


def uri_of(path: Path, options: str = "") -> str:
    """Return a file as SQLite is told of it; its name may hold bytes that are no UTF-8."""
    name = url_quote(os.fsencode(path))
    return f"file:{name}?{options}" if options else f"file:{name}"


def path_of(uri: str) -> Path:
    """Return the file that `uri_of` told of."""
    return Path(os.fsdecode(unquote_to_bytes(uri.removeprefix("file:"))))


@contextmanager
def transaction(db: apsw.Connection) -> Iterator[None]:
    """Write everything inside, or nothing.

    When a disk is full SQLite has rolled back by itself; apsw's own context would then complain of
    that in place of the disk.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


class WorkingCopyRefusedError(BriefingError):
    """The disk of the working copies took no more; what was there is as it was."""


class Reserve:
    """Room that is kept on the disk of a working copy.

    Args:
        folder: The folder of the working copy.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / RESERVE

    def hold(self) -> None:
        """Take the room, unless it is held or the disk has hardly more than that."""
        try:
            if self._path.exists() or shutil.disk_usage(self._folder).free < 4 * _SIZE:
                return
            with self._path.open("wb") as file:
                if hasattr(os, "posix_fallocate"):
                    os.posix_fallocate(file.fileno(), 0, _SIZE)
                else:
                    file.write(bytes(_SIZE))  # a hole in a file would hold no room
        except OSError:
            self.release()

    def release(self) -> bool:
        """Give the room back; tell whether there was any."""
        with suppress(OSError):
            self._path.unlink()
            return True
        return False

    @contextmanager
    def guarded(self, name: str) -> Iterator[None]:
        """Say as a sentence what the disk refuses while an edit is written.

        Args:
            name: The edit.

        Raises:
            WorkingCopyRefusedError: The disk is full, broken, gone, or read-only.
        """
        try:
            yield
        except _REFUSALS as error:
            given = isinstance(error, apsw.FullError) and self.release()
            raise WorkingCopyRefusedError(self._sentence(name, error, given=given)) from error

    def _sentence(self, name: str, error: apsw.Error, *, given: bool) -> str:
        what = f"“{name}” was not done; everything else is as it was. "
        if not isinstance(error, apsw.FullError):
            return (
                f"{what}The folder of the working copies, {self._folder}, cannot be used "
                f"({error}). Save the pack, or see to that folder, and try again."
            )
        free = 0
        with suppress(OSError):
            free = shutil.disk_usage(self._folder).free
        room = "A little room was set free: you can still remove things and save. " if given else ""
        return (
            f"{what}The disk of the working copies is full ({free >> 10} KiB left in "
            f"{self._folder}). {room}Make at least {_NEEDED_MIB} MiB free there and try again."
        )
