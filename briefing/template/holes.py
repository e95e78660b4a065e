"""What surrounds a value in a template: what a document needs of it is plain data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """The surroundings of a value.

    Attributes:
        place: Where it stands, in words.
        words: The tag.
        run: `w:rPr` of its run, as text.
        before: What is written before it: the start of its run, or of its whole paragraph.
        after: What is written after it.
        is_linked: Whether it stands inside a hyperlink, where no other link can be.
        paragraph: The children of `w:pPr`, as text, when the value has a paragraph to itself.
        level: Outline level of that paragraph, from 1, or 0.
        width: Width for what stands there, in twips.
        in_cell: Whether it is all that a table cell holds, which must end in a paragraph.
        follows_table: Whether a table of the template stands right before it.
    """

    place: str
    words: str
    run: str = ""
    before: str = ""
    after: str = ""
    is_linked: bool = False
    paragraph: str = ""
    level: int = 0
    width: int = 0
    in_cell: bool = False
    follows_table: bool = False

    @property
    def told(self) -> str:
        """Where it stands, with the tag."""
        return f"{self.place}: “{self.words}”" if self.words else self.place
