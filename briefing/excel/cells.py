"""The cells of a sheet as XML: shared strings, numbers, formulas with results, links, notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from openpyxl.utils import get_column_letter

from briefing.excel.looks import FONT
from briefing.excel.sheet import natural_height
from briefing.excel.strings import escaped, escaped_attribute, needs_quote_prefix

if TYPE_CHECKING:
    from briefing.excel.looks import Looks
    from briefing.excel.sheet import Entry, Row, Sheet

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class SharedStrings:
    """The texts of a workbook, each kept once."""

    def __init__(self) -> None:
        self._items: dict[str, int] = {}
        self._uses = 0

    def index(self, entry: Entry) -> int:
        """Return the number of an entry's text, which is kept when it is new."""
        self._uses += 1
        item = _rich(entry) if entry.emphasis else _text(entry.text)
        return self._items.setdefault(item, len(self._items))

    def part(self) -> bytes:
        """Return the part that holds the texts."""
        items = "".join(f"<si>{item}</si>" for item in self._items)
        counts = f'count="{self._uses}" uniqueCount="{len(self._items)}"'
        return f'{_HEAD}<sst xmlns="{_MAIN}" {counts}>{items}</sst>'.encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note on a cell; row and column are counted from 0."""

    row: int
    column: int
    text: str

    @property
    def cell(self) -> str:
        """Return the cell's name."""
        return f"{get_column_letter(self.column + 1)}{self.row + 1}"


@dataclass(slots=True, kw_only=True)
class Written:
    """What a sheet's cells came to.

    Attributes:
        data: The element `sheetData`.
        links: The elements `hyperlink`.
        addresses: The web addresses that the links lead to, by relationship id.
        notes: The notes.
    """

    data: str = ""
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
    rows: list[str] = []
    for at, row in enumerate(sheet.rows):
        cells = [
            _cell(entry, f"{get_column_letter(column + 1)}{at + 1}", strings, looks)
            for column, entry in enumerate(row.entries)
        ]
        rows.append(f'<row r="{at + 1}"{_height(row, sheet)}>{"".join(cells)}</row>')
        for column, entry in enumerate(row.entries):
            if entry.target or entry.note:
                _attach(entry, at, column, written)
    written.data = f"<sheetData>{''.join(rows)}</sheetData>"
    return written


def _height(row: Row, sheet: Sheet) -> str:
    if row.height is None:
        return f' ht="{natural_height(row, sheet.widths):g}"'
    return f' ht="{row.height:g}" customHeight="1"'


def _cell(entry: Entry, name: str, strings: SharedStrings, looks: Looks) -> str:
    if entry.formula:
        style = looks.number(entry.look)
        formula = escaped(entry.formula)
        if entry.number is None:
            return (
                f'<c r="{name}" s="{style}" t="str"><f>{formula}</f>'
                f"<v>{escaped(entry.text)}</v></c>"
            )
        return f'<c r="{name}" s="{style}"><f>{formula}</f><v>{_number(entry.number)}</v></c>'
    if entry.number is not None:
        return f'<c r="{name}" s="{looks.number(entry.look)}"><v>{_number(entry.number)}</v></c>'
    if not entry.text:
        return f'<c r="{name}" s="{looks.number(entry.look)}"/>'
    style = looks.number(entry.look, quoted=needs_quote_prefix(entry.text))
    return f'<c r="{name}" s="{style}" t="s"><v>{strings.index(entry)}</v></c>'


def _number(number: Decimal | int) -> str:
    return f"{number:f}" if isinstance(number, Decimal) else str(number)


def _attach(entry: Entry, row: int, column: int, written: Written) -> None:
    if entry.note:
        written.notes.append(Note(row=row, column=column, text=entry.note))
    if not entry.target:
        return
    name = f"{get_column_letter(column + 1)}{row + 1}"
    if entry.target.startswith("'"):
        written.links.append(f'<hyperlink ref="{name}" location="{entry.target}"/>')
        return
    key = f"rIdLink{len(written.addresses) + 1}"
    written.addresses[key] = entry.target
    written.links.append(f'<hyperlink ref="{name}" r:id="{key}"/>')


def _text(text: str) -> str:
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<t{space}>{escaped(text)}</t>"


def _rich(entry: Entry) -> str:
    start, stop = entry.emphasis or (0, 0)
    runs = (
        (entry.text[:start], False),
        (entry.text[start:stop], True),
        (entry.text[stop:], False),
    )
    return "".join(
        f"<r><rPr>{_run_format(entry, is_italic=italic)}</rPr>{_text(text)}</r>"
        for text, italic in runs
        if text
    )


def _run_format(entry: Entry, *, is_italic: bool) -> str:
    look = entry.look
    switches = ((look.bold, "<b/>"), (is_italic, "<i/>"), (look.struck, "<strike/>"))
    marks = "".join(tag for is_on, tag in switches if is_on)
    ink = escaped_attribute(look.ink.removeprefix("#"))
    return (
        f'<rFont val="{FONT}"/><family val="2"/>{marks}<color rgb="FF{ink}"/>'
        f'<sz val="{look.size:g}"/>'
    )
