"""The parts of a stranger's workbook as streams of elements: no entities, no trees kept."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACES: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/package/2006/relationships",
)
_DECLARES: Final = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_INNER: Final = ("v", "f", "is", "t", "r")
"""What lies inside cells and strings, and is freed with them."""

_MOST_TAGS: Final = 6_000_000
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


def refusal(name: str, what: str, remedy: str) -> InputRefusedError:
    """Return the error that says why a workbook cannot be read, and what helps."""
    return InputRefusedError(f"{name} cannot be read: {what}. {remedy}")


def events(
    content: bytes, name: str, tags: tuple[str, ...], nested: tuple[str, ...] = ()
) -> Iterator[etree._Element]:
    """Yield the elements of these names, each when it is complete; all that was seen is freed.

    Args:
        content: The part.
        name: The name of the file.
        tags: Names without namespace; values and texts inside are there when it is yielded.
        nested: Further names, of elements that lie inside those and are freed with them; whoever
            asks for them bounds how many may be in one.

    Raises:
        InputRefusedError: The part is no XML, has too much in it, or declares entities.
    """
    _refuse_unsafe(content, name)
    inner, inside, wanted = (
        frozenset(f"{{{space}}}{tag}" for space in _SPACES for tag in names)
        for names in (_INNER, nested, tags)
    )
    kept = inner | (inside or wanted)
    stream = etree.iterparse(
        io.BytesIO(content),
        events=("end",),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in stream:
            if element.tag in inner:
                continue
            if element.tag in inside:
                yield element
                continue
            parent = element.getparent()
            if parent is not None and parent.tag in kept:
                continue
            if element.tag in wanted:
                yield element
            _free(element, parent)
    except etree.XMLSyntaxError as error:
        raise refusal(name, "a part of it is no XML", "Save it again where it was made.") from error


def _refuse_unsafe(content: bytes, name: str) -> None:
    if any(sign in content for sign in _DECLARES):
        raise refusal(name, "it declares entities, as no office program does", "Do not use it.")
    if content.count(b"<") > _MOST_TAGS:
        raise refusal(name, "a part of it has too much in it", "Cut it into smaller files.")


def _free(element: etree._Element, parent: etree._Element | None) -> None:
    """Let go of an element and of all that stands before it in its parent."""
    element.clear()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def text_of(element: etree._Element) -> str:
    """Return the text of a string item, its runs joined, without the guide to pronunciation."""
    pieces: list[str] = []
    for child in element:
        name = local(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            pieces += [inner.text or "" for inner in child if local(inner) == "t"]
    text = "".join(pieces)
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text) if "_x" in text else text
