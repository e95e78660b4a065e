"""Blocks that draw themselves, and what they may ask of the document that they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from briefing.template.values import Inline, Paragraph, Picture, Role


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
