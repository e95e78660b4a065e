"""What a field of a template may hold: text, rich text, blocks, pictures and drawn tables.

Besides the classes below a value may be `None` or `""` (empty: prints the empty text and is
counted), `str` (LF becomes a line break, tab a tab), `int`, `float`, `bool`, a record (any
`Mapping` from field name to value, which may compute its values when asked) and a list (any
sequence of values). Attributes of objects are never looked at.

    Inline((Text("It said "), Quotation("q1", "no troops"), Text("."), Note(Inline.of("Letter."))))
    Blocks((Paragraph("First.", role=Role.BODY), Paragraph("Item", role=Role.BULLET)))
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, Self, TypeAlias, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterable

LINK_SCHEMES = ("http://", "https://", "mailto:")


class Role(StrEnum):
    """What a paragraph is; the template's own style for it is found by name."""

    BODY = "body"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    BULLET = "bullet"
    NUMBER = "number"
    HEADING1 = "heading1"
    HEADING2 = "heading2"
    HEADING3 = "heading3"
    HEADING4 = "heading4"
    CAPTION = "caption"
    SPOKEN = "spoken"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Text:
    """Words with their emphasis.

    Attributes:
        text: LF prints as a line break, tab as a tab.
        bold: Added to what the placeholder's own run says.
        italic: Added likewise.
        style: Name of one of the template's character styles, or None.
    """

    text: str
    bold: bool = False
    italic: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address; anything but http, https and mailto prints as plain words."""

    text: str
    url: str

    @property
    def is_safe(self) -> bool:
        """Tell whether the address may become a link."""
        return self.url.lower().startswith(LINK_SCHEMES)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a source that the finished file must hold code point by code point.

    Attributes:
        id: What the proof names when the words are not found: the quote's id.
        text: The words, without quotation marks.
        italic: Added to what the placeholder's own run says.
        language: Of which translation they are; "" for the source's own words.
    """

    id: str
    text: str
    italic: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote with words of its own; in a header or footer it prints in brackets."""

    content: Inline


@dataclass(frozen=True, slots=True)
class Reference:
    """One source as citations name it.

    Attributes:
        id: The same wherever the same source is named.
        full: How it is named the first time.
        short: How it is named from then on.
    """

    id: str
    full: Inline
    short: Inline


@dataclass(frozen=True, slots=True)
class Citation:
    """What the words before it rest on; notes or numbers of an annex, as the document wishes."""

    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A PNG or JPEG that stands in a line.

    Attributes:
        data: The file's bytes; equal pictures are stored once.
        media_type: `image/png` or `image/jpeg`.
        width_mm: Printed width.
        height_mm: Printed height.
        alt: What is read aloud instead; "" marks it as decoration.
    """

    data: bytes
    media_type: str
    width_mm: float
    height_mm: float
    alt: str


Piece: TypeAlias = Text | Link | Quotation | Note | Citation | Picture


@dataclass(frozen=True, slots=True)
class Inline:
    """Rich text within one paragraph."""

    pieces: tuple[Piece, ...] = ()

    @classmethod
    def of(cls, *pieces: Piece | str) -> Self:
        """Return rich text made of pieces; a plain `str` becomes `Text`."""
        return cls(tuple(Text(piece) if isinstance(piece, str) else piece for piece in pieces))

    def __bool__(self) -> bool:
        return any(not isinstance(piece, Text) or piece.text for piece in self.pieces)

    @property
    def plain(self) -> str:
        """Return the words alone, without notes and pictures."""
        return "".join(
            piece.text for piece in self.pieces if isinstance(piece, Text | Link | Quotation)
        )


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph with a role.

    Attributes:
        content: Its words; a `str` is plain text.
        role: Decides the style.
        level: Depth of a list item, from 0.
        keep_with_next: Stays on the page of the paragraph that follows.
        style: Name of a paragraph style that goes before the role's, or None.
    """

    content: Inline | str
    role: Role = Role.BODY
    level: int = 0
    keep_with_next: bool = False
    style: str | None = None


@runtime_checkable
class Drawn(Protocol):
    """A block that writes its own WordprocessingML, for instance a table."""

    def xml(self, context: DrawingContext) -> str:
        """Return complete block-level elements (`w:p`, `w:tbl`), prefixes as in the part's root.

        Text must go through `context.runs` or `context.paragraph`; nothing else escapes it.
        """
        ...


class DrawingContext(Protocol):
    """What a drawn block may ask of the document that it is written into."""

    @property
    def text_width_mm(self) -> float:
        """Width between the margins of this section, or of the table cell that holds the block."""
        ...

    @property
    def text_width_twips(self) -> int:
        """The same width in twentieths of a point."""
        ...

    @property
    def language(self) -> str:
        """The document's language, for instance `en-GB`."""
        ...

    def next_id(self) -> int:
        """Return a number that no other drawing or bookmark of this document has."""
        ...

    def runs(self, content: Inline | str, properties: str = "") -> str:
        """Return run elements for rich text.

        Args:
            content: What to print; notes become footnotes, quotations enter the ledger.
            properties: The children of `w:rPr` that every run gets, in the schema's order.
        """
        ...

    def paragraph(self, paragraph: Paragraph, properties: str = "") -> str:
        """Return one `w:p`.

        Args:
            paragraph: Its words and role.
            properties: Children of `w:pPr` that follow `w:pStyle` and `w:keepNext`.
        """
        ...

    def note(self, content: Inline) -> str:
        """Return the run that refers to a new footnote."""
        ...

    def picture(self, picture: Picture) -> str:
        """Return the run that holds a picture."""
        ...

    def paragraph_style(self, name: str) -> str | None:
        """Return the id of the paragraph style of that name (any case), or None."""
        ...

    def table_style(self, name: str) -> str | None:
        """Return the id of the table style of that name (any case), or None."""
        ...

    def role_style(self, role: Role) -> str | None:
        """Return the id of the paragraph style that the template has for a role, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents, filled in after the body from the headings that were written.

    Attributes:
        levels: Headings down to this outline level are listed.
    """

    levels: int = 2


@dataclass(frozen=True, slots=True)
class References:
    """The numbered list of what was cited, filled in after the body; for citations as an annex."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block: TypeAlias = Paragraph | Picture | Contents | References | PageBreak | Drawn


@dataclass(frozen=True, slots=True)
class Blocks:
    """Paragraphs, pictures and drawn tables that replace the placeholder's paragraph."""

    items: tuple[Block, ...] = ()

    @classmethod
    def of(cls, items: Iterable[Block | Inline | str]) -> Self:
        """Return blocks; rich text and plain text become body paragraphs."""
        return cls(
            tuple(Paragraph(item) if isinstance(item, Inline | str) else item for item in items)
        )

    def __bool__(self) -> bool:
        return bool(self.items)
