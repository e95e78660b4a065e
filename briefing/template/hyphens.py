"""Paragraphs that a hyphen in a tag draws together: `{%-` to the one before, `-%}` to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.template.language import FoundTag, find_tags, joins
from briefing.template.ooxml import W, remove
from briefing.template.reading import text_of

if TYPE_CHECKING:
    from lxml import etree

_PARAGRAPH = f"{W}p"


def draw_together(
    root: etree._Element,
) -> dict[etree._Element, list[tuple[int, etree._Element]]]:
    """Join the paragraphs of a part whose tags ask for it, in place.

    Returns:
        For each that took in others: at which offset of it the words of which one begin.
    """
    joints: dict[etree._Element, list[tuple[int, etree._Element]]] = {}
    for paragraph in list(root.iter(_PARAGRAPH)):
        if paragraph.getparent() is None and paragraph is not root:
            continue
        before = paragraph.getprevious()
        holder = paragraph
        if before is not None and _edges(paragraph)[0] and _may_join(before, paragraph):
            _append(before, paragraph, joints)
            holder = before
        after = holder.getnext()
        while after is not None and _edges(holder)[1] and _may_join(holder, after):
            _append(holder, after, joints)
            after = holder.getnext()
    return joints


def _edges(paragraph: etree._Element) -> tuple[bool, bool]:
    """Tell whether a paragraph begins with a tag that joins, and whether it ends with one."""
    text = text_of(paragraph)
    found: list[FoundTag] = find_tags(text) if "-" in text else []
    if not found:
        return (False, False)
    first, last = found[0], found[-1]
    begins = not text[: first.start].strip() and joins(first)[0]
    return (begins, not text[last.stop :].strip() and joins(last)[1])


def _may_join(*paragraphs: etree._Element) -> bool:
    """Tell whether these are paragraphs, none of which ends a section."""
    return all(
        each.tag == _PARAGRAPH and each.find(f"{W}pPr/{W}sectPr") is None for each in paragraphs
    )


def _append(
    holder: etree._Element,
    taken: etree._Element,
    joints: dict[etree._Element, list[tuple[int, etree._Element]]],
) -> None:
    at = len(text_of(holder))
    own = [(0, taken), *joints.pop(taken, [])]
    joints.setdefault(holder, []).extend((at + offset, each) for offset, each in own)
    for child in list(taken):
        if child.tag != f"{W}pPr":
            holder.append(child)
    remove(taken)
