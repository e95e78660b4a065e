"""What an edited file brings: changes, and what cannot be one, each with its place."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.changes.change import PACK, Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """One thing that somebody did to a file.

    Attributes:
        change: What it means for the pack, from what the pack has to what is proposed.
        place: Where it stands in the file.
        reason: Why it cannot be applied; empty where it can.
        is_conflict: Whether the pack was changed there as well since the file was written.
        by: Who did it, where the file says so.
    """

    change: Change
    place: str
    reason: str = ""
    is_conflict: bool = False
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Homecoming:
    """All that an edited file brings.

    Attributes:
        brought: What somebody did to it.
        absences: The values of ours that it has no more; they stay.
        notes: What else there is to say, in sentences.
    """

    brought: tuple[Brought, ...]
    absences: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()


def of_nothing(text: str) -> Change:
    """Return what stands for words that belong to no record."""
    return Change(kind=PACK, record=None, field=None, before=None, after=text)
