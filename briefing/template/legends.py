"""Entries of a legend: code, sign and word of a mark stay together; lines break between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.template.values import Text

if TYPE_CHECKING:
    from briefing.domain.marks import Mark
    from briefing.template.words import Words

BETWEEN: Final = "\u2003 "
"""What stands between two entries: an em space is no place to break a line for LibreOffice."""
_TOGETHER: Final = "\u00a0"


def entry(mark: Mark, words: Words, sign: str = "") -> tuple[Text, Text]:
    """Return one entry with what separates it from the next one."""
    code = _TOGETHER.join(filter(None, (words.short(mark), sign)))
    word = words.mark(mark).replace(" ", _TOGETHER)
    return Text(f"{code}{_TOGETHER}", bold=True), Text(f"{word}{BETWEEN}")
