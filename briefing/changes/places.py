"""Where a comparison stands: at a record, a field, a part of a list, the order of a list."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.changes.change import PACK
from briefing.changes.paths import ORDER


@dataclass(frozen=True, slots=True)
class Place:
    """A record, or something in it.

    Attributes:
        kind: The kind of the record, singular; `pack` for the pack itself.
        record: Its id, or None for the pack.
        path: The path in it (`stages[ID].note`); empty for the record as a whole.
        steps: The fields and ids of parts that lead there, in turns.
    """

    kind: str
    record: str | None
    path: str = ""
    steps: tuple[str, ...] = ()

    def field(self, key: str) -> Place:
        """Return the place of a field of what is here."""
        path = f"{self.path}.{key}" if self.path else key
        return Place(self.kind, self.record, path, (*self.steps, key))

    def part(self, key: str, part_id: str) -> Place:
        """Return the place of a part of a list that is here."""
        inner = self.field(key)
        return Place(self.kind, self.record, f"{inner.path}[{part_id}]", (*inner.steps, part_id))

    def order(self, key: str) -> Place:
        """Return the place of the order of a list that is here."""
        return self.field(key).field(ORDER)


COVER = Place(PACK, None)
"""The pack's title, event and marking."""
