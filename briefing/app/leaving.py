"""Leaves nothing of a pack behind on a machine: its file alone stays, wherever that lies."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefing.app import folders, recovery
from briefing.app.backup_folders import folders_of
from briefing.app.settings import forget_recent
from briefing.errors import InputRefusedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Remains:
    """What the program has on this machine beside the files of packs.

    Attributes:
        unsaved: Work that was not saved when the program ended, of any pack.
        discarded: The folders of work that was discarded and can be brought back until then.
        copies: The folders of the dated copies of one pack.
    """

    unsaved: tuple[recovery.LeftBehind | recovery.Unreadable, ...]
    discarded: tuple[Path, ...]
    copies: tuple[Path, ...]


def remains(pack: Path | None) -> Remains:
    """Return what would be removed.

    Args:
        pack: The file of the pack that is open, or None for one that was never saved.
    """
    return Remains(
        unsaved=recovery.found(),
        discarded=recovery.discarded(),
        copies=() if pack is None else folders_of(pack),
    )


def leave_nothing(pack: Path | None, shown: Remains) -> tuple[Path, ...]:
    """Remove what was shown, the log, and the pack from the recent ones.

    Working copies that another window has open stay. Files are removed as the system removes them:
    what a disk keeps of removed files is its own affair.

    Args:
        pack: The file of the pack that was open and is closed by now.
        shown: What the user has seen and agreed to.

    Returns:
        What could not be removed.
    """
    for item in shown.unsaved:
        with suppress(InputRefusedError):  # another window took it up meanwhile
            recovery.discard(item)
    recovery.empty_discarded()
    for folder in shown.copies:
        shutil.rmtree(folder, ignore_errors=True)
    log = folders.log_file()
    for file in (log, log.with_name(f"{log.name}.1")):
        with suppress(OSError):
            file.unlink(missing_ok=True)
    if pack is not None:
        forget_recent(str(pack.resolve()))
    return tuple(folder for folder in (*recovery.discarded(), *shown.copies) if folder.exists())
