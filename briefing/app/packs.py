"""Making, opening and saving packs."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from briefing.app import clock, folders
from briefing.app.backups import back_up, backups, keep
from briefing.app.editing import refuse_unfit
from briefing.domain.cover import Cover
from briefing.errors import InputRefusedError, OutputNotWrittenError
from briefing.files.locking import FileLock
from briefing.files.replacing import sweep
from briefing.files.versions import version_of
from briefing.store.pack import Pack
from briefing.store.reading import is_pack

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
        ChangedOnDiskError: Its file has a version that was not read; it is unchanged.
        OutputNotWrittenError: It could not be written; what was there is unchanged.
        HeldElsewhereError: Somebody else edits the file it was to be saved to.
    """
    if path is not None and path.suffix != SUFFIX:
        path = path.with_name(path.name + SUFFIX)
    if path is None or path == pack.path:
        if pack.path is not None:
            _hold(pack)
            back_up(pack.path)
        return pack.save()
    lock = FileLock(path)
    lock.acquire(clock.now())
    try:
        _keep_unread(path)
        saved = pack.save(path)
    except BaseException:
        lock.release()
        raise
    if pack.lock is not None:
        pack.lock.release()
    pack.lock, pack.is_read_only = lock, False
    return saved


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
    pack.save(over=version_of(kept.path))
    return kept


def _hold(pack: Pack) -> None:
    """Take the lock again where it was lost: to a cleaner, or to somebody who took it over."""
    if pack.lock is not None and not pack.lock.is_held:
        pack.lock.acquire(clock.now())


def _keep_unread(path: Path) -> None:
    """Keep a copy of another pack that the analyst chose to overwrite, unless there is one."""
    newest = next(iter(backups(path)), None)
    if is_pack(path) and (newest is None or version_of(newest.path) != version_of(path)):
        with suppress(OSError, OutputNotWrittenError):
            keep(path)


def is_a_pack(path: Path) -> bool:
    """Tell whether a file begins as a saved pack does; whether it is whole, opening tells."""
    return is_pack(path)


def open_sample() -> Pack:
    """Return a new, unsaved copy of the exercise pack."""
    from briefing.app.sample import sample_pack

    return sample_pack()


def restored(content: Content, originals: dict[str, bytes]) -> Pack:
    """Return a new pack that has this content, as one edit that is not in its history."""
    return Pack.restore(folders.new_working_folder(), content, originals)
