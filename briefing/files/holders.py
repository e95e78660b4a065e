"""Who holds something: a process on a machine, and whether it still lives."""

from __future__ import annotations

import ctypes
import getpass
import json
import os
import socket
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Self

SILENCE: Final = timedelta(minutes=10)
"""After so long without a sign of life a holder on another machine may be gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A process that works on something.

    Attributes:
        host: The machine's name.
        user: The account's name.
        process: The process id.
        since: When the process took hold, ISO 8601 with offset.
        started: What tells this process from a later one of the same id; 0 where unknown.
        heartbeat: When it was last known to live, ISO 8601 with offset; empty for never again.
    """

    host: str
    user: str
    process: int
    since: str
    started: int = 0
    heartbeat: str = ""

    @classmethod
    def here(cls, since: str) -> Self:
        """Return this very process.

        Args:
            since: The present moment.
        """
        process = os.getpid()
        return cls(
            host=socket.gethostname(),
            user=_user(),
            process=process,
            since=since,
            started=_started(process),
        )

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """Return the holder that a file names, or None where it names none."""
        with suppress(OSError, ValueError, TypeError, AttributeError):
            read = json.loads(path.read_text(encoding="utf-8"))
            known = {one.name for one in fields(cls)}
            found = cls(**{key: value for key, value in read.items() if key in known})
            return found if found._is_sound else None
        return None

    @property
    def _is_sound(self) -> bool:
        """Whether it says what a program of ours would: a stranger's file may hold anything."""
        words = (self.host, self.user, self.since, self.heartbeat)
        numbers = (self.process, self.started)
        return all(isinstance(word, str) for word in words) and all(
            type(number) is int and 0 <= number < 1 << 62 for number in numbers
        )

    def is_same(self, other: Holder | None) -> bool:
        """Tell whether another holder is this process, whenever it was last heard of."""
        return other is not None and replace(other, heartbeat=self.heartbeat) == self

    @property
    def last_heard(self) -> str:
        """Return when it was last known to live."""
        return self.heartbeat or self.since

    def is_silent(self, now: str) -> bool:
        """Tell whether nothing was heard of it for ten minutes.

        Args:
            now: The present moment.
        """
        try:
            quiet = datetime.fromisoformat(now) - datetime.fromisoformat(self.last_heard)
        except (ValueError, TypeError):
            return True  # it says nothing that could be waited for
        return quiet >= SILENCE

    def as_json(self) -> str:
        """Return what `read` reads."""
        return json.dumps(asdict(self))

    @property
    def is_on_this_machine(self) -> bool:
        """Whether it can be told here if the process lives."""
        return self.host == socket.gethostname()

    @property
    def is_gone(self) -> bool:
        """Whether the process surely lives no more; of another machine that is never known."""
        if not self.is_on_this_machine:
            return False
        if not _lives(self.process):
            return True
        now = _started(self.process)
        return bool(self.started and now and self.started != now)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"


def _started(process: int) -> int:
    """Return when a process started in clock ticks since boot (proc(5), field 22), or 0."""
    state = _state(process)
    return int(state[19]) if state else 0


def _state(process: int) -> list[str]:
    """Return what proc(5) says of a process from field 3 on; nothing where there is none."""
    try:
        words = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return []
    return words.rpartition(")")[2].split()


def _lives(process: int) -> bool:
    if os.name == "nt":
        return _lives_on_windows(process)
    if _state(process)[:1] == ["Z"]:
        return False  # it has ended, and only its parent has not heard of it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _lives_on_windows(process: int) -> bool:
    still_active, query = 259, 0x1000
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  # absent elsewhere
    handle = kernel.OpenProcess(query, 0, process)
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == still_active
