"""The patterns by which a date is written: which letters there are, and what was probably meant."""

from __future__ import annotations

import re
from typing import Final

WORDS: Final = ("short", "medium", "long", "full")
_SAID: Final = re.compile(r"'[^']*'")  # words in a pattern stand between single quotes
_LETTERS: Final = re.compile(r"[A-Za-z]+")
_KNOWN: Final = re.compile(r"G{1,5}|y{1,4}|M{1,5}|L{1,5}|d{1,2}|E{1,5}|Q{1,4}|q{1,4}|ww?")
_MEANT: Final = {"JJJJ": "yyyy", "Y": "y", "D": "d", "m": "M", "j": "d", "a": "y", "T": "d"}
_OTHERWISE: Final = {
    "Y": "Y is the year of a week",
    "D": "D is the day of the year",
    "m": "m is minutes",
    "h": "a date has no hours",
    "H": "a date has no hours",
    "s": "a date has no seconds",
}


def pattern_fault(pattern: str) -> str:
    """Return why no date can be written by a pattern, and what to write, or ""."""
    if pattern in WORDS:
        return ""
    letters = [found.group() for found in _LETTERS.finditer(_SAID.sub("", pattern))]
    if not letters:
        return f"“{pattern}” is no pattern of a date. {_hint(pattern)}"
    wrong = [run for run in letters if not all(map(_KNOWN.fullmatch, _runs(run)))]
    if not wrong:
        return ""
    letter = next((sign for run in wrong for sign in run if sign in _OTHERWISE), "")
    reason = f" ({_OTHERWISE[letter]})" if letter else ""
    return f"“{pattern}” is no pattern of a date{reason}. {_hint(pattern)}"


def _runs(letters: str) -> list[str]:
    return [found.group() for found in re.finditer(r"(.)\1*", letters)]


def _hint(pattern: str) -> str:
    meant = pattern
    for typed, letter in _MEANT.items():
        meant = meant.replace(typed, letter)
    if meant != pattern and not pattern_fault(meant):
        return f"Did you mean '{meant}'?"
    return "Write it like 'd MMMM yyyy' or 'dd.MM.yy', or one of short, medium, long, full."
