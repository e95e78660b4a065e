"""What is wrong in a template, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from typing_extensions import override

from briefing.errors import InputRefusedError

MOST_PROBLEMS: Final = 300  # whoever has more has enough to do


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateProblem:
    """One mistake in a template.

    Attributes:
        part: The part of the file, for instance `word/document.xml`.
        place: Where an author finds it: `Body, under "Commitments", table 2, row 3, column 1`.
        words: The words at fault, as they stand in the template.
        message: What is wrong.
        hint: What to do.
    """

    part: str
    place: str
    words: str
    message: str
    hint: str

    @override
    def __str__(self) -> str:
        quoted = f" “{self.words}”" if self.words else ""
        return " ".join(filter(None, (f"{self.place}:{quoted} {self.message}", self.hint)))


class TemplateRefusedError(InputRefusedError):
    """A template has mistakes; all of them are told, none was repaired silently."""

    def __init__(self, problems: tuple[TemplateProblem, ...]) -> None:
        super().__init__(*(str(problem) for problem in problems))
        self.problems = problems
