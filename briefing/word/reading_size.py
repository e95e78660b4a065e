"""A form in another reading size: running text grows, what is larger already stays.

Forms are made for text of 10.5 points. At 12 or 14 points everything below 14 points grows in
proportion, and no further than to 14, which is the size of lines to be spoken; words in the margin
keep the size that the margin has room for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from briefing.template.ooxml import W
from briefing.word.archive import pack, write_archive
from briefing.word.package import open_package, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

MADE_FOR: Final = 10.5
_LARGEST: Final = 14.0
_SMALLEST: Final = 8.0  # words in the margin, which grows with nothing
_STYLES: Final = "word/styles.xml"
_SIZES: Final = (f"{W}sz", f"{W}szCs")


def in_size(template: bytes, size: float) -> bytes:
    """Return a Word form whose running text has a size.

    Args:
        template: The .docx, made for 10.5 points.
        size: Points of running text; 10.5 and less change nothing.

    Raises:
        InputRefusedError: It is no package that may be opened: a bomb, a path that leads out.
    """
    if size <= MADE_FOR:
        return template
    parts = open_package(template)
    stored = parts.get(_STYLES)
    if stored is None:
        return template  # what is no Word file is refused where it is compiled
    root = parse_xml(stored.content(), _STYLES)
    for style in root.iter(f"{W}style", f"{W}rPrDefault"):
        _grow(style, size / MADE_FOR)
    content = etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True)
    parts[_STYLES] = pack(_STYLES, content)
    return write_archive(parts.values())


def _grow(style: etree._Element, factor: float) -> None:
    sizes = list(_numbers(style, *_SIZES, name="val"))
    if not sizes:
        return
    before = max(number for _, number in sizes) / 2
    fixed = before >= _LARGEST or before <= _SMALLEST
    ratio = 1.0 if fixed else min(_LARGEST, before * factor) / before
    for element, number in sizes:
        element.set(f"{W}val", str(round(number * ratio)))
    for element, number in _numbers(style, f"{W}spacing", name="line"):
        if element.get(f"{W}lineRule") == "atLeast":
            element.set(f"{W}line", str(round(number * ratio)))


def _numbers(style: etree._Element, *tags: str, name: str) -> Iterator[tuple[etree._Element, int]]:
    """Yield the elements of a style that have a number, with it."""
    for element in style.iter(*tags):
        value = element.get(f"{W}{name}", "")
        if value.isdecimal() and len(value) < 10:
            yield element, int(value)
