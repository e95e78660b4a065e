"""Plain text as Word runs: escaped once, LF as a line break, tab as a tab, both directions."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from briefing.errors import BriefingError
from briefing.template.evaluating import ValueMismatchError
from briefing.word.ordering import RUN, inside, with_child

if TYPE_CHECKING:
    from collections.abc import Iterator

_RTL = "\u0590-\u08ff\u200f\ufb1d-\ufdfd\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_LTR_LETTER = re.compile("[A-Za-z\u00c0-\u058f\u0900-\u1fff]")
_LEADS: Final = {*range(0xD6, 0xE1), 0xED, *range(0xEF, 0x100)}  # in UTF-8, of RTL and oddities
_NO_LEADS: Final = bytes(sorted(set(range(256)) - _LEADS))
_HARMLESS: Final = bytes(sorted(set(_NO_LEADS) - {*range(32), *b"&<>"}))
PLAIN: Final = 1
ESCAPED: Final = 2
_RTL_MARK: Final = "\u200f"
_OPEN: Final = '<w:t xml:space="preserve">'
_CLOSE: Final = "</w:t>"
_stripped = str.strip
_EMPTY_TEXT: Final = f"{_OPEN}{_CLOSE}</w:r>"
_BREAK = re.compile("\r\n|[\n\r\t]")
_FORBIDDEN_BYTES: Final = bytes({*range(32)} - {9, 10, 13})
_ENTITY: Final = re.compile("&(amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);")
_NAMED: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@cache
def _letter() -> re.Pattern[str]:
    """Return what finds a letter from right to left; compiled on use, which takes a while."""
    return re.compile(f"[{_RTL}]")


@cache
def _stretch() -> re.Pattern[str]:
    return re.compile(f"[{_RTL}](?:[^A-Za-z\u00c0-\u058f]*[{_RTL}])*")


def escaped(text: str) -> str:
    """Return text for the content of an element.

    Raises:
        ValueMismatchError: It holds U+FFFE or U+FFFF, which are no characters.
    """
    if not text.isascii() and ("\ufffe" in text or "\uffff" in text):
        number = 0xFFFE if "\ufffe" in text else 0xFFFF
        raise ValueMismatchError(
            f"The character U+{number:04X} near “{text[:40]}” cannot be stored in a Word file. "
            "Remove it from the record; nothing was written."
        )
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(xml: str) -> str:
    """Return the text of an element's or attribute's content."""
    return _ENTITY.sub(_character, xml) if "&" in xml else xml


def _character(match: re.Match[str]) -> str:
    name = match[1]
    if name in _NAMED:
        return _NAMED[name]
    return chr(int(name[2:], 16) if name[1] == "x" else int(name[1:]))


def attribute(text: str) -> str:
    """Return text for an attribute in double quotes; line breaks and tabs stay what they are."""
    if text.isidentifier():  # names of bookmarks are most of what is asked for
        return text
    found = escaped(text).replace('"', "&quot;")
    return found.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")


def has_rtl(text: str) -> bool:
    """Tell whether a text holds letters that run from right to left."""
    if text.isascii() or not (_RTL_MARK in text or _leads(text)):
        return False
    return _letter().search(text) is not None


def _leads(text: str) -> bytes:
    """Return the bytes that letters from right to left, and few others, begin with in UTF-8."""
    return text.encode("utf-8", "surrogatepass").translate(None, _NO_LEADS)


def is_mostly_rtl(text: str) -> bool:
    """Tell whether more letters of a text run from right to left than from left to right."""
    return len(_letter().findall(text)) > len(_LTR_LETTER.findall(text))


def plainness(values: tuple[object, ...]) -> int:
    """Tell how values can be written: `PLAIN` as they are, `ESCAPED` after escaping, else 0.

    All must be words, none of them empty or with space at an end. Unusual writing may count as less
    than it is, never as more.
    """
    try:
        words = "".join(values)  # type: ignore[arg-type]  # what is no text raises
    except TypeError:
        return 0
    for each in values:
        if not each or _stripped(each) is not each:  # type: ignore[arg-type]  # words: see above
            return 0
    if words.isascii():  # asked sign by sign: the fastest way for what is mostly short
        if "\n" in words or "\t" in words or "\r" in words:
            return 0
        return ESCAPED if "&" in words or "<" in words or ">" in words else PLAIN
    return 0 if _RTL_MARK in words else _of_bytes(words)


def _of_bytes(words: str) -> int:
    try:
        odd = words.encode().translate(None, _HARMLESS)
    except UnicodeEncodeError:
        return 0
    if not odd:
        return PLAIN
    return 0 if odd.translate(None, b"&<>") else ESCAPED


def in_place(text: str) -> str:
    """Return words of which `plainness` is known, escaped for the inside of a `w:t`."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def runs(text: str, properties: str = "") -> str:
    """Return the runs for a text.

    Args:
        text: What to print.
        properties: `<w:rPr>…</w:rPr>`, or "".
    """
    if plainness((text,)):
        return f"<w:r>{properties}{_OPEN}{in_place(text)}{_CLOSE}</w:r>"
    if not (_BREAK.search(text) or has_rtl(text)):
        return f"<w:r>{properties}{_OPEN}{escaped(text)}{_CLOSE}</w:r>"
    return "".join(
        f"<w:r>{_directed(properties) if is_rtl else properties}{_elements(stretch)}</w:r>"
        for stretch, is_rtl in _stretches(text)
    )


def _stretches(text: str) -> Iterator[tuple[str, bool]]:
    at = 0
    if has_rtl(text):
        for match in _stretch().finditer(text):
            if match.start() > at:
                yield text[at : match.start()], False
            yield match.group(), True
            at = match.end()
    if at < len(text):
        yield text[at:], False


def content(text: str) -> str:
    """Return a text, which runs one way, for the inside of an open `w:t`."""
    if _BREAK.search(text) is None:
        return escaped(text)
    return f"{_CLOSE}{_elements(text)}{_OPEN}"


def _elements(text: str) -> str:
    found = []
    at = 0
    for match in _BREAK.finditer(text):
        found += [_words(text[at : match.start()]), "<w:tab/>" if match[0] == "\t" else "<w:br/>"]
        at = match.end()
    found.append(_words(text[at:]))
    return "".join(found)


def without_empty_runs(xml: str) -> str:
    """Return XML without the runs in which nothing stands but an empty `w:t`."""
    pieces = xml.split(_EMPTY_TEXT)
    for number, piece in enumerate(pieces[:-1]):
        start = piece.rfind("<w:r>")
        properties = piece[start + len("<w:r>") :]
        is_empty = start >= 0 and (
            not properties
            or (
                properties.startswith("<w:rPr>")
                and properties.find("</w:rPr>") == len(properties) - 8
            )
        )
        pieces[number] = piece[:start] if is_empty else f"{piece}</w:r>"
    return "".join(pieces)


def _words(text: str) -> str:
    return f"{_OPEN}{escaped(text)}{_CLOSE}" if text else ""


@cache
def _directed(properties: str) -> str:
    children = with_child(inside(properties, "rPr"), "rtl", "<w:rtl/>", RUN)
    return f"<w:rPr>{children}</w:rPr>"


@cache
def styled(properties: str, *, bold: bool, italic: bool, style: str | None) -> str:
    """Return `w:rPr` with emphasis added and a character style set.

    Args:
        properties: `<w:rPr>…</w:rPr>`, or "".
        bold: Whether to add bold, for both directions.
        italic: Whether to add italic, for both directions.
        style: Id of a character style, or None to keep the one there.
    """
    children = inside(properties, "rPr")
    wanted = (("b", bold), ("bCs", bold), ("i", italic), ("iCs", italic))
    for name, is_wanted in wanted:
        if is_wanted:
            children = with_child(children, name, f"<w:{name}/>", RUN)
    if style:
        children = with_child(children, "rStyle", f'<w:rStyle w:val="{attribute(style)}"/>', RUN)
    return f"<w:rPr>{children}</w:rPr>" if children else ""


def encoded(xml: str, label: str) -> bytes:
    """Return XML as UTF-8.

    Raises:
        BriefingError: It holds a character that XML cannot; names the character and the place.
    """
    try:
        found = xml.encode()
    except UnicodeEncodeError:
        raise _forbidden(xml, label) from None
    if len(found.translate(None, _FORBIDDEN_BYTES)) != len(found):
        raise _forbidden(xml, label)
    return found


def _forbidden(xml: str, label: str) -> BriefingError:
    match = _FORBIDDEN.search(xml)
    at = match.start() if match else 0
    around = re.sub(r"<[^>]*>?|[^ -~\u00a0-\ud7ff]", " ", xml[max(at - 200, 0) : at + 60])
    words = " ".join(around.split())[-80:]
    return BriefingError(
        f"{label}: the character U+{ord(xml[at]):04X} near “{words}” cannot be stored in a Word "
        "file. Remove it from the record; nothing was written."
    )
