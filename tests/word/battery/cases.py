"""What Word does to templates, one case each, with the words that must come out.

The sentences are ours. `python -m tests.word.battery` writes the files of `tests/data/templates`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.word.battery.saving import section

FIELDS: Mapping[str, object] = {
    "title": "Sea & Sky <draft>",
    "link": "https://example.org/a?b=1&c=2",
    "empty": "",
    "count": 3,
    "countries": [
        {"name": "Italy", "code": "IT", "region": "South", "topics": ["Troops", "Money"]},
        {"name": "Spain", "code": "ES", "region": "South", "topics": []},
        {"name": "Norway", "code": "NO", "region": "North", "topics": ["Ports"]},
    ],
}
TITLE = "Sea & Sky <draft>"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One template.

    Attributes:
        name: Of its file.
        body: The content of its body.
        shown: What the paragraphs of the body must say.
        parts: Its further parts by kind.
        elsewhere: What the paragraphs of those must say, by the attribute of `ReadDocument`.
        links: Addresses by relationship id.
        properties: Core properties.
        in_libreoffice: What the body says after LibreOffice has saved the template, where that
            differs; None where LibreOffice destroys what the case is about.
    """

    name: str
    body: str
    shown: tuple[str, ...]
    parts: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    in_libreoffice: tuple[str, ...] | None = ("same",)


def run(text: str, properties: str = "", attributes: str = "") -> str:
    """Return a run as Word writes it."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:r{attributes}>{inside}<w:t xml:space="preserve">{escaped}</w:t></w:r>'


def p(*pieces: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph; pieces that are no XML become runs."""
    inside = "".join(piece if piece.startswith("<") else run(piece) for piece in pieces)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    own = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f'<w:p w14:paraId="1F2E3D4C" w:rsidR="00AB12CD">{own}{inside}</w:p>'


def cell(*paragraphs: str, width: int = 3000) -> str:
    """Return a table cell."""
    inside = "".join(each if each.startswith("<w:") else p(each) for each in paragraphs)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'


def row(*cells: str, width: int = 3000) -> str:
    """Return a table row; cells that are no XML become cells."""
    inside = "".join(
        each if each.startswith(("<w:tc", "<w:sdt")) else cell(each, width=width) for each in cells
    )
    return f"<w:tr>{inside}</w:tr>"


def table(*rows: str, columns: int = 2, width: int = 3000) -> str:
    """Return a table."""
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/>'
        '<w:tblLook w:val="04A0"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def control(content: str, number: int = 5) -> str:
    """Return a content control around runs, paragraphs, rows or cells."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="Field"/><w:tag w:val="field"/><w:id w:val="{number}"/>'
        f"</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def changed(name: str, content: str, number: int = 9) -> str:
    """Return a tracked change."""
    return (
        f'<w:{name} w:id="{number}" w:author="Jane" w:date="2026-01-06T09:00:00Z">{content}'
        f"</w:{name}>"
    )


def char(kind: str) -> str:
    """Return the begin, separate or end of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    """Return a piece of a field's code."""
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


PROOF = '<w:proofErr w:type="spellStart"/>'
PROOF_END = '<w:proofErr w:type="spellEnd"/>'
_FOR, _END = "{% for c in countries %}", "{% endfor %}"
_NAMES = ("Italy", "Spain", "Norway")


def _text_box(inside: str) -> str:
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="1800000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>"
        "<wps:bodyPr/></wps:wsp>"
    )
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="1800000" cy="900000"/><wp:wrapSquare wrapText="bothSides"/>'
        '<wp:docPr id="1" name="Text Box 1" descr="About {{ title }}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
        f'wordprocessingShape">{shape}</a:graphicData></a:graphic></wp:anchor>'
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{anchor}</w:drawing>'
        f"</mc:Choice><mc:Fallback>{_vml(inside)}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def _vml(inside: str) -> str:
    return (
        '<w:pict><v:shape id="Box1" o:spid="_x0000_s1026" type="#_x0000_t202" style="width:140pt;'
        f'height:70pt"><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape>'
        "</w:pict>"
    )


_NOTE = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/>'
    '</w:r></w:p></w:footnote><w:footnote w:id="2">{}</w:footnote>'
)

CASES = (
    Case(
        name="split-runs",
        body=p(
            run("Pack: {", "<w:b/>"),
            PROOF,
            run("{ ti", attributes=' w:rsidR="00112233"'),
            run("t", '<w:lang w:val="fr-FR"/>'),
            PROOF_END,
            run("le", "<w:i/>"),
            run(" }"),
            "<w:r><w:lastRenderedPageBreak/></w:r>",
            run("}."),
        ),
        shown=(f"Pack: {TITLE}.",),
    ),
    Case(
        name="autocorrected",
        body=p("{{ empty|default(“none – yet”) }} / {{ countries|join(‘; ’, ‘name’) }}")
        + p("{% if count ≥ 3 %}many{% endif %}")
        + p("{%\u00a0for c\u202fin countries|where(«region», 'x')\u00a0%}{%else%}no{%endfor%}")
        + p("{{ countries|where(„region“, “North”)|join(', ', 'name') }}"),
        shown=("none – yet / Italy; Spain; Norway", "many", "no", "Norway"),
    ),
    Case(
        name="invisible-signs",
        body=p(
            run("{{ ti"),
            "<w:r><w:softHyphen/></w:r>",
            run("tle\u200b }}\u200f, {\u2060{ co"),
            run("\u00adunt\u200e "),
            "<w:r><w:br/></w:r>",
            run("|"),
            "<w:r><w:tab/></w:r>",
            run(" number }\ufeff}"),
        ),
        shown=(f"{TITLE}\u200f, 3",),
        in_libreoffice=(f"{TITLE}\u200f, 3",),
    ),
    Case(
        name="tracked-changes",
        body=p(
            run("Pack {{ "),
            changed("del", "<w:r><w:delText>old }}</w:delText></w:r>"),
            changed("ins", run("tit")),
            run("le", "<w:b/>" + changed("rPrChange", "<w:rPr/>")),
            changed("ins", run(" }}"), 10),
        )
        + p(
            run("{% if count %}one "),
            properties=f"<w:rPr>{changed('del', '').replace('></w:del>', '/>')}</w:rPr>",
        )
        + p("line{% endif %}")
        + p(
            '<w:moveFromRangeStart w:id="20" w:author="Jane" w:name="move1"/>',
            changed("moveFrom", run("{{ count }}"), 21),
            '<w:moveFromRangeEnd w:id="20"/>',
            run("here: "),
        )
        + p(
            '<w:moveToRangeStart w:id="22" w:author="Jane" w:name="move1"/>',
            changed("moveTo", run("{{ count }}"), 23),
            '<w:moveToRangeEnd w:id="22"/>',
        ),
        shown=(f"Pack {TITLE}", "one line", "here: ", "3"),
        in_libreoffice=None,
    ),
    Case(
        name="bookmarks",
        body=p(
            run("{{ ti"),
            '<w:bookmarkStart w:id="1" w:name="_GoBack"/>',
            run("tle"),
            '<w:bookmarkEnd w:id="1"/>',
            '<w:bookmarkStart w:id="2" w:name="Half"/>',
            run(" }} and"),
            '<w:bookmarkEnd w:id="2"/>',
            " more",
        )
        + p(_FOR)
        + p(
            '<w:bookmarkStart w:id="3" w:name="Name"/>', "{{ c.name }}", '<w:bookmarkEnd w:id="3"/>'
        )
        + p(_END),
        shown=(f"{TITLE} and more", *_NAMES),
    ),
    Case(
        name="controls-inline",
        body=p(control(run("{{ title }}")), " and ", run("{{ co"), control(run("unt }}"), 6))
        + p(control(run("{% if count %}")), run("yes"), control(run("{% endif %}"), 7))
        + p(control(control(run("{{ count }}"), 9), 8)),
        shown=(f"{TITLE} and 3", "yes", "3"),
    ),
    Case(
        name="controls-block",
        body=control(p(_FOR))
        + p("{{ c.name }}")
        + control(p(_END), 6)
        + control(p(_FOR) + p("{{ c.code }}") + p(_END), 7),
        shown=(*_NAMES, "IT", "ES", "NO"),
    ),
    Case(
        name="controls-table",
        body=table(
            control(row("{%tr for c in countries %}", "")),
            control(row(control(cell("{{ c.name }}"), 8), "{{ c.code }}"), 7),
            row("{%tr endfor %}", ""),
            row(cell(control(p(_FOR) + p("{{ c.code }}") + p(_END), 11)), "end"),
        )
        + p("after"),
        shown=("Italy", "IT", "Spain", "ES", "Norway", "NO", "IT", "ES", "NO", "end", "after"),
    ),
    Case(
        name="links-and-fields",
        body=p(
            '<w:hyperlink r:id="rIdLink" w:tooltip="To {{ title }}">',
            run("{{ ti"),
            run("tle }}"),
            "</w:hyperlink>",
        ).replace("</w:hyperlink>", "</w:hyperlink>", 1)
        + p(
            char("begin"),
            code(' HYPERLINK "{{ li'),
            code('nk }}" '),
            char("separate"),
            run("{{ count }}"),
            char("end"),
        )
        + p('<w:fldSimple w:instr=" TITLE ">' + run("{{ title }}") + "</w:fldSimple>")
        + p(char("begin"), code(" PAGE "), char("separate"), run("1"), char("end"), " {{ count }}"),
        links={"rIdLink": "https://example.org/%7B%7B%20countries|length%20%7D%7D"},
        shown=(TITLE, "3", TITLE, "1 3"),
        in_libreoffice=None,
    ),
    Case(
        name="text-boxes",
        body=p(
            _text_box(p("{{ title }}") + p(_FOR) + p("{{ c.code }}") + p(_END)),
            "beside {{ count }}",
        )
        + p("<w:r>" + _vml(p("old {{ count }}")) + "</w:r>"),
        shown=("beside 3", TITLE, "IT", "ES", "NO", "", "old 3"),
    ),
    Case(
        name="everywhere",
        body=p("Body {{ title }}", '<w:r><w:footnoteReference w:id="2"/></w:r>')
        + p(_FOR)
        + p("{{ c.name }}", '<w:r><w:endnoteReference w:id="2"/></w:r>')
        + p(_END),
        parts={
            "header": p("Header {{ title }}"),
            "footer": p("Footer {{ count }}"),
            "footnotes": _NOTE.format(p("<w:r><w:footnoteRef/></w:r>", " Note on {{ title }}")),
            "endnotes": _NOTE.format(
                p("<w:r><w:endnoteRef/></w:r>", " End of {{ c.code }}")
            ).replace("footnote", "endnote"),
        },
        shown=(f"Body {TITLE}", *_NAMES),
        elsewhere={
            "headers": (f"Header {TITLE}",),
            "footers": ("Footer 3",),
            "footnotes": (f"Note on {TITLE}",),
            "endnotes": ("End of IT", "End of ES", "End of NO"),
        },
        properties={"title": "On {{ title }}", "subject": "{{ countries|length }} countries"},
    ),
    Case(
        name="sections",
        body=p("Start")
        + p(_FOR)
        + p("{{ c.name }}")
        + p(
            "end of {{ c.code }}",
            properties=section('<w:headerReference w:type="default" r:id="rIdheader"/>'),
        )
        + p(_END)
        + p("Last"),
        parts={"header": p("About {{ c.name|default('all') }} {{ title }}")},
        shown=("Start", "Italy", "end of IT", "Spain", "end of ES", "Norway", "end of NO", "Last"),
        elsewhere={"headers": tuple(f"About {name} {TITLE}" for name in ("all", *_NAMES))},
        in_libreoffice=None,
    ),
    Case(
        name="section-break-with-tags",
        body=p("Front")
        + p(_FOR, properties=section())
        + p("{{ c.name }}")
        + p("{{ c.code }}{% endfor %}", properties=section())
        + p("Back"),
        shown=("Front", "", "Italy", "IT", "Spain", "ES", "Norway", "NO", "Back"),
        in_libreoffice=None,
    ),
    Case(
        name="rows",
        body=table(
            row("Name", "Topics"),
            row(
                "{% for c in countries|sort('name') %}{{ loop.index }}. {{ c.name }}",
                "{{ c.topics|join(', ')|default('none') }}{% endfor %}",
            ),
            row("{%tr if count > 5 %}", ""),
            row("never", ""),
            row("{%tr else %}", ""),
            row("few", "{{ count }}"),
            row("{%tr endif %}", ""),
        )
        + p("after"),
        shown=(
            "Name",
            "Topics",
            "1. Italy",
            "Troops, Money",
            "2. Norway",
            "Ports",
            "3. Spain",
            "none",
            "few",
            "3",
            "after",
        ),
    ),
    Case(
        name="columns",
        body=table(
            row(
                "",
                "{%tc for c in countries %}",
                "{{ c.name }}",
                "{%tc endfor %}",
                "{%tc if empty %}",
                "Left out",
                "{%tc endif %}",
                width=1300,
            ),
            row(
                "Code",
                "{%tc for c in countries %}",
                "{{ c.code }}",
                "{%tc endfor %}",
                "{%tc if empty %}",
                "Left out",
                "{%tc endif %}",
                width=1300,
            ),
            row("{% colspan countries|length %}All", width=1300),
            columns=7,
            width=1300,
        )
        + p("after"),
        shown=("", *_NAMES, "Code", "IT", "ES", "NO", "All", "after"),
    ),
    Case(
        name="blocks",
        body=p("{% for g in countries|group('region') %}")
        + p("{{ g.key }}")
        + p("{% for c in g.items %}")
        + p("{{ loop.parent.index }}.{{ loop.index }} {{ c.name }}")
        + p("{% for t in c.topics %}")
        + p("{{ t }}{% if not loop.last %};{% endif %}")
        + p("{% else %}")
        + p("no topic")
        + p("{% endfor %}")
        + p("{% endfor %}")
        + p("{% endfor %}")
        + p("{% if empty %}")
        + p("x")
        + p("{% elif count == 3 %}")
        + p("three")
        + p("{% else %}")
        + p("y")
        + p("{% endif %}"),
        shown=(
            "South",
            "1.1 Italy",
            "Troops;",
            "Money",
            "1.2 Spain",
            "no topic",
            "North",
            "2.1 Norway",
            "Ports",
            "three",
        ),
    ),
    Case(
        name="wrapped",
        body=p(
            '<w:smartTag w:uri="u" w:element="place">' + run("{{ ti") + "</w:smartTag>",
            '<w:customXml w:element="x">' + run("tle }}") + "</w:customXml>",
            '<w:permStart w:id="4" w:edGrp="everyone"/>',
            " ok",
            '<w:permEnd w:id="4"/>',
        )
        + p('<w:dir w:val="rtl">' + run("{{ count }}") + "</w:dir>"),
        shown=(f"{TITLE} ok", "3"),
        in_libreoffice=None,
    ),
    Case(
        name="comments",
        body=p(_FOR)
        + p(
            '<w:commentRangeStart w:id="1"/>',
            "{{ c.name }}",
            '<w:commentRangeEnd w:id="1"/>',
            '<w:r><w:commentReference w:id="1"/></w:r>',
        )
        + p(_END)
        + p(
            '<w:commentRangeStart w:id="2"/>',
            "mine",
            '<w:commentRangeEnd w:id="2"/>',
            '<w:r><w:commentReference w:id="2"/></w:r>',
        ),
        parts={
            "comments": f'<w:comment w:id="1" w:author="Jane Author" w:initials="JA">'
            f'{p("Ask {{ c.code }}")}</w:comment><w:comment w:id="2" w:author="Jane Author">'
            f"{p('Do not forget the flags')}</w:comment>",
        },
        shown=(*_NAMES, "mine"),
    ),
)
