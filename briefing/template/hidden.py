"""Hidden words of a template: they stay in the house, whoever the document goes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.template.language import TagKind
from briefing.template.levels import stands_alone
from briefing.template.ooxml import W, is_mark, remove

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from briefing.template.marking import Mark

_SHOWN = frozenset(
    f"{W}{name}"
    for name in (
        "t", "tab", "br", "cr", "sym", "ptab", "noBreakHyphen", "softHyphen", "drawing", "pict",
    )
)  # fmt: skip


def is_on(element: etree._Element) -> bool:
    """Tell whether a switch such as `w:vanish` is on."""
    return element.get(f"{W}val", "1") not in ("0", "false", "off")


def hiding_styles(styles: etree._Element | None) -> frozenset[str]:
    """Return the ids of the styles whose words are hidden."""
    return frozenset(
        style.get(f"{W}styleId", "")
        for style in (() if styles is None else styles.iter(f"{W}style"))
        if any(map(is_on, style.findall(f"{W}rPr/{W}vanish")))
    )


def is_hidden(run: etree._Element, hiding: frozenset[str]) -> bool:
    """Tell whether the words of a run are hidden, directly or by a style."""
    direct = run.find(f"{W}rPr/{W}vanish")
    if direct is not None:
        return is_on(direct)
    paragraph = next(run.iterancestors(f"{W}p"), None)
    styles = [run.find(f"{W}rPr/{W}rStyle")]
    styles += [] if paragraph is None else [paragraph.find(f"{W}pPr/{W}pStyle")]
    return any(style is not None and style.get(f"{W}val") in hiding for style in styles)


def drop_hidden(root: etree._Element, marks: Iterable[Mark], hiding: frozenset[str]) -> None:
    """Take hidden words and values out of a marked tree; tags of blocks still count."""
    for mark in marks:
        if mark.is_hidden and mark.tag.kind is TagKind.VALUE:
            remove(mark.node)
    for run in [run for run in root.iter(f"{W}r") if is_hidden(run, hiding)]:
        for child in [child for child in run if child.tag in _SHOWN]:
            run.remove(child)
    for paragraph in list(root.iter(f"{W}p")):
        end = paragraph.find(f"{W}pPr/{W}rPr/{W}vanish")
        if end is not None and is_on(end) and _is_empty(paragraph):
            remove(paragraph)


def _is_empty(paragraph: etree._Element) -> bool:
    """Tell whether a paragraph may go without anybody missing it."""
    after = paragraph.getnext()
    has_marks = any(is_mark(node) for node in paragraph.iter())
    is_followed = after is not None and after.tag == f"{W}p"
    return is_followed and not has_marks and stands_alone(paragraph)
