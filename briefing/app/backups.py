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
        version: The older version of the file that it keeps, where it was made because saving would
            bring the pack to a newer one; None for the copy made before a day's first saving.
    """

    path: Path
    day: EdtfDate
    version: int | None = None


def back_up(pack: Path) -> tuple[Backup, ...]:
    """Copy a pack as it lies on disk, unless that was done today already.

    A copy that cannot be made is left out: it never keeps anybody from saving. An older copy is
    removed only after the new one was made.

    Returns:
        The copies that were made.
    """
    version = stated_version(pack)
    if version is None:
        return ()
    wanted = [_named(pack, None)]
    if version < migrations.VERSION:
        wanted.append(_named(pack, version))
    return tuple(backup for backup in wanted if _is_made(pack, backup))


def _named(pack: Path, version: int | None) -> Backup:
    day = clock.today()
    stem = day if version is None else f"{day}{_VERSION}{version}"
    return Backup(path=_folder(pack) / f"{stem}.briefpack", day=day, version=version)


def _is_made(pack: Path, backup: Backup) -> bool:
    if backup.path.exists():
        return False
    try:
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


def backups(pack: Path) -> tuple[Backup, ...]:
    """Return the copies of a pack, the newest first."""
    found = [_read(path) for path in _folder(pack).glob("*.briefpack")]
    return tuple(sorted(found, key=lambda row: (row.day, row.version is None), reverse=True))


def _read(path: Path) -> Backup:
    day, _, version = path.stem.partition(_VERSION)
    return Backup(
        path=path, day=EdtfDate(day), version=int(version) if version.isdecimal() else None
    )


def restore_backup(backup: Backup) -> Pack:
    """Open a copy as an unsaved pack; the pack it was made of is not touched.

    Raises:
        InputRefusedError: The copy is damaged.
    """
    pack = Pack.open(folders.new_working_folder(), backup.path)
    pack.detach()
    return pack


def _folder(pack: Path) -> Path:
    # The path may be long or hold anything; its hash is a safe name, its stem for people.
    name = str(pack.resolve())
    stem = "".join(sign for sign in pack.stem if sign.isalnum() or sign in "-_")[:40]
    return (
        folders.state_folder()
        / "backups"
        / f"{stem}-{hashlib.sha256(name.encode()).hexdigest()[:12]}"
    )
