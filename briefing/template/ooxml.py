"""The names of WordprocessingML that the template room works with."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
W: Final = f"{{{NAMESPACES['w']}}}"
R: Final = f"{{{NAMESPACES['r']}}}"
WP: Final = f"{{{NAMESPACES['wp']}}}"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

MARK: Final = "briefing"  # target of the processing instructions that stand for tags

_DECLARATION = re.compile(r'\sxmlns(?::\w+)?="[^"]*"')


def fragment(element: etree._Element | None) -> str:
    """Return an element as text for use under a root that declares its prefixes."""
    if element is None:
        return ""
    return _DECLARATION.sub("", etree.tostring(element, encoding="unicode", with_tail=False))


def declared(root: etree._Element) -> str:
    """Return the namespaces that an element declares, as attributes."""
    alone = etree.tostring(new(f"{W}x", dict(root.nsmap)), encoding="unicode")
    return alone[len("<w:x ") :].rstrip("/>").rstrip()


def new(tag: str, declared: dict[str | None, str]) -> etree._Element:
    """Return a new element under which these prefixes are declared."""
    return etree.Element(tag, nsmap=declared)  # type: ignore[arg-type]  # the stub forgets None


def remove(node: etree._Element) -> None:
    """Take a node out of its tree, if it is in one."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def is_mark(node: etree._Element) -> bool:
    """Tell whether a node of a tree is a mark (a processing instruction), not an element."""
    return not isinstance(node.tag, str)


def with_prefixes(root: etree._Element) -> etree._Element:
    """Return the root so that it declares every prefix of `NAMESPACES` as we write it."""
    if all(root.nsmap.get(prefix) == uri for prefix, uri in NAMESPACES.items()):
        return root
    declared: dict[str | None, str] = dict(root.nsmap)
    declared.update(NAMESPACES)
    fresh = new(root.tag, declared)
    fresh.attrib.update(root.attrib)
    fresh.text = root.text
    for child in list(root):
        fresh.append(child)
    return fresh
