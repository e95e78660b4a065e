"""A file that was exported to be worked on has come home: what it brings goes into the inbox."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from briefing.app.arrivals import Arrival, Arrived
from briefing.domain.vocabularies import ProposalState
from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.changes.brought import Brought, Homecoming
    from briefing.domain.content import Content

LARGEST: Final = 64 * 2**20
"""How large a file may be in bytes; a workbook of 1,000 rows and 30 columns has 6 MiB."""


def whole(path: Path, what: str, remedy: str) -> bytes:
    """Return the bytes of a file that is to come home.

    Args:
        path: The file; it is only read.
        what: What it is: `workbook`.
        remedy: What makes it smaller.

    Raises:
        InputRefusedError: It cannot be read, or is larger than any of ours.
    """
    try:
        size = path.stat().st_size
        if size <= LARGEST:
            return path.read_bytes()
    except OSError as error:
        raise InputRefusedError(f"{path} cannot be read: {error.strerror}.") from error
    raise InputRefusedError(
        f"{path} has {size // 2**20} MiB, more than any {what} of ours: it was not read. {remedy}, "
        "save it and try again."
    )


def weight(content: Content) -> int:
    """Return how many bytes the records of a pack are: what comes home from it grows with them."""
    from briefing.interchange.pipes import encoded

    return len(encoded(replace(content, sources=(), editions=(), proposals=())))


def taken_home(path: Path, edit: str, home: Homecoming) -> Arrived:
    """Return what a file brings as what arrives in the inbox.

    Args:
        path: The file.
        edit: What putting it there is called.
        home: What the file brings.
    """
    return Arrived(
        name=path.name,
        edit=edit,
        arrivals=tuple(map(_arrival, home.brought)),
        nothing=f"{path.name} says the same as this pack.",
        notes=home.notes,
        absences=home.absences,
    )


def _arrival(brought: Brought) -> Arrival:
    state = ProposalState.CONFLICT if brought.is_conflict else ProposalState.WAITING
    return Arrival(
        change=brought.change,
        state=ProposalState.REFUSED if brought.reason else state,
        place=brought.place,
        reason=brought.reason or None,
        by=brought.by or None,
    )
