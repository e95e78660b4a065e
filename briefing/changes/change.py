"""One difference between two contents: a record, a part or a field, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefing.domain.changed import What

PACK = "pack"
"""The kind of a change to the pack itself, which names no record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference, in plain JSON values.

    Attributes:
        kind: The kind of the record, singular; `pack` for the pack itself.
        record: Its id, or None for the pack.
        field: The path of the field or part (`stages[hf3pt7mtggdf].note`, `stages.order`), or None
            for the record as a whole.
        before: The value it had, None where there was none.
        after: The value it gets, None where there is none.
    """

    kind: str
    record: str | None
    field: str | None
    before: Any
    after: Any

    @property
    def what(self) -> What:
        """Return whether something was added, removed or changed."""
        if self.before is None:
            return What.ADDED
        return What.REMOVED if self.after is None else What.CHANGED

    @property
    def root(self) -> str | None:
        """Return the field of the record in which it lies, None for the record as a whole."""
        return None if self.field is None else self.field.partition(".")[0].partition("[")[0]

    def as_json(self) -> dict[str, Any]:
        """Return it as plain JSON values, with what happened in words."""
        return {
            "kind": self.kind,
            "record": self.record,
            "field": self.field,
            "what": self.what.value,
            "before": self.before,
            "after": self.after,
        }
