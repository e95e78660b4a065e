"""The parts of an author's Word file, read only after the whole file was found harmless."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from briefing.files.zips import ZipReader
from briefing.word.relationships import PACKAGE, TYPES, ContentTypes, Relationship, rels_name

if TYPE_CHECKING:
    from briefing.files.zips import StoredPart

_ENCODINGS: Final = frozenset({"", "UTF-8", "UTF8", "ASCII", "US-ASCII"})
_MOST_ATTRIBUTES: Final = 500
_MOST_RELATIONSHIPS: Final = 20_000  # a link each; the longest packs have a tenth of them
_IS_OVERLOADED: Final = etree.XPath(f"boolean(//*[@*[{_MOST_ATTRIBUTES + 1}]])")
_LONG: Final = re.compile(rb"<[^<]{%d}" % (_MOST_ATTRIBUTES * len(' a=""')))
_WORD: Final = ZipReader(noun="The Word file", kind=".docx", remedy="Save it again in Word.")


def open_package(data: bytes) -> dict[str, StoredPart]:
    """Return the parts of a file by name.

    Raises:
        InputRefusedError: It is no Office file, is damaged, or could do harm.
    """
    found = _WORD.read(data)
    if "[Content_Types].xml" not in found:
        raise _WORD.refusal("it is no Office file", "Choose a .docx.")
    return found


def parse_xml(content: bytes, name: str) -> etree._Element:
    """Return the root of a part.

    Raises:
        InputRefusedError: It is not well-formed, declares entities, or is made to take long.
        MemoryError: Its tree takes more memory than there is.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise _WORD.refusal(f"its part {name} is no XML") from error
    if b"<!DOCTYPE" in content or root.getroottree().docinfo.internalDTD is not None:
        raise _WORD.refusal(f"its part {name} declares entities")
    if (root.getroottree().docinfo.encoding or "").upper() not in _ENCODINGS:
        raise _WORD.refusal(f"its part {name} is not written in UTF-8")
    if _LONG.search(content) and _IS_OVERLOADED(root):
        raise _WORD.refusal(f"its part {name} holds an element with far too many attributes")
    return root


def read_relationships(parts: dict[str, StoredPart], part: str) -> tuple[Relationship, ...]:
    """Return the relationships of a part, internal targets as names of parts.

    Raises:
        InputRefusedError: They are no relationships, or far too many.
    """
    stored = parts.get(rels_name(part))
    if stored is None:
        return ()
    content = stored.content()
    if content.count(b"<") > _MOST_RELATIONSHIPS:  # counted before any memory is taken for them
        what = f"its part {part} has more than {_MOST_RELATIONSHIPS:,} links and pictures"
        raise _WORD.refusal(what, "Remove those that nobody needs.")
    root = parse_xml(content, stored.name)
    found = []
    for element in root.iter(f"{{{PACKAGE}}}Relationship"):
        target, is_external = element.get("Target", ""), element.get("TargetMode") == "External"
        if not is_external:
            folder = "/" if target.startswith("/") else posixpath.dirname(part)
            target = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
        found.append(
            Relationship(
                id=element.get("Id", ""),
                type=element.get("Type", "").rpartition("/")[2],
                full_type=element.get("Type", ""),
                target=target,
                is_external=is_external,
            )
        )
    return tuple(found)


def read_content_types(parts: dict[str, StoredPart]) -> ContentTypes:
    """Return the kinds of the parts of a file."""
    root = parse_xml(parts["[Content_Types].xml"].content(), "[Content_Types].xml")
    defaults = {
        element.get("Extension", "").lower(): element.get("ContentType", "")
        for element in root.iter(f"{{{TYPES}}}Default")
    }
    overrides = {
        element.get("PartName", "").lstrip("/"): element.get("ContentType", "")
        for element in root.iter(f"{{{TYPES}}}Override")
    }
    return ContentTypes(defaults, overrides)
