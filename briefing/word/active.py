"""What a Word file may refer to, and which of its elements and fields would do something.

What is not known here is left out or refused: a template needs nothing that Briefing does not know.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefing.errors import InputRefusedError
from briefing.template.ooxml import W
from briefing.template.values import LINK_SCHEMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from briefing.word.relationships import Relationship

KEPT: Final = frozenset(
    {
        "officeDocument", "custom-properties", "styles", "stylesWithEffects", "numbering",
        "settings", "fontTable", "theme", "themeOverride", "header", "footer", "footnotes",
        "endnotes", "image", "hdphoto", "hyperlink", "chart", "chartEx", "chartUserShapes",
        "chartStyle", "chartColorStyle", "package", "diagramData", "diagramLayout",
        "diagramQuickStyle", "diagramColors", "diagramDrawing",
    }
)  # fmt: skip
DROPPED: Final = frozenset(
    {
        "thumbnail", "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people",
        "printerSettings", "core-properties", "extended-properties", "attachedTemplate",
        "customXml", "customXmlProps", "recipientData", "keyMapCustomizations",
        "glossaryDocument", "webSettings", "font", "classificationlabels", "documenttasks",
    }
)  # fmt: skip
_REFUSED: Final = {
    "vbaProject": "it holds macros",
    "wordVbaData": "it holds macros",
    "oleObject": "it holds an embedded program object",
    "control": "it holds an ActiveX control",
    "activeXControlBinary": "it holds an ActiveX control",
    "aFChunk": "it holds a whole other file",
    "subDocument": "it is made of several files",
    "audio": "it holds sound",
    "video": "it holds a film",
    "media": "it holds a film or sound",
}
_ACTIVE_ELEMENTS: Final = {
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
        "DDE",
        "DDEAUTO",
        "INCLUDETEXT",
        "INCLUDEPICTURE",
        "INCLUDE",
        "LINK",
        "IMPORT",
        "DATABASE",
        "RD",
    }
)
MOST_ATTRIBUTES: Final = 500
_FETCHED: Final = frozenset({"src", "althref"})
_SHAPE_PARTS: Final = frozenset({"imagedata", "fill", "stroke"})
_MARKS: Final = (f"{W}fldChar", f"{W}instrText", f"{W}delInstrText")
_ARGUMENT: Final = re.compile(r'\s+(?:"((?:[^"\\]|\\.)*)"|(\S+))')
_NESTED: Final = "\ufffc"  # stands for a field inside the code of another


def _refused(what: str, remedy: str) -> InputRefusedError:
    return InputRefusedError(f"The Word file cannot be used: {what}. {remedy}")


def refuse_active(relationships: tuple[Relationship, ...], part: str) -> None:
    """Refuse a part that holds or names something active.

    Raises:
        InputRefusedError: It does.
    """
    for each in relationships:
        is_embedded = each.type == "package" and "/charts/" not in part
        reason = "it holds an embedded file" if is_embedded else _REFUSED.get(each.type)
        if reason:
            raise _refused(
                f"{reason} ({each.target})", "Remove it in Word and save the file again."
            )


def refuse_unknown(relationships: tuple[Relationship, ...], content: bytes, part: str) -> None:
    """Refuse a part whose text uses something of a kind that is not known.

    Raises:
        InputRefusedError: It does.
    """
    for each in relationships:
        is_known = each.type in KEPT or each.type in DROPPED
        if not is_known and f'"{each.id}"'.encode() in content:
            raise _refused(
                f"{part} uses something that Briefing does not know ({each.type})",
                "Remove it in Word and save the file again.",
            )


def refuse_active_elements(root: etree._Element) -> None:
    """Refuse a tree with an element or a field that does or fetches something.

    Raises:
        InputRefusedError: It has one.
    """
    for element in root.iter(*_ACTIVE_ELEMENTS):
        raise _refused(f"it holds {_ACTIVE_ELEMENTS[str(element.tag)]}", "Remove it in Word.")
    for element in root.iter("{*}*"):
        if len(element.attrib) > MOST_ATTRIBUTES:
            raise _refused("it holds an element with far too many attributes", "Save it again.")
        for name, value in element.attrib.items():
            _refuse_attribute(element, str(name).rpartition("}")[2], str(value))
    for code in _field_codes(root):
        _refuse_field(code)


def _refuse_attribute(element: etree._Element, name: str, value: str) -> None:
    is_program = name == "action" and value.lower().startswith("ppaction:")
    is_fetched = name in _FETCHED or (
        name == "href"
        and (
            str(element.tag).rpartition("}")[2] in _SHAPE_PARTS
            or not value.lower().startswith((*LINK_SCHEMES, "#"))
        )
    )
    if value and (is_program or is_fetched):
        raise _refused(
            f"a shape in it leads to {value!r}",
            "Put the picture into the file, or remove the link.",
        )


def _field_codes(root: etree._Element) -> Iterator[str]:
    """Yield the code of every field, whatever runs it was cut into."""
    for field in root.iter(f"{W}fldSimple"):
        yield field.get(f"{W}instr", "")
    opened: list[list[str]] = []
    for element in root.iter(*_MARKS):
        if element.tag != f"{W}fldChar":
            opened = opened or [[]]
            opened[-1].append(element.text or "")
        elif element.get(f"{W}fldCharType") == "begin":
            if opened:
                opened[-1].append(_NESTED)
            opened.append([])
        elif element.get(f"{W}fldCharType") == "end" and opened:
            yield "".join(opened.pop())
    for code in opened:
        yield "".join(code)


def _refuse_field(code: str) -> None:
    words = code.split()
    if not words or words[0].startswith("="):
        return
    word = words[0].upper()
    if word in _FETCHING:
        raise _refused(f"its field {word} fetches something from outside", "Remove the field.")
    if word not in _FIELDS:
        raise _refused(
            f"its field {words[0][:40]!r} is none that a template may have",
            "Remove the field, or put its result in its place (Ctrl+Shift+F9 in Word).",
        )
    if word == "HYPERLINK":
        _refuse_link(code.strip()[len(word) :])


def _refuse_link(arguments: str) -> None:
    for quoted, bare in _ARGUMENT.findall(arguments):
        if bare.startswith("\\") and len(bare) == 2:
            if bare.lower() in ("\\l", "\\o", "\\t"):
                return  # what follows is a bookmark, a hint or a frame; the address comes first
            continue
        target = quoted or bare
        if not target.lower().startswith((*LINK_SCHEMES, _NESTED)):
            raise _refused(
                f"a link in it leads to {target!r}",
                "Only http, https and mailto are allowed; correct the link.",
            )
        return
