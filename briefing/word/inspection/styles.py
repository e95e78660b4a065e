"""Rules on styles and fonts that a template names, or that its fields will need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.template.contract import Kind
from briefing.template.ooxml import W
from briefing.template.problems import Severity
from briefing.template.values import Role
from briefing.word.inspection.specimen import Finding
from briefing.word.roles import ROLE_STYLES, role_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from briefing.template.problems import TemplateProblem
    from briefing.word.inspection.specimen import Specimen

_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_NAMING: Final = (f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
_OF_BLOCKS: Final = (
    Role.QUOTE,
    Role.ATTRIBUTION,
    Role.BULLET,
    Role.NUMBER,
    Role.HEADING1,
    Role.HEADING2,
    Role.HEADING3,
    Role.CAPTION,
)
_TWINS: Final = {
    "calibri": "carlito",
    "cambria": "caladea",
    "arial": "liberation sans",
    "helvetica": "liberation sans",
    "times new roman": "liberation serif",
    "courier new": "liberation mono",
    "arial narrow": "liberation sans narrow",
}
"""Fonts of the same widths: a page breaks where it should."""


def named_styles(specimen: Specimen) -> Iterator[TemplateProblem]:
    """Find styles that the text names and the file does not define."""
    root = specimen.styles_tree
    known = set() if root is None else {each.get(f"{W}styleId") for each in root.iter(f"{W}style")}
    for text in specimen.texts:
        told: set[str] = set()
        for element in text.root.iter(*_NAMING):
            name = element.get(f"{W}val", "")
            if name and name not in known | told:
                told.add(name)
                finding = Finding(
                    rule="style",
                    severity=Severity.WARNING,
                    message=f"has the style “{name}”, which the template does not define.",
                    hint="Choose a style of the template in Word.",
                )
                yield specimen.at(finding, text, element)


def needed_styles(specimen: Specimen) -> Iterator[TemplateProblem]:
    """Find styles that fields of the template print with, and the template lacks."""
    blocks = {field.name for field in specimen.used.fields if field.type.kind is Kind.BLOCK}
    inside = {
        f"{record}.{field.name}"
        for record, fields in specimen.used.records.items()
        for field in fields
        if field.type.kind is Kind.BLOCK
    }
    wanting = sorted((blocks | inside) - {"contents"})
    if wanting:
        for role in _OF_BLOCKS:
            if role_style(specimen.styles, role) is None:
                yield _lacking(specimen, ROLE_STYLES[role][0], wanting[0])
    if "contents" in blocks:
        for name in ("toc 1", "toc 2"):
            if specimen.styles.find("paragraph", name) is None:
                yield _lacking(specimen, name, "contents")


def _lacking(specimen: Specimen, name: str, field: str) -> TemplateProblem:
    finding = Finding(
        rule="style",
        severity=Severity.WARNING,
        message=f"is missing; the field {field} prints with it.",
        hint=f"Make a paragraph style “{name}” in Word.",
    )
    return specimen.of_file(finding, name, specimen.target("styles"), "Styles")


def missing_fonts(specimen: Specimen) -> Iterator[TemplateProblem]:
    """Find fonts that are named and neither they nor their twins are installed here."""
    if specimen.fonts is None:
        return
    for name in sorted(_named_fonts(specimen), key=str.lower):
        low = name.lower()
        if low in specimen.fonts or _TWINS.get(low, low) in specimen.fonts:
            continue
        finding = Finding(
            rule="font",
            severity=Severity.WARNING,
            message="is not installed here: pages may break elsewhere.",
            hint="Install it, or choose a font that everybody has.",
        )
        yield specimen.of_file(finding, name, specimen.target("styles"), "Fonts")


def _named_fonts(specimen: Specimen) -> set[str]:
    found: set[str] = set()
    theme = specimen.tree(specimen.target("theme"))
    roots = [text.root for text in specimen.texts]
    if specimen.styles_tree is not None:
        roots.append(specimen.styles_tree)
    themed = False
    for root in roots:
        for fonts in root.iter(f"{W}rFonts"):
            found |= {fonts.get(f"{W}{name}") or "" for name in ("ascii", "hAnsi", "cs")}
            themed = themed or fonts.get(f"{W}asciiTheme") is not None
    if themed and theme is not None:
        found |= set(_theme_fonts(theme))
    return found - {""}


def _theme_fonts(theme: etree._Element) -> Iterator[str]:
    for part in ("majorFont", "minorFont"):
        for holder in theme.iter(f"{_DRAWING}{part}"):
            latin = holder.find(f"{_DRAWING}latin")
            if latin is not None:
                yield latin.get("typeface", "")
