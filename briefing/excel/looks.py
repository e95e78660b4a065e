"""Looks as openpyxl formats: each look is registered once and known by its number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle

from briefing.excel.sheet import (
    ACCENT,
    BODY,
    COUNT,
    FIRST,
    HEADER,
    LINE,
    SUBTITLE,
    TITLE,
    Edge,
    Look,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FONT: Final = "Calibri"
_HATCH: Final = "#C9A3A3"
_DASH: Final = "#7A8594"
_TURNED: Final = {"left": "right", "right": "left"}
_RIGHT_TO_LEFT: Final = 2  # reading order of a cell


def _kind(look: Look) -> tuple[object, ...]:
    """Return what makes a look a title, a heading, a name: not where its text stands."""
    return look.bold, look.size, look.ink, look.fill, look.wrap, look.align, look.number


_STYLES: Final = {
    _kind(TITLE): "Matrix title",
    _kind(SUBTITLE): "Matrix subtitle",
    _kind(HEADER): "Matrix heading",
    _kind(replace(HEADER, align="right")): "Matrix heading",
    _kind(FIRST): "Matrix name",
    _kind(BODY): "Matrix text",
    _kind(COUNT): "Matrix count",
}
"""The styles that a house may have in its own workbook; each takes the place of a look of ours."""


class Looks:
    """The cell formats of one workbook, made as they are first needed.

    Args:
        sheet: A sheet of the workbook.
        font: The font of all cells.
        is_right_to_left: Whether the sheets run from right to left.
    """

    def __init__(self, sheet: Worksheet, font: str = FONT, *, is_right_to_left: bool) -> None:
        self._sheet = sheet
        self.font = font
        self._is_right_to_left = is_right_to_left
        book = sheet.parent
        self._styles = frozenset(book.named_styles) if book is not None else frozenset()
        self._numbers: dict[tuple[Look, bool], int] = {}
        self._seen: dict[int, tuple[Look, int, int]] = {}

    def number(self, look: Look, *, quoted: bool = False) -> int:
        """Return the number of a look's cell format.

        Args:
            look: The look.
            quoted: Whether the cell is marked as text that only looks like something else.
        """
        key = look, quoted
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = self._register(look, quoted=quoted)
        return found

    def numbers(self, look: Look) -> tuple[Look, int, int]:
        """Return a look with the numbers of its formats: as it is, and for marked text.

        It is found by identity: there are few looks and many cells, and hashing a look takes long.
        """
        seen = self._seen.get(id(look))
        if seen is None:  # the look is kept, so that no other one can get its place in memory
            plain, quoted = self.number(look), self.number(look, quoted=True)
            seen = self._seen[id(look)] = look, plain, quoted
        return seen

    def _register(self, look: Look, *, quoted: bool) -> int:
        if look.style:
            return look.style
        cell = Cell(self._sheet, row=1, column=1)  # carries formats only; never part of the sheet
        named = _STYLES.get(_kind(look), "")
        if named in self._styles:
            cell.style = named
            own = cell.alignment  # what was fitted to its text must wrap
            cell.alignment = Alignment(
                horizontal="right" if look.align == "right" else own.horizontal,
                vertical=own.vertical,
                wrap_text=look.wrap,
            )
            cell.quotePrefix = quoted
            return int(cell.style_id)
        cell.font = _font(look, self.font)
        cell.fill = _fill(look)
        cell.border = _border(look)
        cell.alignment = Alignment(
            horizontal=_TURNED.get(look.align, look.align)
            if self._is_right_to_left
            else look.align,
            vertical=look.vertical,
            wrap_text=look.wrap,
            indent=1 if look.align == "left" else 0,  # others are not indented alike everywhere
            readingOrder=_RIGHT_TO_LEFT if self._is_right_to_left else 0,
        )
        cell.number_format = look.number
        cell.quotePrefix = quoted
        return int(cell.style_id)


def conditional(look: Look) -> DifferentialStyle:
    """Return a look as what conditional formatting lays over a cell."""
    return DifferentialStyle(
        font=Font(b=look.bold, i=look.italic, strike=look.struck, color=_colour(look.ink)),
        fill=_fill(look, is_laid_over=True) if look.fill or look.hatched else None,
        border=_border(look),
    )


def _font(look: Look, font: str) -> Font:
    return Font(
        name=font,
        family=2,
        sz=look.size,
        b=look.bold,
        i=look.italic,
        strike=look.struck,
        u="single" if look.underlined else None,
        color=_colour(look.ink),
    )


def _fill(look: Look, *, is_laid_over: bool = False) -> PatternFill:
    """Return the fill; a solid one laid over has its colour in the other attribute."""
    if look.hatched:
        below = _colour(look.fill or "#FFFFFF")
        return PatternFill(patternType="lightUp", fgColor=_colour(_HATCH), bgColor=below)
    if not look.fill:
        return PatternFill()
    if is_laid_over:
        return PatternFill(patternType="solid", bgColor=_colour(look.fill))
    return PatternFill(patternType="solid", fgColor=_colour(look.fill), bgColor=_colour(look.fill))


def _border(look: Look) -> Border:
    if look.edge is Edge.DASHED:
        side = Side(style="dashed", color=_colour(_DASH))
        return Border(left=side, right=side, top=side, bottom=side)
    if look.edge is Edge.ABOVE:
        below = Side(style="thin", color=_colour(LINE))
        return Border(top=Side(style="medium", color=_colour(ACCENT)), bottom=below)
    if look.edge is Edge.BELOW:
        return Border(bottom=Side(style="thin", color=_colour(LINE)))
    return Border()


def _colour(colour: str) -> str:
    return "FF" + colour.removeprefix("#")
