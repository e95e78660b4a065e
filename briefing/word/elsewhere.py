"""Tags in parts that are copied as they are, where no value can be written: charts, diagrams."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefing.template.language import find_tags
from briefing.template.places import shortened
from briefing.template.problems import TemplateProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def misplaced_tags(name: str, root: etree._Element) -> Iterator[TemplateProblem]:
    """Yield a complaint about each tag in a part."""
    text = "".join(map(str, root.itertext()))
    for element in root.iter():
        text += "".join(f"\n{value!s}" for value in element.attrib.values())
    stem = re.sub(r"\d*\.xml$", "", name.rpartition("/")[2])
    found = (shortened(text[tag.start : tag.stop]) for tag in find_tags(text) if tag.inside)
    for words in dict.fromkeys(found):
        yield TemplateProblem(
            part=name,
            place=_NAMES.get(stem, name),
            words=words,
            message="stands where no value can be written.",
            hint="Write it into the text beside it, or into a text box.",
        )
