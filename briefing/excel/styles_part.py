"""The part with the formats: openpyxl's, put into the schema's order, with our style of tables."""

from __future__ import annotations

from typing import Final

from lxml import etree

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_FONT_ORDER: Final = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u"),
    *("vertAlign", "sz", "color", "name", "family", "charset", "scheme"),
)

TABLE_STYLE: Final = "Briefing"
_LINE: Final = '<color rgb="FFD5DAE1"/>'
_TABLE_FORMATS: Final = (
    (
        "wholeTable",
        (
            f'<border><bottom style="thin">{_LINE}</bottom>'
            f'<horizontal style="thin">{_LINE}</horizontal></border>'
        ),
    ),
    (
        "headerRow",
        (
            '<font><b/><color rgb="FFFFFFFF"/></font>'
            '<fill><patternFill patternType="solid"><bgColor rgb="FF1F4E79"/></patternFill></fill>'
        ),
    ),
    ("firstColumn", "<font><b/></font>"),
)
"""What a table of ours looks like, also where somebody adds a row: element and format."""


def finished(styles: bytes, *, is_house: bool = False) -> bytes:
    """Return the formats as Office expects them.

    openpyxl writes the properties of a font in an order of its own, a standard font of 11 points,
    and no styles of tables (ECMA-376 part 1, 18.8.22, 18.8.14 and 18.8.40).

    Args:
        styles: The part as openpyxl writes it.
        is_house: Whether it holds a house's styles, whose standard font stays as it is.
    """
    root = etree.fromstring(styles)
    for font in root.iter(f"{{{_MAIN}}}font"):
        font[:] = sorted(font, key=lambda child: _FONT_ORDER.index(etree.QName(child).localname))
    size = root.find(f"{{{_MAIN}}}fonts/{{{_MAIN}}}font/{{{_MAIN}}}sz")
    if size is not None and not is_house:
        size.set("val", "10")
    _add_table_style(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _add_table_style(root: etree._Element) -> None:
    styles = next(root.iter(f"{{{_MAIN}}}tableStyles"))
    formats = next(root.iter(f"{{{_MAIN}}}dxfs"), None)
    if formats is None:  # without conditional formats
        formats = etree.Element(f"{{{_MAIN}}}dxfs")
        styles.addprevious(formats)
    elements = ""
    for kind, xml in _TABLE_FORMATS:
        elements += f'<tableStyleElement type="{kind}" dxfId="{len(formats)}"/>'
        formats.append(etree.fromstring(f'<dxf xmlns="{_MAIN}">{xml}</dxf>'))
    formats.set("count", str(len(formats)))
    style = etree.fromstring(
        f'<tableStyle xmlns="{_MAIN}" name="{TABLE_STYLE}" pivot="0" count="{len(_TABLE_FORMATS)}">'
        f"{elements}</tableStyle>"
    )
    styles[:] = [style]
    styles.set("count", "1")
    styles.set("defaultTableStyle", TABLE_STYLE)
