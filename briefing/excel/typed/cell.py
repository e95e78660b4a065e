"""A typed cell beside its record, what it comes to, and why it cannot be used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from briefing.domain.base import Record
from briefing.domain.text import first_forbidden
from briefing.errors import BriefingError
from briefing.excel.views import View

R = TypeVar("R", bound=Record)
Edit = tuple[str, Any]
"""A field's path in its record, and the plain JSON value that it gets; None empties it."""


class UnfitCellError(BriefingError):
    """What is typed into a cell cannot be used; the sentence says why and what to do."""

    exit_code = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed(Generic[R]):
    """What is typed into a cell.

    Attributes:
        view: The record as the pack has it, with what was typed to the left of the cell.
        words: What is typed, exactly.
        beside: What stands in the cells of its row, by their headings.
    """

    view: View[R]
    words: str
    beside: Mapping[str, str]

    @property
    def plain(self) -> str:
        """Return what is typed without spaces around it and with single ones inside."""
        return " ".join(self.words.split())

    @property
    def text(self) -> str | None:
        """Return what is typed as a text that a pack can hold; None for nothing but spaces.

        Raises:
            UnfitCellError: It holds a character that no pack can hold.
        """
        found = first_forbidden(self.words)
        if found is not None:
            raise UnfitCellError(
                f"It holds the character {found[1]} at position {found[0]}, which cannot be kept: "
                "take it out."
            )
        return self.words if self.words.strip() else None


Reader = Callable[[Typed[R]], Iterable[Edit]]
"""Reads a cell to edits of its record; raises `UnfitCellError` where it cannot be used."""
