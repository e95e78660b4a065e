"""The parts around which lists and notes are added: cut once, so that rendering joins strings."""

from __future__ import annotations

from lxml import etree

from briefing.template.attributes import whole_number
from briefing.template.ooxml import W, declared
from briefing.word.compiled import Numbering
from briefing.word.supplements import empty_notes, is_separator


def numbering_frame(name: str, root: etree._Element | None) -> Numbering:
    """Return the numbering part cut where new lists go.

    Args:
        name: Name of the part.
        root: Its tree, or None when the template has none.
    """
    if root is None:
        return Numbering()
    abstract = {}
    for number in root.iter(f"{W}num"):
        holder = number.find(f"{W}abstractNumId")
        key = whole_number(number.get(f"{W}numId", "0"), -1)
        value = -1 if holder is None else whole_number(holder.get(f"{W}val", "0"), -1)
        if key >= 0 and value >= 0:
            abstract[key] = value
    text = etree.tostring(root, encoding="unicode")
    at = text.find("<w:numIdMacAtCleanup")
    at = at if at >= 0 else text.rfind("</w:numbering>")
    if at < 0:
        return Numbering()
    return Numbering(name=name, head=text[:at], tail=text[at:], abstract=abstract)


def notes_frame(kind: str, name: str, root: etree._Element | None) -> tuple[str, str, int]:
    """Return name and head of a notes part, and the id of its first note.

    Args:
        kind: `footnote`, `endnote` or `comment`.
        name: Name that the part has or will have.
        root: Its tree, which is used up, or None when the template has none.
    """
    if root is None:
        return (name, empty_notes(kind), 1)
    if kind == "comment":
        return (name, f"<w:comments {declared(root)}>", 1)
    highest = 0
    for note in list(root):
        if is_separator(note):
            highest = max(highest, whole_number(note.get(f"{W}id")))
        else:
            root.remove(note)
    text = etree.tostring(root, encoding="unicode")
    return (name, text[: text.rindex("</")] if "</" in text else empty_notes(kind), highest + 1)
