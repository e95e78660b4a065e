"""Opens files to read them; a pipe or a device in a file's place is refused, never waited for."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from io import BufferedReader
    from pathlib import Path

# Windows has no such flag and no pipes in folders
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)


def open_file(path: Path) -> BufferedReader:
    """Open a file to read its bytes.

    Raises:
        OSError: It cannot be opened, or is no file: a folder, a pipe, a device, a socket.
    """
    file = open(path, "rb", opener=lambda name, flags: os.open(name, flags | _AT_ONCE))  # noqa: SIM115  # `Path.open` takes no opener; the caller closes it
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    raise OSError(errno.EINVAL, "it is a pipe or a device, not a file", str(path))


def read_file(path: Path, most: int = -1) -> bytes:
    """Return the bytes of a file.

    Args:
        path: The file.
        most: How many are read at most; all of them where it is negative.

    Raises:
        OSError: As `open_file`.
    """
    with open_file(path) as file:
        return file.read(most)


def shown_name(path: Path) -> str:
    """Return a file's name as text, with U+FFFD for what is no UTF-8 in it."""
    return os.fsencode(path.name).decode("utf-8", "replace")
