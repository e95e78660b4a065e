"""Which note names which source: each in full once, and once only between two main headings.

A second citation of a source under the same main heading leads to the note that names it there
already; under the next one it gets a note in short form, which says where the full one stands.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.template.values import Reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.word.state import Heading


@dataclass(frozen=True, slots=True)
class Mark:
    """A note, or an entry of the annex, as other places refer to it.

    Attributes:
        bookmark: Name of the bookmark around it.
        number: Its number as it is printed, or "" where that cannot be known.
    """

    bookmark: str
    number: str


@dataclass(slots=True)
class Citing:
    """What one document has cited so far.

    Attributes:
        entries: The entries of the annex in their order.
        has_annex: Whether the document has a place for them.
    """

    entries: dict[str, tuple[Reference, Mark]] = field(default_factory=dict)
    has_annex: bool = False
    _full: dict[str, Mark] = field(default_factory=dict)
    _here: dict[str, Mark] = field(default_factory=dict)
    _read: int = 0
    _last: str = ""

    def here(self, reference: Reference, headings: Sequence[Heading]) -> Mark | None:
        """Return the note that names a source since the last main heading, or None."""
        if any(heading.level == 1 for heading in headings[self._read :]):
            self._here.clear()
        self._read = len(headings)
        return self._here.get(reference.id)

    def first(self, reference: Reference) -> Mark | None:
        """Return the note that names a source in full, or None."""
        return self._full.get(reference.id)

    def is_next(self, reference: Reference) -> bool:
        """Tell whether the newest note names this source too."""
        return self._last == reference.id

    def name(self, reference: Reference, mark: Mark) -> None:
        """Remember that a new note names a source."""
        self._full.setdefault(reference.id, mark)
        self._here[reference.id] = mark
        self._last = reference.id

    def interrupt(self) -> None:
        """Remember that the newest note names something else."""
        self._last = ""
