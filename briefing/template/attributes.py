"""What the attributes of a stranger's file say, whatever stands there."""

from __future__ import annotations

from typing import Final

_MOST_DIGITS: Final = 10


def whole_number(text: str | None, otherwise: int = 0) -> int:
    """Return the number that an attribute is; a file may say anything there."""
    is_number = text is not None and text.isdecimal() and len(text) <= _MOST_DIGITS
    return int(text or "") if is_number else otherwise
