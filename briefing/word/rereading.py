"""Reads a finished document of ours back, fast and in little memory: the words of its paragraphs.

What is read is our own output, so its XML is scanned as text. That it is well-formed is asked of
expat, and that the file is whole of the standard library: neither of them wrote it. A stranger's
file, and whoever wants to know styles and cells, takes `reading`.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from briefing.errors import InputRefusedError
from briefing.files.zips import StoredPart
from briefing.word.reading import ReadDocument, ReadParagraph
from briefing.word.relationships import read_relationships, rels_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.word.relationships import Relationship

_STRETCH: Final = 2**18
_END: Final = b"</w:p>"
_PIECES: Final = re.compile(
    rb"<w:t(?:\s[^>]*)?>([^<]*)"
    rb"|<(/w:p|w:tab|w:br|w:cr|w:noBreakHyphen|w:softHyphen|w:(?:foot|end)noteRef)(\s[^>]*?)?/?>"
)
_SIGNS: Final = {
    b"w:tab": b"\t",
    b"w:br": b"\n",
    b"w:cr": b"\n",
    b"w:noBreakHyphen": "\u2011".encode(),
    b"w:softHyphen": "\u00ad".encode(),
}
_NUMBERS: Final = (b"w:footnoteRef", b"w:endnoteRef")
_ENTITY: Final = re.compile(rb"&(amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);")
_NAMED: Final = {b"amp": b"&", b"lt": b"<", b"gt": b">", b"quot": b'"', b"apos": b"'"}


def read_back(data: bytes) -> ReadDocument:
    """Return the words of a document that this program has just written.

    Paragraphs have their part and their text, nothing else; separators of notes are empty.

    Raises:
        InputRefusedError: The file is not whole, or a part of it is not well-formed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _document(archive)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError) as error:
        raise InputRefusedError(
            f"The finished document cannot be read back: {error}. Nothing was written; please "
            "report this."
        ) from error


def _document(archive: zipfile.ZipFile) -> ReadDocument:
    kinds = {each.type: each.target for each in _relationships(archive, "")}
    main = kinds.get("officeDocument", "")
    found: dict[str, list[ReadParagraph]] = {"body": list(_paragraphs(archive, main))}
    for each in _relationships(archive, main):
        if each.type in ("header", "footer", "footnotes", "endnotes"):
            found.setdefault(each.type, []).extend(_paragraphs(archive, each.target))
    names = ("body", "header", "footer", "footnotes", "endnotes")
    body, headers, footers, footnotes, endnotes = (tuple(found.get(name, ())) for name in names)
    return ReadDocument(
        body=body, headers=headers, footers=footers, footnotes=footnotes, endnotes=endnotes
    )


def _relationships(archive: zipfile.ZipFile, part: str) -> tuple[Relationship, ...]:
    name = rels_name(part)
    if name not in archive.namelist():
        return ()
    content = archive.read(name)
    crc = archive.getinfo(name).CRC
    stored = StoredPart(name=name, method=0, crc=crc, size=len(content), packed=content)
    return read_relationships({name: stored}, part)


def _paragraphs(archive: zipfile.ZipFile, name: str) -> Iterator[ReadParagraph]:
    judge = expat.ParserCreate()
    rest = b""
    with archive.open(name) as part:
        while stretch := part.read(_STRETCH):
            judge.Parse(stretch, False)  # expat's own signature
            rest += stretch
            end = rest.rfind(_END) + len(_END)
            if end >= len(_END):
                yield from (ReadParagraph(part=name, text=text) for text in _texts(rest[:end]))
                rest = rest[end:]
    judge.Parse(b"", True)  # expat's own signature


def _texts(xml: bytes) -> Iterator[str]:
    found: list[bytes] = []
    starts_note = False
    for words, sign, attributes in _PIECES.findall(xml):
        if not sign:
            found.append(words)
        elif sign == b"/w:p":
            text = _unescaped(b"".join(found))
            yield text[1:] if starts_note and text.startswith(" ") else text
            found.clear()
            starts_note = False
        elif sign in _NUMBERS:
            starts_note = True
        elif not attributes or (sign == b"w:br" and b'"textWrapping"' in attributes):
            found.append(_SIGNS[sign])


def _unescaped(text: bytes) -> str:
    return (_ENTITY.sub(_character, text) if b"&" in text else text).decode()


def _character(match: re.Match[bytes]) -> bytes:
    name = match[1]
    if name in _NAMED:
        return _NAMED[name]
    number = int(name[2:], 16) if name[1:2] == b"x" else int(name[1:])
    return chr(number).encode()
