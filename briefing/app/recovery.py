"""Working copies that a crash left behind: found, offered, taken up or thrown away."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.app import clock, folders
from briefing.app.packs import restored
from briefing.domain.base import Moment
from briefing.errors import BriefingError, InputRefusedError
from briefing.files.holders import Holder
from briefing.files.locking import FileLock, HeldElsewhereError
from briefing.files.replacing import sweep
from briefing.files.versions import version_of
from briefing.store.pack import Pack
from briefing.store.rescue import salvage

if TYPE_CHECKING:
    from collections.abc import Iterator


KEPT_DAYS: Final = 7
_WORKING: Final = "working.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftBehind:
    """A working copy whose process is gone.

    Attributes:
        folder: Where it lies.
        title: The pack's title.
        last_edit: The name of the edit done last, or None.
        edits: How many edits are in its history and in force.
        when: When it was written to last.
        path: The file that it was opened from or saved to, or None.
        is_file_changed: Whether that file has a version by now that was not read.
    """

    folder: Path
    title: str
    last_edit: str | None
    edits: int
    when: Moment
    path: Path | None
    is_file_changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A working copy whose process is gone and that cannot be read; it is kept as it is.

    Attributes:
        folder: Where it lies.
        reason: Why, in a sentence.
        when: When it was written to last.
    """

    folder: Path
    reason: str
    when: Moment


def found() -> tuple[LeftBehind | Unreadable, ...]:
    """Return the unsaved working copies of processes that are gone, the newest first.

    Those that hold nothing unsaved are removed on the way, and what was discarded long ago.
    """
    _sweep_discarded()
    rows = [item for folder in _orphans() if (item := _examined(folder)) is not None]
    return tuple(sorted(rows, key=lambda item: _newest(item.folder), reverse=True))


def left_behind() -> tuple[LeftBehind, ...]:
    """Return those of them that can be read, the newest first."""
    return tuple(item for item in found() if isinstance(item, LeftBehind))


def take_up(item: LeftBehind, *, as_copy: bool = False) -> Pack:
    """Open a working copy that was left behind, with its edits and its undo history.

    Args:
        item: The working copy.
        as_copy: Whether it becomes an unsaved copy that belongs to no file.

    Raises:
        InputRefusedError: It cannot be read, or another window has it by now.
        HeldElsewhereError: Somebody else edits its file by now.
    """
    with _claimed(item.folder):
        pack = Pack.resume(item.folder)
        try:
            if as_copy:
                pack.detach()
            pack.lock = None if pack.path is None else _locked(pack.path)
            folders.hold(item.folder, clock.now())
        except BriefingError:
            if pack.lock is not None:
                pack.lock.release()
            pack.let_go()
            raise
    return pack


def _locked(path: Path) -> FileLock:
    lock = FileLock(path)
    if lock.acquire(clock.now()):
        sweep(path)
    return lock


@contextmanager
def _claimed(folder: Path) -> Iterator[None]:
    """Decide about a working copy alone: two windows may have it in their lists.

    Raises:
        InputRefusedError: Somebody has it by now, or it is gone.
    """
    taken = InputRefusedError(
        "This unsaved work is no longer left behind: another window has taken it up or discarded "
        "it meanwhile. Nothing was changed."
    )
    claim = FileLock(folder)  # lies beside the folder, which may be moved
    try:
        claim.acquire(clock.now())
    except HeldElsewhereError as error:
        raise taken from error
    try:
        holder = Holder.read(folder / folders.HOLDER)
        if not folder.is_dir() or (holder is not None and not holder.is_gone):
            raise taken
        yield
    finally:
        claim.release()


def discard(item: LeftBehind | Unreadable) -> None:
    """Lay a working copy aside; it can be brought back for some days, then it is removed.

    Raises:
        InputRefusedError: Somebody has it by now, or it is gone.
    """
    with _claimed(item.folder), suppress(OSError):
        os.utime(folders.moved(item.folder, folders.DISCARDED))


def discarded() -> tuple[Path, ...]:
    """Return what was discarded and can be brought back, the newest first."""
    rows = folders.discarded_copies()
    return tuple(sorted(rows, key=lambda row: row.stat().st_mtime_ns, reverse=True))


def bring_back(folder: Path) -> None:
    """Bring a discarded working copy back among those that are offered."""
    folders.moved(folder, folders.WORKING)


def empty_discarded() -> None:
    """Remove everything that was discarded for good."""
    for folder in discarded():
        shutil.rmtree(folder, ignore_errors=True)


def rescue(item: Unreadable) -> tuple[Pack, tuple[str, ...]]:
    """Make a new pack of what a damaged working copy still holds; that is kept as it is.

    Returns:
        The pack, never saved, and in sentences what is lost.

    Raises:
        InputRefusedError: Nothing can be read.
    """
    log = item.folder / f"{_WORKING}-wal"
    salvaged = salvage(item.folder / _WORKING, log if log.exists() else None)
    pack = restored(salvaged.content, salvaged.originals)
    return pack, tuple(loss.sentence for loss in salvaged.losses)


def _sweep_discarded() -> None:
    oldest = datetime.fromisoformat(clock.now()) - timedelta(days=KEPT_DAYS)
    for folder in discarded():
        if folder.stat().st_mtime < oldest.timestamp():
            shutil.rmtree(folder, ignore_errors=True)


def _orphans() -> Iterator[Path]:
    for folder in folders.working_copies():
        holder = Holder.read(folder / folders.HOLDER)
        has_pack = folder.joinpath(_WORKING).exists()  # else it is being made right now
        if has_pack and (holder is None or holder.is_gone):
            yield folder


def _examined(folder: Path) -> LeftBehind | Unreadable | None:
    if _is_hollow(folder):
        with suppress(OSError):
            shutil.rmtree(folder)
        return None
    written = _newest(folder)
    when = clock.moment(datetime.fromtimestamp(written, tz=UTC).astimezone())
    try:
        pack = Pack.resume(folder)
    except BriefingError as error:
        _date_back(folder, written)
        return Unreadable(folder=folder, reason=str(error), when=when)
    try:
        unsaved = pack.is_modified and (pack.path is not None or pack.was_edited)
        item = LeftBehind(
            folder=folder,
            title=pack.content.cover.title,
            last_edit=pack.undo_name,
            edits=pack.history_at,
            when=when,
            path=pack.path,
            is_file_changed=_is_file_changed(pack),
        )
    finally:
        pack.let_go()
    if unsaved:
        _date_back(folder, written)
        return item
    with suppress(OSError):
        shutil.rmtree(folder)
    return None


def _is_hollow(folder: Path) -> bool:
    """Tell whether a process died before it had written anything there."""
    names = (_WORKING, f"{_WORKING}-wal")
    files = [folder / name for name in names if folder.joinpath(name).exists()]
    return all(file.stat().st_size == 0 for file in files)


def _is_file_changed(pack: Pack) -> bool:
    now = None if pack.path is None else version_of(pack.path)
    return now is not None and not pack.knows(now)


def _newest(folder: Path) -> float:
    return max(file.stat().st_mtime for file in folder.iterdir())


def _date_back(folder: Path, written: float) -> None:
    """Give files the time that they had: looking at a work is not working on it."""
    for file in folder.iterdir():
        with suppress(OSError):
            if file.stat().st_mtime > written:
                os.utime(file, (written, written))
