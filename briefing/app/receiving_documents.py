"""An edited Word pack received: what somebody did to it becomes proposals, value by value."""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from briefing.app.inbox import Arrival, Received, counted, put_into_inbox
from briefing.domain.vocabularies import ProposalState
from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.changes.brought import Brought
    from briefing.store.pack import Pack

_MEMORY: Final = re.compile(r"customXml/item\d*\.xml")
_MOST_PARTS: Final = 20
_HEAD: Final = 400
LARGEST: Final = 64 * 2**20
"""How large a Word file may be in bytes."""


def receive_document(pack: Pack, path: Path) -> Received:
    """Put what somebody did to an exported Word pack into the inbox, as one edit.

    What was proposed before, and whatever became of it, is not proposed again.

    Args:
        pack: Our pack.
        path: The Word file; it is only read.

    Raises:
        InputRefusedError: It is no Word pack of this pack, was made to be read, is damaged, or
            could do harm; nothing was changed.
    """
    from briefing.word.review.homecoming import come_home

    try:
        home = come_home(pack.content, _data(path))
    except InputRefusedError as error:
        raise InputRefusedError(f"{path.name}: {error}") from error
    added = put_into_inbox(pack, "Receive Document", path.name, map(_arrival, home.brought))
    told = tuple(counted(path.name, added)) or (f"{path.name} says the same as this pack.",)
    return Received(
        added=added.ids(),
        conflicts=added.ids(ProposalState.CONFLICT),
        refused=added.refused,
        absences=home.absences,
        sentences=(*told, *home.notes),
    )


def remembers(path: Path) -> bool:
    """Tell whether a Word file was exported to be worked on, whatever became of it."""
    from briefing.word.review.memory import NAMESPACE

    sought = NAMESPACE.encode()
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if _MEMORY.fullmatch(name)]
            return any(sought in _head(archive, name) for name in names[:_MOST_PARTS])
    except (OSError, ValueError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return False


def _head(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_HEAD)


def _arrival(brought: Brought) -> Arrival:
    state = ProposalState.CONFLICT if brought.is_conflict else ProposalState.WAITING
    return Arrival(
        change=brought.change,
        state=ProposalState.REFUSED if brought.reason else state,
        place=brought.place,
        reason=brought.reason or None,
        by=brought.by or None,
    )


def _data(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size <= LARGEST:
            return path.read_bytes()
    except OSError as error:
        raise InputRefusedError(f"{path} cannot be read: {error.strerror}.") from error
    raise InputRefusedError(
        f"{path} has {size // 2**20} MiB, more than any Word pack of ours: it was not read. Take "
        "pictures out of it, save it and try again."
    )
