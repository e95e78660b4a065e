"""How wide the text is at a place of a document: its section's text width, or its cell's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.template.attributes import whole_number
from briefing.template.ooxml import W

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

A4_TEXT: Final = 9072  # twips: A4 with margins of 25 mm
_CELL_MARGINS = 216


def _number(element: etree._Element | None, name: str, otherwise: int) -> int:
    return otherwise if element is None else whole_number(element.get(f"{W}{name}"), otherwise)


def section_width(section: etree._Element | None) -> int:
    """Return the width between the margins of a section, in twips."""
    if section is None:
        return A4_TEXT
    page, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    width = _number(page, "w", 11906) - sum(
        _number(margins, side, 1417) for side in ("left", "right")
    )
    columns = _number(section.find(f"{W}cols"), "num", 1)
    return max(width // max(columns, 1), 567)


def widths(root: etree._Element, fallback: int = A4_TEXT) -> Callable[[etree._Element], int]:
    """Return a function that tells the width at an element of the tree.

    Args:
        root: The untouched tree of a part.
        fallback: The width in a part without sections, for instance a header.
    """
    body = root.find(f"{W}body")
    by_block: dict[etree._Element, int] = {}
    width = fallback
    for block in reversed(list(body) if body is not None else []):
        section = block if block.tag == f"{W}sectPr" else block.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            width = section_width(section)
        by_block[block] = width

    def width_at(element: etree._Element) -> int:
        cell = next(element.iterancestors(f"{W}tc"), None)
        ancestors = [element, *element.iterancestors()]
        section = next((by_block[each] for each in ancestors if each in by_block), fallback)
        if cell is None:
            return section
        own = cell.find(f"{W}tcPr/{W}tcW")
        if own is not None and own.get(f"{W}type") == "dxa":
            return max(_number(own, "w", section) - _CELL_MARGINS, 567)
        row = cell.getparent()
        cells = 1 if row is None else len(row.findall(f"{W}tc"))
        return max(section // max(cells, 1) - _CELL_MARGINS, 567)

    return width_at
