"""What is done with a file: one function of plain values, here or in the worker by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeAlias, TypeVar

from briefing.interchange.pipes import decoder, encoded

if TYPE_CHECKING:
    import msgspec

Given = TypeVar("Given")
Made = TypeVar("Made")
TellStep: TypeAlias = Callable[[str], None]

SMALLER: Final = "Make its loops, tables and pictures smaller"
SECONDS: Final = 4
"""How long a task may compute in the worker, whatever else is granted."""
MEMORY: Final = 160 << 20
"""How many bytes a task may take there."""


@dataclass(frozen=True, slots=True)
class Task(Generic[Given, Made]):
    """One thing that is done with a file.

    Attributes:
        name: Its name.
        what: What it is done with, as the subject of a sentence.
        given: The type of what is given.
        made: The type of what is made of it.
        run: Does it; told each step.
        remedy: What to do where it takes too long or too much memory.
        seconds: How long it may compute in the worker, whatever else is granted.
        memory: How many bytes it may take there.
    """

    name: str
    what: str
    given: type[Given]
    made: type[Made]
    run: Callable[[Given, TellStep], Made]
    remedy: str = SMALLER
    seconds: int = SECONDS
    memory: int = MEMORY

    def answer(self, value: msgspec.Raw, tell: TellStep) -> msgspec.Raw:
        """Do it with an encoded value, and return what is made encoded."""
        return encoded(self.run(decoder(self.given)(value), tell))


class Encoded(Protocol):
    """A task of any types, between two processes."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def remedy(self) -> str:
        """What to do where it takes too much."""

    def answer(self, value: msgspec.Raw, tell: TellStep) -> msgspec.Raw:
        """Do it with an encoded value, and return what is made encoded."""
