"""Dated copies of a pack in the state folder: one a day, and one before a newer version is written.

The last ten of both are kept. Saving never waits for a copy that cannot be made.
"""

from __future__ import annotations

import hashlib
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefing.app import clock, folders
from briefing.domain.base import EdtfDate
from briefing.errors import BriefingError
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

    A copy that cannot be made is left out: it never keeps anybody from saving. An older copy is
    removed only after the new one was made.

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
    return Backup(path=_folder(pack) / f"{stem}.briefpack", day=day, version=version)


def _is_made(pack: Path, backup: Backup) -> bool:
    try:
        if backup.path.exists():
            return False
        backup.path.parent.mkdir(parents=True, exist_ok=True)
        with replaced(backup.path) as beside:
            shutil.copyfile(pack, beside)
    except (OSError, BriefingError):
        return False
    alike = [old for old in backups(pack) if (old.version is None) == (backup.version is None)]
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
    suffix = (
        ".briefpack" if stated_version(pack) is not None else ".other"
    )  # what is no pack is not offered as one
    path = _folder(pack) / f"{stamp}{suffix}"
    path.parent.mkdir(parents=True, exist_ok=True)
    with replaced(path) as beside:
        shutil.copyfile(pack, beside)
    return Backup(path=path, day=clock.today(), time=now[11:19])


def backups(pack: Path) -> tuple[Backup, ...]:
    """Return the copies of a pack, the newest first."""
    try:
        found = list(_folder(pack).glob("*.briefpack"))
    except (OSError, BriefingError):
        return ()
    rows = [_read(path) for path in found]
    return tuple(
        sorted(rows, key=lambda row: (row.day, row.version is None, row.time), reverse=True)
    )


def _read(path: Path) -> Backup:
    stem, _, version = path.stem.partition(_VERSION)
    return Backup(
        path=path,
        day=EdtfDate(stem[:10]),
        time=_time(stem),
        version=int(version) if version.isdecimal() else None,
    )


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
    return tuple(sorted(_folder(pack).glob("*.other")))


def _time(stem: str) -> str:
    digits = stem[11:]
    return ":".join((digits[:2], digits[2:4], digits[4:6])) if digits else ""


def _folder(pack: Path) -> Path:
    # The path may be long or hold anything; its hash is a safe name, its stem for people.
    name = str(pack.resolve())
    stem = "".join(sign for sign in pack.stem if sign.isalnum() or sign in "-_")[:40]
    return (
        folders.state_folder()
        / "backups"
        / f"{stem}-{hashlib.sha256(name.encode()).hexdigest()[:12]}"
    )
