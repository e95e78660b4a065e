"""docxtpl's tags for table cells: colour, span, merged downwards, merged across."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from lxml import etree

from briefing.template.expressions import Expression, Filtered, Path
from briefing.template.holes import Hole
from briefing.template.language import Tag, TagKind
from briefing.template.marking import Mark, instruction
from briefing.template.ooxml import W, remove
from briefing.template.places import shortened
from briefing.template.program import AttributeHole, Choice, Constant

if TYPE_CHECKING:
    from briefing.template.assembling import Assembly

_ORDER: Final = (
    "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar",
    "textDirection", "tcFitText", "vAlign", "hideMark",
)  # fmt: skip
_LENGTH: Final = Path(("loop", "length"))


def cell_of(mark: Mark) -> etree._Element | None:
    """Return the cell that a tag for cells stands in, or None."""
    return next(mark.node.iterancestors(f"{W}tc"), None)


class CellMarks:
    """Puts the properties that tags ask for onto their cells, and takes the tags away."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly
        self._numbers = itertools.count(len(assembly.marks))

    def apply(self) -> None:
        """Do so for every tag for cells of the part."""
        for mark in list(self._assembly.marks.values()):
            cell = cell_of(mark)
            if cell is None or mark.tag.expression is None:
                continue
            if mark.tag.kind is TagKind.COLOUR:
                colour = self._hidden(mark, Filtered(mark.tag.expression, "colour"))
                _set(cell, "shd", val="clear", color="auto", fill=colour)
            elif mark.tag.kind is TagKind.SPAN:
                self._span(cell, mark, mark.tag.expression)
            elif mark.tag.kind is TagKind.MERGE_ACROSS:
                self._span(cell, mark, _LENGTH)
                self._only_first(mark, [cell])
            elif mark.tag.kind is TagKind.MERGE_DOWN:
                self._merge_down(cell, mark)
            else:
                continue
            remove(mark.node)

    def _hidden(self, mark: Mark, expression: Expression) -> str:
        hole = Hole(place=mark.place, words=shortened(mark.tag.words))
        return self._assembly.hide_in_attribute(AttributeHole(expression, hole))

    def _span(self, cell: etree._Element, mark: Mark, expression: Expression) -> None:
        _set(cell, "gridSpan", val=self._hidden(mark, Filtered(expression, "span")))
        self._assembly.fitted.update(cell.iterancestors(f"{W}tbl"))

    def _merge_down(self, cell: etree._Element, mark: Mark) -> None:
        is_first = ((Path(("loop", "first")), (Constant("restart"),)),)
        choice = Choice(is_first, (Constant("continue"),), mark.place)
        _set(cell, "vMerge", val=self._assembly.hide_in_attribute(choice))
        self._only_first(mark, [child for child in cell if child.tag != f"{W}tcPr"])

    def _only_first(self, mark: Mark, elements: list[etree._Element]) -> None:
        """Write elements in the first round of the loop only."""
        elements[0].addprevious(self._tag(mark, TagKind.IF))
        elements[-1].addnext(self._tag(mark, TagKind.ENDIF))

    def _tag(self, mark: Mark, kind: TagKind) -> etree._Element:
        number = next(self._numbers)
        expression = mark.tag.expression if kind is TagKind.IF else None
        node = instruction(str(number))
        self._assembly.marks[number] = Mark(
            tag=Tag(kind=kind, words=mark.tag.words, expression=expression),
            paragraph=mark.paragraph,
            node=node,
            run="",
            place=mark.place,
        )
        return node


def _set(cell: etree._Element, name: str, **attributes: str) -> None:
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = etree.Element(f"{W}tcPr")
        cell.insert(0, properties)
    for old in properties.findall(f"{W}{name}"):
        properties.remove(old)
    rank = _ORDER.index(name)
    earlier = {f"{W}{each}" for each in _ORDER[:rank]}  # as the schema wants them
    after = sum(child.tag in earlier for child in properties)
    properties.insert(after, etree.Element(f"{W}{name}"))
    for key, value in attributes.items():
        properties[after].set(f"{W}{key}", value)
