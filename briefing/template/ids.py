"""Ids that stay unique however often a block repeats, and what refers to them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, TypeAlias

from lxml import etree

from briefing.template.language import MIDDLES
from briefing.template.ooxml import WP, W, is_mark, remove
from briefing.template.program import Anchor, Fresh, FreshName
from briefing.template.surroundings import loops_around

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefing.template.assembling import Assembly
    from briefing.template.surroundings import Loops

_VML: Final = "{urn:schemas-microsoft-com:vml}"
_SHAPES: Final = tuple(
    f"{_VML}{name}"
    for name in ("shape", "rect", "oval", "line", "roundrect", "polyline", "arc", "curve", "group")
)
_SPID: Final = "{urn:schemas-microsoft-com:office:office}spid"
_REFERRING: Final = re.compile(r"\A\s*(?:REF|PAGEREF|NOTEREF)\s+(?P<name>[^\s\"\\]+)", re.I)
_HYPERLINKING: Final = re.compile(r"\\l\s+\"(?P<name>[^\"]+)\"", re.I)


_BOOKMARKS: Final = (f"{W}bookmarkStart", f"{W}bookmarkEnd")
_BRACKETS: Final = "pcgtr"
_OMITTED: Final = ("t", "r")  # around a table or row that is left out where nothing is in it
Around: TypeAlias = tuple[int, ...]


def renew_ids(assembly: Assembly) -> None:
    """Put a step into every id of a tree, so that each time it is written it is new."""
    _Bookmarks(assembly).renew()
    for control in assembly.root.iter(f"{W}sdtPr"):
        for number in control.findall(f"{W}id"):
            number.set(f"{W}val", assembly.hide_in_attribute(Fresh()))
    for drawing in assembly.root.iter(f"{WP}docPr"):
        drawing.set("id", assembly.hide_in_attribute(Fresh()))
    for shape in assembly.root.iter(*_SHAPES):
        for name in ("id", _SPID):
            if shape.get(name):
                step = FreshName(shape.get(name, ""))
                shape.set(name, assembly.hide_in_attribute(step))


def comment_keys(assembly: Assembly) -> dict[str, int]:
    """Return, by a comment's id, the key of the new id that its range in the text gives out.

    A range that does not come out together with its one reference goes; the comment stays.
    """
    found: dict[str, int] = {}
    references = Counter(
        each.get(f"{W}id", "") for each in assembly.root.iter(f"{W}commentReference")
    )
    for start in list(assembly.root.iter(f"{W}commentRangeStart")):
        number = start.get(f"{W}id", "")
        ends = _together(start, assembly.opens)
        if ends is not None and number not in found and references[number] == 1:
            found[number] = key = next(assembly.keys)
            start.set(f"{W}id", assembly.hide_in_attribute(Fresh(key)))
            ends.set(f"{W}id", assembly.hide_in_attribute(Fresh(key, is_end=True)))
        else:
            remove(start)
    for end in list(assembly.root.iter(f"{W}commentRangeEnd")):
        if not end.get(f"{W}id", "").startswith("\ufdd0"):
            remove(end)
    return found


def _together(
    start: etree._Element, opens: Callable[[etree._Element], int]
) -> etree._Element | None:
    """Return the end of a comment's range when range and reference are always written together."""
    number, depth, end = start.get(f"{W}id"), 0, None
    for sibling in start.itersiblings():
        depth += opens(sibling)
        if depth < 0:
            return None
        if sibling.tag == f"{W}commentRangeEnd" and sibling.get(f"{W}id") == number:
            end = None if depth else sibling
        reference = sibling.find(f"{W}commentReference") if sibling.tag == f"{W}r" else None
        if reference is not None and reference.get(f"{W}id") == number:
            return None if depth else end
    return None


class _Bookmarks:
    """The bookmarks of a part, and the links and fields that lead to them."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly
        self._loops = loops_around(assembly.root, assembly.marks)
        self._places: dict[str, tuple[Loops, int]] = {}
        self._ends = _ends_together(assembly)

    def renew(self) -> None:
        order = {node: number for number, node in enumerate(self._assembly.root.iter())}
        for start in list(self._assembly.root.iter(f"{W}bookmarkStart")):
            self._renew(start, order[start])
        for end in list(self._assembly.root.iter(f"{W}bookmarkEnd")):
            if not end.get(f"{W}id", "").startswith("\ufdd0"):
                remove(end)
        for link in self._assembly.root.iter(f"{W}hyperlink"):
            name = link.get(f"{W}anchor")
            if name:
                link.set(f"{W}anchor", self._anchor(name, link, order[link]))
        for code in self._assembly.root.iter(f"{W}instrText"):
            code.text = self._code(code.text or "", code, order[code])
        for field in self._assembly.root.iter(f"{W}fldSimple"):
            text = self._code(field.get(f"{W}instr", ""), field, order[field])
            field.set(f"{W}instr", text)

    def _renew(self, start: etree._Element, at: int) -> None:
        end = self._ends.get(start)
        if end is None:  # nothing but its beginning is sure to be there: links still lead to it
            end = etree.Element(f"{W}bookmarkEnd")
            start.addnext(end)
        key = next(self._assembly.keys)
        name = start.get(f"{W}name", "_b")
        self._places.setdefault(name, (self._loops[start], at))
        hide = self._assembly.hide_in_attribute
        start.set(f"{W}id", hide(Fresh(key)))
        start.set(f"{W}name", hide(FreshName(name)))
        end.set(f"{W}id", hide(Fresh(key, is_end=True)))

    def _code(self, code: str, node: etree._Element, at: int) -> str:
        match = _REFERRING.search(code) or _HYPERLINKING.search(code)
        if match is None:
            return code
        anchor = self._anchor(match["name"], node, at)
        return code[: match.start("name")] + anchor + code[match.end("name") :]

    def _anchor(self, name: str, node: etree._Element, at: int) -> str:
        """Return what leads to a bookmark: the one of the same round, when both repeat together."""
        loops, place = self._places.get(name, ((), 0))
        if not loops or self._loops[node][: len(loops)] != loops:
            return name
        return self._assembly.hide_in_attribute(Anchor(name, is_ahead=place > at))


def _ends_together(assembly: Assembly) -> dict[etree._Element, etree._Element]:
    """Return the end of each bookmark whose two ends always come out together.

    They do where the same blocks, and the same tables and rows that may be left out, stand around
    both, however many paragraphs there are between them.
    """
    found: dict[etree._Element, etree._Element] = {}
    begun: dict[str, tuple[etree._Element, Around]] = {}
    for node, around in _arounds(assembly):
        number = node.get(f"{W}id", "")
        if node.tag == f"{W}bookmarkStart":
            begun[number] = (node, around)
        elif number in begun:
            start, before = begun.pop(number)
            if before == around:
                found[start] = node
    return found


def _arounds(assembly: Assembly) -> Iterator[tuple[etree._Element, Around]]:
    """Yield the ends of bookmarks in their order, each with what of the program is around it."""
    opened: list[int] = []
    for count, node in enumerate(assembly.root.iter()):
        if not is_mark(node):
            if node.tag in _BOOKMARKS:
                yield node, tuple(filter(None, opened))
            continue
        change = assembly.opens(node)
        word = node.text or ""
        if change < 0 or word == "/":
            opened.pop()
        elif change > 0 or word[0] in _BRACKETS:
            opened.append(count if change > 0 or word in _OMITTED else 0)
        elif word.isdigit() and assembly.marks[int(word)].tag.kind in MIDDLES:
            opened[-1] = count
