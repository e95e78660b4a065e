"""Which loops stand around each element of a marked tree, found in one walk."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from briefing.template.language import CLOSERS, OPENERS, TagKind
from briefing.template.ooxml import is_mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from briefing.template.marking import Mark

Loops: TypeAlias = "tuple[Mark, ...]"


def marked(node: etree._Element, marks: Mapping[int, Mark]) -> Mark | None:
    """Return the mark that a node of a tree is, or None."""
    text = (node.text or "") if is_mark(node) else ""
    return marks[int(text)] if text.isdigit() else None


def loops_around(root: etree._Element, marks: Mapping[int, Mark]) -> dict[etree._Element, Loops]:
    """Return the opening tags of the loops around each element, the outermost first.

    The `else` of a loop is no part of what repeats.
    """
    found: dict[etree._Element, Loops] = {}
    opened: list[Loops] = [()]
    kinds: list[TagKind] = []
    for node in root.iter():
        mark = marked(node, marks)
        if mark is None:
            found[node] = opened[-1]
        elif mark.tag.kind in OPENERS:
            kinds.append(mark.tag.kind)
            opened.append((*opened[-1], mark) if mark.tag.kind is TagKind.FOR else opened[-1])
        elif mark.tag.kind is TagKind.ELSE and kinds and kinds[-1] is TagKind.FOR:
            opened[-1] = opened[-1][:-1]
        elif mark.tag.kind in CLOSERS and kinds:
            kinds.pop()
            opened.pop()
    return found
