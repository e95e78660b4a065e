"""A part of somebody's document as one row of words, with what reaches over stretches of it.

Bookmarks, content controls and comments do not nest like elements: in one row they are stretches
from one place to another. Tracked changes are kept apart: what was inserted or deleted says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

NOTE: Final = "\ufff9"
"""Stands for the mark of a footnote or endnote."""
OBJECT: Final = "\ufffc"
"""Stands for a picture or a symbol."""


class Stretch(NamedTuple):
    """From one place in the row of words to another."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Words of one look.

    Attributes:
        text: The words; LF for a line break, `NOTE` for a citation.
        bold: Whether they are bold by themselves.
        italic: Whether they are italic by themselves.
        url: Where they lead to, or "".
        author: Who inserted or deleted them as a tracked change, or "".
        is_deleted: Whether they were deleted so.
    """

    text: str
    bold: bool = False
    italic: bool = False
    url: str = ""
    author: str = ""
    is_deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundControl:
    """A content control.

    Attributes:
        tag: Its tag, or "" where an office suite lost it.
        stretch: What it holds.
        is_prompt: Whether it holds only what asks for words.
    """

    tag: str
    stretch: Stretch
    is_prompt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundParagraph:
    """A paragraph.

    Attributes:
        stretch: Its words.
        style: The id of its style, or "".
        row: The number of the table row that it stands in, from 1, or 0.
        is_heading: Whether a bookmark of the contents says that it is a heading.
        is_listed: Whether it is an item of a list.
    """

    stretch: Stretch
    style: str = ""
    row: int = 0
    is_heading: bool = False
    is_listed: bool = False


@dataclass(slots=True)
class Stream:
    """A part as one row of words.

    Attributes:
        words: The words, a line break at the end of every paragraph.
        paragraphs: Its paragraphs in order.
        bookmarks: What each bookmark holds, by name; more than one stretch where it was divided.
        controls: Its content controls.
        comments: What each comment is about, by its id.
        deleted_rows: Who deleted table rows as tracked changes.
    """

    words: list[Word] = field(default_factory=list)
    paragraphs: list[FoundParagraph] = field(default_factory=list)
    bookmarks: dict[str, list[Stretch]] = field(default_factory=dict)
    controls: list[FoundControl] = field(default_factory=list)
    comments: dict[str, Stretch] = field(default_factory=dict)
    deleted_rows: list[str] = field(default_factory=list)
