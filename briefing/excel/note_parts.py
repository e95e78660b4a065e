"""The two parts that hold a sheet's notes: their texts, and the boxes in which they are drawn."""

from __future__ import annotations

from bisect import bisect_right
from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from briefing.excel.strings import escaped, lines_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.excel.cells import Note

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TEXTS: Final = (
    f'{_HEAD}<comments xmlns="{_MAIN}"><authors><author>Briefing</author></authors><commentList>'
)
_LINE_WIDTH: Final = 56  # digits in a line of a box of 288 points
_AT_ONCE: Final = 64  # notes
_TALLEST: Final = 400
_WIDTH: Final = 384  # pixels, 288 points
_ASIDE: Final = 12  # pixels between a cell and the box of its note
_BELOW: Final = 4  # pixels between the top of a row and the box
_DIGIT: Final = 7  # pixels of a digit of the standard font, and of the width of a column
_POINT: Final = 96 / 72  # pixels of a point
_FURTHER: Final = 64, 18  # pixels of a column and of a row beyond those of the sheet
_BEYOND: Final = 64  # how many of those a box may reach over
_SHAPES: Final = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)


def note_parts(
    notes: Sequence[Note], widths: Sequence[float], heights: Sequence[float]
) -> tuple[bytes, bytes]:
    """Return the parts `comments` and `vmlDrawing`: what notes say, and a hidden box for each.

    A box hangs on the cells that it covers, so what they measure decides how large it is. Both
    parts take some notes at a time, which the second one then still finds close in memory.

    Args:
        notes: The notes.
        widths: The columns of the sheet, in digits.
        heights: Its rows, in points.
    """
    across = _edges([_DIGIT * width for width in widths], _FURTHER[0])
    down = _edges([_POINT * height for height in heights], _FURTHER[1])
    sides = [_sides(across, column) for column in range(len(widths))]
    texts, boxes = BytesIO(), BytesIO()
    texts.write(_TEXTS.encode())
    boxes.write(_SHAPES.encode())
    for first in range(0, len(notes), _AT_ONCE):
        some = notes[first : first + _AT_ONCE]
        texts.write("".join(map(_text, some)).encode())
        drawn = [_box(at, note, sides[note.column], down) for at, note in enumerate(some, first)]
        boxes.write("".join(drawn).encode())
    texts.write(b"</commentList></comments>")
    boxes.write(b"</xml>")
    return texts.getvalue(), boxes.getvalue()


def _text(note: Note) -> str:
    return (
        f'<comment ref="{note.cell}" authorId="0"><text><r><rPr><sz val="9"/>'
        f'<rFont val="Calibri"/><family val="2"/></rPr>'
        f"<t>{escaped(note.text.strip())}</t></r></text></comment>"
    )


def _edges(sizes: Sequence[float], further: int) -> list[int]:
    """Return where columns or rows begin, in pixels."""
    whole = (*map(round, sizes), *([further] * _BEYOND))
    return list(accumulate(whole, initial=0))


def _sides(across: Sequence[int], column: int) -> tuple[str, str]:
    """Return where boxes beside a column begin and end: a column each, and pixels from its edge."""
    right = across[column + 1] + _ASIDE + _WIDTH
    last = bisect_right(across, right) - 1
    return f"{column + 1}, {_ASIDE}", f"{last}, {right - across[last]}"


def _box(at: int, note: Note, sides: tuple[str, str], down: Sequence[int]) -> str:
    row, column, cell, text = note
    height = _height(text)
    left, right = sides
    bottom = down[row] + _BELOW + height * 4 // 3
    last = bisect_right(down, bottom) - 1
    return (
        f'<v:shape id="_x0000_s{1025 + at}" type="#_x0000_t202" alt="Note on {cell}"'
        f' style="position:absolute;width:288pt;height:{height}pt;'
        f'z-index:{at + 1};visibility:hidden" fillcolor="#FFFFFF" strokecolor="#7A8594"'
        ' o:insetmode="auto"><v:textbox style="mso-direction-alt:auto">'
        '<div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:SizeWithCells/><x:Anchor>'
        f"{left}, {row}, {_BELOW}, {right}, {last}, {bottom - down[last]}</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row>"
        f"<x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )


def _height(text: str) -> int:
    """Return how high the box of a note is, in points."""
    height = 12 * _lines(text) + 12
    return height if height < _TALLEST else _TALLEST


def _lines(text: str) -> int:
    """Return about how many lines a note takes; counted by letters, as there are many notes."""
    if not text.isascii():
        return lines_at(text, _LINE_WIDTH)
    if "\n" not in text:
        return 1 + len(text) // _LINE_WIDTH
    return sum(1 + len(paragraph) // _LINE_WIDTH for paragraph in text.split("\n"))
