"""Editions: found by their names, and compared with today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.app.comparing import Difference, differences
from briefing.app.frozen import known_again

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.domain.content import Content
    from briefing.domain.exchange import Edition


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
