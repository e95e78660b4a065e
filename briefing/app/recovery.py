"""Working copies that a crash left behind: found, offered, taken up or thrown away."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.app import clock, folders
from briefing.domain.base import Moment
from briefing.errors import BriefingError
from briefing.files.holders import Holder
from briefing.files.locking import FileLock, HeldElsewhereError
from briefing.files.replacing import sweep
from briefing.store.pack import Pack

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftBehind:
    """A working copy whose process is gone.

    Attributes:
        folder: Where it lies.
        title: The pack's title.
        last_edit: The name of the edit done last, or None.
        when: When it was written to last.
        path: The file that it was opened from or saved to, or None.
    """

    folder: Path
    title: str
    last_edit: str | None
    when: Moment
    path: Path | None


def left_behind() -> tuple[LeftBehind, ...]:
    """Return the unsaved working copies of processes that are gone, the newest first.

    Those that hold nothing unsaved are removed on the way.
    """
    found = [item for folder in _orphans() if (item := _examined(folder)) is not None]
    return tuple(sorted(found, key=lambda item: item.when, reverse=True))


def take_up(item: LeftBehind) -> Pack:
    """Open a working copy that was left behind, with its edits and its undo history.

    Raises:
        InputRefusedError: It cannot be read.
        HeldElsewhereError: Somebody else edits its file by now.
    """
    pack = Pack.resume(item.folder)
    if pack.path is not None:
        lock = FileLock(pack.path)
        try:
            if lock.acquire(clock.now()):
                sweep(pack.path)
        except HeldElsewhereError:
            pack.let_go()
            raise
        pack.lock = lock
    item.folder.joinpath(folders.HOLDER).write_text(
        Holder.here(clock.now()).as_json(), encoding="utf-8"
    )
    return pack


def discard(item: LeftBehind) -> None:
    """Throw a working copy away that was left behind."""
    shutil.rmtree(item.folder, ignore_errors=True)


def _orphans() -> Iterator[Path]:
    for folder in folders.working_folders().iterdir():
        holder = Holder.read(folder / folders.HOLDER)
        has_pack = folder.joinpath("working.db").exists()  # else it is being made right now
        if has_pack and (holder is None or holder.is_gone):
            yield folder


def _examined(folder: Path) -> LeftBehind | None:
    try:
        pack = Pack.resume(folder)
    except BriefingError:
        return None  # kept as it is: what cannot be read is not thrown away either
    try:
        unsaved = pack.is_modified and (pack.path is not None or pack.was_edited)
        item = LeftBehind(
            folder=folder,
            title=pack.content.cover.title,
            last_edit=pack.undo_name,
            when=_written(folder),
            path=pack.path,
        )
    finally:
        pack.let_go()
    if unsaved:
        return item
    with suppress(OSError):
        shutil.rmtree(folder)
    return None


def _written(folder: Path) -> Moment:
    newest = max(file.stat().st_mtime for file in folder.iterdir())
    here = datetime.fromtimestamp(newest, tz=UTC).astimezone()
    return clock.moment(here)
