"""Numbered lists of a template that begin again whenever the block around them repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from briefing.template.attributes import whole_number
from briefing.template.language import TagKind
from briefing.template.marking import instruction
from briefing.template.ooxml import W
from briefing.template.program import FreshList, ListNumber
from briefing.template.reading import text_of
from briefing.template.surroundings import loops_around

if TYPE_CHECKING:
    from briefing.template.assembling import Assembly
    from briefing.template.marking import Mark

_NUMPR_FOLLOWS = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")


def numbered(root: etree._Element | None) -> frozenset[int]:
    """Return the ids of the lists of a numbering part that count; bullets do not."""
    if root is None:
        return frozenset()
    counting = set()
    for abstract in root.iter(f"{W}abstractNum"):
        form = abstract.find(f"{W}lvl/{W}numFmt")
        if form is not None and form.get(f"{W}val") not in ("bullet", "none"):
            counting.add(abstract.get(f"{W}abstractNumId"))
    return frozenset(
        whole_number(number.get(f"{W}numId"))
        for number in root.iter(f"{W}num")
        for holder in number.findall(f"{W}abstractNumId")
        if holder.get(f"{W}val") in counting
    )


def restart_lists(assembly: Assembly, counting: frozenset[int]) -> None:
    """Let each list begin again with every round of the loop that repeats it with other things.

    A loop that repeats nothing but the items of a list writes one list.
    """
    values = _values(assembly)
    numbers = {
        paragraph: _number_of(paragraph, assembly, values)
        for paragraph in assembly.root.iter(f"{W}p")
    }
    loops = loops_around(assembly.root, assembly.marks)
    shown: dict[Mark, set[int]] = {}
    lists: dict[int, list[etree._Element]] = {}
    for paragraph, number in numbers.items():
        if number in counting:
            lists.setdefault(number, []).append(paragraph)
        if number in counting or paragraph in values or text_of(paragraph).strip():
            for loop in loops[paragraph]:
                shown.setdefault(loop, set()).add(number)
    for number, paragraphs in lists.items():
        shared = _shared([loops[paragraph] for paragraph in paragraphs])
        found = next((loop for loop in reversed(shared) if shown[loop] != {number}), None)
        if found is not None:
            _restart(assembly, found, number, paragraphs)
            for mark in (mark for each in paragraphs for mark in values.get(each, ())):
                mark.alone = False  # its paragraph has a number that changes


def _values(assembly: Assembly) -> dict[etree._Element, list[Mark]]:
    found: dict[etree._Element, list[Mark]] = {}
    for mark in assembly.marks.values():
        if mark.tag.kind is TagKind.VALUE:
            found.setdefault(mark.paragraph, []).append(mark)
    return found


def _shared(loops: list[tuple[Mark, ...]]) -> tuple[Mark, ...]:
    found = loops[0]
    for each in loops[1:]:
        while found != each[: len(found)]:
            found = found[:-1]
    return found


def _restart(assembly: Assembly, loop: Mark, number: int, paragraphs: list[etree._Element]) -> None:
    key = next(assembly.keys)
    assembly.steps.append(FreshList(key, number))
    loop.node.addnext(instruction(f"s{len(assembly.steps) - 1}"))
    for paragraph in paragraphs:
        numbering = _own_numbering(paragraph)
        hidden = assembly.hide_in_attribute(ListNumber(key))
        numbering.find(f"{W}numId").set(f"{W}val", hidden)  # type: ignore[union-attr]  # has one


def _number_of(
    paragraph: etree._Element, assembly: Assembly, values: dict[etree._Element, list[Mark]]
) -> int:
    """Return the list that a paragraph belongs to, or 0; whole blocks have lists of their own."""
    if any(mark.holds_blocks for mark in values.get(paragraph, ())):
        return 0
    direct = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    if direct is not None:
        return whole_number(direct.get(f"{W}val"))
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return 0 if style is None else assembly.styles.lists.get(style.get(f"{W}val", ""), 0)


def _own_numbering(paragraph: etree._Element) -> etree._Element:
    """Return `w:numPr` of a paragraph; one that its style numbers gets its own."""
    found = paragraph.find(f"{W}pPr/{W}numPr")
    if found is None:
        found = etree.Element(f"{W}numPr")
        etree.SubElement(found, f"{W}ilvl").set(f"{W}val", "0")
        etree.SubElement(found, f"{W}numId")
        properties = paragraph.find(f"{W}pPr")
        earlier = {f"{W}{name}" for name in _NUMPR_FOLLOWS}
        if properties is not None:
            properties.insert(sum(child.tag in earlier for child in properties), found)
    return found
