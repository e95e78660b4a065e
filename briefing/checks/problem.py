"""A problem: a rule that a pack fails, with the place to go to."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.domain.vocabularies import Vocabulary


class Severity(Vocabulary):
    """How much a problem matters; only errors keep an edition from being issued."""

    ERROR = "error", "Error"
    WARNING = "warning", "Warning"
    NOTE = "note", "Note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One failed rule at one place.

    Attributes:
        code: The rule, `kind.what`.
        severity: How much it matters.
        sentence: What is wrong and what to do, for the analyst.
        kind: The kind (singular) of the record to go to; `pack` for the pack itself.
        id: The record.
        field: The field, where one is to blame.
    """

    code: str
    severity: Severity
    sentence: str
    kind: str
    id: str
    field: str | None = None
