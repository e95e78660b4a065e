"""Word files as Word saves them: a whole package of python-docx with parts written by hand."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import docx

from briefing.template.ooxml import NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Mapping

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MORE = {
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in {**NAMESPACES, **_MORE}.items())
_ROOTS = {"header": "hdr", "footer": "ftr"}
_SECTION = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" '
    'w:left="1417" w:header="708" w:footer="708" w:gutter="0"/>'
)


def section(references: str = "") -> str:
    """Return a section's properties."""
    return f"<w:sectPr>{references}{_SECTION}</w:sectPr>"


def saved(
    body: str,
    parts: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    properties: Mapping[str, str] | None = None,
) -> bytes:
    """Return a Word file.

    Args:
        body: The content of its body; a section is added at its end.
        parts: The content of further parts by kind: `header`, `footnotes`, `comments` …; they have
            the relationship `rId` and their kind, headers and footers belong to the last section.
        links: Addresses by relationship id.
        properties: Core properties by the names of python-docx.
    """
    document = docx.Document()
    document.core_properties.author = "Template author"
    for name, value in (properties or {}).items():
        setattr(document.core_properties, name, value)
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as archive:
        files = {name: archive.read(name).decode("utf-8", "surrogateescape")
                 for name in archive.namelist()}  # fmt: skip
    files["docProps/thumbnail.jpeg"] = ""
    references = "".join(
        f'<w:{kind}Reference w:type="default" r:id="rId{kind}"/>'
        for kind in ("header", "footer")
        if kind in (parts or {})
    )
    files["word/document.xml"] = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {DECLARED} '
        f'mc:Ignorable="w14"><w:body>{body}{section(references)}</w:body></w:document>'
    )
    _add_parts(files, parts or {}, links or {})
    return _zipped(files)


def _add_parts(files: dict[str, str], parts: Mapping[str, str], links: Mapping[str, str]) -> None:
    rows = []
    for kind, xml in parts.items():
        root = _ROOTS.get(kind, kind)
        files[f"word/{kind}.xml"] = f'<w:{root} {DECLARED} mc:Ignorable="w14">{xml}</w:{root}>'
        rows.append(f'<Relationship Id="rId{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>')
        override = f'<Override PartName="/word/{kind}.xml" ContentType="{_KIND}.{kind}+xml"/>'
        types = files["[Content_Types].xml"]
        files["[Content_Types].xml"] = types.replace("</Types>", f"{override}</Types>")
    for name, target in links.items():
        rows.append(
            f'<Relationship Id="{name}" Type="{_OFFICE}/hyperlink" Target="{target}" '
            'TargetMode="External"/>'
        )
    relations = files["word/_rels/document.xml.rels"]
    files["word/_rels/document.xml.rels"] = relations.replace(
        "</Relationships>", f"{''.join(rows)}</Relationships>"
    )


def _zipped(files: Mapping[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            if not re.search(r"thumbnail|customXml", name):
                clean = _without(text) if name.endswith((".rels", "_Types].xml")) else text
                entry = zipfile.ZipInfo(name, (2026, 1, 6, 12, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, clean.encode("utf-8", "surrogateescape"))
    return stream.getvalue()


def _without(text: str) -> str:
    return re.sub(r"<(?:Relationship|Override)\b[^>]*(?:thumbnail|customXml)[^>]*/>", "", text)
