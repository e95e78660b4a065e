"""Making, opening and saving packs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from briefing.app import clock, folders
from briefing.app.backups import back_up
from briefing.app.editing import refuse_unfit
from briefing.domain.cover import Cover
from briefing.errors import InputRefusedError
from briefing.files.locking import FileLock
from briefing.files.replacing import sweep
from briefing.store.pack import Pack

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.domain.content import Content

SUFFIX = ".briefpack"


def create_pack(title: str, *, language: str = "en") -> Pack:
    """Make a new pack that was never saved.

    Raises:
        InputRefusedError: The title is empty, or holds a character that cannot be kept.
    """
    words = title.strip()
    if not words:
        raise InputRefusedError("A pack needs a title: type what it is for.")
    cover = Cover(title=words, language=language)
    refuse_unfit(cover)
    return Pack.create(folders.new_working_folder(), cover)


def open_pack(path: Path, *, read_only: bool = False) -> Pack:
    """Open a saved pack, and lock it for others unless it is only read.

    Args:
        path: The file.
        read_only: Whether it is opened to read; nothing is locked then.

    Raises:
        InputRefusedError: The file is no pack, a newer one, or damaged; it is untouched.
        HeldElsewhereError: Somebody else edits it.
    """
    if not path.exists():
        raise InputRefusedError(f"There is no file {path}: check its name and place.")
    lock = None if read_only else FileLock(path)
    if lock is not None and lock.acquire(clock.now()):
        sweep(path)
    try:
        pack = Pack.open(folders.new_working_folder(), path)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    pack.lock = lock
    pack.is_read_only = read_only
    return pack


def save_pack(pack: Pack, path: Path | None = None) -> Path:
    """Save a pack to its file, or to another one that it belongs to from then on.

    Returns:
        The file; a name without suffix gets `.briefpack`.

    Raises:
        OutputNotWrittenError: It could not be written; what was there is unchanged.
        HeldElsewhereError: Somebody else edits the file it was to be saved to.
    """
    if path is not None and path.suffix != SUFFIX:
        path = path.with_name(path.name + SUFFIX)
    target = path or pack.path
    if target is not None:
        back_up(target)
    if path is None or path == pack.path:
        return pack.save()
    lock = FileLock(path)
    lock.acquire(clock.now())
    try:
        saved = pack.save(path)
    except BaseException:
        lock.release()
        raise
    if pack.lock is not None:
        pack.lock.release()
    pack.lock, pack.is_read_only = lock, False
    return saved


def new_file(path: Path) -> Path:
    """Return where a new pack goes; a name without suffix gets `.briefpack`.

    Raises:
        InputRefusedError: There is a file of that name already.
    """
    if path.suffix != SUFFIX:
        path = path.with_name(path.name + SUFFIX)
    if os.path.lexists(path):
        raise InputRefusedError(f"{path} is there already: choose another name or delete it first.")
    return path


def open_sample() -> Pack:
    """Return a new, unsaved copy of the exercise pack."""
    from briefing.app.sample import sample_pack

    return sample_pack()


def restored(content: Content, originals: dict[str, bytes]) -> Pack:
    """Return a new pack that has this content, as one edit that is not in its history."""
    return Pack.restore(folders.new_working_folder(), content, originals)
