"""The parts of a template that a document takes over as they are: what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from briefing.word.active import KEPT, active_elements
from briefing.word.archive import pack
from briefing.word.package import parse_xml
from briefing.word.picture_check import picture_faults
from briefing.word.preparing import clean_fonts, clean_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from briefing.files.zips import StoredPart
    from briefing.word.active import ActiveContent
    from briefing.word.relationships import ContentTypes, Relationship

CLEANED: Final[Mapping[str, Callable[[etree._Element], None]]] = {
    "settings": clean_settings,
    "fontTable": clean_fonts,
}
"""What takes out of a part what must not leave, by the type of relationship to it."""


def kept(
    relationships: tuple[Relationship, ...], parts: Mapping[str, StoredPart]
) -> tuple[Relationship, ...]:
    """Return the relationships of a part that stay: of a known type, to a part that is there."""
    return tuple(
        each
        for each in relationships
        if each.type in KEPT and (each.is_external or each.target in parts)
    )


def pictures(
    relationships: Mapping[str, tuple[Relationship, ...]], types: ContentTypes
) -> frozenset[str]:
    """Return the parts that are pictures by their kind, or by what refers to them."""
    every = [each for found in relationships.values() for each in found if not each.is_external]
    return frozenset(
        each.target
        for each in every
        if each.type in ("image", "hdphoto") or types.of(each.target).startswith("image/")
    )


def part_faults(stored: StoredPart, kind: str, *, is_picture: bool) -> Iterator[ActiveContent]:
    """Yield what keeps a part from being copied.

    Args:
        stored: The part.
        kind: Its content type.
        is_picture: Whether it is shown as a picture.
    """
    if is_picture:
        yield from picture_faults(stored.content(), stored.name)
    elif kind.endswith("xml"):
        content = stored.content()
        yield from active_elements(parse_xml(content, stored.name), content)


def packed(name: str, root: etree._Element) -> StoredPart:
    """Return a changed part."""
    content = etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True)
    return pack(name, content)
