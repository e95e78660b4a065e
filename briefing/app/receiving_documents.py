"""An edited Word pack received: what somebody did to it becomes proposals, value by value."""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from briefing.app.homecoming import LARGEST, taken_home, weight, whole
from briefing.app.word_files import done
from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefing.app.arrivals import Arrived, OurSide

_MEMORY: Final = re.compile(r"customXml/item\d*\.xml")
_MOST_PARTS: Final = 20
_HEAD: Final = 400


def read_document(ours: OurSide, path: Path, waiting: Callable[[str], None]) -> Arrived:
    """Return what somebody did to an exported Word pack.

    Args:
        ours: Our pack.
        path: The Word file; it is only read.
        waiting: Called again and again; may raise to cancel.

    Raises:
        InputRefusedError: It is no Word pack of this pack, was made to be read, is damaged, or
            could do harm.
    """
    from briefing.word.review.homecoming import come_home
    from briefing.word.tasks import REVIEW

    data = whole(path, "Word pack", "Take pictures out of it")
    try:
        review = done(REVIEW, data, data, waiting, own=weight(ours.content))
        home = come_home(ours.content, review)
    except InputRefusedError as error:
        raise InputRefusedError(f"{path.name}: {error}") from error
    return taken_home(path, "Receive Document", home)


def remembers(path: Path) -> bool:
    """Tell whether a Word file was exported to be worked on, whatever became of it."""
    from briefing.word.review.memory import NAMESPACE

    sought = NAMESPACE.encode()
    try:
        if path.stat().st_size > LARGEST:
            return False
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if _MEMORY.fullmatch(name)]
            return any(sought in _head(archive, name) for name in names[:_MOST_PARTS])
    except (OSError, ValueError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return False


def _head(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_HEAD)
