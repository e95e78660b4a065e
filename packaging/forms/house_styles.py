"""The styles of the house: one table from which `styles.xml` and `numbering.xml` are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

BLUE: Final = "1F4E79"
INK: Final = "1B2430"
MUTED: Final = "55606E"
RULE: Final = "808A97"
TINT: Final = "EAF0F6"
_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """One paragraph style.

    Attributes:
        name: What Word shows.
        based: Name of the style that it builds on.
        follows: Name of the style of the next paragraph.
        size: Size in points.
        line: Line spacing in points, at least.
        before: Space above in points.
        after: Space below in points.
        bold: Whether it is bold.
        italic: Whether it is italic.
        color: Its ink.
        outline: Outline level from 1, or 0.
        keep_next: Whether it stays with the next paragraph.
        properties: Further children of `w:pPr`, by their name; where paragraphs have footnotes,
            never `keepLines`: LibreOffice may then lay out their page without end.
        run: Further children of `w:rPr` that come before its colour.
    """

    name: str
    based: str = "Normal"
    follows: str = ""
    size: float = 0.0
    line: float = 0.0
    before: float = 0.0
    after: float = 0.0
    bold: bool = False
    italic: bool = False
    color: str = ""
    outline: int = 0
    keep_next: bool = False
    properties: tuple[tuple[str, str], ...] = ()
    run: str = ""


def _border(side: str, size: int, space: int, color: str = BLUE) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{color}"/>'


_RULE_LEFT = ("pBdr", f"<w:pBdr>{_border('left', 16, 8)}</w:pBdr>")
_RULE_RIGHT: Final = f"<w:pBdr>{_border('right', 16, 8)}</w:pBdr>"
_RULE_BELOW = ("pBdr", f"<w:pBdr>{_border('bottom', 12, 10)}</w:pBdr>")
_EDGES = _border("top", 4, 3, RULE) + _border("left", 4, 4, TINT) + _border("bottom", 4, 3, RULE)
_BOX = ("pBdr", f"<w:pBdr>{_EDGES}</w:pBdr>")
_EDGES_TURNED = (
    _border("top", 4, 3, RULE) + _border("bottom", 4, 3, RULE) + _border("right", 4, 4, TINT)
)
_TURNED: Final = {_RULE_LEFT[1]: _RULE_RIGHT, _BOX[1]: f"<w:pBdr>{_EDGES_TURNED}</w:pBdr>"}
_QUOTE_INDENT = ("ind", '<w:ind w:left="454"/>')
_CENTRED = ("jc", '<w:jc w:val="center"/>')
FRAME: Final = (
    '<w:framePr w:w="1150" w:hSpace="28" w:wrap="around" w:vAnchor="text" w:hAnchor="page"'
    ' w:x="227" w:y="1"/>'
)


def _tabs(*stops: tuple[str, int, str]) -> tuple[str, str]:
    inner = "".join(
        f'<w:tab w:val="{kind}"' + (f' w:leader="{leader}"' if leader else "") + f' w:pos="{at}"/>'
        for kind, at, leader in stops
    )
    return "tabs", f"<w:tabs>{inner}</w:tabs>"


def _list(number: int) -> tuple[str, str]:
    return "numPr", f'<w:numPr><w:numId w:val="{number}"/></w:numPr>'


HEADINGS: Final = tuple(
    House(
        name=f"heading {level}",
        follows="Body Text",
        size=size,
        line=line,
        before=before,
        after=after,
        bold=True,
        color=BLUE,
        outline=level,
        keep_next=True,
        properties=(("keepLines", "<w:keepLines/>"),),
    )
    for level, size, line, before, after in (
        (1, 20, 24, 18, 5),
        (2, 14, 18, 12, 3),
        (3, 12, 15, 12, 3),
        (4, 10.5, 14, 8, 2),
    )
)

STYLES: Final = (
    House(name="Normal", size=10.5, line=14, color=INK),
    House(name="Body Text", after=6),
    House(
        name="Title", follows="Subtitle", size=28, line=33, before=0, after=8, bold=True,
        color=BLUE, keep_next=True,
    ),
    House(
        name="Subtitle", follows="Body Text", size=14, line=19, after=18,
        properties=(_RULE_BELOW,),
    ),
    House(name="Cover Label", size=10.5, before=110, after=10, color=MUTED, bold=True),
    *HEADINGS,
    House(
        name="Contents Heading", size=20, line=24, after=10, bold=True, color=BLUE, keep_next=True
    ),
    House(
        name="Quote", based="Body Text", follows="Attribution", before=6, after=2, keep_next=True,
        properties=(_RULE_LEFT, _QUOTE_INDENT),  # see `House`: a quote has footnotes
    ),
    House(
        name="Quote Translation", based="Quote", after=2, italic=True, keep_next=True,
        properties=(("keepLines", "<w:keepLines/>"), _RULE_LEFT, _QUOTE_INDENT),
    ),
    House(
        name="Attribution", follows="Body Text", size=9, line=12, after=10, color=MUTED,
        properties=(("keepLines", "<w:keepLines/>"), _QUOTE_INDENT),
    ),
    House(name="List Bullet", based="Body Text", after=6, properties=(_list(1),)),
    House(name="List Number", based="Body Text", after=4, properties=(_list(2),)),
    House(name="caption", follows="Body Text", size=9, line=12, before=8, after=4, bold=True,
          color=MUTED, keep_next=True),
    House(name="Small", size=9, line=12, after=3, color=MUTED),
    House(name="Table Text", size=9, line=12),
    House(name="Table Heading", based="Table Text", size=9, line=12, bold=True, color=BLUE,
          keep_next=True),
    House(name="Table Note", size=8.5, line=11, before=3, after=3, color=MUTED),
    House(name="Cover Line", size=10.5, line=14, after=5, properties=(
        _tabs(("left", 2381, "")), ("ind", '<w:ind w:left="2381" w:hanging="2381"/>'))),
    House(name="Fact Line", size=9, line=12, properties=(
        _BOX,
        ("shd", f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>'),
        _tabs(("left", 2835, "")), ("ind", '<w:ind w:left="2835" w:hanging="2750"/>'),
        ("keepLines", "<w:keepLines/>"))),
    House(name="Form Label", size=10.5, line=14, after=2, color=MUTED, bold=True, keep_next=True),
    House(name="Info Line", after=1, properties=(
        _tabs(("left", 1588, "")), ("ind", '<w:ind w:left="1588" w:hanging="1588"/>'))),
    House(name="Spoken", size=14, line=20, after=8, properties=(
        ("keepLines", "<w:keepLines/>"), _tabs(("left", 454, "")),
        ("ind", '<w:ind w:left="454" w:hanging="454"/>'))),
    House(name="Brief Line", after=6, properties=(
        ("keepLines", "<w:keepLines/>"), _tabs(("left", 1928, "")),
        ("ind", '<w:ind w:left="1928" w:hanging="1928"/>'))),
    House(name="Brief Spoken", based="Brief Line", size=14, line=20, after=6, properties=(
        ("keepLines", "<w:keepLines/>"), _tabs(("left", 1928, "")),
        ("ind", '<w:ind w:left="1928" w:hanging="1928"/>'))),
    House(name="Background Note", based="Body Text", after=6),
    House(name="Evidence Line", size=9, line=12, after=3, properties=(
        _tabs(("left", 340, "")), ("ind", '<w:ind w:left="340" w:hanging="340"/>'))),
    House(name="Margin Note", size=8, line=10, bold=True, color=INK, keep_next=True,
          properties=()),
    House(name="footnote text", size=8.5, line=10.5),
    House(name="toc 1", size=10.5, line=13, before=1,  # 44 fit on a page with their heading
          properties=(_tabs(("right", 9072, "dot")),)),
    House(name="toc 2", size=10.5, line=14, properties=(_tabs(("right", 9072, "dot")),
          ("ind", '<w:ind w:left="340"/>'))),
    House(name="header", size=8.5, line=11, color=MUTED),
    House(name="footer", size=8.5, line=11, color=MUTED,
          properties=(_tabs(("right", 9072, "")),)),
    House(name="Marking", size=10, line=13, bold=True, properties=(_CENTRED,),
          run="<w:caps/>"),
    House(name="Draft", size=9, line=12, bold=True, color="A4262C", properties=(_CENTRED,)),
)  # fmt: skip

_ORDER: Final = (
    "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "pBdr", "shd",
    "tabs", "bidi", "spacing", "ind", "contextualSpacing", "jc", "textAlignment", "outlineLvl",
)  # fmt: skip
_CHARACTERS: Final = (
    ("Default Paragraph Font", ""),
    ("Strong", "<w:b/><w:bCs/>"),
    ("Emphasis", "<w:i/><w:iCs/>"),
    ("Muted", f'<w:color w:val="{MUTED}"/>'),
    (
        "Heading Note",
        (
            f'<w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="{MUTED}"/>'
            '<w:sz w:val="18"/><w:szCs w:val="18"/>'
        ),
    ),
    (
        "Line Label",
        f'<w:b/><w:bCs/><w:color w:val="{MUTED}"/><w:sz w:val="18"/><w:szCs w:val="18"/>',
    ),
    ("Use", f'<w:b/><w:bCs/><w:color w:val="{INK}"/><w:sz w:val="16"/><w:szCs w:val="16"/>'),
    ("Hyperlink", '<w:color w:val="1A5A96"/><w:u w:val="single"/>'),
    ("footnote reference", '<w:vertAlign w:val="superscript"/>'),
)


def style_id(name: str) -> str:
    """Return the id of a style: its name in words with capitals, without spaces."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def _paragraph(style: House, *, runs_left: bool) -> str:
    found = dict(style.properties)
    if runs_left:
        found = {name: _TURNED.get(xml, xml) for name, xml in found.items()}
    if runs_left and style.name == "Normal":
        found["bidi"] = "<w:bidi/>"
    if style.keep_next:
        found["keepNext"] = "<w:keepNext/>"
    line = f' w:line="{round(style.line * 20)}" w:lineRule="atLeast"' if style.line else ""
    above, below = round(style.before * 20), round(style.after * 20)
    found["spacing"] = f'<w:spacing w:before="{above}" w:after="{below}"{line}/>'
    if style.outline:
        found["outlineLvl"] = f'<w:outlineLvl w:val="{style.outline - 1}"/>'
    if style.name == "Normal":
        found["widowControl"] = "<w:widowControl/>"
    return "".join(found[name] for name in _ORDER if name in found)


def _run(style: House) -> str:
    half = round(style.size * 2)
    return "".join(
        (
            "<w:b/><w:bCs/>" if style.bold else "",
            "<w:i/><w:iCs/>" if style.italic else "",
            style.run,
            f'<w:color w:val="{style.color}"/>' if style.color else "",
            f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if half else "",
        )
    )


def _style(style: House, *, runs_left: bool) -> str:
    is_default = style.name == "Normal"
    default = ' w:default="1"' if is_default else ""
    based = "" if is_default else f'<w:basedOn w:val="{style_id(style.based)}"/>'
    follows = f'<w:next w:val="{style_id(style.follows)}"/>' if style.follows else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{style_id(style.name)}">'
        f'<w:name w:val="{style.name}"/>{based}{follows}<w:qFormat/>'
        f"<w:pPr>{_paragraph(style, runs_left=runs_left)}</w:pPr>"
        f"<w:rPr>{_run(style)}</w:rPr></w:style>"
    )


def _character(name: str, run: str) -> str:
    default = ' w:default="1"' if name == "Default Paragraph Font" else ""
    based = "" if default else '<w:basedOn w:val="DefaultParagraphFont"/>'
    return (
        f'<w:style w:type="character"{default} w:styleId="{style_id(name)}">'
        f'<w:name w:val="{name}"/>{based}<w:rPr>{run}</w:rPr></w:style>'
    )


def _table_styles() -> str:
    def edges(*sides: str) -> str:
        return "".join(_border(side, 4, 0, RULE) for side in sides)

    def margins(top: int, side: int) -> str:
        return (
            f'<w:tblCellMar><w:top w:w="{top}" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
            f'<w:bottom w:w="{top}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/>'
            "</w:tblCellMar>"
        )

    first = (
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/>'
        f'<w:color w:val="{BLUE}"/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto"'
        f' w:fill="{TINT}"/></w:tcPr></w:tblStylePr>'
    )
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{margins(0, 85)}</w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="HouseTable">'
        '<w:name w:val="House Table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        f"{edges('top', 'bottom', 'insideH')}</w:tblBorders>{margins(28, 85)}</w:tblPr>"
        f"{first}</w:style>"
    )


def styles_xml(language: str, *, runs_left: bool) -> str:
    """Return `styles.xml`.

    Args:
        language: The language of the form, with its country.
        runs_left: Whether it is written from right to left.
    """
    complex_font = "Arial" if runs_left else "Calibri"
    latin = "en-GB" if runs_left else language
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"'
        f' w:eastAsia="Calibri" w:cs="{complex_font}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{latin}" w:eastAsia="{latin}"'
        f' w:bidi="{language if runs_left else "ar-SA"}"/></w:rPr>'
        "</w:rPrDefault>"
        "<w:pPrDefault/></w:docDefaults>"
    )
    body = "".join(_style(style, runs_left=runs_left) for style in STYLES) + "".join(
        _character(*row) for row in _CHARACTERS
    )
    return f'<w:styles xmlns:w="{_W}">{defaults}{body}{_table_styles()}</w:styles>'


def numbering_xml() -> str:
    """Return `numbering.xml`: bullets and numbers, four levels each."""
    bullets = ("•", "–", "•", "–")
    numbers = (
        ("decimal", "%1."),
        ("lowerLetter", "%2."),
        ("lowerRoman", "%3."),
        ("decimal", "%4."),
    )
    kinds = (
        ("ListBullet", tuple(("bullet", sign) for sign in bullets)),
        ("ListNumber", numbers),
    )
    abstract = ""
    for number, (style, levels) in enumerate(kinds, 1):
        rows = "".join(_level(place, style, *level) for place, level in enumerate(levels))
        abstract += (
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
            f"{rows}</w:abstractNum>"
        )
    used = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    return f'<w:numbering xmlns:w="{_W}">{abstract}{used}</w:numbering>'


def _level(place: int, style: str, kind: str, text: str) -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if place == 0 else ""
    left = 284 * (place + 1)
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{linked}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="284"/></w:pPr></w:lvl>'
    )


def settings_xml(language: str) -> str:
    """Return `settings.xml`: Word 2013 and later, in which a table's edge meets the margin."""
    schemes = ("overrideTableStyleFontSizeAndJustification", "enableOpenTypeFeatures")
    modes = (("compatibilityMode", 15), *((name, 1) for name in schemes))
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word"'
        f' w:val="{value}"/>'
        for name, value in modes
    )
    return (
        f'<w:settings xmlns:w="{_W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>'
        f"<w:compat>{compat}</w:compat>"
        f'<w:themeFontLang w:val="{language}"/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/></w:settings>'
    )
