"""The lock beside a pack: who edits it, so that two people do not overwrite each other."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from briefing.errors import BriefingError
from briefing.files.holders import Holder

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
        return self._mine is not None and Holder.read(self._path) == self._mine

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
        mine = Holder.here(now)
        for _ in range(3):
            try:
                handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
            except FileExistsError:
                self._remove_dead()
                continue
            except OSError:
                return False
            if not self._written(handle, mine):
                return False
            self._mine = mine
            return True
        raise HeldElsewhereError(self._target, Holder.read(self._path) or mine)

    def take_over(self, now: str) -> None:
        """Take the lock from a holder of whom the analyst knows that they are gone."""
        with suppress(OSError):
            self._path.unlink()
        self.acquire(now)

    def release(self) -> None:
        """Give the lock back; one that was taken over meanwhile is left alone."""
        if self.is_held:
            with suppress(OSError):
                self._path.unlink()
        self._mine = None

    def _written(self, handle: int, mine: Holder) -> bool:
        """Write who holds the lock; one that names nobody would keep everybody out for ever."""
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(mine.as_json())
        except OSError:
            with suppress(OSError):
                self._path.unlink()
            return False
        return True

    def _remove_dead(self) -> None:
        found = Holder.read(self._path)
        if found is None:
            # Just made by somebody who has not written it yet, or damaged: not ours to judge.
            raise HeldElsewhereError(self._target, _unknown())
        if not found.is_gone:
            raise HeldElsewhereError(self._target, found)
        with suppress(OSError):
            self._path.unlink()


def _name(name: str) -> str:
    if len(os.fsencode(name)) > _LONGEST:
        digest = hashlib.blake2b(os.fsencode(name), digest_size=4).hexdigest()
        name = f"{name[:40]}-{digest}"
    return f".{name}.lock"


def _unknown() -> Holder:
    return Holder(host="another machine", user="somebody", process=0, since="an unknown time")
