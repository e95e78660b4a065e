"""What is wrong in a template, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from typing_extensions import override

from briefing.errors import InputRefusedError

LANGUAGE = "language"
MOST_PROBLEMS: Final = 300  # whoever has more has enough to do


class Severity(StrEnum):
    """How much a problem of a template matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where in a part words stand, counted so that a program finds them again.

    Attributes:
        paragraph: Number of the paragraph in its part, from 0, those of tables included.
        start: Offset of the first character in the paragraph's text.
        stop: Offset after the last one.
        heading: The heading above it, shortened; "" before the first one.
        table: Number of the table that it stands in, from 1; 0 for none.
        row: Row of that table, from 1.
        column: Cell of that row, from 1.
    """

    paragraph: int
    start: int = 0
    stop: int = 0
    heading: str = ""
    table: int = 0
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateProblem:
    """One mistake in a template.

    Attributes:
        part: The part of the file, for instance `word/document.xml`.
        place: Where an author finds it: `Body, under "Commitments", table 2, row 3, column 1`.
        words: The words at fault, as they stand in the template.
        message: What is wrong.
        hint: What to do.
        severity: How much it matters; only errors keep a template from being used.
        rule: What found it; the language itself, or one of the rules of the check.
        spot: The place as numbers, where it is one paragraph.
    """

    part: str
    place: str
    words: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR
    rule: str = LANGUAGE
    spot: Spot | None = None

    @override
    def __str__(self) -> str:
        quoted = f" “{self.words}”" if self.words else ""
        return " ".join(filter(None, (f"{self.place}:{quoted} {self.message}", self.hint)))


class TemplateRefusedError(InputRefusedError):
    """A template has mistakes; all of them are told, none was repaired silently."""

    def __init__(self, problems: tuple[TemplateProblem, ...]) -> None:
        super().__init__(*(str(problem) for problem in problems))
        self.problems = problems
