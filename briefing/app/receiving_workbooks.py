"""An edited workbook received: what somebody did to it becomes proposals, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.app.exporting import disclosed_of
from briefing.app.inbox import Arrival, Received, counted, put_into_inbox
from briefing.domain.vocabularies import ProposalState
from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.excel.brought import Brought
    from briefing.store.pack import Pack

LARGEST: Final = 64 * 2**20
"""How large a workbook may be in bytes; one of 1,000 rows and 30 columns has 6 MiB."""


def receive_workbook(pack: Pack, path: Path) -> Received:
    """Put what somebody did to an exported workbook into the inbox, as one edit.

    What was proposed before, and whatever became of it, is not proposed again.

    Args:
        pack: Our pack.
        path: The workbook; it is only read.

    Raises:
        InputRefusedError: It is no workbook of this pack, was made to be read, is damaged, or could
            do harm; nothing was changed.
    """
    from briefing.excel.homecoming import come_home

    home = come_home(pack.content, disclosed_of(pack.content), _data(path))
    arrivals = map(_arrival, home.brought)
    added = put_into_inbox(pack, "Receive Workbook", path.name, arrivals)
    told = tuple(counted(path.name, added)) or (f"{path.name} says the same as this pack.",)
    return Received(
        added=added.ids(),
        conflicts=added.ids(ProposalState.CONFLICT),
        refused=added.refused,
        sentences=(*told, *home.notes),
    )


def is_on_its_way_home(path: Path) -> bool:
    """Tell whether a file is a workbook that was exported to be worked on, and is not a table."""
    from briefing.excel import homecoming

    try:
        return homecoming.is_on_its_way_home(_data(path))
    except InputRefusedError:
        return False


def _arrival(brought: Brought) -> Arrival:
    state = ProposalState.CONFLICT if brought.is_conflict else ProposalState.WAITING
    return Arrival(
        change=brought.change,
        state=ProposalState.REFUSED if brought.reason else state,
        place=brought.place,
        reason=brought.reason or None,
    )


def _data(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size <= LARGEST:
            return path.read_bytes()
    except OSError as error:
        raise InputRefusedError(f"{path} cannot be read: {error.strerror}.") from error
    raise InputRefusedError(
        f"{path} has {size // 2**20} MiB, more than any workbook of ours: it was not read. Take "
        "pictures and foreign sheets out of it, save it and try again."
    )
