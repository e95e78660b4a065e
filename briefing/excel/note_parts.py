"""The two parts that hold a sheet's notes: their texts, and the boxes in which they are drawn."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from briefing.excel.strings import escaped, lines_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.excel.cells import Note

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_AUTHOR: Final = "Briefing"
_LINE_WIDTH: Final = 56  # digits in a line of a box of 288 points
_TALLEST: Final = 400
_SHAPES: Final = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)


def texts_part(notes: Sequence[Note]) -> bytes:
    """Return the part `comments`: what the notes say."""
    head = (
        f'{_HEAD}<comments xmlns="{_MAIN}"><authors><author>{_AUTHOR}</author></authors>'
        "<commentList>"
    )
    rows = (
        f'<comment ref="{note.cell}" authorId="0"><text><r><rPr><sz val="9"/>'
        f'<rFont val="Calibri"/><family val="2"/></rPr>'
        f"<t>{escaped(note.text.strip())}</t></r></text></comment>"
        for note in notes
    )
    return "".join((head, *rows, "</commentList></comments>")).encode()


def boxes_part(notes: Sequence[Note]) -> bytes:
    """Return the part `vmlDrawing`: one hidden box for each note, as large as its text."""
    boxes = map(_box, range(1, len(notes) + 1), notes)
    return "".join((_SHAPES, *boxes, "</xml>")).encode()


def _box(number: int, note: Note) -> str:
    height, rows = _size(_lines(note.text))
    row, column = note.row, note.column
    top = row - 1 if row else 0
    return (
        f'<v:shape id="_x0000_s{1024 + number}" type="#_x0000_t202" alt="Note on {note.cell}"'
        f' style="position:absolute;width:288pt;height:{height}pt;'
        f'z-index:{number};visibility:hidden" fillcolor="#FFFFFF" strokecolor="#7A8594"'
        ' o:insetmode="auto"><v:textbox style="mso-direction-alt:auto">'
        '<div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:SizeWithCells/><x:Anchor>'
        f"{column + 1}, 12, {top}, 4, {column + 5}, 12, {top + rows}, 4</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row>"
        f"<x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )


@cache
def _size(lines: int) -> tuple[int, int]:
    """Return how high a box of some lines is, in points and in rows."""
    height = min(_TALLEST, 12 * lines + 10)
    return height, max(2, round(height / 27))


def _lines(text: str) -> int:
    """Return about how many lines a note takes; counted by letters, as there are many notes."""
    if not text.isascii():
        return lines_at(text, _LINE_WIDTH)
    if "\n" not in text:
        return 1 + len(text) // _LINE_WIDTH
    return sum(1 + len(paragraph) // _LINE_WIDTH for paragraph in text.split("\n"))
