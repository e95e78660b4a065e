"""Skeleton and cells put together: the parts of the finished workbook, valid and in fixed order."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final

from openpyxl.utils import get_column_letter

from briefing.excel.cells import SharedStrings, Written, write_cells
from briefing.excel.note_parts import note_parts
from briefing.excel.skeleton import Skeleton, sheet_part
from briefing.excel.strings import encoded, escaped, escaped_attribute
from briefing.excel.styles_part import finished

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefing.excel.house import Drawing, House
    from briefing.excel.options import WorkbookOptions
    from briefing.excel.sheet import Sheet

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_RELATIONS: Final = f"{_OFFICE}/relationships"
_CHOICES: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_EXCEL_2010: Final = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_TEXTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_NOTES_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_BOXES_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_CORE: Final = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{title}</dc:title><dc:language>{language}</dc:language></cp:coreProperties>"
)
_APP: Final = (
    f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>Briefing</Application>'
    "</Properties>"
)
_CELLS = re.compile(rb"<sheetData>\s*</sheetData>|<sheetData\s*/>")
_AFTER_LINKS = re.compile(rb"<(?:printOptions|pageMargins)")
_BEFORE_BOXES = re.compile(rb"<legacyDrawing")
_AFTER_BOXES = re.compile(rb"<tableParts")
_DRAWING_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawing+xml"
_IMAGES: Final = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif"}


def assembled(
    sheets: Sequence[Sheet],
    options: WorkbookOptions,
    title: str,
    running: tuple[str, str],
    house: House | None = None,
) -> dict[str, bytes]:
    """Return the parts of a workbook, by name, the content types first.

    Args:
        sheets: The sheets, in reading order.
        options: The choices of the workbook.
        title: The document's title.
        running: The pack's line, printed on every page, and the marking in the middle.
        house: The house's own workbook, whose heading and pictures the first sheet has.
    """
    skeleton = Skeleton(sheets, options, running, house)
    strings = SharedStrings(skeleton.looks.font)
    written = [write_cells(sheet, strings, skeleton.looks) for sheet in sheets]
    parts = dict(skeleton.parts())
    for number, (sheet, cells) in enumerate(zip(sheets, written, strict=True), start=1):
        _fill(parts, number, sheet, cells)
    if house is not None and house.drawing is not None:
        _add_pictures(parts, house.drawing)
    _add_texts(parts, strings)
    parts["xl/styles.xml"] = finished(parts["xl/styles.xml"], is_house=house is not None)
    core = _CORE.format(title=escaped(title), language=escaped(options.language))
    parts["docProps/core.xml"] = (_HEAD + core).encode()
    parts["docProps/app.xml"] = (_HEAD + _APP).encode()
    return {name: parts[name] for name in sorted(parts, key=_place)}


def _fill(parts: dict[str, bytes], number: int, sheet: Sheet, cells: Written) -> None:
    name = sheet_part(number)
    first, last = _CELLS.split(parts[name], maxsplit=1)
    first = first.replace(b"<worksheet ", f'<worksheet xmlns:r="{_RELATIONS}" '.encode(), 1)
    relations: Iterable[str] = _relations(cells)
    if cells.links:
        last = _before(_AFTER_LINKS, last, _links(cells))
    if cells.notes:
        last = _before(_AFTER_BOXES, last, b'<legacyDrawing r:id="rIdBoxes"/>')
        relations = chain(relations, _add_notes(parts, number, sheet, cells))
    parts[name] = b"".join((_sized(first, sheet), cells.data, last))
    beside = f"xl/worksheets/_rels/sheet{number}.xml.rels"
    parts[beside] = _closed(parts[beside], b"</Relationships>", encoded(relations))
    table = f"xl/tables/table{number}.xml"
    parts[table] = _named(parts[table], sheet)


def _relations(cells: Written) -> Iterator[str]:
    for key, address in cells.addresses.items():
        target = escaped_attribute(address)
        yield (
            f'<Relationship Id="{key}" Type="{_RELATIONS}/hyperlink" Target="{target}"'
            ' TargetMode="External"/>'
        )


def _links(cells: Written) -> bytes:
    """Return the links of a sheet.

    LibreOffice turns a linked text cell into a field: blue on any ground, never wrapped, cut at the
    cell's edge. Links inside the sheet stand in a choice that Excel takes and LibreOffice passes
    over, so that the grid reads the same in both (ECMA-376 part 3, section 7.6).
    """
    links = chain(("<hyperlinks>",), cells.links, ("</hyperlinks>",))
    if cells.addresses:
        return encoded(links)
    head = (
        f'<mc:AlternateContent xmlns:mc="{_CHOICES}"><mc:Choice xmlns:x14="{_EXCEL_2010}"'
        ' Requires="x14">'
    )
    return encoded(chain((head,), links, ("</mc:Choice></mc:AlternateContent>",)))


def _add_texts(parts: dict[str, bytes], strings: SharedStrings) -> None:
    """Add the shared texts, which openpyxl leaves out of a workbook without cells."""
    name, beside, types = "sharedStrings.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    parts[f"xl/{name}"] = strings.part()
    link = f'<Relationship Id="rIdTexts" Type="{_RELATIONS}/sharedStrings" Target="{name}"/>'
    kind = f'<Override PartName="/xl/{name}" ContentType="{_TEXTS_TYPE}"/>'
    parts[beside] = _closed(parts[beside], b"</Relationships>", link.encode())
    parts[types] = _closed(parts[types], b"</Types>", kind.encode())


def _closed(xml: bytes, end: bytes, element: bytes) -> bytes:
    at = xml.rindex(end)
    return b"".join((xml[:at], element, xml[at:]))


def _add_notes(
    parts: dict[str, bytes], number: int, sheet: Sheet, cells: Written
) -> tuple[str, str]:
    texts, boxes = f"xl/comments{number}.xml", f"xl/drawings/vmlDrawing{number}.vml"
    shown = [0 if at in sheet.hidden else width for at, width in enumerate(sheet.widths)]
    parts[texts], parts[boxes] = note_parts(cells.notes, shown, cells.heights)
    kind = f'<Override PartName="/{texts}" ContentType="{_NOTES_TYPE}"/>'
    types = _closed(parts["[Content_Types].xml"], b"</Types>", kind.encode())
    if b'Extension="vml"' not in types:
        default = f'<Default Extension="vml" ContentType="{_BOXES_TYPE}"/>'.encode()
        types = types.replace(b"<Default ", default + b"<Default ", 1)
    parts["[Content_Types].xml"] = types
    return (
        f'<Relationship Id="rIdNotes" Type="{_RELATIONS}/comments" Target="/{texts}"/>',
        f'<Relationship Id="rIdBoxes" Type="{_RELATIONS}/vmlDrawing" Target="/{boxes}"/>',
    )


def _add_pictures(parts: dict[str, bytes], drawing: Drawing) -> None:
    """Add the pictures of a house's heading to the first sheet."""
    name, sheet = "xl/drawings/house1.xml", sheet_part(1)
    parts[name] = drawing.xml
    parts["xl/drawings/_rels/house1.xml.rels"] = drawing.relations
    parts.update(drawing.media)
    place = _BEFORE_BOXES.search(parts[sheet]) or _AFTER_BOXES.search(parts[sheet])
    at = place.start() if place else parts[sheet].rindex(b"</worksheet>")
    parts[sheet] = parts[sheet][:at] + b'<drawing r:id="rIdHouse"/>' + parts[sheet][at:]
    beside = "xl/worksheets/_rels/sheet1.xml.rels"
    link = f'<Relationship Id="rIdHouse" Type="{_RELATIONS}/drawing" Target="/{name}"/>'
    parts[beside] = _closed(parts[beside], b"</Relationships>", link.encode())
    types = parts["[Content_Types].xml"]
    for ending in {target.rpartition(".")[2] for target in drawing.media}:
        if f'Extension="{ending}"'.encode() not in types:
            kind = f'<Default Extension="{ending}" ContentType="image/{_IMAGES[ending]}"/>'
            types = types.replace(b"<Default ", kind.encode() + b"<Default ", 1)
    override = f'<Override PartName="/{name}" ContentType="{_DRAWING_TYPE}"/>'
    parts["[Content_Types].xml"] = _closed(types, b"</Types>", override.encode())


def _before(place: re.Pattern[bytes], xml: bytes, element: bytes) -> bytes:
    found = place.search(xml)
    at = found.start() if found else xml.rindex(b"</worksheet>")
    return b"".join((xml[:at], element, xml[at:]))


def _sized(xml: bytes, sheet: Sheet) -> bytes:
    """Return the sheet with the range of its cells, which openpyxl took for empty."""
    across = max((len(row.entries) for row in sheet.rows), default=1)
    area = f"A1:{get_column_letter(max(1, across))}{len(sheet.rows)}"
    return re.sub(rb'<dimension ref="[^"]*"', f'<dimension ref="{area}"'.encode(), xml, count=1)


def _named(xml: bytes, sheet: Sheet) -> bytes:
    """Return the table with the names of its columns, escaped as its heading cells are."""
    names = iter(sheet.table.columns)
    return re.sub(
        rb'name="column \d+"', lambda _: f'name="{escaped_attribute(next(names))}"'.encode(), xml
    )


def _place(name: str) -> tuple[bool, bool, str]:
    return name != "[Content_Types].xml", name != "_rels/.rels", name
