"""Editions: found by their names, and compared with today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.app.comparing import Difference, differences
from briefing.app.frozen import known_again, label
from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.domain.content import Content
    from briefing.domain.exchange import Edition


def newest(content: Content) -> Edition | None:
    """Return the edition that was issued last, or None."""
    return max(content.editions, key=lambda row: (row.number, row.addendum), default=None)


def edition_named(content: Content, name: str) -> Edition:
    """Return the edition called `3`, `3.1` or `last`, or by its id.

    Raises:
        InputRefusedError: There is none.
    """
    named = {label(row): row for row in content.editions} | {
        row.id: row for row in content.editions
    }
    last = newest(content)
    found = last if name == "last" else named.get(name)
    if found is None:
        known = ", ".join(label(row) for row in content.editions) or "none"
        raise InputRefusedError(f"There is no edition “{name}” in this pack; it has: {known}.")
    return found


def since(content: Content, edition: Edition) -> tuple[Difference, ...]:
    """Return what changed since an edition, in lines that a person can read.

    Raises:
        InputRefusedError: The edition was purged.
    """
    return differences(known_again(content, edition), content)


def as_json(edition: Edition) -> Mapping[str, Any]:
    """Return an edition as plain JSON values, without its content."""
    from briefing.interchange.dumping import record_as_json

    plain = record_as_json(edition)
    return {name: value for name, value in plain.items() if name != "content"}
