"""Who belongs to which group on a day, and rows put into groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.domain.dates import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from briefing.domain.actors import Actor, Membership


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Some actors under one name."""

    name: str
    members: frozenset[str]


def members_of(group: Actor | None, as_of: date | None) -> frozenset[str]:
    """Return who belongs to a group on a day (None: now, that is without an end)."""
    if group is None:
        return frozenset()
    return frozenset(
        row.actor
        for row in group.members
        if (row.to is None if as_of is None else _is_within(row, as_of))
    )


def group_at(groups: Sequence[Group], actor: str) -> int:
    """Return the place of the first group that an actor belongs to; behind all where of none."""
    return next((at for at, one in enumerate(groups) if actor in one.members), len(groups))


def _is_within(row: Membership, day: date) -> bool:
    return first_day(row.from_) <= day and (row.to is None or day <= last_day(row.to))
