"""Content that acts by itself or fetches something: macros, objects, links, fields.

Rendering refuses a file that has any of it; the check of a template lists all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from briefing.errors import InputRefusedError
from briefing.template.ooxml import W
from briefing.template.values import LINK_SCHEMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.word.relationships import Relationship

_INSIDE: Final = {
    "vbaProject": ("macros", "it holds macros"),
    "wordVbaData": ("macros", "it holds macros"),
    "oleObject": ("embedded", "it holds an embedded program object"),
    "package": ("embedded", "it holds an embedded file"),
    "control": ("embedded", "it holds an ActiveX control"),
    "aFChunk": ("embedded", "it holds a whole other file"),
    "subDocument": ("embedded", "it is made of several files"),
}
_FETCHING: Final = ("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "LINK", "IMPORT")
_SAVE_AGAIN: Final = "Remove it in Word and save the file again."


@dataclass(frozen=True, slots=True)
class ActiveContent:
    """Something in a file that acts by itself.

    Attributes:
        rule: `macros`, `embedded`, `outside`, `attached-template`, `link` or `fetching-field`.
        what: What it is, to follow *the file cannot be used:*.
        remedy: What to do.
        words: What an author finds it by: an address, a field's code.
        element: Where it stands, when it is a field.
    """

    rule: str
    what: str
    remedy: str
    words: str
    element: etree._Element | None = None


def active_relationship(each: Relationship, part: str) -> ActiveContent | None:
    """Return what is harmful about a relationship of a part, or None."""
    if each.is_external:
        return _outside(each, part or "the file")
    rule, what = _INSIDE.get(each.type, ("", ""))
    if not rule or (each.type == "package" and "/charts/" in part):
        return None
    return ActiveContent(rule, f"{what} ({each.target})", _SAVE_AGAIN, each.target)


def _outside(each: Relationship, part: str) -> ActiveContent | None:
    target = each.target.lower()
    if each.type == "attachedTemplate":
        what = f"it is attached to a template outside of it, {each.target!r}"
        remedy = "In Word: Developer, Document Template, clear the name; save the file again."
        return ActiveContent("attached-template", what, remedy, each.target)
    if each.type != "hyperlink":
        what = f"{part} refers to {each.target!r} outside of it ({each.type})"
        return ActiveContent("outside", what, "Put it into the file, or remove it.", each.target)
    if has_value(each.target) or target.startswith(LINK_SCHEMES):
        return None
    what = f"a link in {part} leads to {each.target!r}"
    remedy = "Only http, https and mailto are allowed; correct the link."
    return ActiveContent("link", what, remedy, each.target)


def has_value(target: str) -> bool:
    """Tell whether an address has a placeholder in it."""
    return "{{" in target or "%7b%7b" in target.lower()


def refuse_active(relationships: Iterable[Relationship], part: str) -> None:
    """Refuse whatever acts by itself or is fetched from elsewhere.

    Raises:
        InputRefusedError: A relationship of the part leads to such a thing.
    """
    for each in relationships:
        found = active_relationship(each, part)
        if found is not None:
            raise InputRefusedError(f"The Word file cannot be used: {found.what}. {found.remedy}")


def fetching_fields(root: etree._Element) -> list[ActiveContent]:
    """Return the fields of a part that fetch something, whatever runs they were cut into."""
    found = []
    for element, code in _field_codes(root):
        word = (code.split() or [""])[0].upper()
        if word in _FETCHING:
            what = f"its field {word} fetches something from outside"
            found.append(
                ActiveContent("fetching-field", what, "Remove the field.", code.strip(), element)
            )
    return found


def refuse_fetching(root: etree._Element) -> None:
    """Refuse a part with a field that fetches something.

    Raises:
        InputRefusedError: There is one.
    """
    for found in fetching_fields(root):
        raise InputRefusedError(f"The Word file cannot be used: {found.what}. {found.remedy}")


def _field_codes(root: etree._Element) -> list[tuple[etree._Element, str]]:
    """Return the code of every field with the element where it begins."""
    found = [(field, field.get(f"{W}instr", "")) for field in root.iter(f"{W}fldSimple")]
    opened: list[tuple[etree._Element, str]] = []
    for element in root.iter(f"{W}fldChar", f"{W}instrText"):
        if element.tag == f"{W}instrText":
            start, code = opened.pop() if opened else (element, "")
            opened.append((start, code + (element.text or "")))
        elif element.get(f"{W}fldCharType") == "begin":
            opened.append((element, ""))
        elif element.get(f"{W}fldCharType") == "end" and opened:
            found.append(opened.pop())
    return found + opened
