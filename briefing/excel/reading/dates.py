"""Numbers that are dates: which formats show one, and which day a number is (both date systems)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
_DATE_PARTS = re.compile(r"[ymdhs]", re.IGNORECASE)
_BUILT_IN: Final = {
    **dict.fromkeys((14, 15, 16, 22, *range(27, 32), 36, *range(50, 55), 57, 58), "yyyy-mm-dd"),
    17: "mmm-yy",
}
"""What the numbered formats show of a date, in whatever language (ECMA-376 part 1, 18.8.30)."""
_EPOCH_1900: Final = datetime(1899, 12, 30)  # noqa: DTZ001  # a spreadsheet knows no time zones
_EPOCH_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001  # a spreadsheet knows no time zones
_LAST: Final = 2_958_466  # the day after 31 December 9999
_FALSE_LEAP_DAY: Final = 60  # 29 February 1900, which was none


@lru_cache(maxsize=4096)
def shown_of_date(number_format: int, code: str) -> str:
    """Return which parts of a date a number format shows: some of `ymdhs`, or nothing.

    Args:
        number_format: Its number; those below 164 are built in.
        code: Its code where the workbook has one.
    """
    code = code or _BUILT_IN.get(number_format, "")
    bare = _QUOTED.sub("", code.partition(";")[0])
    if "general" in bare.casefold():
        return ""
    parts = {part.casefold() for part in _DATE_PARTS.findall(bare)}
    if not parts & {"y", "d"} and ("m" not in parts or parts & {"h", "s"}):
        return ""  # no date, or a time alone
    return "".join(part for part in "ymdhs" if part in parts)


def date_in_words(number: str, shown: str, *, from_1904: bool) -> str | None:
    """Return the date that a number is, as precise as its format shows it; None where it is none.

    Args:
        number: The number of days.
        shown: The parts of a date that its format shows.
        from_1904: Whether days are counted from 1 January 1904.
    """
    try:
        days = float(number)
    except ValueError:
        return None
    if not (0 if from_1904 else 1) <= days < _LAST:
        return None
    if not from_1904 and days <= _FALSE_LEAP_DAY:
        days += 1
    moment = (_EPOCH_1904 if from_1904 else _EPOCH_1900) + timedelta(days=days)
    moment = (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
    if (moment.hour, moment.minute, moment.second) != (0, 0, 0) and set(shown) & set("hs"):
        return moment.strftime("%Y-%m-%dT%H:%M:%S")
    if "d" in shown:
        return moment.strftime("%Y-%m-%d")
    return moment.strftime("%Y-%m" if "m" in shown else "%Y")
