"""Cells of a drawn matrix: their words, edges, fills and what holds them apart in one ink."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.template.cell_words import basis_of, cell_in_words, condition_of
from briefing.template.values import Inline, Text

if TYPE_CHECKING:
    from briefing.domain.cells import Cell
    from briefing.domain.marks import Mark
    from briefing.template.drawing import DrawingContext
    from briefing.template.words import Words

RULE: Final = "808A97"
HEADER_INK: Final = "1F4E79"
HEADER_FILL: Final = "EAF0F6"
_STRIPES = "C7A3A3"
_TWIPS_PER_MM: Final = 1440 / 25.4


def twips(width_mm: float) -> int:
    """Return a length in twentieths of a point."""
    return round(width_mm * _TWIPS_PER_MM)


@dataclass(frozen=True, slots=True)
class Edge:
    """The line on one side of a cell."""

    style: str
    size: int
    color: str

    def xml(self, side: str) -> str:
        """Return the line as an element."""
        line = f'w:val="{self.style}" w:sz="{self.size}" w:space="0" w:color="{self.color}"'
        return f"<w:{side} {line}/>"


BETWEEN_ROWS: Final = Edge("single", 4, RULE)
BETWEEN_COLUMNS: Final = Edge("single", 12, "FFFFFF")
DASHED: Final = Edge("dashed", 6, "55606E")
FAINT: Final = Edge("dashed", 4, "B5BCC6")
NOTHING: Final = Edge("nil", 0, "auto")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edges:
    """The four lines around a cell."""

    top: Edge = NOTHING
    left: Edge = NOTHING
    bottom: Edge = NOTHING
    right: Edge = NOTHING

    def xml(self) -> str:
        """Return the lines in the order that the schema asks for."""
        sides = ("top", "left", "bottom", "right")
        return f"<w:tcBorders>{''.join(getattr(self, s).xml(s) for s in sides)}</w:tcBorders>"


def in_words(cell: Cell, language: str) -> Inline:
    """Return sign and words of a cell in a language."""
    return Inline((Text(f"{cell.mark.symbol} "), *cell_in_words(cell, language).pieces))


def in_code(cell: Cell, number: int | None, words: Words) -> tuple[Inline, str, Inline]:
    """Return code and sign of a cell, the number of its note, and its counts."""
    sign = "" if cell.mark.symbol == cell.mark.short or cell.mark.bold else f" {cell.mark.symbol}"
    spoken = bool(cell.commitments or cell.position)
    return (
        Inline.of(Text(f"{words.short(cell.mark)}{sign}", bold=spoken)),
        "" if number is None else str(number),
        Inline.of(cell.tail),
    )


def note_of(cell: Cell, words: Words) -> str:
    """Return what a narrow cell has no room for: its condition and an unfirm basis."""
    return words.say(", ").join(filter(None, (condition_of(cell, words), basis_of(cell, words))))


def shading(mark: Mark, *, fills: bool) -> str:
    """Return the background of a cell; opposite meanings keep apart without fills too."""
    fill = mark.fill.lstrip("#") if fills or mark.bold else "FFFFFF"
    if mark.struck:
        return f'<w:shd w:val="thinDiagStripe" w:color="{_STRIPES}" w:fill="{fill}"/>'
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def run_properties(mark: Mark, size_pt: float) -> str:
    """Return what every run of a cell has besides the emphasis of its words."""
    half = round(size_pt * 2)
    return "".join(
        (
            "<w:b/>" if mark.bold else "",
            "<w:i/>" if mark.italic else "",
            "<w:strike/>" if mark.struck else "",
            (
                f'<w:color w:val="{mark.ink.lstrip("#")}"/><w:sz w:val="{half}"/>'
                f'<w:szCs w:val="{half}"/>'
            ),
        )
    )


def paragraph(
    context: DrawingContext,
    runs: str,
    align: str = "left",
    *,
    keep: bool = False,
    turned: bool = False,
) -> str:
    """Return the paragraph of a cell.

    Args:
        context: The document.
        runs: Its words.
        align: `left` for where a line begins in the language, or `center`.
        keep: Whether it stays with the next row.
        turned: Whether it runs from left to right in a document that does not: code, sign and
            number keep their order.
    """
    style = context.paragraph_style("Table Text")
    return (
        "<w:p><w:pPr>"
        + (f'<w:pStyle w:val="{style}"/>' if style else "")
        + ("<w:keepNext/>" if keep else "")
        + ('<w:bidi w:val="0"/>' if turned else "")
        + '<w:spacing w:before="0" w:after="0" w:line="214" w:lineRule="atLeast"/>'
        + '<w:ind w:left="0" w:right="0" w:firstLine="0"/>'
        + f'<w:jc w:val="{align}"/></w:pPr>{runs}</w:p>'
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The outside of a table cell.

    Attributes:
        width_mm: Its width.
        edges: The lines around it.
        shading: Its `w:shd`, or nothing.
        direction: `btLr` for words that run upwards, or nothing.
        align: `top`, `center` or `bottom`.
    """

    width_mm: float
    edges: Edges
    shading: str = ""
    direction: str = ""
    align: str = "center"

    def xml(self, content: str) -> str:
        """Return the cell with its content."""
        turned = f'<w:textDirection w:val="{self.direction}"/>' if self.direction else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(self.width_mm)}" w:type="dxa"/>{self.edges.xml()}'
            f'{self.shading}{turned}<w:vAlign w:val="{self.align}"/></w:tcPr>{content}</w:tc>'
        )
