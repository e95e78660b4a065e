"""The compiled form of one part: constant XML and, between it, what is filled in.

A program is a tree of steps; it is plain data, can be cached, and is run by the Python function
that `generating` makes of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from briefing.template.expressions import Expression
from briefing.template.holes import Hole


@dataclass(frozen=True, slots=True)
class Constant:
    """XML that is written as it is."""

    xml: str


@dataclass(frozen=True, slots=True)
class TextHole:
    """A value among other words, inside of an open `w:t`; may close the run and open it again."""

    expression: Expression
    hole: Hole


@dataclass(frozen=True, slots=True)
class BlockHole:
    """A value that has its paragraph to itself: becomes that paragraph, or blocks instead."""

    expression: Expression
    hole: Hole


@dataclass(frozen=True, slots=True)
class AttributeHole:
    """A value inside an attribute, for instance an alternative text."""

    expression: Expression
    hole: Hole


@dataclass(frozen=True, slots=True)
class LinkHole:
    """The id of the relationship to an address that has values in it."""

    pieces: tuple[str | Expression, ...]
    hole: Hole


@dataclass(frozen=True, slots=True)
class Fresh:
    """A number that is new each time; `key` pairs the two ends of a bookmark."""

    key: int = 0
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class FreshName:
    """A bookmark's name, made unique when the bookmark repeats."""

    name: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """The name of a bookmark that repeats together with what refers to it.

    Attributes:
        name: Its name in the template.
        is_ahead: Whether the bookmark comes after the reference.
    """

    name: str
    is_ahead: bool


@dataclass(frozen=True, slots=True)
class FreshList:
    """Begins a numbered list of the template again; writes nothing."""

    key: int
    number: int


@dataclass(frozen=True, slots=True)
class ListNumber:
    """The id of the list that `FreshList` of this key began."""

    key: int


@dataclass(frozen=True, slots=True)
class NoteReference:
    """The id of a footnote, endnote or comment of the template, written where it is referred to.

    Attributes:
        kind: `footnote`, `endnote` or `comment`.
        body: Its content.
        key: Where its id is known from (`Fresh`), or 0 for an id that is given now.
    """

    kind: str
    body: Steps
    key: int = 0


@dataclass(frozen=True, slots=True)
class PartReference:
    """The id of the relationship to a header or footer that repeats with its section."""

    name: str
    body: Steps


@dataclass(frozen=True, slots=True)
class Loop:
    """Repeats its body for each item of a list; `otherwise` is for an empty list."""

    variable: str
    expression: Expression
    body: Steps
    otherwise: Steps
    place: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Writes the first branch whose condition holds, else `otherwise`."""

    branches: tuple[tuple[Expression, Steps], ...]
    otherwise: Steps
    place: str


@dataclass(frozen=True, slots=True)
class WholeParagraph:
    """A paragraph with values in it: gets its direction from its words; a heading its bookmark."""

    level: int
    body: Steps


@dataclass(frozen=True, slots=True)
class Guard:
    """A container that must not stay empty.

    Attributes:
        wanted: What its output must hold: `</w:p>` at its end, or `<w:tr` or `<w:tc` anywhere.
        body: Its content.
        fallback: Written after the content of a cell that does not end in a paragraph; a table or
            row without content is left out instead.
    """

    wanted: str
    body: Steps
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose columns repeat, go away or span: its grid is fitted to what was written.

    Attributes:
        declared: The namespaces that its part declares, as attributes.
        body: The table.
    """

    declared: str
    body: Steps


@dataclass(frozen=True, slots=True)
class SequenceNumber:
    """The next number of a sequence of captions."""

    name: str


@dataclass(frozen=True, slots=True)
class Apart:
    """Keeps the table that follows from growing together with one that was just written."""


Step: TypeAlias = (
    Constant
    | TextHole
    | BlockHole
    | AttributeHole
    | LinkHole
    | Fresh
    | FreshName
    | Anchor
    | FreshList
    | ListNumber
    | NoteReference
    | PartReference
    | Loop
    | Choice
    | WholeParagraph
    | Guard
    | Grid
    | Apart
    | SequenceNumber
)
Steps: TypeAlias = tuple[Step, ...]
