"""Reads a finished document of ours back, fast and in little memory: the words of its paragraphs.

What is read is our own output, so its XML is scanned as text. That it is well-formed is asked of
expat, and that the file is whole of the standard library: neither of them wrote it. A stranger's
file, and whoever wants to know styles and cells, takes `reading`.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from briefing.errors import InputRefusedError
from briefing.word.relationships import rels_name
from briefing.word.text import unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRETCH: Final = 2**18
_BODY: Final = "body"
_KINDS: Final = ("header", "footer", "footnotes", "endnotes")
_TEXT_END: Final = b"</w:t>"
_TEXT: Final = b"<w:t"
_USUAL_TEXT: Final = b"<w:t>"
_SIGN: Final = re.compile(
    rb"<(/w:p|w:tab|w:br|w:cr|w:noBreakHyphen|w:softHyphen|w:(?:foot|end)noteRef)(\s[^>]*?)?/?>"
)
_PARAGRAPH: Final = b"\0"  # neither it nor the next can stand in XML
_NUMBER: Final = b"\1"
_SIGNS: Final = {
    b"/w:p": _PARAGRAPH,
    b"w:footnoteRef": _NUMBER,
    b"w:endnoteRef": _NUMBER,
    b"w:tab": b"\t",
    b"w:br": b"\n",
    b"w:cr": b"\n",
    b"w:noBreakHyphen": "\u2011".encode(),
    b"w:softHyphen": "\u00ad".encode(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RereadPart:
    """The words of one part.

    Attributes:
        name: Its name in the package.
        kind: "body", "header", "footer", "footnotes" or "endnotes".
        paragraphs: The text of each paragraph, in order; separators of notes are empty.
    """

    name: str
    kind: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """The words of a document that this program wrote.

    Attributes:
        parts: The body, then its headers, footers and notes.
    """

    parts: tuple[RereadPart, ...]

    @property
    def texts(self) -> dict[str, tuple[str, ...]]:
        """The paragraphs of each part by its name."""
        return {part.name: part.paragraphs for part in self.parts}

    def of(self, *kinds: str) -> Iterator[str]:
        """Yield the paragraphs of the parts of some kinds."""
        for part in self.parts:
            if part.kind in kinds:
                yield from part.paragraphs


def read_back(data: bytes) -> Reread:
    """Return the words of a document that this program has just written.

    Raises:
        InputRefusedError: The file is not whole, or a part of it is not well-formed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return Reread(parts=tuple(_parts(archive)))
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError) as error:
        raise InputRefusedError(
            f"The finished document cannot be read back: {error}. Nothing was written; please "
            "report this."
        ) from error


def _parts(archive: zipfile.ZipFile) -> Iterator[RereadPart]:
    main = dict(_targets(archive, ""))["officeDocument"]
    yield RereadPart(name=main, kind=_BODY, paragraphs=tuple(_paragraphs(archive, main)))
    others = [(kind, target) for kind, target in _targets(archive, main) if kind in _KINDS]
    for kind, target in sorted(others, key=lambda each: _KINDS.index(each[0])):
        read = tuple(_paragraphs(archive, target))
        yield RereadPart(name=target, kind=kind, paragraphs=read)


def _targets(archive: zipfile.ZipFile, part: str) -> list[tuple[str, str]]:
    """Return the parts that a part refers to, each with the last word of its type."""
    name = rels_name(part)
    if name not in archive.namelist():
        return []
    found = []

    def take(_: str, given: dict[str, str]) -> None:
        if "Target" in given and given.get("TargetMode") != "External":
            target = posixpath.join(posixpath.dirname(part), given["Target"])
            found.append((given["Type"].rpartition("/")[2], posixpath.normpath(target).lstrip("/")))

    judge = expat.ParserCreate()
    judge.StartElementHandler = take
    judge.Parse(archive.read(name), True)  # expat's own signature
    return found


def _paragraphs(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    judge = expat.ParserCreate()
    rest = begun = b""
    with archive.open(name) as part:
        while stretch := part.read(_STRETCH):
            judge.Parse(stretch, False)  # expat's own signature
            *pieces, rest = (rest + stretch).split(_TEXT_END)
            complete, mark, begun = (begun + _words(pieces)).rpartition(_PARAGRAPH)
            if mark:
                yield from _texts(complete)
    judge.Parse(b"", True)  # expat's own signature
    complete, mark, _ = (begun + _signs(rest)).rpartition(_PARAGRAPH)
    if mark:
        yield from _texts(complete)


def _words(pieces: list[bytes]) -> bytes:
    """Return the words of pieces that each end in a text; mark-up between them often repeats."""
    known: dict[bytes, bytes] = {}
    found: list[bytes] = []
    for piece in pieces:
        mark_up, tag, text = piece.rpartition(_USUAL_TEXT)
        if not tag:
            mark_up, _, text = piece.rpartition(_TEXT)
            text = text[text.index(b">") + 1 :]
        signs = known.get(mark_up)
        if signs is None:
            signs = known[mark_up] = _signs(mark_up)
        found.append(signs)
        found.append(text)
    return b"".join(found)


def _signs(mark_up: bytes) -> bytes:
    """Return what mark-up without texts says: ends of paragraphs, breaks, tabs, hyphens."""
    found = [
        _SIGNS[sign]
        for sign, attributes in _SIGN.findall(mark_up)
        if not attributes or (sign == b"w:br" and b'"textWrapping"' in attributes)
    ]
    return b"".join(found)


def _texts(words: bytes) -> list[str]:
    """Return paragraphs; where a note's own number stood, the space after it goes as well."""
    if _NUMBER in words:
        words = words.replace(_NUMBER + b" ", b"").replace(_NUMBER, b"")
    return unescaped(words.decode()).split(_PARAGRAPH.decode())
