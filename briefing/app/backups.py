"""Dated copies of a pack in the state folder: one a day, the last ten; saving never waits."""

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
from briefing.store.pack import Pack
from briefing.store.reading import is_pack

KEPT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One dated copy.

    Attributes:
        path: Where it lies.
        day: The day on which it was made: before the first saving, or before overwriting.
        time: When on that day, where it was made before overwriting a version not read.
    """

    path: Path
    day: EdtfDate
    time: str = ""


def back_up(pack: Path) -> Backup | None:
    """Copy a pack as it lies on disk, unless that was done today already.

    A copy that cannot be made is left out: it never keeps anybody from saving. An older copy is
    removed only after the new one was made.

    Returns:
        The copy, or None when none was made.
    """
    try:
        return _copied(pack)
    except (OSError, BriefingError):
        return None


def _copied(pack: Path) -> Backup | None:
    backup = Backup(path=_folder(pack) / f"{clock.today()}.briefpack", day=clock.today())
    if not is_pack(pack) or backup.path.exists():
        return None
    backup.path.parent.mkdir(parents=True, exist_ok=True)
    with replaced(backup.path) as beside:
        shutil.copyfile(pack, beside)
    for old in backups(pack)[KEPT:]:
        with suppress(OSError):
            old.path.unlink()
    return backup


def keep(pack: Path) -> Backup:
    """Copy a file that is about to be overwritten though nobody has read it.

    Raises:
        OutputNotWrittenError: It could not be copied; then it must not be overwritten.
    """
    now = clock.now()
    stamp = f"{now[:10]}T{now[11:19].replace(':', '')}"
    suffix = ".briefpack" if is_pack(pack) else ".other"  # what is no pack is not offered as one
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
    ordered = sorted(found, key=lambda path: path.stem, reverse=True)
    return tuple(
        Backup(path=path, day=EdtfDate(path.stem[:10]), time=_time(path.stem)) for path in ordered
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
