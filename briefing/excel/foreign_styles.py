"""Which number formats of a stranger's workbook show a number as a date."""

from __future__ import annotations

import re
from typing import Final

from briefing.excel.foreign_parts import events, local

_BUILT_IN: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_MOST_STYLES: Final = 100_000
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DAY: Final = re.compile(r"[dmyh]", re.IGNORECASE)


def date_styles(content: bytes, name: str) -> tuple[bool, ...]:
    """Return of each cell style whether its numbers are dates.

    Args:
        content: The part `styles.xml`.
        name: The name of the file.
    """
    codes: dict[int, str] = {}
    styles: list[bool] = []
    for element in events(content, name, ("numFmt", "xf")):
        number = _number(element.get("numFmtId"))
        parent = element.getparent()
        if local(element) == "numFmt":
            codes[number] = element.get("formatCode", "")
        elif parent is not None and local(parent) == "cellXfs" and len(styles) < _MOST_STYLES:
            styles.append(_is_date(number, codes.get(number, "")))
    return tuple(styles)


def _is_date(number: int, code: str) -> bool:
    if code:
        plain = _LITERAL.sub("", code.split(";", maxsplit=1)[0])
        return plain.casefold() != "general" and bool(_DAY.search(plain))
    return number in _BUILT_IN


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 7 else 0
