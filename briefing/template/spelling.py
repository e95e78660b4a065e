"""What Word, keyboards and copying do to the characters of a tag, and how they are read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

DOUBLE: Final = '"\u201c\u201d\u201e\u00ab\u00bb\u201f\uff02'
SINGLE: Final = "'\u2018\u2019\u201a\u201b\u2039\u203a"
_APOSTROPHE: Final = rf"(?<=\w)[{SINGLE}](?=\w)"  # Côte d’Ivoire
QUOTED: Final = (
    rf"[{DOUBLE}][^{DOUBLE}]*[{DOUBLE}]|[{SINGLE}](?:[^{SINGLE}]|{_APOSTROPHE})*[{SINGLE}]"
)

# soft hyphen, zero-width signs, marks of direction: nobody sees them, nobody typed them
IGNORED: Final = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
)
_IGNORED = re.compile(f"[{IGNORED}]")
_SPACE = re.compile(r"\s")
_QUOTED = re.compile(f"({QUOTED})")
_CORRECTED = str.maketrans(
    {"≤": "<=", "≥": ">=", "≠": "!=", "⇐": "<=", "\u2011": "-", "\u2013": "-", "\u2212": "-"}
)


def plain(text: str) -> str:
    """Return a tag's inside as if it had been typed plainly; what stands in quotes is kept.

    Spaces of every kind, tabs and line breaks are one space each, signs that cannot be seen are
    left out, and the signs that Word makes of `<=` and `>=` are what was typed.
    """
    pieces = _QUOTED.split(text)
    pieces[::2] = [
        _SPACE.sub(" ", _IGNORED.sub("", piece)).translate(_CORRECTED) for piece in pieces[::2]
    ]
    return "".join(pieces)


def nearest(name: str, known: Iterable[str], alike: float = 0.6) -> str:
    """Return the known name that `name` was probably meant to be, or ""."""
    from difflib import get_close_matches  # noqa: PLC0415  # most templates have no mistake

    close = get_close_matches(name.lower(), known, n=1, cutoff=alike)
    return close[0] if close else ""
