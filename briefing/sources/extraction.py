"""How imported text becomes a source's text: line ends, forbidden characters, nothing else."""

from __future__ import annotations

import re
from collections import Counter

from briefing.domain.text import FORBIDDEN, name_of

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85]")
_NAMED_AT_MOST = 5


def extract(raw: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of a source and one warning for each kind of character that was replaced.

    CRLF, CR, form feed, vertical tab and U+0085 become LF; a byte-order mark at the start goes;
    other C0 controls, NUL, lone surrogates and non-characters become U+FFFD. Nothing else is
    touched: no composing, no trimming, no repair of quotation marks.
    """
    text = _LINE_ENDS.sub("\n", raw.removeprefix("\ufeff"))
    replaced = Counter(FORBIDDEN.findall(text))
    if not replaced:
        return text, ()
    return FORBIDDEN.sub("\ufffd", text), tuple(_warnings(replaced))


def _warnings(replaced: Counter[str]) -> list[str]:
    """Name what was replaced, the most frequent first."""
    named = [
        f"{_counted(count)} {name_of(character)} cannot be kept in a pack: "
        f"{'it was' if count == 1 else 'they were'} replaced by U+FFFD (�)."
        for character, count in replaced.most_common(_NAMED_AT_MOST)
    ]
    others = sum(replaced.values()) - sum(
        count for _, count in replaced.most_common(_NAMED_AT_MOST)
    )
    if others:
        named.append(f"{_counted(others)} of other forbidden kinds were replaced by U+FFFD (�).")
    return named


def _counted(count: int) -> str:
    """Return `1 character` or `3 characters`."""
    return f"{count} character{'' if count == 1 else 's'}"
