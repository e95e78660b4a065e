"""A Word form without a trace of who made it, where and how: what is left is what it prints."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from briefing.errors import InputRefusedError
from briefing.template.ooxml import NAMESPACES, WP, W, remove
from briefing.word.active import active_relationships, refuse
from briefing.word.archive import pack, write_archive
from briefing.word.copying import CLEANED, kept, part_faults, pictures
from briefing.word.package import (
    open_package,
    parse_xml,
    read_content_types,
    read_relationships,
)
from briefing.word.picture_traces import without_traces
from briefing.word.preparing import is_printed, prepare
from briefing.word.properties import (
    APP_PART,
    APP_RELATION,
    APP_TYPE,
    CORE_PART,
    CORE_RELATION,
    CORE_TYPE,
    app_xml,
    core_xml,
)
from briefing.word.relationships import (
    ContentTypes,
    Links,
    Relationship,
    rels_name,
)

if TYPE_CHECKING:
    from briefing.files.zips import StoredPart

_PIC: Final = f"{{{NAMESPACES['pic']}}}"
_TEXTS: Final = (
    "document",
    "header",
    "footer",
    "footnotes",
    "endnotes",
    "styles",
    "numbering",
    "comments",
)
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_IDS: Final = ("{*}docId", "{*}rsids")
_PATH: Final = re.compile(
    r"^(?:[A-Za-z]:[\\/]|\\\\|/|file:)|\.(?:png|jpe?g|gif|tiff?|bmp|emf)$", re.I
)
_PICTURE: Final = re.compile(r"\.(?:png|jpe?g)$", re.I)
_NAMING_PEOPLE: Final = re.compile(r"(?:^|/)(?:comments|threadedcomments|persons?)\d*[/.]")
_AUTHOR: Final = "Briefing"
_CORE: Final = ("title", "subject", "description", "keywords", "category", "language")


def cleaned(data: bytes) -> bytes:
    """Return a Word form without names, remarks, tracked changes, paths and picture data.

    A comment with tags is part of what the form prints: it stays, and names nobody.

    Raises:
        InputRefusedError: The file is damaged, or holds something that acts by itself.
    """
    parts = open_package(data)
    comments, printed = _printed_comments(parts)
    relationships = _kept(parts, comments if printed else "")
    types = read_content_types(parts)
    written: dict[str, StoredPart] = {}
    shown = pictures(relationships, types)
    for name in sorted(set(relationships) - {""}):
        kind = f"{_WORD}comments+xml" if name == comments else types.of(name)
        refuse(part_faults(parts[name], kind, is_picture=name in shown))
        written[name] = _cleaned_part(parts[name], kind, printed)
    core = _core_values(parts)
    written[CORE_PART] = pack(CORE_PART, core_xml(core).encode())
    written[APP_PART] = pack(APP_PART, app_xml().encode())
    relationships[""] += (
        Relationship(id="rIdCore", type="", full_type=CORE_RELATION, target=CORE_PART),
        Relationship(id="rIdApp", type="", full_type=APP_RELATION, target=APP_PART),
    )
    for part, found in relationships.items():
        xml = Links(part, found).xml()
        if xml:
            written[rels_name(part)] = pack(rels_name(part), xml.encode())
    overrides = {name: kind for name, kind in types.overrides.items() if name in written}
    overrides |= {CORE_PART: CORE_TYPE, APP_PART: APP_TYPE}
    kinds = ContentTypes(types.defaults, overrides).xml()
    written["[Content_Types].xml"] = pack("[Content_Types].xml", kinds.encode())
    return write_archive(written.values())


def _printed_comments(parts: dict[str, StoredPart]) -> tuple[str, frozenset[str]]:
    """Return the part of comments, and the ids of those that have tags."""
    main = {each.type: each.target for each in read_relationships(parts, "")}
    own = read_relationships(parts, main.get("officeDocument", ""))
    name = next((each.target for each in own if each.type == "comments"), "")
    if name not in parts:
        return "", frozenset()
    every = parse_xml(parts[name].content(), name).iter(f"{W}comment")
    return name, frozenset(each.get(f"{W}id", "") for each in every if is_printed(each))


def _kept(parts: dict[str, StoredPart], comments: str) -> dict[str, tuple[Relationship, ...]]:
    """Return the parts that stay with their relationships: what leads from the file's own."""
    found: dict[str, tuple[Relationship, ...]] = {}
    waiting = [""]
    while waiting:
        part = waiting.pop()
        if part in found:
            continue
        relationships = read_relationships(parts, part)
        content = parts[part].content() if part in parts else b""
        refuse(active_relationships(relationships, part, content))
        printed = tuple(
            each for each in relationships if each.target == comments and comments in parts
        )
        found[part] = printed + tuple(
            each
            for each in kept(relationships, parts)
            if each.type != "custom-properties" or _has_values(parts, each.target)
        )
        waiting += [each.target for each in found[part] if not each.is_external]
    return found


def _has_values(parts: dict[str, StoredPart], name: str) -> bool:
    return name in parts and b"{{" in parts[name].content()


def _cleaned_part(stored: StoredPart, kind: str, printed: frozenset[str]) -> StoredPart:
    content = stored.content()
    word = kind.removeprefix(_WORD).partition("+")[0].partition(".")[0]
    if kind.startswith("image/"):
        bare = without_traces(content)
        return stored if bare == content else pack(stored.name, bare, 1)
    if word not in (*_TEXTS, *CLEANED):
        return stored
    root = parse_xml(content, stored.name)
    prepare(root, content, printed)
    _forget_authors(root, printed)
    if word in CLEANED:
        CLEANED[word](root)
    for element in list(root.iter(*_IDS)):
        remove(element)
    _forget_file_names(root)
    text = etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True)
    return pack(stored.name, text)


def _forget_authors(root: etree._Element, printed: frozenset[str]) -> None:
    """Take out the remarks on a form, and from the comments that stay who wrote them and when."""
    for comment in list(root.iter(f"{W}comment")):
        number = comment.get(f"{W}id", "")
        if number in printed:
            comment.attrib.clear()
            comment.set(f"{W}id", number)
            comment.set(f"{W}author", _AUTHOR)
        else:
            remove(comment)


def _forget_file_names(root: etree._Element) -> None:
    """Rename pictures that are called by the file they came from."""
    for number, element in enumerate(root.iter(f"{_PIC}cNvPr", f"{WP}docPr"), 1):
        for name in ("name", "descr"):
            if _PATH.search(element.get(name, "")):
                element.set(name, f"Picture {number}")


def _core_values(parts: dict[str, StoredPart]) -> dict[str, str]:
    """Return the properties that say something of the form and nothing of its makers."""
    name = next((name for name in parts if name.lower() == CORE_PART.lower()), "")
    if not name:
        return {}
    found = {}
    for element in parse_xml(parts[name].content(), name):
        tag = str(element.tag).rpartition("}")[2]
        if tag in _CORE and element.text:
            found[tag] = element.text
    return found


def cleaned_workbook(data: bytes) -> bytes:
    """Return a workbook's form with properties that name nobody.

    Raises:
        InputRefusedError: It is damaged, acts by itself, or holds comments, which have names.
    """
    parts = open_package(data)
    for name in [name for name in parts if name.endswith(".rels")]:
        folder, file = posixpath.split(name)
        part = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
        refuse(active_relationships(read_relationships(parts, part), part))
    told = next((name for name in parts if _NAMING_PEOPLE.search(name.lower())), "")
    if told:
        raise InputRefusedError(
            f"The workbook cannot be shared: it holds comments or reviewers ({told}). Delete them "
            "in Excel and save it again."
        )
    values = {name: text for name, text in _core_values(parts).items() if name == "title"}
    for name in [name for name in parts if name.lower().startswith("docprops/")]:
        is_core = name.lower() == CORE_PART.lower()
        if is_core or name.lower() == APP_PART.lower():
            parts[name] = pack(name, (core_xml(values) if is_core else app_xml()).encode())
        else:
            raise InputRefusedError(
                f"The workbook cannot be shared: it holds {name}, which tells of its makers. "
                "Remove own properties and the thumbnail in Excel and save it again."
            )
    return write_archive(
        pack(name, without_traces(part.content())) if _PICTURE.search(name) else part
        for name, part in parts.items()
    )
