"""Tables of prose in the template's own table style, as wide as the place they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.word.ordering import PARAGRAPH, with_child
from briefing.word.text import attribute

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.template.drawing import DrawingContext
    from briefing.template.values import Align, Inline, Table

_STYLES: Final = ("House Table", "Briefing Table", "Grid Table 1 Light", "Table Grid")
_HEADINGS: Final = ("Table Heading", "Table Header")
_WORDS: Final = ("Table Text", "Table Contents")
_LOOK: Final = (
    '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
    'w:noHBand="1" w:noVBand="1"/>'
)
_RULE: Final = 'w:val="single" w:sz="4" w:space="0" w:color="808A97"'
_RULES: Final = (
    f"<w:tblBorders><w:top {_RULE}/><w:bottom {_RULE}/><w:insideH {_RULE}/></w:tblBorders>"
)
_SHARE_OF_LEAST: Final = 0.5
_LONGEST: Final = 60


def table_xml(table: Table, context: DrawingContext, properties: str) -> str:
    """Return a table.

    Args:
        table: Its cells.
        context: The document.
        properties: The children of `w:pPr` of the paragraph in whose place it stands; its cells
            have them where the template has no style for cells.
    """
    widths = _widths(table, context.text_width_twips)
    style = _first(context.table_style, _STYLES)
    named = f'<w:tblStyle w:val="{attribute(style)}"/>' if style else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    writer = _Cells(table, context, widths, properties)
    return (
        f'<w:tbl><w:tblPr>{named}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'{"" if style else _RULES}<w:tblLayout w:type="fixed"/>{_LOOK}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{writer.row(table.header, is_header=True)}"
        f"{''.join(map(writer.row, table.rows))}</w:tbl>"
    )


AFTER_TABLE: Final = (  # two tables without a paragraph between them would become one
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr>'
    "</w:p>"
)


class _Cells:
    def __init__(
        self, table: Table, context: DrawingContext, widths: list[int], properties: str
    ) -> None:
        self._columns: list[tuple[int, Align]] = list(zip(widths, table.aligns, strict=True))
        self._context = context
        self._words = _named(_first(context.paragraph_style, _WORDS), properties)
        self._heading = _named(_first(context.paragraph_style, _HEADINGS), self._words)
        self._has_heading = self._heading != self._words

    def row(self, cells: tuple[Inline, ...], *, is_header: bool = False) -> str:
        repeated = "<w:tblHeader/>" if is_header else ""
        written = "".join(
            self._cell(cell, width, align, is_header=is_header)
            for cell, (width, align) in zip(cells, self._columns, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{written}</w:tr>"

    def _cell(self, cell: Inline, width: int, align: Align, *, is_header: bool) -> str:
        children = self._heading if is_header else self._words
        if align != "left":
            children = with_child(children, "jc", f'<w:jc w:val="{align}"/>', PARAGRAPH)
        bold = "<w:b/><w:bCs/>" if is_header and not self._has_heading else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>{children}'
            f"</w:pPr>{self._context.runs(cell, bold)}</w:p></w:tc>"
        )


def _first(find: Callable[[str], str | None], names: tuple[str, ...]) -> str | None:
    return next(filter(None, map(find, names)), None)


def _named(style: str | None, properties: str) -> str:
    return f'<w:pStyle w:val="{attribute(style)}"/>' if style else properties


def _widths(table: Table, whole: int) -> list[int]:
    """Return the widths of the columns: by their words, none under half of an equal part."""
    columns = list(zip(table.header, *table.rows, strict=True))
    wished = [max(min(_LONGEST, len(cell.plain)) for cell in column) + 1 for column in columns]
    least = whole * _SHARE_OF_LEAST / len(columns)
    room = whole - least * len(columns)
    return [int(least + room * wish / sum(wished)) for wish in wished]
