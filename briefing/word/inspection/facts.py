"""What a Word file says of itself in passing: its title and its language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.template.contract import Contract
from briefing.template.ooxml import W
from briefing.word.inspection.specimen import Specimen

if TYPE_CHECKING:
    from lxml import etree

_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"


def title_of(specimen: Specimen) -> str:
    """Return the title among the properties, or ""."""
    root = specimen.tree(specimen.target("core-properties", ""))
    found = None if root is None else root.find(f".//{_TITLE}")
    return "" if found is None else (found.text or "").strip()


def language_of(specimen: Specimen) -> str:
    """Return the language that the styles state, or ""."""
    root = specimen.styles_tree
    paths = (f"{W}docDefaults//{W}lang", f"{W}style[@{W}default='1']/{W}rPr/{W}lang")
    stated: list[etree._Element] = (
        [] if root is None else [each for path in paths for each in root.findall(path)]
    )
    return next((value for each in stated if (value := each.get(f"{W}val"))), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a Word file says of itself.

    Attributes:
        title: Its title, or "".
        language: Its language, or "".
    """

    title: str
    language: str


def facts_of(data: bytes) -> Facts:
    """Return what a Word file says of itself.

    Raises:
        InputRefusedError: It is damaged or no Word document.
    """
    specimen = Specimen(data, Contract(fields=()))
    return Facts(title=title_of(specimen), language=language_of(specimen))
