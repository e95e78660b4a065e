"""The compiled form of a Word template: what a document is written from, again and again."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.files.zips import StoredPart
from briefing.template.routine import Routine
from briefing.template.style_sheet import StyleSheet
from briefing.word.numerals import Numerals
from briefing.word.relationships import ContentTypes, Relationship


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPart:
    """A part that is written anew for every pack.

    Attributes:
        name: Its name in the file.
        label: What an author calls it.
        routine: The function that writes it.
        is_body: Whether it is the document itself, with headings and notes.
    """

    name: str
    label: str
    routine: Routine
    is_body: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """What is needed to start a numbered list at 1 again.

    Attributes:
        name: Name of the part, or "" when the template has none.
        head: The part up to where a new list goes.
        tail: The rest.
        abstract: Abstract numbering id by numbering id.
    """

    name: str = ""
    head: str = ""
    tail: str = ""
    abstract: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledTemplate:
    """A template from which packs are written; plain data.

    Attributes:
        texts: The parts that are written anew, the body first.
        copied: The parts that stay as they are, still compressed.
        relationships: The relationships of every kept part; "" has those of the file.
        types: The kinds of the kept parts.
        styles: The template's styles.
        numbering: Its numbered lists.
        notes: Head of its notes part (without closing tag) and its name, by kind; and the next id.
        numerals: How its notes are numbered, by kind.
        properties: The functions that write title, subject and so on.
    """

    texts: tuple[TextPart, ...]
    copied: tuple[StoredPart, ...]
    relationships: dict[str, tuple[Relationship, ...]]
    types: ContentTypes
    styles: StyleSheet
    numbering: Numbering
    notes: dict[str, tuple[str, str, int]]
    numerals: dict[str, Numerals]
    properties: dict[str, Routine]

    @property
    def body(self) -> str:
        """Name of the document's own part."""
        return self.texts[0].name
