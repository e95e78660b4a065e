"""What a template may lack and a pack needs: styles for footnotes and links, a notes part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from briefing.template.ooxml import NAMESPACES, W

if TYPE_CHECKING:
    from briefing.template.style_sheet import StyleSheet

_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())

_TEXT: Final = (
    '<w:style w:type="paragraph" w:styleId="{id}Text"><w:name w:val="{name} text"/>{{based}}'
    '<w:uiPriority w:val="99"/><w:unhideWhenUsed/><w:pPr><w:spacing w:after="0" w:line="240" '
    'w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:style>'
)
_REFERENCE: Final = (
    '<w:style w:type="character" w:styleId="{id}Reference"><w:name w:val="{name} reference"/>'
    '<w:uiPriority w:val="99"/><w:unhideWhenUsed/><w:rPr><w:vertAlign w:val="superscript"/>'
    "</w:rPr></w:style>"
)
_STYLES: Final = (
    *(
        (kind, f"{name} {what}", text.format(id=name.capitalize(), name=name))
        for name in ("footnote", "endnote")
        for kind, what, text in (
            ("paragraph", "text", _TEXT),
            ("character", "reference", _REFERENCE),
        )
    ),
    (
        "character",
        "hyperlink",
        (
            '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
            '<w:uiPriority w:val="99"/><w:unhideWhenUsed/>'
            '<w:rPr><w:color w:val="1A5A96"/><w:u w:val="single"/></w:rPr></w:style>'
        ),
    ),
)


def missing_styles(styles: StyleSheet) -> bool:
    """Tell whether a template lacks one of the styles that notes and links need."""
    return any(styles.find(kind, name) is None for kind, name, _ in _STYLES)


def add_styles(root: etree._Element, styles: StyleSheet) -> None:
    """Add the missing styles to the tree of `styles.xml`."""
    based = f'<w:basedOn w:val="{styles.default}"/>' if styles.default else ""
    for kind, name, text in _STYLES:
        if styles.find(kind, name) is None:
            written = text.format(based=based)
            holder = etree.fromstring(f"<w:styles {_DECLARED}>{written}</w:styles>")
            root.append(holder[0])


def empty_notes(kind: str) -> str:
    """Return a notes part with nothing but its two separators, up to its closing tag.

    Args:
        kind: `footnote` or `endnote`.
    """
    separators = "".join(
        f'<w:{kind} w:type="{name}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" '
        f'w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{element}/></w:r></w:p></w:{kind}>'
        for number, name, element in (
            (-1, "separator", "separator"),
            (0, "continuationSeparator", "continuationSeparator"),
        )
    )
    return f"<w:{kind}s {_DECLARED}>{separators}"


def is_separator(note: etree._Element) -> bool:
    """Tell whether a note of a notes part is one of its separators."""
    return note.get(f"{W}type", "normal") != "normal"
