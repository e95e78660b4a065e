"""Puts a property among its siblings where the schema of WordprocessingML wants it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

PARAGRAPH: Final = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr "
    "shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
    "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
    "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr"
)
RUN: Final = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd "
    "fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
)
_CHILD = re.compile(r"<(?P<name>[\w:]+)\b[^>]*?(?:/>|>.*?</(?P=name)>)", re.DOTALL)


@cache
def _ranks(order: str) -> dict[str, int]:
    return {f"w:{name}": rank for rank, name in enumerate(order.split())}


@cache
def with_child(children: str, name: str, xml: str, order: str) -> str:
    """Return properties with one more; a property of that name is replaced.

    Args:
        children: The children of `w:pPr` or `w:rPr` as text.
        name: Name of the new child, without prefix.
        xml: The new child as text.
        order: `PARAGRAPH` or `RUN`.
    """
    ranks = _ranks(order)
    own = ranks[f"w:{name}"]
    found = []
    is_placed = False
    for match in _CHILD.finditer(children):
        rank = ranks.get(match["name"], len(ranks))
        if rank >= own and not is_placed:
            found.append(xml)
            is_placed = True
        if rank != own:
            found.append(match.group())
    return "".join(found if is_placed else [*found, xml])


@cache
def inside(properties: str, name: str) -> str:
    """Return the children of `<w:NAME>…</w:NAME>` given as text; "" stays ""."""
    if not properties or properties.startswith(f"<w:{name}/"):
        return ""
    return properties[properties.index(">") + 1 : properties.rindex("</")]
