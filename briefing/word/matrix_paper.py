"""A form on other paper: the matrix unfolds to A3, or every page becomes Letter.

Forms are made for A4. On A3 only landscape pages grow, so that a pack stays an A4 booklet with a
sheet to unfold; on Letter every page changes. Right tab stops at the edge of the text move along.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from briefing.template.ooxml import W
from briefing.word.archive import pack, write_archive
from briefing.word.package import open_package, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIZES: Final = {"A3": (16838, 23811), "Letter": (12240, 15840)}
_TEXT_PARTS: Final = re.compile(r"word/(document|styles|(?:header|footer)\d*)\.xml")


def on_paper(template: bytes, paper: str) -> bytes:
    """Return a Word form laid out for A4, A3 or Letter.

    Args:
        template: The .docx, made for A4.
        paper: `A4`, `A3` or `Letter`; any other word means A4.

    Raises:
        InputRefusedError: It is no package that may be opened: a bomb, a path that leads out.
    """
    if paper not in _SIZES:
        return template
    parts = open_package(template)
    trees = {
        name: parse_xml(stored.content(), name)
        for name, stored in parts.items()
        if _TEXT_PARTS.fullmatch(name)
    }
    if "word/document.xml" not in trees:
        return template  # what is no Word file is refused where it is compiled
    edges = dict(_edges(trees["word/document.xml"], paper))
    for name, root in trees.items():
        _move_stops(root, edges)
        parts[name] = pack(name, etree.tostring(root, encoding="UTF-8", xml_declaration=True))
    return write_archive(parts.values())


def _edges(document: etree._Element, paper: str) -> Iterator[tuple[str, str]]:
    """Give every section its new size; yield the old and the new edge of its text."""
    for section in document.iter(f"{W}sectPr"):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        if size is None or margins is None:
            continue
        sides = sum(_number(margins, side) for side in ("left", "right"))
        before = _number(size, "w") - sides
        _resize(size, paper)
        yield str(before), str(_number(size, "w") - sides)


def _number(element: etree._Element, name: str) -> int:
    value = element.get(f"{W}{name}", "")
    return int(value) if value.isdecimal() and len(value) < 10 else 0


def _resize(size: etree._Element, paper: str) -> None:
    is_landscape = size.get(f"{W}orient") == "landscape"
    if paper == "A3" and not is_landscape:
        return
    short, long = _SIZES[paper]
    wide, high = (long, short) if is_landscape else (short, long)
    size.set(f"{W}w", str(wide))
    size.set(f"{W}h", str(high))


def _move_stops(root: etree._Element, edges: dict[str, str]) -> None:
    """Move right tab stops, and what takes an inherited one away, from the old edge to the new."""
    for stop in root.iter(f"{W}tab"):
        after = edges.get(stop.get(f"{W}pos", ""))
        if after is not None and stop.get(f"{W}val") in ("right", "clear"):
            stop.set(f"{W}pos", after)
