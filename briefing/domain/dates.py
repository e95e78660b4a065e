"""Dates as precise as they are known: the part of EDTF (ISO 8601-2) that analysts need.

`2026-01-06`, `2026-01`, `2026`, `2026-01~` (about), intervals `2026-01-03/2026-01-04` and open ones
`../2026-01-06`; moments add a time and keep their offset: `2026-01-06T21:55:00+03:00`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?]?)", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Day:
    """One date with its precision.

    Attributes:
        year: Four digits.
        month: 1 to 12, or None when only the year is known.
        day: 1 to 31, or None when only the month is known.
        approximate: Whether `~` or `?` follows.
    """

    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False

    @property
    def first(self) -> date:
        """Return the earliest day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """Return the latest day that it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


def parse_day(text: str) -> Day | None:
    """Return one date, or None when `text` is not one."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(group) if group else None for group in match.group(1, 2, 3))
    if not year or month == 0 or day == 0:
        return None
    found = Day(year, month, day, bool(match.group(4)))
    try:
        found.last.isoformat()
        found.first.isoformat()
    except ValueError:
        return None
    return found


def parse_moment(text: str) -> datetime | None:
    """Return a date with its time, or None when `text` is not one; without offset it is UTC."""
    if _MOMENT.fullmatch(text) is None:
        return None
    try:
        found = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def ends(text: str) -> tuple[Day | None, Day | None] | None:
    """Return both ends of a date or interval (None: open), or None when it is neither."""
    first, slash, last = text.partition("/")
    if not slash:
        day = parse_day(text)
        return None if day is None else (day, day)
    start, stop = parse_day(first), parse_day(last)
    if (start is None and first != "..") or (stop is None and last != ".."):
        return None
    if start and stop and stop.last < start.first:
        return None
    return (start, stop) if start or stop else None


def is_date(text: str) -> bool:
    """Tell whether `text` is a date or an interval."""
    return ends(text) is not None


def is_moment(text: str) -> bool:
    """Tell whether `text` is a date, an interval, or a date with its time."""
    return is_date(text) or parse_moment(text) is not None


def first_day(text: str | None) -> date:
    """Return the earliest day of a date or moment; an unknown or open one is the first of all."""
    if text is None:
        return date.min
    moment = parse_moment(text)
    if moment is not None:
        return moment.date()
    both = ends(text)
    return both[0].first if both and both[0] else date.min


def last_day(text: str | None) -> date:
    """Return the latest day; an unknown date is the first of all, an open end the last."""
    if text is None:
        return date.min
    moment = parse_moment(text)
    if moment is not None:
        return moment.date()
    both = ends(text)
    if both is None:
        return date.min
    return both[1].last if both[1] else date.max


def sort_key(text: str | None) -> tuple[date, float]:
    """Return what sorts dates: their end, then the instant within the day (UTC seconds)."""
    moment = parse_moment(text) if text else None
    return last_day(text), moment.timestamp() if moment else float("inf")


_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def in_short(text: str) -> str:
    """Return a date as a narrow cell prints it: `8 Mar 2027`, `Mar 2027`; others as written."""
    moment = parse_moment(text)
    day = parse_day(text[:10]) if moment else parse_day(text)
    if day is None:
        return text
    month = _MONTHS[day.month - 1] if day.month else ""
    about = "about " if day.approximate else ""
    return about + " ".join(filter(None, (str(day.day or ""), month, str(day.year))))
