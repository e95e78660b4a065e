"""Python's own guard (an audit hook): what a reader of strangers' files never has reason to do.

It holds on every system, for everything that goes through Python; what the kernel can hold too is
in `kernel`.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_FORBIDDEN: Final = (
    "socket.", "subprocess.", "ctypes.", "shutil.", "ftplib.", "http.", "urllib.", "smtplib.",
    "sqlite3.", "winreg.", "webbrowser.", "tempfile.", "mmap.", "pty.", "signal.",
    "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile",
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate",
    "os.chmod", "os.chown", "os.chflags", "os.utime", "os.kill", "os.killpg", "os.putenv",
    "os.unsetenv", "os.setxattr", "os.removexattr", "os.chdir", "os.add_dll_directory",
)  # fmt: skip
_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class ForbiddenError(RuntimeError):
    """The worker was about to do what it may not; its state is not to be trusted."""


def stand_guard(readable: tuple[Path, ...]) -> tuple[str, ...]:
    """Forbid everything but reading below some folders, for good; return what is protected."""
    folders = tuple(os.path.join(os.path.realpath(folder), "") for folder in readable)  # noqa: PTH118  # with a separator at its end

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            if not _may_open(folders, *arguments):
                raise ForbiddenError(f"opening {arguments[0]!r}")
        elif event.startswith(_FORBIDDEN):
            raise ForbiddenError(event)

    sys.addaudithook(hook)
    return ("Python's own guard",)


def _may_open(folders: tuple[str, ...], path: object, _mode: object, flags: object) -> bool:
    if isinstance(flags, int) and flags & _WRITES:
        return False
    if not isinstance(path, str | bytes):
        return False
    return os.path.realpath(os.fsdecode(path)).startswith(folders)
