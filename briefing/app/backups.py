"""Dated copies of a pack in the state folder: one a day, and one before a newer version is written.

The last ten of both are kept. Saving never waits for a copy that cannot be made.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefing.app import clock, folders
from briefing.app.backup_folders import folders_of, make_own_folder, own_folder
from briefing.domain.base import EdtfDate
from briefing.errors import (
    BriefingError,
    DamagedPackError,
    InputRefusedError,
    OutputNotWrittenError,
)
from briefing.files.replacing import replaced
from briefing.store import migrations
from briefing.store.pack import Pack
from briefing.store.reading import stated_version

KEPT = 10
_VERSION = "-version-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One dated copy.

    Attributes:
        path: Where it lies.
        day: The day on which it was made.
        time: When on that day, where it was made before overwriting a version not read.
        version: The older version of the file that it keeps, where it was made because saving would
            bring the pack to a newer one; None for every other copy.
    """

    path: Path
    day: EdtfDate
    time: str = ""
    version: int | None = None


def back_up(pack: Path) -> tuple[Backup, ...]:
    """Copy a pack as it lies on disk, unless that was done today already.

    What is copied is opened first: a damaged file is no copy of a pack. A copy that cannot be made
    is left out: it never keeps anybody from saving. An older copy is removed only after the new one
    was made and opened.

    Returns:
        The copies that were made.
    """
    try:
        version = stated_version(pack)
        if version is None:
            return ()
        wanted = [_named(pack, None)]
        if version < migrations.VERSION:
            wanted.append(_named(pack, version))
    except (OSError, BriefingError):
        return ()
    return tuple(backup for backup in wanted if _is_made(pack, backup))


def _named(pack: Path, version: int | None) -> Backup:
    day = clock.today()
    stem = day if version is None else f"{day}{_VERSION}{version}"
    return Backup(path=own_folder(pack) / f"{stem}.briefpack", day=day, version=version)


def _is_made(pack: Path, backup: Backup) -> bool:
    try:
        if backup.path.exists():
            return False
        make_own_folder(pack)
        with replaced(backup.path) as beside:
            beside.chmod(0o600)
            shutil.copyfile(pack, beside)
            Pack.open(folders.new_working_folder(), beside).close()
    except (OSError, BriefingError):
        return False
    with suppress(OSError):
        copies = _in_folder(backup.path.parent)
        alike = [old for old in copies if (old.version is None) == (backup.version is None)]
        for old in alike[KEPT:]:
            with suppress(OSError):
                old.path.unlink()
    return True


def keep(pack: Path) -> Backup:
    """Copy a file that is about to be overwritten though nobody has read it.

    Raises:
        OutputNotWrittenError: It could not be copied; then it must not be overwritten.
    """
    now = clock.now()
    stamp = f"{now[:10]}T{now[11:19].replace(':', '')}"
    suffix = ".briefpack" if _may_be_offered(pack) else ".other"
    try:
        path = make_own_folder(pack) / f"{stamp}{suffix}"
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputNotWrittenError(
            f"{own_folder(pack)} cannot be made for a copy of {pack.name}: {reason}. Nothing was "
            "overwritten; make room there, or save the pack under another name."
        ) from error
    with replaced(path) as beside:
        beside.chmod(0o600)
        shutil.copyfile(pack, beside)
    return Backup(path=path, day=clock.today(), time=now[11:19])


def _may_be_offered(pack: Path) -> bool:
    """Tell whether a file is a pack, and not a damaged one, which must push out no good copy."""
    if stated_version(pack) is None:
        return False
    try:
        Pack.open(folders.new_working_folder(), pack).close()
    except DamagedPackError:
        return False
    except BriefingError:  # as of a newer version
        return True
    return True


def backups(pack: Path) -> tuple[Backup, ...]:
    """Return the copies of a pack, the newest first, also those of where it lay before.

    Args:
        pack: The file; it may be damaged, or gone.
    """
    try:
        rows = [backup for folder in folders_of(pack) for backup in _in_folder(folder)]
    except (OSError, BriefingError):
        return ()
    return tuple(sorted(rows, key=_age, reverse=True))


def _in_folder(folder: Path) -> list[Backup]:
    return sorted((_read(path) for path in folder.glob("*.briefpack")), key=_age, reverse=True)


def _age(backup: Backup) -> tuple[str, bool, str]:
    return backup.day, backup.version is None, backup.time


def _read(path: Path) -> Backup:
    stem, _, version = path.stem.partition(_VERSION)
    return Backup(
        path=path,
        day=EdtfDate(stem[:10]),
        time=_time(stem),
        version=int(version) if version.isdecimal() else None,
    )


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


def strangers(pack: Path) -> tuple[Path, ...]:
    """Return what was kept of the pack's file while it held something that is no pack."""
    return tuple(path for folder in folders_of(pack) for path in sorted(folder.glob("*.other")))


def _time(stem: str) -> str:
    digits = stem[11:]
    return ":".join((digits[:2], digits[2:4], digits[4:6])) if digits else ""
