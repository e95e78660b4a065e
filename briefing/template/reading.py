"""The text of a paragraph over all its runs, each character with the element it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from briefing.template.ooxml import W

if TYPE_CHECKING:
    from collections.abc import Iterator

OBJECT = "\ufffc"  # stands for a picture, field or page break within a text

_SKIPPED = frozenset(
    f"{W}{name}" for name in ("p", "pPr", "rPr", "del", "moveFrom", "instrText", "delText", "tbl")
)
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
_OBJECTS = frozenset(
    f"{W}{name}"
    for name in (
        "drawing", "pict", "object", "sym", "fldChar", "footnoteReference", "endnoteReference",
        "ptab", "pgNum", "ruby",
    )
)  # fmt: skip
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


@dataclass(frozen=True, slots=True)
class Atom:
    """A stretch of a paragraph's text that stands in one element.

    Attributes:
        node: A `w:t`, or the element that stands for one sign.
        start: Offset of its first character in the paragraph's text.
        text: Its characters.
    """

    node: etree._Element
    start: int
    text: str

    @property
    def stop(self) -> int:
        """Offset after its last character."""
        return self.start + len(self.text)


def _pieces(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for child in element:
        tag = child.tag
        if tag == f"{W}t":
            yield child, child.text or ""
        elif tag == f"{W}br":
            yield child, OBJECT if _is_page_break(child) else "\n"
        elif tag in _SIGNS:
            yield child, _SIGNS[str(tag)]
        elif tag in _OBJECTS or tag == _ALTERNATIVE:
            yield child, OBJECT
        elif tag not in _SKIPPED:
            yield from _pieces(child)


def atoms(paragraph: etree._Element) -> list[Atom]:
    """Return the text of a paragraph in pieces; text boxes in it are paragraphs of their own."""
    found, at = [], 0
    for node, text in _pieces(paragraph):
        found.append(Atom(node, at, text))
        at += len(text)
    return found


def shown_text(paragraph: etree._Element) -> str:
    """Return the words of a paragraph as a reader sees them, without pictures and fields."""
    return "".join(
        text
        for node, text in _pieces(paragraph)
        if node.tag not in _OBJECTS and node.tag != _ALTERNATIVE and not _is_page_break(node)
    )


def _is_page_break(node: etree._Element) -> bool:
    return node.tag == f"{W}br" and node.get(f"{W}type") in ("page", "column")


def text_of(paragraph: etree._Element) -> str:
    """Return the text of a paragraph; pictures, fields and page breaks are U+FFFC."""
    return "".join(text for _, text in _pieces(paragraph))
