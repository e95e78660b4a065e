"""What is wrong in a pack, with the place to go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.checks import Problem, problems_of

if TYPE_CHECKING:
    from briefing.domain.content import Content


def problems(content: Content) -> tuple[Problem, ...]:
    """Return every problem of a pack, errors first."""
    return problems_of(content)
