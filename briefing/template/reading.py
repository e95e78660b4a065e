"""The text of a paragraph over all its runs, each character with the element it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from briefing.template.ooxml import WP, W

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATIVE = f"{_MC}AlternateContent"
_OBJECTS = frozenset(
    f"{W}{name}"
    for name in (
        "drawing", "pict", "object", "sym", "fldChar", "footnoteReference", "endnoteReference",
        "ptab", "pgNum", "rt", "rubyBase",
    )
) | {_ALTERNATIVE}  # fmt: skip
_SPANNED = (
    *(
        f"{W}{name}"
        for name in (
            "footnoteReference", "endnoteReference", "commentReference", "instrText", "fldSimple",
            "hyperlink",
        )
    ),
    f"{WP}docPr",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath",
    "{urn:schemas-microsoft-com:vml}shape",
)  # fmt: skip
_HOLDING = frozenset({f"{W}rt", f"{W}rubyBase"})  # an object with words of the paragraph in it


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
        elif tag in _OBJECTS:
            yield child, OBJECT
            for holder in _holders(child):
                yield from _pieces(holder)
        elif tag not in _SKIPPED:
            yield from _pieces(child)


def _holders(child: etree._Element) -> Iterator[etree._Element]:
    """Yield what of an object holds words of the paragraph itself, not of paragraphs in it."""
    if child.tag == _ALTERNATIVE:
        yield from child.iterchildren(f"{_MC}Choice")
    elif child.tag in _HOLDING:
        yield child


def atoms(paragraph: etree._Element) -> list[Atom]:
    """Return the text of a paragraph in pieces; text boxes in it are paragraphs of their own."""
    found, at = [], 0
    for node, text in _pieces(paragraph):
        found.append(Atom(node, at, text))
        at += len(text)
    return found


def object_spans(root: etree._Element) -> dict[etree._Element, tuple[int, int]]:
    """Return which characters of their paragraphs notes, fields, links and pictures stand at.

    A field's code stands at the field's beginning, what is said of a picture at the picture.
    """
    found: dict[etree._Element, tuple[int, int]] = {}
    paragraphs: dict[etree._Element, list[etree._Element]] = {}
    for node in root.iter(*_SPANNED):
        paragraph = next(node.iterancestors(f"{W}p"), None)
        if paragraph is not None:
            paragraphs.setdefault(paragraph, []).append(node)
    for paragraph, nodes in paragraphs.items():
        spans = {atom.node: (atom.start, atom.stop) for atom in atoms(paragraph)}
        wanted, before = set(nodes), (0, 0)
        for each in paragraph.iter():
            if each in wanted:
                found[each] = _span(each, spans, before)
            before = spans.get(each, before)
    return found


def _span(
    node: etree._Element,
    spans: Mapping[etree._Element, tuple[int, int]],
    before: tuple[int, int],
) -> tuple[int, int]:
    """Return what a node holds or is held by, else what stands before it."""
    inside = [spans[each] for each in node.iter() if each in spans]
    around = [spans[each] for each in node.iterancestors() if each in spans]
    if inside or around:
        return (inside[0][0], inside[-1][1]) if inside else around[0]
    return before


def shown_text(paragraph: etree._Element) -> str:
    """Return the words of a paragraph as a reader sees them, without pictures and fields."""
    return "".join(
        text
        for node, text in _pieces(paragraph)
        if node.tag not in _OBJECTS and not _is_page_break(node)
    )


def _is_page_break(node: etree._Element) -> bool:
    return node.tag == f"{W}br" and node.get(f"{W}type") in ("page", "column")


def text_of(paragraph: etree._Element) -> str:
    """Return the text of a paragraph; pictures, fields and page breaks are U+FFFC."""
    return "".join(text for _, text in _pieces(paragraph))
