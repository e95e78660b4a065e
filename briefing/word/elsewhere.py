"""Tags in parts that are copied as they are, where no value can be written: charts, diagrams."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefing.template.language import find_tags
from briefing.template.places import shortened
from briefing.template.problems import TemplateProblem

if TYPE_CHECKING:
    from lxml import etree

_NAMES: Final = {
    "chart": "Chart",
    "data": "Diagram",
    "drawing": "Diagram",
    "styles": "Styles",
    "numbering": "Numbering",
    "settings": "Settings",
}


_OPENING = re.compile(rb"\{(?:<[^>]*>)*[{%]")


def may_hold_tag(content: bytes) -> bool:
    """Tell whether a part is worth being parsed: whether a tag may open in it."""
    return _OPENING.search(content) is not None


def misplaced_tag(name: str, root: etree._Element) -> TemplateProblem | None:
    """Return the complaint about the first tag in a part, or None."""
    text = "".join(map(str, root.itertext()))
    for element in root.iter():
        text += "".join(f"\n{value!s}" for value in element.attrib.values())
    found = next((tag for tag in find_tags(text) if tag.inside), None)
    if found is None:
        return None
    stem = re.sub(r"\d*\.xml$", "", name.rpartition("/")[2])
    return TemplateProblem(
        part=name,
        place=_NAMES.get(stem, name),
        words=shortened(text[found.start : found.stop]),
        message="stands where no value can be written.",
        hint="Write it into the text beside it, or into a text box.",
    )
