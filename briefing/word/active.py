"""Content that acts by itself or fetches something, and all that a Word file may refer to.

Rendering refuses a file that has any such content; the check of a template lists all of it. What
is not known here is left out or refused: a template needs nothing that Briefing does not know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from briefing.errors import InputRefusedError
from briefing.template.ooxml import W
from briefing.template.values import LINK_SCHEMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.word.relationships import Relationship

KEPT: Final = frozenset(
    {
        "officeDocument", "custom-properties", "styles", "numbering", "settings",
        "fontTable", "theme", "themeOverride", "header", "footer", "footnotes", "endnotes",
        "image", "hdphoto", "hyperlink", "chart", "chartEx", "chartUserShapes", "chartStyle",
        "chartColorStyle", "package", "diagramData", "diagramLayout", "diagramQuickStyle",
        "diagramColors", "diagramDrawing",
    }
)  # fmt: skip
"""Types of relationship to parts that stay in what is made from a template."""
_DROPPED: Final = frozenset(
    {
        "thumbnail", "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people",
        "printerSettings", "core-properties", "extended-properties", "attachedTemplate",
        "customXml", "customXmlProps", "recipientData", "keyMapCustomizations",
        "glossaryDocument", "webSettings", "font", "classificationlabels", "documenttasks",
        "stylesWithEffects",  # a second copy of the styles, which Word 2010 alone reads
    }
)  # fmt: skip
_INSIDE: Final = {
    "vbaProject": ("macros", "it holds macros"),
    "wordVbaData": ("macros", "it holds macros"),
    "oleObject": ("embedded", "it holds an embedded program object"),
    "package": ("embedded", "it holds an embedded file"),
    "control": ("embedded", "it holds an ActiveX control"),
    "activeXControlBinary": ("embedded", "it holds an ActiveX control"),
    "aFChunk": ("embedded", "it holds a whole other file"),
    "subDocument": ("embedded", "it is made of several files"),
    "audio": ("embedded", "it holds sound"),
    "video": ("embedded", "it holds a film"),
    "media": ("embedded", "it holds a film or sound"),
}
_ELEMENTS: Final = {
    f"{W}altChunk": "a whole other file",
    f"{W}subDoc": "another document",
    f"{W}object": "an embedded program object",
    f"{W}control": "an ActiveX control",
    f"{W}frameset": "a set of frames",
    "{urn:schemas-microsoft-com:office:office}OLEObject": "an embedded program object",
}
_FIELDS: Final = frozenset(
    {
        "ADVANCE", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "BIBLIOGRAPHY", "BIDIOUTLINE", "CITATION",
        "COMMENTS", "COMPARE", "CREATEDATE", "DATE", "DOCPROPERTY", "EDITTIME", "EQ", "FILESIZE",
        "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT", "HYPERLINK", "IF", "INDEX", "KEYWORDS",
        "LISTNUM", "NOTEREF", "NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF", "PRINTDATE",
        "REF", "REVNUM", "SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ", "STYLEREF", "SUBJECT",
        "SYMBOL", "TA", "TC", "TIME", "TITLE", "TOA", "TOC", "XE",
    }
)  # fmt: skip
_FETCHING: Final = frozenset(
    {
        "DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "LINK", "IMPORT", "DATABASE",
        "RD",
    }
)  # fmt: skip
_FETCHED: Final = frozenset({"src", "althref"})
_LEADING: Final = (b"href", b"src", b"action")  # in the names of attributes that lead elsewhere
_SHAPE_PARTS: Final = frozenset({"imagedata", "fill", "stroke"})
_MARKS: Final = (f"{W}fldChar", f"{W}instrText", f"{W}delInstrText")
_ARGUMENT: Final = re.compile(r'\s+(?:"((?:[^"\\]|\\.)*)"|(\S+))')
_VALUE: Final = re.compile(  # nothing that an empty value would turn into an address
    r"""\s*["“”]?\s*\{\{(?:(?!\}\}).)*\}\}(?:\s*["“”]|[?#]|/(?!/)|\s*\Z|\s+\\[a-z]\b)""",
    re.DOTALL | re.IGNORECASE,
)
_NESTED: Final = "\ufffc"  # stands for a field inside the code of another
_NO_ADDRESS: Final = frozenset({"\\l", "\\o", "\\t"})  # then a bookmark, a hint or a frame follows
_SAVE_AGAIN: Final = "Remove it in Word and save the file again."
_LINKS_ALLOWED: Final = "Only http, https and mailto are allowed; correct the link."


@dataclass(frozen=True, slots=True)
class ActiveContent:
    """Something in a file that acts by itself, or that nobody here knows.

    Attributes:
        rule: `macros`, `embedded`, `outside`, `attached-template`, `link`, `fetching-field`,
            `unknown-field`, `unknown` or `picture`.
        what: What it is, to follow *the file cannot be used:*.
        remedy: What to do.
        words: What an author finds it by: an address, a field's code.
        element: Where it stands, when it is an element.
        relationship: Its id, when it is a relationship.
    """

    rule: str
    what: str
    remedy: str
    words: str
    element: etree._Element | None = None
    relationship: str = ""


def refuse(found: Iterable[ActiveContent]) -> None:
    """Refuse a file for the first of what was found, if any.

    Raises:
        InputRefusedError: Something was.
    """
    for each in found:
        raise InputRefusedError(f"The Word file cannot be used: {each.what}. {each.remedy}")


def active_relationships(
    relationships: Iterable[Relationship], part: str, content: bytes = b""
) -> Iterator[ActiveContent]:
    """Yield what is harmful about the relationships of a part.

    Args:
        relationships: Its relationships.
        part: Its name, "" for the file.
        content: Its text: what it uses has to be known.
    """
    for each in relationships:
        rule, what = _INSIDE.get(each.type, ("", ""))
        if each.is_external:
            yield from _outside(each, part or "the file")
        elif rule and not (each.type == "package" and "/charts/" in part):
            words = f"{what} ({each.target})"
            yield ActiveContent(rule, words, _SAVE_AGAIN, each.target, relationship=each.id)
        elif each.type not in KEPT and each.type not in _DROPPED and _names(content, each.id):
            what = f"{part} uses something that Briefing does not know ({each.type})"
            yield ActiveContent("unknown", what, _SAVE_AGAIN, each.target, relationship=each.id)


def _names(content: bytes, relationship: str) -> bool:
    return any(f"{quote}{relationship}{quote}".encode() in content for quote in "\"'")


def _outside(each: Relationship, part: str) -> Iterator[ActiveContent]:
    if each.type == "attachedTemplate":
        rule = "attached-template"
        what = f"it is attached to a template outside of it, {each.target!r}"
        remedy = "In Word: Developer, Document Template, clear the name; save the file again."
    elif each.type != "hyperlink":
        rule = "outside"
        what = f"{part} refers to {each.target!r} outside of it ({each.type})"
        remedy = "Put it into the file, or remove it."
    elif has_value(each.target) or each.target.lower().startswith(LINK_SCHEMES):
        return
    else:
        rule, remedy = "link", _LINKS_ALLOWED
        what = f"a link in {part} leads to {each.target!r}"
    yield ActiveContent(rule, what, remedy, each.target, relationship=each.id)


def has_value(target: str) -> bool:
    """Tell whether an address has a placeholder in it."""
    return "{{" in target or "%7b%7b" in target.lower()


def has_tag(target: str) -> bool:
    """Tell whether an address has any tag in it."""
    return has_value(target) or "{%" in target or "%7b%25" in target.lower()


def active_elements(root: etree._Element, content: bytes | None = None) -> Iterator[ActiveContent]:
    """Yield the elements, attributes and fields of a tree that do or fetch something.

    Args:
        root: The tree.
        content: What it was read from, where that is known: most parts need no second look.
    """
    for element in root.iter(*_ELEMENTS):
        what = f"it holds {_ELEMENTS[str(element.tag)]}"
        yield ActiveContent("embedded", what, "Remove it in Word.", "", element)
    may_lead = content is None or any(name in content for name in _LEADING)
    for element in root.iter("{*}*") if may_lead else ():
        for name, value in element.attrib.items():
            if value and _leads_out(element, str(name).rpartition("}")[2], str(value).lower()):
                what = f"a shape in it leads to {value!r}"
                remedy = "Put the picture into the file, or remove the link."
                yield ActiveContent("outside", what, remedy, str(value), element)
    for element, code in _field_codes(root):
        yield from _active_field(element, code.strip())


def _leads_out(element: etree._Element, name: str, value: str) -> bool:
    if name == "href":
        is_shape = str(element.tag).rpartition("}")[2] in _SHAPE_PARTS
        return is_shape or not value.startswith((*LINK_SCHEMES, "#"))
    return name in _FETCHED or (name == "action" and value.startswith("ppaction:"))


def _field_codes(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield where each field begins and its code, whatever runs that was cut into."""
    for field in root.iter(f"{W}fldSimple"):
        yield field, field.get(f"{W}instr", "")
    opened: list[tuple[etree._Element, list[str]]] = []
    for element in root.iter(*_MARKS):
        if element.tag != f"{W}fldChar":
            opened = opened or [(element, [])]
            opened[-1][1].append(element.text or "")
        elif element.get(f"{W}fldCharType") == "begin":
            if opened:
                opened[-1][1].append(_NESTED)
            opened.append((element, []))
        elif element.get(f"{W}fldCharType") == "end" and opened:
            start, code = opened.pop()
            yield start, "".join(code)
    for start, code in opened:
        yield start, "".join(code)


def _active_field(element: etree._Element, code: str) -> Iterator[ActiveContent]:
    first = (code.split() or ["="])[0]
    word = first.upper()
    if word in _FETCHING:
        what = f"its field {word} fetches something from outside"
        yield ActiveContent("fetching-field", what, "Remove the field.", code, element)
    elif word not in _FIELDS and not word.startswith("="):
        what = f"its field {first[:40]!r} is none that a template may have"
        remedy = "Remove the field, or put its result in its place (Ctrl+Shift+F9 in Word)."
        yield ActiveContent("unknown-field", what, remedy, code, element)
    elif word == "HYPERLINK":
        target = _address(code[len(word) :])
        if target and not target.lower().startswith((*LINK_SCHEMES, _NESTED)):
            what = f"a link in it leads to {target!r}"
            yield ActiveContent("link", what, _LINKS_ALLOWED, code, element)


def _address(arguments: str) -> str:
    """Return where a link leads, "" to a place in the file itself or to what a value says."""
    if _VALUE.match(arguments):
        return ""
    for quoted, bare in _ARGUMENT.findall(arguments):
        if bare.lower() in _NO_ADDRESS:
            return ""
        if not (bare.startswith("\\") and len(bare) == 2):
            return str(quoted or bare).strip("“” ")
    return ""
