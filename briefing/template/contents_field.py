"""Word's own table of contents in a template: found, so that ours stands in its place.

What Word stored in it are the headings of the template, tags and all; a document has others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from briefing.template.expressions import Filtered, Literal
from briefing.template.holes import Hole
from briefing.template.levels import keep_bookmarks
from briefing.template.marking import instruction
from briefing.template.ooxml import W, remove
from briefing.template.program import BlockHole
from briefing.template.reading import shown_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.template.assembling import Assembly
    from briefing.template.places import Places

_CODE: Final = re.compile(r"\s*TOC\b", re.IGNORECASE)
_OTHER: Final = re.compile(r"\\[acfl]\b", re.IGNORECASE)  # of figures, or of marked entries
_LEVELS: Final = re.compile(r"\\o\s*\"?\s*\d\s*-\s*(\d+)", re.IGNORECASE)
_DEEPEST: Final = 4
_MARKS: Final = (f"{W}fldChar", f"{W}instrText")


@dataclass(frozen=True, slots=True)
class ContentsField:
    """A table of contents that Word made.

    Attributes:
        paragraphs: The paragraphs that it takes up, one after the other.
        levels: Headings down to this outline level are listed.
    """

    paragraphs: tuple[etree._Element, ...]
    levels: int


def put_contents(assembly: Assembly, places: Places) -> None:
    """Put our table of contents into the place of Word's own."""
    for field in contents_fields(assembly.root):
        first = field.paragraphs[0]
        place, width = places.of(first), assembly.width(first)
        listed = Filtered(Literal(None), "contents", (Literal(field.levels),))
        hole = Hole(place=place, words="table of contents", width=width)
        first.addprevious(instruction(f"s{len(assembly.steps)}"))
        assembly.steps.append(BlockHole(listed, hole))
        for paragraph in field.paragraphs:
            _take_away(paragraph)


def _take_away(paragraph: etree._Element) -> None:
    """Remove a paragraph; one that ends a section stays without its words."""
    keep_bookmarks(paragraph)
    if paragraph.find(f"{W}pPr/{W}sectPr") is None:
        remove(paragraph)
        return
    for child in list(paragraph):
        if child.tag != f"{W}pPr":
            paragraph.remove(child)


def contents_fields(root: etree._Element) -> list[ContentsField]:
    """Return the tables of contents of a part that stand in paragraphs of their own."""
    found = [
        ContentsField((paragraph,), _levels(field.get(f"{W}instr", "")))
        for field in root.iter(f"{W}fldSimple")
        if _is_contents(field.get(f"{W}instr", ""))
        and (paragraph := field.getparent()) is not None
        and shown_text(paragraph) == shown_text(field)
    ]
    found += [each for each in _complex(root) if each.paragraphs]
    return found


def _is_contents(code: str) -> bool:
    return _CODE.match(code) is not None and _OTHER.search(code) is None


def _levels(code: str) -> int:
    match = _LEVELS.search(code)
    return min(int(match[1]), _DEEPEST) if match else _DEEPEST


def _complex(root: etree._Element) -> Iterator[ContentsField]:
    opened: list[tuple[etree._Element, list[str]]] = []
    for node in root.iter(*_MARKS):
        kind = node.get(f"{W}fldCharType")
        if node.tag != f"{W}fldChar":
            if opened:
                opened[-1][1].append(node.text or "")
        elif kind == "begin":
            opened.append((node, []))
        elif kind == "end" and opened:
            begin, codes = opened.pop()
            code = "".join(codes)
            if _is_contents(code):
                yield ContentsField(_between(begin, node), _levels(code))


def _between(begin: etree._Element, end: etree._Element) -> tuple[etree._Element, ...]:
    """Return the paragraphs from one mark to another, () where words beside them would be lost."""
    first = next(begin.iterancestors(f"{W}p"), None)
    last = next(end.iterancestors(f"{W}p"), None)
    if first is None or last is None or first.getparent() is not last.getparent():
        return ()
    if _words(first, begin, before=True) or _words(last, end, before=False):
        return ()
    found = [first]
    while found[-1] is not last:
        after = found[-1].getnext()
        if after is None:
            return ()
        found.append(after)
    return tuple(found)


def _words(paragraph: etree._Element, mark: etree._Element, *, before: bool) -> bool:
    """Tell whether words stand before or after a mark in its paragraph."""
    passed = False
    for node in paragraph.iter():
        if node is mark:
            passed = True
        elif node.tag == f"{W}t" and (node.text or "").strip() and passed is not before:
            return True
    return False
