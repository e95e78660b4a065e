"""Text as a sheet holds it: escaped, whole, never a formula, an error value or a number."""

from __future__ import annotations

import re
from functools import lru_cache
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Final
from unicodedata import east_asian_width
from urllib.parse import urlsplit

from briefing.domain.text import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

LIMIT: Final = 32_767
"""What one cell holds, in UTF-16 units (Excel specifications and limits)."""

_PIECE: Final = 16_000  # code points; an escaped piece still fits, whatever it consists of
_URL_LIMIT: Final = 2_079
_AT_ONCE: Final = 64  # texts, which are about a row each

_WIDTHS: Final = {
    **dict.fromkeys(" .,:;'|!ijl‘’", 0.5),
    **dict.fromkeys('frt()[]{}-/\\"`“”I', 0.68),
    **dict.fromkeys("csxzvky", 0.87),
    **dict.fromkeys("abdeghnopqu", 1.02),
    **dict.fromkeys("mwMWQO@%", 1.6),
}
"""Widths of letters in Calibri, in digits."""

_LITERAL = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_CODE = re.compile("_x([0-9A-Fa-f]{4})_")
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_UNUSUAL = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x")
_RISKY_START = frozenset(
    "=+-@\t\n\r'#\uff1d\uff0b\uff0d\uff20"
)  # the last four are the full-width forms of = + - @
_VALUE = re.compile(r"[\d\s.,:;/%()$€£¥eE+\-]+|true|false", re.IGNORECASE)
_VALUE_LETTERS: Final = frozenset("eEtTfF")  # with which such a value may begin
_URL = re.compile(r"https?://[A-Za-z0-9][\w.~:/?#\[\]!$&'()*+,;=%-]*", re.ASCII | re.IGNORECASE)


def escaped(text: str) -> str:
    """Return `text` for an element of SpreadsheetML.

    A literal `_xHHHH_` would be read as the character it names, so its first `_` becomes `_x005F_`
    (ECMA-376 part 1, 22.9.2.19). What XML cannot hold is shown by its name; no pack has it.
    """
    if _is_usual(text):
        return text
    text = _LITERAL.sub("_x005F_", text)
    text = _NOT_XML.sub(lambda found: f"[{name_of(found.group())}]", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _is_usual(text: str) -> bool:
    """Tell whether XML takes a text as it is; nearly all are of one line and told in a glance."""
    if text.isprintable():
        return not ("&" in text or "<" in text or ">" in text or "_x" in text)
    return _UNUSUAL.search(text) is None


def unescaped(text: str) -> str:
    """Return a text of SpreadsheetML with its `_xHHHH_` read (ECMA-376 part 1, 22.9.2.19)."""
    return _CODE.sub(lambda code: chr(int(code.group(1), 16)), text) if "_x" in text else text


def escaped_attribute(text: str) -> str:
    """Return `text` for an attribute; XML would turn its line feeds and tabs into spaces."""
    quoted = escaped(text).replace('"', "&quot;")
    return quoted.replace("\n", "_x000a_").replace("\t", "_x0009_")


def encoded(texts: Iterable[str]) -> bytes:
    """Return texts one after the other in UTF-8, which never are one text in memory."""
    buffer, left = BytesIO(), iter(texts)
    while some := "".join(islice(left, _AT_ONCE)):
        buffer.write(some.encode())
    return buffer.getvalue()


def pieces(text: str) -> tuple[str, ...]:
    """Return `text` in pieces that each fit into a cell; nearly always there is one."""
    if len(text) <= _PIECE or len(escaped(text).encode("utf-16-le")) // 2 <= LIMIT:
        return (text,)
    return tuple(text[at : at + _PIECE] for at in range(0, len(text), _PIECE))


def needs_quote_prefix(text: str) -> bool:
    """Tell whether typing `text` into a cell would make something else of it than text."""
    first = text[:1]
    if first.isalpha() and first not in _VALUE_LETTERS:
        return False
    return first in _RISKY_START or _VALUE.fullmatch(text) is not None


def is_safe_url(text: str) -> bool:
    """Tell whether `text` may become a link: plain http or https, with a host and no user name."""
    if len(text) > _URL_LIMIT or _URL.fullmatch(text) is None:
        return False
    try:
        parts = urlsplit(text)
        return bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


@lru_cache(maxsize=65_536)  # each text is measured twice, for its column and for its row
def columns_of(line: str) -> float:
    """Return how many digits wide a line of text is in the workbook's font, closely enough.

    East Asian characters count two, signs that no Latin font holds one and a half.
    """
    if not line.isascii():
        return sum(_WIDTHS.get(character) or _width(character) for character in line)
    return sum(line.encode().translate(_HUNDREDTHS)) / 100


def _width(character: str) -> float:
    if east_asian_width(character) in "WF":
        return 2.0
    if character < "\u2000":
        return 1.15 if character.isupper() else 1.0
    return 1.0 if character < "\u2100" else 1.6


_ASCII: Final = 128
_HUNDREDTHS: Final = bytes(
    round(100 * (_WIDTHS.get(chr(code)) or _width(chr(code)))) for code in range(_ASCII)
).ljust(256, b"\0")
"""The width of each letter of ASCII in hundredths of a digit; summing bytes is fast."""


def lines_at(text: str, width: float) -> int:
    """Return about how many lines `text` takes when it is wrapped at `width` digits."""
    total = 0
    for paragraph in text.split("\n"):
        used = 0.0
        total += 1
        whole = columns_of(paragraph)
        if whole <= width:
            continue
        if " " not in paragraph:
            total += int((whole - 1) // width)
            continue
        for word in paragraph.split(" "):
            needed = columns_of(word)
            if used and used + 0.5 + needed > width:
                total, used = total + 1, 0.0
            used += needed + 0.5 if used else needed
            if used >= width + 1:
                extra = int((used - 1) // width)
                total, used = total + extra, used - extra * width
    return total
