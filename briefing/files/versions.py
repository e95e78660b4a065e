"""Which version of a file was read: told by its bytes, never by its time."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from briefing.errors import OutputNotWrittenError
from briefing.files.regular import open_file

if TYPE_CHECKING:
    from pathlib import Path


class ChangedOnDiskError(OutputNotWrittenError):
    """A file was to be overwritten whose present version nobody has read.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} was changed in {path.parent} by another program since it was opened. It "
            "was not overwritten and your edits are kept: save under another name, or look at "
            "the other version first."
        )
        self.path = path


def version_of(path: Path) -> str | None:
    """Return what tells a file's version from every other one; None where there is no file."""
    try:
        with open_file(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
