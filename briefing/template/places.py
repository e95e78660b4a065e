"""Where a paragraph stands, in words that its author finds again in Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.template.attributes import whole_number
from briefing.template.ooxml import W
from briefing.template.problems import Spot
from briefing.template.reading import OBJECT, text_of

if TYPE_CHECKING:
    from lxml import etree

    from briefing.template.style_sheet import StyleSheet

_LONGEST = 50
_NO_LEVEL = 9  # the outline level of body text


def shortened(text: str) -> str:
    """Return words short enough to be quoted in a message."""
    text = " ".join(text.replace(OBJECT, " ").split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def heading_level(paragraph: etree._Element, styles: StyleSheet) -> int:
    """Return the outline level of a paragraph, from 1, or 0 when it is no heading."""
    direct = paragraph.find(f"{W}pPr/{W}outlineLvl")
    level = -1 if direct is None else whole_number(direct.get(f"{W}val"), -1)
    if level >= 0:
        return level + 1 if level < _NO_LEVEL else 0
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = styles.default if style is None else style.get(f"{W}val", "")
    return styles.outline.get(name, 0)


class Places:
    """The places of all paragraphs of one part, found in one walk over its untouched tree.

    A table in a cell has rows of its own, which are none of the table around it.

    Attributes:
        name: The part, as an author calls it.
        joints: The paragraphs that were joined after the walk.
    """

    def __init__(self, root: etree._Element, name: str, styles: StyleSheet) -> None:
        self.name = name
        self._headings: dict[etree._Element, str] = {}
        self._tables: dict[etree._Element, int] = {}
        self._rows: dict[etree._Element, tuple[int, int]] = {}
        self._cells: dict[etree._Element, tuple[int, int, int]] = {}
        self._numbers: dict[etree._Element, int] = {}
        self.joints: dict[etree._Element, list[tuple[int, etree._Element]]] = {}
        counts: dict[etree._Element, int] = {}
        heading = ""
        for element in root.iter(f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"):
            if element.tag == f"{W}p":
                if heading_level(element, styles):
                    heading = shortened(text_of(element)) or heading
                self._headings[element] = heading
                self._numbers[element] = len(self._numbers)
            elif element.tag == f"{W}tbl":
                self._tables[element] = len(self._tables) + 1
            else:
                self._count(element, counts)

    def _count(self, element: etree._Element, counts: dict[etree._Element, int]) -> None:
        """Number a row within its table, or a cell within its row."""
        is_row = element.tag == f"{W}tr"
        holder = next(element.iterancestors(f"{W}tbl" if is_row else f"{W}tr"), None)
        if holder is None:
            return
        number = counts[holder] = counts.get(holder, 0) + 1
        if is_row:
            self._rows[element] = (self._tables[holder], number)
        else:
            self._cells[element] = (*self._rows.get(holder, (0, 0)), number)

    def of(self, paragraph: etree._Element) -> str:
        """Return where a paragraph stands: part, heading above it, table, row and column."""
        words = [self.name]
        heading = self._headings.get(paragraph, "")
        if heading:
            words.append(f'under "{heading}"')
        table, row, column = self._cell(paragraph)
        if table:
            words += [f"table {table}", f"row {row}", f"column {column}"]
        if next(paragraph.iterancestors(f"{W}txbxContent"), None) is not None:
            words.append("text box")
        return ", ".join(words)

    def spot(self, paragraph: etree._Element, start: int = 0, stop: int = 0) -> Spot | None:
        """Return the same place as numbers, or None for a paragraph that was not in the tree."""
        for offset, joined in reversed(self.joints.get(paragraph, [])):
            if offset <= start:
                return self.spot(joined, start - offset, stop - offset)
        if paragraph not in self._numbers:
            return None
        table, row, column = self._cell(paragraph)
        return Spot(
            paragraph=self._numbers[paragraph],
            start=start,
            stop=stop,
            heading=self._headings[paragraph],
            table=table,
            row=row,
            column=column,
        )

    def _cell(self, paragraph: etree._Element) -> tuple[int, int, int]:
        """Return table, row and column of a paragraph, from 1; three zeros outside of tables."""
        cell = next(paragraph.iterancestors(f"{W}tc"), None)
        return (0, 0, 0) if cell is None else self._cells.get(cell, (0, 0, 0))
