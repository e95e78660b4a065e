"""The words of one part of a finished document, read back piece by piece for the proof.

What is read is our own output, so its XML is scanned as text, in little memory. That it is
well-formed is asked of expat, and that the file is whole of the standard library: neither of them
wrote it.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRETCH: Final = 2**18
_END: Final = b"</w:p>"
_PIECES: Final = re.compile(
    rb"<w:t(?:\s[^>]*)?>([^<]*)"
    rb"|<(/w:p|w:tab|w:br|w:cr|w:noBreakHyphen|w:softHyphen)(\s[^>]*?)?/?>"
)
_SIGNS: Final = {
    b"/w:p": b"\n\n",
    b"w:tab": b"\t",
    b"w:br": b"\n",
    b"w:cr": b"\n",
    b"w:noBreakHyphen": "\u2011".encode(),
    b"w:softHyphen": "\u00ad".encode(),
}
_ENTITY: Final = re.compile(rb"&(amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);")
_NAMED: Final = {b"amp": b"&", b"lt": b"<", b"gt": b">", b"quot": b'"', b"apos": b"'"}


def words_of(data: bytes, parts: set[str]) -> dict[str, bytes]:
    """Return the words of some parts of a document as UTF-8, two line breaks after a paragraph.

    Raises:
        InputRefusedError: The file is not whole, or a part of it is not well-formed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            known = parts.intersection(archive.namelist())
            return {name: b"".join(_words(archive, name)) for name in sorted(known)}
    except (zipfile.BadZipFile, expat.ExpatError) as error:
        raise InputRefusedError(
            f"The finished document cannot be read back: {error}. Nothing was written; please "
            "report this."
        ) from error


def _words(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    judge = expat.ParserCreate()
    rest = b""
    with archive.open(name) as part:
        while stretch := part.read(_STRETCH):
            judge.Parse(stretch, False)  # expat's own signature
            rest += stretch
            end = rest.rfind(_END) + len(_END)
            if end >= len(_END):
                yield _shown(rest[:end])
                rest = rest[end:]
    judge.Parse(b"", True)  # expat's own signature
    yield _shown(rest)


def _shown(xml: bytes) -> bytes:
    found = []
    for words, sign, attributes in _PIECES.findall(xml):
        if not sign:
            found.append(words)
        elif not attributes or (sign == b"w:br" and b'"textWrapping"' in attributes):
            found.append(_SIGNS[sign])
    text = b"".join(found)
    return _ENTITY.sub(_character, text) if b"&" in text else text


def _character(match: re.Match[bytes]) -> bytes:
    name = match[1]
    if name in _NAMED:
        return _NAMED[name]
    number = int(name[2:], 16) if name[1:2] == b"x" else int(name[1:])
    return chr(number).encode()
