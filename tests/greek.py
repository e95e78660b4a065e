"""A pack whose own words are all in Greek letters: what is in Latin ones, the program put there."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from briefing.app.frozen import freeze, known_again, sha256_of
from briefing.domain.base import Digest, LongText

if TYPE_CHECKING:
    from briefing.domain.content import Content

_WORDED: Final = frozenset({
    "affiliation", "author", "condition", "department", "description", "exact", "forms",
    "heading", "label", "markdown", "name", "note", "objective", "official", "place", "prefix",
    "proposition", "public_label", "publisher", "reason", "reservation", "role", "short", "sort",
    "subtitle", "suffix", "summary", "text", "title", "value", "venue",
})  # fmt: skip
_CITATION: Final = re.compile(r"(\[@[^\]]*\])")
_LETTERS: Final = {
    **{ord(latin): chr(0x3B1 + place) for place, latin in enumerate("abcdefghijklmnopqrstuvwxy")},
    ord("z"): "ϑ",
}


def in_greek(content: Content) -> Content:
    """Return a content with every word that somebody typed in Greek letters, sign for sign."""
    editions = []
    for edition in content.editions:
        frozen = freeze(_turned(known_again(content, edition)))
        digest = Digest(sha256_of(frozen.encode()))
        editions.append(replace(edition, content=LongText(frozen), content_sha256=digest))
    return replace(_turned(content), editions=tuple(editions))


def _turned(value: Any, name: str = "") -> Any:
    if isinstance(value, tuple):
        return tuple(_turned(item, name) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        shown = {row.name: getattr(value, row.name) for row in fields(value)}
        return replace(value, **{key: _turned(item, key) for key, item in shown.items()})
    if type(value) in {str, LongText} and name in _WORDED:
        return type(value)(_letters(value))
    return value


def _letters(text: str) -> str:
    parts = _CITATION.split(text)
    return "".join(part if at % 2 else _greek(part) for at, part in enumerate(parts))


def _greek(text: str) -> str:
    def letter(sign: str) -> str:
        if not sign.isalpha() or ord(sign) > 0x24F:  # what is not Latin stays
            return sign
        turned = _LETTERS.get(ord(sign.lower()), "ψ")
        return turned.upper() if sign.isupper() else turned

    return "".join(map(letter, text))
