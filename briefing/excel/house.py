"""A house's own workbook: its styles, font, heading, logo and running heads are taken over.

The heading is what stands above the cell `{{ matrix }}` on its first sheet, or all of that sheet
where there is no such cell. A few values may stand in it: `{{ pack.title }}`, `{{ as_of }}` …
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Final

from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from briefing.excel.house_safety import READER, harmless_parts
from briefing.excel.looks import FONT
from briefing.excel.package import zipped
from briefing.excel.sheet import NOTHING, Entry, Look, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_MATRIX: Final = re.compile(r"\{\{\s*matrix\s*\}\}")
_PLACE: Final = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_UNWANTED_CODE: Final = re.compile("&[GZ]")  # a picture that is not there, the path of the file
_PICTURES: Final = re.compile(rb"<Relationship\b[^>]*/relationships/drawing[\"'][^>]*>")
_FONT_NAME: Final = re.compile(r"[\w .-]{1,60}")
_MOST_ROWS: Final = 20
_MOST_COLUMNS: Final = 40
_OFFICE: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_IMAGE: Final = re.compile(r"xl/media/[\w.-]+\.(png|jpe?g|gif)", re.IGNORECASE)
_UNREADABLE: Final = (
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, AssertionError),
    *(OverflowError, RecursionError, OSError, InvalidFileException, etree.XMLSyntaxError),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """What a house prints above and below every page; the middle is kept for the marking."""

    header: tuple[str, str, str] = ("", "", "")
    footer: tuple[str, str, str] = ("", "", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The pictures of a sheet: what places them, and their files by the names used there.

    Attributes:
        xml: The part that places them.
        relations: The relationships of that part.
        media: The pictures by the names of their parts.
    """

    xml: bytes
    relations: bytes
    media: Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A house's own workbook.

    Attributes:
        book: The workbook, with its styles and without its sheets.
        font: The font of its standard style.
        heading: The rows above the grid, with their places still open.
        running: What stands on every page.
        drawing: The pictures of the heading, or None.
    """

    book: Workbook
    font: str
    heading: tuple[Row, ...]
    running: Running
    drawing: Drawing | None

    @property
    def says_title(self) -> bool:
        """Whether the heading has places, so that no title of ours is needed."""
        return any(_PLACE.search(entry.text) for row in self.heading for entry in row.entries)

    def filled(self, values: Mapping[str, str]) -> tuple[Row, ...]:
        """Return the heading with its values.

        Raises:
            InputRefusedError: It names a value that there is not.
        """
        return tuple(
            Row(
                entries=tuple(_with_values(entry, values) for entry in row.entries),
                height=row.height,
            )
            for row in self.heading
        )


def read_house(data: bytes) -> House:
    """Return a house's own workbook.

    Raises:
        InputRefusedError: It is no workbook, is damaged, or could do harm.
    """
    parts = harmless_parts(data)
    try:
        book = load_workbook(BytesIO(zipped(_without_pictures(parts))), keep_links=False)
    except _UNREADABLE as error:
        raise READER.refusal("it is damaged") from error
    if not book.worksheets:
        raise READER.refusal("it has no sheet", "Put the heading on its first sheet.")
    form = book.worksheets[0]
    heading = tuple(_heading(form))
    running = Running(header=_sides(form, "oddHeader"), footer=_sides(form, "oddFooter"))
    drawing = _drawing(parts, form)
    for sheet in list(book.worksheets) + list(book.chartsheets):
        book.remove(sheet)
    book.defined_names.clear()
    font = _font(parts)
    return House(book=book, font=font, heading=heading, running=running, drawing=drawing)


def _without_pictures(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts without what leads to pictures, which nobody here should decode, and names.

    The properties that somebody added may tell whose workbook it was.
    """
    return {
        name: _PICTURES.sub(b"", data) if name.startswith("xl/worksheets/_rels/") else data
        for name, data in parts.items()
        if name != "docProps/custom.xml"
    }


def _font(parts: Mapping[str, bytes]) -> str:
    """Return the font of a workbook's standard style, which is the first that it has."""
    styles = parts.get("xl/styles.xml")
    found = None if styles is None else etree.fromstring(styles).find(".//{*}font/{*}name")
    name = found.get("val", "") if found is not None else ""
    return name if _FONT_NAME.fullmatch(name) else FONT


def _heading(form: Worksheet) -> Iterator[Row]:
    width = min(form.max_column, _MOST_COLUMNS)
    rows = form.iter_rows(max_row=min(form.max_row, _MOST_ROWS), max_col=width)
    for number, row in enumerate(rows, start=1):
        if any(_MATRIX.fullmatch(str(cell.value or "").strip()) for cell in row):
            return
        yield Row(
            entries=tuple(map(_entry, row)),
            height=form.row_dimensions[number].height,
        )


def _entry(cell: Cell | MergedCell) -> Entry:
    value = cell.value
    look = NOTHING.look
    if cell.has_style:
        wrap = bool(cell.alignment.wrap_text)
        look = Look(style=int(cell.style_id), wrap=wrap) if cell.style_id else look
    if cell.data_type in {"f", "e"}:
        raise READER.refusal(
            f"its cell {cell.coordinate} computes something", "Type the words of the heading."
        )
    if isinstance(value, bool | None):
        return Entry(text=str(value) if value is not None else "", look=look)
    if isinstance(value, int | float):
        return Entry(number=Decimal(str(value)), look=look)
    text = value.isoformat() if isinstance(value, date) else str(value)
    return Entry(text=text, look=look)


def _sides(form: Worksheet, name: str) -> tuple[str, str, str]:
    band = getattr(form, name)
    sides = (band.left.text, band.center.text, band.right.text)
    left, centre, right = (_UNWANTED_CODE.sub("", side or "") for side in sides)
    return left, centre, right


def _with_values(entry: Entry, values: Mapping[str, str]) -> Entry:
    def value(found: re.Match[str]) -> str:
        if found[1] not in values:
            known = ", ".join(f"{{{{ {name} }}}}" for name in values)
            raise READER.refusal(f"there is no value {found[0]}", f"It may name: {known}.")
        return values[found[1]]

    if "{{" not in entry.text:
        return entry
    return Entry(text=_PLACE.sub(value, entry.text), look=entry.look)


def _drawing(parts: Mapping[str, bytes], form: Worksheet) -> Drawing | None:
    """Return the pictures of the heading as they are; nothing but pictures is taken."""
    book = _targets(parts, "xl/workbook.xml")
    entry = etree.fromstring(parts["xl/workbook.xml"]).find(
        f".//{{*}}sheets/{{*}}sheet[@name='{form.title}']"
        if "'" not in form.title
        else ".//{*}sheet"
    )
    key = entry.get(f"{_OFFICE}id") if entry is not None else None
    sheet = book.get(key or "", "")
    name = next((n for n in _targets(parts, sheet).values() if n.startswith("xl/drawings/d")), "")
    if name not in parts:
        return None
    media = _targets(parts, name)
    if not all(_IMAGE.fullmatch(target) and target in parts for target in media.values()):
        raise READER.refusal("it has charts or links among its pictures", "Keep pictures only.")
    if re.search(rb'\smacro="[^"]', parts[name]):
        raise READER.refusal("its pictures start macros", "Remove them.")
    links = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE[1:-1]}/image" Target="/{_renamed(target)}"/>'
        for key, target in media.items()
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{links}</Relationships>"
    )
    return Drawing(
        xml=parts[name],
        relations=relations.encode(),
        media={_renamed(target): parts[target] for target in media.values()},
    )


def _targets(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    """Return where the relationships of a part lead, by their ids."""
    folder, _, file = name.rpartition("/")
    data = parts.get(f"{folder}/_rels/{file}.rels")
    if data is None:
        return {}
    found: dict[str, str] = {}
    for one in etree.fromstring(data):
        target = one.get("Target", "")
        place = target[1:] if target.startswith("/") else posixpath.join(folder, target)
        found[one.get("Id", "")] = posixpath.normpath(place)
    return found


def _renamed(name: str) -> str:
    return name.replace("xl/media/", "xl/media/house-").lower()
