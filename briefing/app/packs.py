"""Making, opening and saving packs."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from briefing.app import clock, folders
from briefing.app.backups import back_up, backups, keep
from briefing.app.editing import refuse_unfit
from briefing.app.lineage import note_save
from briefing.domain.cover import Cover
from briefing.errors import InputRefusedError, OutputNotWrittenError
from briefing.files.locking import FileLock
from briefing.files.replacing import sweep
from briefing.files.versions import version_of
from briefing.store.pack import Pack
from briefing.store.reading import stated_version

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.app.backups import Backup
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
    try:
        path.lstat()
    except FileNotFoundError as error:
        raise InputRefusedError(f"There is no file {path}: check its name and place.") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputRefusedError(f"{path} cannot be opened: {reason}.") from error
    lock = None if read_only else FileLock(path)
    is_locked = lock is not None and lock.acquire(clock.now())
    if is_locked:
        sweep(path)
    try:
        pack = Pack.open(folders.new_working_folder(), path)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    pack.lock = lock if is_locked else None
    pack.is_read_only = not is_locked
    if lock is not None and not is_locked:
        pack.why_read_only = (
            f"{path.parent} takes no files, as on read-only media, so that {path.name} cannot be "
            "saved there"
        )
    return pack


def save_pack(pack: Pack, path: Path | None = None) -> Path:
    """Save a pack to its file, or to another one that it belongs to from then on.

    Returns:
        The file; a name without suffix gets `.briefpack`.

    Raises:
        ChangedOnDiskError: Its file has a version that was not read; it is unchanged.
        OutputNotWrittenError: It could not be written; what was there is unchanged.
        HeldElsewhereError: Somebody else edits the file it was to be saved to.
        ReadOnlyError: It is the file that the pack was opened from to read only.
    """
    if path is not None and path.suffix != SUFFIX:
        path = path.with_name(path.name + SUFFIX)
    if pack.path is None or (path is not None and not _is_same(path, pack.path)):
        return _save_elsewhere(pack, path)
    if pack.is_read_only:
        raise pack.refusal("Save")
    _hold(pack)
    back_up(pack.path)
    note_save(pack)
    return pack.save()


def _save_elsewhere(pack: Pack, path: Path | None) -> Path:
    if path is None:
        return pack.save()
    lock = FileLock(path)
    if lock.acquire(clock.now()):
        sweep(path)
    try:
        _keep_unread(path)
        note_save(pack)
        saved = pack.save(path)
    except BaseException:
        lock.release()
        raise
    if pack.lock is not None:
        pack.lock.release()
    pack.lock, pack.is_read_only = lock, False
    return saved


def _is_same(path: Path, other: Path) -> bool:
    """Tell whether two names lead to one file: links, and letters that differ by case only."""
    if os.path.realpath(path) == os.path.realpath(other):
        return True
    try:
        # A second hard link is a name of its own, which a saving must reach.
        return path.samefile(other) and path.stat().st_nlink == 1
    except OSError:
        return False


def save_over(pack: Pack) -> Backup:
    """Save a pack over a version of its file that was not read, of which a copy is kept.

    Returns:
        The copy of the other version.

    Raises:
        OutputNotWrittenError: The copy or the file could not be written, or the file was changed
            yet again; what was there is unchanged.
        HeldElsewhereError: Somebody else edits the file.
    """
    if pack.path is None:
        raise ValueError("a pack without a file has no other version of it")
    _hold(pack)
    kept = keep(pack.path)
    note_save(pack)
    pack.save(over=version_of(kept.path))
    return kept


def _hold(pack: Pack) -> None:
    """Take the lock again where it was lost: to a cleaner, or to somebody who took it over."""
    if pack.lock is not None and not pack.lock.is_held:
        pack.lock.acquire(clock.now())


def _keep_unread(path: Path) -> None:
    """Keep a copy of another pack that the analyst chose to overwrite, unless there is one."""
    newest = next(iter(backups(path)), None)
    is_new = newest is None or version_of(newest.path) != version_of(path)
    if is_a_pack(path) and is_new:
        with suppress(OSError, OutputNotWrittenError):
            keep(path)


def is_a_pack(path: Path) -> bool:
    """Tell whether a file begins as a saved pack does; whether it is whole, opening tells."""
    return stated_version(path) is not None


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
