"""Where the files that ship with the program are found, in a checkout and in a wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def folder() -> Path:
    """Return the folder `resources`: inside an installed package, else beside it in a checkout."""
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def path(name: str) -> Path:
    """Return the path of one shipped file.

    Args:
        name: The path below `resources/`, with forward slashes.

    Raises:
        FileNotFoundError: The program is not completely installed.
    """
    found = folder().joinpath(*name.split("/"))
    if not found.is_file():
        raise FileNotFoundError(f"The program's own file {name!r} is missing: install it again.")
    return found


def read_bytes(name: str) -> bytes:
    """Return the bytes of one shipped file."""
    return path(name).read_bytes()


def read_text(name: str) -> str:
    """Return the text of one shipped UTF-8 file."""
    return path(name).read_text(encoding="utf-8")
