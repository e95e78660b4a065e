"""Word files made of raw WordprocessingML, filled and read back."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from briefing.template.ooxml import NAMESPACES
from briefing.word.opening import compile_template
from briefing.word.reading import ReadDocument, read_document
from briefing.word.rendering import Rendered, render

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.template.contract import Contract
    from briefing.word.state import RenderOptions

DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = f"{_PACKAGE}/relationships/metadata/core-properties"
_STYLE = '<w:style w:type="{kind}" w:styleId="{id}"><w:name w:val="{name}"/>{rest}</w:style>'
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "</w:style>"
    + "".join(
        _STYLE.format(kind=kind, id=name.title().replace(" ", ""), name=name, rest=rest)
        for kind, name, rest in (
            ("paragraph", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
            ("paragraph", "heading 2", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
            ("paragraph", "Quote", ""),
            ("paragraph", "List Number", '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'),
            ("paragraph", "toc 1", ""),
            ("character", "Strong", "<w:rPr><w:b/></w:rPr>"),
        )
    )
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
)


def paragraph(*runs: str, style: str = "") -> str:
    """Return a paragraph with one run for each text."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    body = "".join(f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    return f"<w:p>{properties}{body}</w:p>"


def _relation(number: int, kind: str, target: str, mode: str = "") -> str:
    full = kind if "://" in kind else f"{_OFFICE}/{kind}"
    return f'<Relationship Id="rId{number}" Type="{full}" Target="{target}"{mode}/>'


def _relations(*rows: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>'


def docx(
    body: str,
    *,
    header: str = "",
    footnotes: str = "",
    title: str = "",
    relations: tuple[str, ...] = (),
    extra: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a Word file; `relations` are further relationships of its body.

    `extra` has further parts, or parts in the place of ours.
    """
    parts = {"word/document.xml": ("document.main", f"<w:document {DECLARED}><w:body>{body}")}
    reference = '<w:headerReference w:type="default" r:id="rId3"/>' if header else ""
    end = (
        f'<w:sectPr>{reference}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" '
        'w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" '
        'w:gutter="0"/></w:sectPr></w:body></w:document>'
    )
    parts["word/document.xml"] = ("document.main", parts["word/document.xml"][1] + end)
    parts["word/styles.xml"] = ("styles", f"<w:styles {DECLARED}>{STYLES}</w:styles>")
    parts["word/numbering.xml"] = (
        "numbering",
        f"<w:numbering {DECLARED}>{NUMBERING}</w:numbering>",
    )
    rows = [_relation(1, "styles", "styles.xml"), _relation(2, "numbering", "numbering.xml")]
    if header:
        parts["word/header1.xml"] = ("header", f"<w:hdr {DECLARED}>{header}</w:hdr>")
        rows.append(_relation(3, "header", "header1.xml"))
    if footnotes:
        xml = f"<w:footnotes {DECLARED}>{footnotes}</w:footnotes>"
        parts["word/footnotes.xml"] = ("footnotes", xml)
        rows.append(_relation(4, "footnotes", "footnotes.xml"))
    root = [
        _relation(1, "officeDocument", "word/document.xml"),
        _relation(2, _CORE, "docProps/core.xml"),
    ]
    core = (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:creator>Jane Author</dc:creator></cp:coreProperties>"
    )
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{_KIND}.{kind}+xml"/>'
        for name, (kind, _) in parts.items()
    )
    types += (
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Default '
            f'Extension="xml" ContentType="application/xml"/>{types}</Types>',
        )
        archive.writestr("_rels/.rels", _relations(*root))
        archive.writestr("docProps/core.xml", core)
        archive.writestr("word/_rels/document.xml.rels", _relations(*rows, *relations))
        for name, (_, xml) in parts.items():
            if name not in (extra or {}):
                archive.writestr(name, xml)
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return stream.getvalue()


def fill(
    template: bytes,
    fields: Mapping[str, object],
    options: RenderOptions | None = None,
    contract: Contract | None = None,
) -> tuple[Rendered, ReadDocument]:
    """Return a filled template and what is read back from it."""
    rendered = render(compile_template(template, contract), fields, options)
    return rendered, read_document(rendered.data)


def changed(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Return a file in one part of which something else is said."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w") as after:
        for each in before.namelist():
            content = before.read(each)
            after.writestr(each, content.replace(old, new) if each == name else content)
    return stream.getvalue()


def texts(document: ReadDocument) -> list[str]:
    """Return the text of the body's paragraphs."""
    return [found.text for found in document.body]


def part(data: bytes, name: str) -> str:
    """Return one part of a file as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def names(data: bytes) -> list[str]:
    """Return the names of a file's parts in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def texts_of(data: bytes) -> dict[str, list[str]]:
    """Return the paragraphs of each part by its name, read by the careful reader."""
    found: dict[str, list[str]] = {}
    for paragraph in read_document(data).paragraphs:
        found.setdefault(paragraph.part, []).append(paragraph.text)
    return found
