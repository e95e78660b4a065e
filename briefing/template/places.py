"""Where a paragraph stands, in words that its author finds again in Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.template.ooxml import W
from briefing.template.problems import Spot
from briefing.template.reading import OBJECT, text_of

if TYPE_CHECKING:
    from lxml import etree

    from briefing.template.style_sheet import StyleSheet

_LONGEST = 50


def shortened(text: str) -> str:
    """Return words short enough to be quoted in a message."""
    text = " ".join(text.replace(OBJECT, " ").split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def heading_level(paragraph: etree._Element, styles: StyleSheet) -> int:
    """Return the outline level of a paragraph, from 1, or 0 when it is no heading."""
    direct = paragraph.find(f"{W}pPr/{W}outlineLvl")
    level = None if direct is None else direct.get(f"{W}val")
    if level is not None and level.isdigit():
        return int(level) + 1 if int(level) < 9 else 0
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = styles.default if style is None else style.get(f"{W}val", "")
    return styles.outline.get(name, 0)


class Places:
    """The places of all paragraphs of one part, found in one walk over its untouched tree."""

    def __init__(self, root: etree._Element, name: str, styles: StyleSheet) -> None:
        self.name = name
        self._headings: dict[etree._Element, str] = {}
        self._tables: dict[etree._Element, int] = {}
        self._numbers: dict[etree._Element, int] = {}
        heading = ""
        for element in root.iter(f"{W}p", f"{W}tbl"):
            if element.tag == f"{W}tbl":
                self._tables[element] = len(self._tables) + 1
                continue
            if heading_level(element, styles):
                heading = shortened(text_of(element)) or heading
            self._headings[element] = heading
            self._numbers[element] = len(self._numbers)

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
        if cell is None:
            return (0, 0, 0)
        row = next(cell.iterancestors(f"{W}tr"))
        table = next(row.iterancestors(f"{W}tbl"))
        rows, cells = list(table.iter(f"{W}tr")), list(row.iter(f"{W}tc"))
        return (self._tables.get(table, 1), rows.index(row) + 1, cells.index(cell) + 1)
