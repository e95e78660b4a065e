"""The cells of a sheet as XML: shared strings, numbers, formulas with results, links, notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from openpyxl.utils import get_column_letter

from briefing.excel.measures import natural_height
from briefing.excel.strings import encoded, escaped, escaped_attribute, needs_quote_prefix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.excel.looks import Looks
    from briefing.excel.sheet import Entry, Sheet

MOST_LINKS: Final = 65_530
"""How many links a sheet may have: Excel repairs one that has more, and takes all away."""
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_END: Final = "</sheetData>"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class SharedStrings:
    """The texts of a workbook, each kept once.

    They become XML only in the part itself, so that a workbook of many texts holds each of them
    once and not three times.

    Args:
        font: The font of texts whose parts differ.
    """

    def __init__(self, font: str) -> None:
        self._font = font
        self._found: dict[str | _Rich, tuple[int, bool]] = {}
        self._uses = 0

    def index(self, entry: Entry) -> tuple[int, bool]:
        """Return the number of an entry's text, kept when it is new, and whether it is marked.

        Marked is what typing would make something else of than text.
        """
        self._uses += 1
        text = entry.text
        key = _Rich(_rich(entry, self._font)) if entry.emphasis else text
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = len(self._found), needs_quote_prefix(text)
        return found

    def part(self) -> bytes:
        """Return the part that holds the texts."""
        counts = f'count="{self._uses}" uniqueCount="{len(self._found)}"'
        items = (
            f"<si>{key.xml if isinstance(key, _Rich) else _text(key)}</si>" for key in self._found
        )
        return encoded(chain((f'{_HEAD}<sst xmlns="{_MAIN}" {counts}>',), items, ("</sst>",)))


class _Rich(NamedTuple):
    """A text whose parts differ, as XML; never equal to a text that only looks like it."""

    xml: str


class Note(NamedTuple):
    """A note on a cell, by its name too; row and column are counted from 0."""

    row: int
    column: int
    cell: str
    text: str


@dataclass(slots=True, kw_only=True)
class Written:
    """What a sheet's cells came to.

    Attributes:
        data: The element `sheetData`.
        heights: How high each row is, in points.
        links: The elements `hyperlink`.
        addresses: The web addresses that the links lead to, by relationship id.
        notes: The notes.
    """

    data: bytes = b""
    heights: list[float] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    addresses: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


def write_cells(sheet: Sheet, strings: SharedStrings, looks: Looks) -> Written:
    """Return the cells of a sheet as XML.

    Args:
        sheet: The sheet.
        strings: Takes the texts.
        looks: Gives the formats.
    """
    written = Written()
    written.data = encoded(chain(("<sheetData>",), _rows(sheet, strings, looks, written), (_END,)))
    return written


def _rows(sheet: Sheet, strings: SharedStrings, looks: Looks, written: Written) -> Iterator[str]:
    """Yield the rows; what stands elsewhere is added to what is written."""
    widest = max((len(row.entries) for row in sheet.rows), default=0)
    letters = [get_column_letter(column + 1) for column in range(widest)]
    for at, row in enumerate(sheet.rows, start=1):
        names = [f"{letter}{at}" for letter in letters[: len(row.entries)]]
        cells = [
            _cell(entry, name, strings, looks)
            for entry, name in zip(row.entries, names, strict=True)
        ]
        height = row.height or natural_height(row, sheet.widths)
        fixed = ' customHeight="1"' if row.height else ""
        written.heights.append(height)
        yield f'<row r="{at}" ht="{height:g}"{fixed}>{"".join(cells)}</row>'
        for column, entry in enumerate(row.entries):
            if entry.note:
                written.notes.append(Note(at - 1, column, names[column], entry.note))
            if entry.target and len(written.links) < MOST_LINKS:
                _link(entry.target, names[column], written)


def _cell(entry: Entry, name: str, strings: SharedStrings, looks: Looks) -> str:
    _, style, marked = looks.numbers(entry.look)
    if entry.formula:
        return _formula(entry, name, style)
    if entry.number is not None:
        return f'<c r="{name}" s="{style}"><v>{_number(entry.number)}</v></c>'
    if not entry.text:
        return f'<c r="{name}" s="{style}"/>'
    index, is_marked = strings.index(entry)
    return f'<c r="{name}" s="{marked if is_marked else style}" t="s"><v>{index}</v></c>'


def _formula(entry: Entry, name: str, style: int) -> str:
    formula = escaped(entry.formula)
    if entry.number is None:
        result = f"<v>{escaped(entry.text)}</v>"
        return f'<c r="{name}" s="{style}" t="str"><f>{formula}</f>{result}</c>'
    return f'<c r="{name}" s="{style}"><f>{formula}</f><v>{_number(entry.number)}</v></c>'


def _number(number: Decimal | int) -> str:
    return f"{number:f}" if isinstance(number, Decimal) else str(number)


def _link(target: str, name: str, written: Written) -> None:
    if target.startswith("'"):
        place = escaped_attribute(target)
        written.links.append(f'<hyperlink ref="{name}" location="{place}"/>')
        return
    key = f"rIdLink{len(written.addresses) + 1}"
    written.addresses[key] = target
    written.links.append(f'<hyperlink ref="{name}" r:id="{key}"/>')


def _text(text: str) -> str:
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<t{space}>{escaped(text)}</t>"


def _rich(entry: Entry, font: str) -> str:
    start, stop = entry.emphasis or (0, 0)
    runs = (
        (entry.text[:start], False),
        (entry.text[start:stop], True),
        (entry.text[stop:], False),
    )
    return "".join(
        f"<r><rPr>{_run_format(entry, font, is_italic=italic)}</rPr>{_text(text)}</r>"
        for text, italic in runs
        if text
    )


def _run_format(entry: Entry, font: str, *, is_italic: bool) -> str:
    look = entry.look
    switches = ((look.bold, "<b/>"), (is_italic, "<i/>"), (look.struck, "<strike/>"))
    marks = "".join(tag for is_on, tag in switches if is_on)
    ink = escaped_attribute(look.ink.removeprefix("#"))
    return (
        f'<rFont val="{font}"/><family val="2"/>{marks}<color rgb="FF{ink}"/>'
        f'<sz val="{look.size:g}"/>'
    )
