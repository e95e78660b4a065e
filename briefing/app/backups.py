"""Dated copies of a pack in the state folder: one a day, the last ten; saving never waits."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefing.app import clock, folders
from briefing.app.backup_folders import folders_of, make_own_folder, own_folder
from briefing.domain.base import EdtfDate
from briefing.errors import BriefingError, InputRefusedError
from briefing.files.replacing import replaced
from briefing.store.pack import Pack
from briefing.store.reading import is_pack

KEPT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One dated copy.

    Attributes:
        path: Where it lies.
        day: The day before whose first saving it was made.
    """

    path: Path
    day: EdtfDate


def back_up(pack: Path) -> Backup | None:
    """Copy a pack as it lies on disk, unless that was done today already.

    What is copied is opened first: a damaged file is no copy of a pack. A copy that cannot be made
    is left out: it never keeps anybody from saving. An older copy is removed only after the new one
    was made and opened.

    Returns:
        The copy, or None when none was made.
    """
    backup = Backup(path=own_folder(pack) / f"{clock.today()}.briefpack", day=clock.today())
    if not is_pack(pack) or backup.path.exists():
        return None
    try:
        make_own_folder(pack)
        with replaced(backup.path) as beside:
            beside.chmod(0o600)
            shutil.copyfile(pack, beside)
            Pack.open(folders.new_working_folder(), beside).close()
    except (OSError, BriefingError):
        return None
    for old in _in_folder(backup.path.parent)[KEPT:]:
        with suppress(OSError):
            old.path.unlink()
    return backup


def backups(pack: Path) -> tuple[Backup, ...]:
    """Return the copies of a pack, the newest first, also those of where it lay before.

    Args:
        pack: The file; it may be damaged, or gone.
    """
    rows = [backup for folder in folders_of(pack) for backup in _in_folder(folder)]
    return tuple(sorted(rows, key=lambda row: row.day, reverse=True))


def backup_of(pack: Path, day: str) -> Backup:
    """Return the copy of a day; `last` is the newest.

    Raises:
        InputRefusedError: There is none.
    """
    found = backups(pack)
    for backup in found:
        if day in {backup.day, "last"}:
            return backup
    known = ", ".join(row.day for row in found)
    raise InputRefusedError(
        f"There is no dated copy of {pack.name} of “{day}”; there are copies of: {known}."
        if found
        else f"There is no dated copy of {pack.name}: one is made at the first save of every day."
    )


def fault_of(backup: Backup) -> str | None:
    """Open a copy and return why it cannot be used, or None."""
    try:
        Pack.open(folders.new_working_folder(), backup.path).close()
    except BriefingError as error:
        return str(error)
    return None


def restore_backup(backup: Backup) -> Pack:
    """Open a copy as an unsaved pack; the pack it was made of is not touched.

    Raises:
        InputRefusedError: The copy is damaged.
    """
    pack = Pack.open(folders.new_working_folder(), backup.path)
    pack.detach()
    return pack


def _in_folder(folder: Path) -> list[Backup]:
    rows = [Backup(path=path, day=EdtfDate(path.stem)) for path in folder.glob("*.briefpack")]
    return sorted(rows, key=lambda row: row.day, reverse=True)
