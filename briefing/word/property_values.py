"""Values in the properties of a template: title, subject and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from briefing.template.texts import compile_text

if TYPE_CHECKING:
    from briefing.template.part_source import Setting
    from briefing.template.problems import TemplateProblem
    from briefing.template.routine import Routine

_PROPERTIES: Final = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "subject": "{http://purl.org/dc/elements/1.1/}subject",
    "description": "{http://purl.org/dc/elements/1.1/}description",
    "keywords": "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords",
    "category": "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}category",
}


def compile_properties(
    root: etree._Element | None, setting: Setting, problems: list[TemplateProblem]
) -> dict[str, Routine]:
    """Return the functions that write the properties, by name; mistakes become problems."""
    found = {}
    for name, tag in _PROPERTIES.items():
        element = None if root is None else root.find(f".//{tag}")
        text = "" if element is None else element.text or ""
        if text:
            routine = compile_text(_escaped(text), f"Property {name}", setting, problems)
            if routine is not None:
                found[name] = routine
    return found


def _escaped(text: str) -> str:
    holder = etree.Element("t")
    holder.text = text
    return etree.tostring(holder, encoding="unicode")[3:-4]
