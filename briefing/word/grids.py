"""Fits the grid of a table to its rows, after columns were repeated, left out or merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from briefing.template.attributes import whole_number
from briefing.template.ooxml import W

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLE, _ROW, _CELL = f"{W}tbl", f"{W}tr", f"{W}tc"


def fitted(xml: str, declared: str) -> str:
    """Return a table whose grid has as many columns as its longest row; its width stays.

    Args:
        xml: The table, and what may stand beside it.
        declared: The namespaces of its prefixes, as attributes.
    """
    root = etree.fromstring(f"<w:body {declared}>{xml}</w:body>")
    for table in root.findall(_TABLE):
        _fit(table)
    text = etree.tostring(root, encoding="unicode")
    return text[text.index(">") + 1 : text.rindex("</")]


def _own(holder: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, those in content controls too."""
    for element in holder.iter(tag):
        if next(element.iterancestors(holder.tag), None) is holder:
            yield element


def _number(element: etree._Element | None, name: str = "val") -> int:
    return 0 if element is None else whole_number(element.get(f"{W}{name}"))


def _span(cell: etree._Element) -> int:
    return _number(cell.find(f"{W}tcPr/{W}gridSpan")) or 1


def _left_out(row: etree._Element, side: str) -> int:
    return _number(row.find(f"{W}trPr/{W}grid{side}"))


def _count(row: etree._Element) -> int:
    spans = sum(_span(cell) for cell in _own(row, _CELL))
    return _left_out(row, "Before") + spans + _left_out(row, "After")


def _fit(table: etree._Element) -> None:
    rows = list(_own(table, _ROW))
    grid = table.find(f"{W}tblGrid")
    if grid is None or not rows:
        return
    widths = [_number(column, "w") for column in grid]
    longest = max(_count(row) for row in rows)
    if longest != len(widths):
        widths = _widths(rows, longest, sum(widths))
        grid[:] = [_element("gridCol", w=width) for width in widths]
    for row in rows:
        _fit_row(row, widths)


def _widths(rows: list[etree._Element], count: int, total: int) -> list[int]:
    """Return the widths of the columns, in the proportions of the row with the most cells."""
    candidates = [row for row in rows if _count(row) == count]
    model = max(candidates, key=lambda row: sum(1 for _ in _own(row, _CELL)))
    shares: list[float] = []
    for cell in _own(model, _CELL):
        width = _number(cell.find(f"{W}tcPr/{W}tcW"), "w")
        shares += [width / _span(cell)] * _span(cell)
    missing = count - len(shares)
    mean = sum(shares) / len(shares) if shares and sum(shares) else 1.0
    shares = [share or mean for share in shares] + [mean] * missing
    whole = sum(shares)
    scale = (total or whole) / whole
    return [max(1, round(share * scale)) for share in shares]


def _fit_row(row: etree._Element, widths: list[int]) -> None:
    at = _left_out(row, "Before")
    for cell in _own(row, _CELL):
        span = _span(cell)
        width = cell.find(f"{W}tcPr/{W}tcW")
        if width is not None and width.get(f"{W}type") == "dxa":
            width.set(f"{W}w", str(sum(widths[at : at + span])))
        at += span
    missing = len(widths) - at - _left_out(row, "After")
    if missing > 0:
        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = etree.Element(f"{W}trPr")
            exceptions = row.find(f"{W}tblPrEx")
            row.insert(0 if exceptions is None else 1, properties)
        for old in [*properties.findall(f"{W}gridAfter"), *properties.findall(f"{W}wAfter")]:
            properties.remove(old)
        properties.insert(0, _element("gridAfter", val=len(widths) - at))
        properties.append(_element("wAfter", w=sum(widths[at:]), type="dxa"))


def _element(name: str, **attributes: int | str) -> etree._Element:
    found = etree.Element(f"{W}{name}")
    for key, value in attributes.items():
        found.set(f"{W}{key}", str(value))
    return found
