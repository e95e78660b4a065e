"""Which characters typed and imported text may hold, and how a forbidden one is named."""

from __future__ import annotations

import re
import unicodedata

# C0 controls but tab and LF, U+0085, lone surrogates, non-characters (XML 1.0, section 2.2).
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x85\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def name_of(character: str) -> str:
    """Return how a message names one character: its code point and, where it has one, its name."""
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    return f"{code} ({name.lower()})" if name else code


def first_forbidden(text: str) -> tuple[int, str] | None:
    """Return place and name of the first character that no pack can hold, or None."""
    found = FORBIDDEN.search(text)
    return None if found is None else (found.start(), name_of(found.group()))
