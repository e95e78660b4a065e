"""The lock beside a pack: who edits it, so that two people do not overwrite each other."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import BriefingError
from briefing.files.holders import SILENCE, Holder
from briefing.files.replacing import SUFFIX, part_prefix

try:
    import fcntl
except ImportError:  # Windows, where an open file cannot be removed by another process anyway
    fcntl = None  # type: ignore[assignment]  # told by None

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TRIES = 4
_LONGEST = 240  # bytes of a name, to which something is added


class HeldElsewhereError(BriefingError):
    """Somebody else edits the file.

    Attributes:
        holder: Who.
    """

    exit_code = 4

    def __init__(self, path: Path, holder: Holder) -> None:
        where = "on this machine" if holder.is_on_this_machine else f"on {holder.host}"
        super().__init__(
            f"{path.name} is being edited by {holder.user} {where} since {holder.since}: "
            "open it to read, work on a copy, or ask them to close it."
        )
        self.holder = holder


class FileLock:
    """The lock of one file, a small file beside it that names the holder.

    A lock of a process on this machine that is gone is taken over; one of another machine never by
    itself. Where no file can be made beside the target, nothing is locked.

    Args:
        path: The file that is locked.
    """

    def __init__(self, path: Path) -> None:
        # A pack that a link shows is one pack: its lock lies beside the file itself.
        self._target = Path(os.path.realpath(path))
        self._path = self._target.with_name(_name(self._target.name))
        self._mine: Holder | None = None

    @property
    def is_held(self) -> bool:
        """Whether this process holds the lock."""
        return self._mine is not None and self._mine.is_same(Holder.read(self._path))

    def holder(self) -> Holder | None:
        """Return who holds the lock and still lives, or None."""
        found = Holder.read(self._path)
        return None if found is None or found.is_gone else found

    def acquire(self, now: str) -> bool:
        """Take the lock.

        Args:
            now: The present moment.

        Returns:
            Whether it was taken; False where the folder takes no lock, as on read-only media.

        Raises:
            HeldElsewhereError: Somebody else holds it.
        """
        mine = replace(Holder.here(now), heartbeat=now)
        for _ in range(_TRIES):
            try:
                self._appear(mine)
            except FileExistsError:
                self._remove_dead()
                continue
            except OSError:
                return False
            self._mine = mine
            return True
        raise HeldElsewhereError(self._target, Holder.read(self._path) or _unknown())

    def beat(self, now: str) -> bool:
        """Say that this process still lives.

        Args:
            now: The present moment.

        Returns:
            Whether this process still holds the lock.
        """
        if self._mine is None or not self.is_held:
            return False
        with suppress(OSError), self._written(replace(self._mine, heartbeat=now)) as beside:
            beside.replace(self._path)
        return True

    def take_over(self, now: str) -> None:
        """Take the lock from a holder of whom the analyst knows that they are gone.

        Raises:
            HeldElsewhereError: Somebody else took it meanwhile.
        """
        self._remove(lambda _: True)
        self.acquire(now)

    def release(self) -> None:
        """Give the lock back; one that was taken over meanwhile is left alone."""
        mine, self._mine = self._mine, None
        if mine is not None:
            self._remove(mine.is_same)

    def _appear(self, mine: Holder) -> None:
        """Make the lock with all that it says in one step.

        Raises:
            FileExistsError: There is one.
        """
        with self._written(mine) as beside:
            try:
                os.link(beside, self._path)
            except FileExistsError:
                raise
            except OSError:  # a file system without links: the name first, its words after it
                self._write(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644), mine)

    def _write(self, handle: int, mine: Holder) -> None:
        """Write who holds the lock; one that names nobody would keep everybody out for ever."""
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(mine.as_json())
        except OSError:
            with suppress(OSError):
                self._path.unlink()
            raise

    @contextmanager
    def _written(self, holder: Holder) -> Iterator[Path]:
        """Give a file beside the lock that names a holder; it is gone afterwards."""
        handle, name = tempfile.mkstemp(
            prefix=part_prefix(self._target), suffix=SUFFIX, dir=self._path.parent
        )
        beside = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(holder.as_json())
            beside.chmod(0o644)
            yield beside
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)

    def _remove_dead(self) -> None:
        found = Holder.read(self._path)
        if found is not None and found.is_gone:
            self._remove(lambda holder: holder is not None and holder.is_gone)
        elif found is None and self._is_forsaken():
            self._remove(lambda holder: holder is None)
        elif found is not None or self._path.exists():
            # One that names nobody may be on its way: not ours to judge before it is old.
            raise HeldElsewhereError(self._target, found or _unknown())

    def _is_forsaken(self) -> bool:
        """Tell whether the lock was not written to for so long that nobody living has it."""
        with suppress(OSError):
            return time.time() - self._path.stat().st_mtime > SILENCE.total_seconds()
        return False

    def _remove(self, is_right: Callable[[Holder | None], bool]) -> None:
        """Remove the lock if it is the right one, of several processes one alone."""
        with suppress(OSError):
            handle = os.open(self._path, os.O_RDWR)
            try:
                if fcntl is not None:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                # another may have removed it and made a new one since it was opened here
                is_it = os.path.samestat(os.fstat(handle), self._path.stat())
                right = is_it and is_right(Holder.read(self._path))
                if right and fcntl is not None:
                    self._path.unlink()
            finally:
                os.close(handle)
            if right and fcntl is None:
                self._path.unlink()


def _name(name: str) -> str:
    if len(os.fsencode(name)) > _LONGEST:
        digest = hashlib.blake2b(os.fsencode(name), digest_size=4).hexdigest()
        name = f"{name[:40]}-{digest}"
    return f".{name}.lock"


def _unknown() -> Holder:
    return Holder(host="another machine", user="somebody", process=0, since="an unknown time")
