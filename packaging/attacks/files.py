"""A small sound Word file as a dictionary of parts, to be made hostile in one place."""

from __future__ import annotations

import io
import zipfile
from typing import Final

NAMES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
EXTERNAL: Final = ' TargetMode="External"'
SECTION: Final = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/>'
    '<w:footerReference w:type="default" r:id="rIdFooter"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" '
    'w:footer="708" w:gutter="0"/></w:sectPr>'
)
GOOD: Final = "{{ pack.title }}"
_XML_PARTS: Final = {
    "word/styles.xml": ("styles", "styles", "rIdStyles"),
    "word/settings.xml": ("settings", "settings", "rIdSettings"),
    "word/header1.xml": ("header", "hdr", "rIdHeader"),
    "word/footer1.xml": ("footer", "ftr", "rIdFooter"),
    "word/footnotes.xml": ("footnotes", "footnotes", "rIdFootnotes"),
    "word/comments.xml": ("comments", "comments", "rIdComments"),
}


def text(words: str) -> str:
    """Return words as the text of XML."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def run(words: str) -> str:
    """Return a run."""
    return f'<w:r><w:t xml:space="preserve">{text(words)}</w:t></w:r>'


def line(words: str = GOOD) -> str:
    """Return a paragraph."""
    return f"<w:p>{run(words)}</w:p>"


def relation(name: str, kind: str, target: str, mode: str = "") -> str:
    """Return one relationship."""
    full = kind if "://" in kind else f"{OFFICE}/{kind}"
    return f'<Relationship Id="{name}" Type="{full}" Target="{target}"{mode}/>'


def relations(*rows: str) -> bytes:
    """Return a part of relationships."""
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(rows)}</Relationships>'.encode()
    )


def word(
    body: str = line(),
    *,
    inner: dict[str, str] | None = None,
    rows: tuple[str, ...] = (),
    types: str = "",
    core: str = "<dc:title>T</dc:title>",
    more: dict[str, bytes] | None = None,
) -> dict[str, bytes]:
    """Return the parts of a Word file.

    Args:
        body: The content of its body.
        inner: The content of further parts by name.
        rows: Further relationships of the document.
        types: Further kinds of parts.
        core: The properties.
        more: Further parts, or others in the place of those above.
    """
    inner = {
        "word/styles.xml": (
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
            '<w:name w:val="Normal"/></w:style>'
        ),
        "word/header1.xml": line("Header"),
        "word/footer1.xml": line("Footer"),
        **(inner or {}),
    }
    parts = {
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}{SECTION}</w:body></w:document>",
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</cp:coreProperties>',
    }
    own = []
    for name, (kind, root, number) in _XML_PARTS.items():
        content = inner.get(name, "")
        parts[name] = f"<w:{root} {NAMES}>{content}</w:{root}>"
        types += f'<Override PartName="/{name}" ContentType="{KIND}.{kind}+xml"/>'
        own.append(relation(number, kind, name.removeprefix("word/")))
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
            'ContentType="application/xml"/><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="png" ContentType="image/png"/>'
            f'<Override PartName="/word/document.xml" ContentType="{KIND}.document.main+xml"/>'
            f"{types}</Types>"
        ).encode(),
        "_rels/.rels": relations(
            relation("rId1", "officeDocument", "word/document.xml"),
            relation(
                "rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"
            ),
        ),
        "word/_rels/document.xml.rels": relations(*own, *rows),
        **{name: content.encode() for name, content in parts.items()},
        **(more or {}),
    }


def zipped(parts: dict[str, bytes], level: int = 6) -> bytes:
    """Return the file of some parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2027, 1, 1, 0, 0, 0)), content, 8)
    return stream.getvalue()


def body(content: str, rows: tuple[str, ...] = (), **more: bytes) -> bytes:
    """Return the file with a body; `more` are parts below `word/`, with `_` for `.`."""
    parts = {f"word/{name.replace('_', '.')}": value for name, value in more.items()}
    return zipped(word(content, rows=rows, more=parts))
