"""The table of contents: an entry with a link for every heading that was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.word.crossing import field, field_code, field_run, linked
from briefing.word.text import attribute, runs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.template.style_sheet import StyleSheet
    from briefing.word.state import Heading

_INDENT_TWIPS = 340


def contents_xml(
    headings: Sequence[Heading],
    *,
    levels: int,
    pages: Mapping[str, int] | None,
    styles: StyleSheet,
    width: int,
) -> str:
    """Return the paragraphs of the table of contents.

    Args:
        headings: All headings of the body, in order.
        levels: Headings down to this level are listed.
        pages: Page number by bookmark; None prints no page numbers.
        styles: The template's styles; `toc 1` and so on are used where they exist.
        width: Text width in twips, where page numbers end.
    """
    listed = [heading for heading in headings if heading.level <= levels]
    if not listed:
        return ""
    code = f' TOC \\o "1-{levels}" \\h \\z \\u '
    opening = field_run("begin") + field_code(code) + field_run("separate")
    found = []
    for number, heading in enumerate(listed):
        page = None if pages is None else pages.get(heading.bookmark)
        found.append(
            f"<w:p>{_properties(heading.level, styles, width)}{opening if not number else ''}"
            + linked(runs(heading.text) + _page(heading.bookmark, page), heading.bookmark)
            + f"{field_run('end') if number == len(listed) - 1 else ''}</w:p>"
        )
    return "".join(found)


def _properties(level: int, styles: StyleSheet, width: int) -> str:
    style = styles.find("paragraph", f"toc {level}")
    named = f'<w:pStyle w:val="{attribute(style)}"/>' if style else ""
    tabs = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>'
    indent = "" if style else f'<w:ind w:left="{(level - 1) * _INDENT_TWIPS}"/>'
    return f"<w:pPr>{named}{tabs}{indent}</w:pPr>"


def _page(bookmark: str, page: int | None) -> str:
    if page is None:
        return ""
    shown = field(rf"PAGEREF {bookmark} \h", str(page))
    return f"<w:r><w:tab/></w:r>{shown}"
