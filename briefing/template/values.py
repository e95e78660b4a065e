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
from typing import TYPE_CHECKING, Final, Self, TypeAlias

from briefing.template.drawing import Drawn

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
    CONTINUED = "continued"
    HEADING1 = "heading1"
    HEADING2 = "heading2"
    HEADING3 = "heading3"
    HEADING4 = "heading4"
    RULE = "rule"
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
    """Words that lead to an address; anything but http, https and mailto prints as plain words.

    Attributes:
        text: The words.
        url: The address.
        bold: Added to what the placeholder's own run says.
        italic: Added likewise.
        tip: What is said about it when it is pointed at.
    """

    text: str
    url: str
    bold: bool = False
    italic: bool = False
    tip: str = ""

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


@dataclass(frozen=True, slots=True)
class Origin:
    """The field of a record that words are the value of.

    Attributes:
        kind: The kind of the record, singular; `pack` for the pack itself.
        id: Its id.
        field: The field.
        part: Which paragraph of its prose they are, from 1, or 0 for a value that is no prose.
    """

    kind: str
    id: str
    field: str
    part: int = 0

    @property
    def tag(self) -> str:
        """Return how a document names it: `section/hf3pt7mtggdf/markdown#2`."""
        number = f"#{self.part}" if self.part else ""
        return f"{self.kind}/{self.id}/{self.field}{number}"


@dataclass(frozen=True, slots=True)
class Bound:
    """Words that are the value of a record's field, so that what is changed in them comes home.

    Only the review form of a document has them; anywhere else they print as what they hold.

    Attributes:
        origin: Which field.
        content: The words.
        prose: The whole Markdown of the field, where they are a paragraph of it.
    """

    origin: Origin
    content: Inline
    prose: str = ""


_WORDS: Final = (Text, Link, Quotation)
Piece: TypeAlias = Text | Link | Quotation | Note | Citation | Picture | Bound


@dataclass(frozen=True, slots=True)
class Inline:
    """Rich text within one paragraph."""

    pieces: tuple[Piece, ...] = ()

    @classmethod
    def of(cls, *pieces: Piece | str) -> Self:
        """Return rich text made of pieces; a plain `str` becomes `Text`."""
        return cls(tuple(Text(piece) if isinstance(piece, str) else piece for piece in pieces))

    def __bool__(self) -> bool:
        for piece in self.pieces:  # noqa: SIM110  # asked for every value: faster than `any`
            if not isinstance(piece, Text) or piece.text:
                return True
        return False

    @property
    def plain(self) -> str:
        """Return the words alone, without notes and pictures."""
        found = []
        for piece in self.pieces:
            if isinstance(piece, Bound):
                found.append(piece.content.plain)
            elif isinstance(piece, _WORDS):
                found.append(piece.text)
        return "".join(found)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph with a role.

    Attributes:
        content: Its words; a `str` is plain text.
        role: Decides the style.
        level: Depth of a list item, or of the item that a paragraph continues, from 0.
        list: Numbered items with the same number here are one list, whatever stands between them;
            with 0 they are one as long as nothing does.
        start: The number that its list begins with.
        keep_with_next: Stays on the page of the paragraph that follows.
        style: Name of a paragraph style that goes before the role's, or None.
    """

    content: Inline | str
    role: Role = Role.BODY
    level: int = 0
    list: int = 0
    start: int = 1
    keep_with_next: bool = False
    style: str | None = None


class Align(StrEnum):
    """How the words of a column stand; the values of `w:jc`."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table in the template's own style; its header row is repeated on every page.

    Attributes:
        header: The cells of the first row.
        rows: Those of the others, as many as the header has.
        aligns: How each column stands.
    """

    header: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]
    aligns: tuple[Align, ...]

    @property
    def lines(self) -> tuple[Inline, ...]:
        """Return its rows as lines of words, for a place where no table can stand."""
        found = []
        for row in (self.header, *self.rows):
            pieces: list[Piece] = []
            for place, cell in enumerate(row):
                pieces += (Text(" | "),) if place else ()
                pieces += cell.pieces
            found.append(Inline(tuple(pieces)))
        return tuple(found)


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


Block: TypeAlias = Paragraph | Table | Picture | Contents | References | PageBreak | Drawn


@dataclass(frozen=True, slots=True)
class Blocks:
    """Paragraphs, pictures and drawn tables that replace the placeholder's paragraph.

    Attributes:
        items: They.
        base: The outline level that headings of the first rank have among them, so that they can
            be counted from the heading that they stand under; 0 for headings that stay as they are.
    """

    items: tuple[Block, ...] = ()
    base: int = 0

    @classmethod
    def of(cls, items: Iterable[Block | Inline | str]) -> Self:
        """Return blocks; rich text and plain text become body paragraphs."""
        return cls(
            tuple(Paragraph(item) if isinstance(item, Inline | str) else item for item in items)
        )

    def __bool__(self) -> bool:
        return bool(self.items)
