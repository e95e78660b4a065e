"""What the function that is made of a template writes to; `word` has the real one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from briefing.template.holes import Hole


class Target(Protocol):
    """What the generated function writes to; `buffer` is its list of strings."""

    buffer: list[str]
    rtl: bool

    @property
    def language(self) -> str:
        """The document's language."""
        ...

    def count_empty(self) -> None:
        """Remember that a value was empty."""
        ...

    def field(self, name: str) -> object:
        """Return a field at the root."""
        ...

    def spend(self, steps: int) -> None:
        """Count the steps of a loop against the limit."""
        ...

    def flush(self) -> None:
        """Take the strings of the buffer away."""
        ...

    def plainness(self, values: tuple[object, ...]) -> int:
        """Tell how values can be written: 1 as they are, 2 by `in_place`, 0 by `text` alone."""
        ...

    def in_place(self, text: str) -> str:
        """Return words for the inside of a `w:t`."""
        ...

    def text(self, value: object, hole: Hole) -> str:
        """Return what goes on in the open `w:t` of `hole.before`."""
        ...

    def block(self, value: object, hole: Hole) -> str:
        """Return a paragraph, or blocks in its place."""
        ...

    def paragraph(self, value: object, hole: Hole) -> str:
        """Return what `block` returns, for what is no heading; most values come this way."""
        ...

    def turn(self) -> None:
        """Give the paragraphs in the last string of the buffer their direction."""
        ...

    def attribute(self, value: object, hole: Hole) -> str:
        """Return the text of an attribute."""
        ...

    def link(self, pieces: tuple[object, ...], hole: Hole) -> str:
        """Return the id of the relationship to an address."""
        ...

    def next_id(self) -> int:
        """Return a number that is new in this document."""
        ...

    def bookmark_name(self, name: str) -> str:
        """Return a bookmark name that is new in this document."""
        ...

    def anchor(self, name: str, is_ahead: bool) -> str:
        """Return the newest name of a bookmark, or the one that it will get next."""
        ...

    def sequence(self, name: str) -> int:
        """Return the next number of a sequence of captions."""
        ...

    def new_list(self, number: int) -> int:
        """Return the id of a list like list `number` that begins again."""
        ...

    def enter_note(self, kind: str) -> None:
        """Say that what follows belongs into a note."""
        ...

    def note(self, kind: str, start: int, known: int) -> int:
        """Take what was written since `start` as a note, and return its id, new unless known."""
        ...

    def enter_part(self, name: str) -> None:
        """Say that what follows is another copy of a header or footer."""
        ...

    def leave_part(self, start: int) -> str:
        """Take what was written since `start` as that copy; return its relationship's id."""
        ...

    def fixed_heading(self, xml: str, level: int) -> str:
        """Return a heading without values, with its bookmark."""
        ...

    def close_paragraph(self, start: int, level: int) -> None:
        """Complete the paragraph that began at `start`: its direction, a heading's bookmark."""
        ...

    def part_tables(self) -> None:
        """Put something between the table that comes and one that was just written."""
        ...

    def guard(self, start: int, wanted: str, fallback: str) -> None:
        """Complete the container that began at `start`."""
        ...

    def fit_grid(self, start: int, declared: str) -> None:
        """Fit the grid of the table that began at `start` to its rows."""
        ...
