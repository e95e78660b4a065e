"""Whether words that somebody typed between quotation marks stand in a text: so, nearly, or not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
_LEFT_OUT = re.compile(r"\s*(?:\[[^\]]*\]|…|\.\.\.)\s*")
_PLAIN: Final = str.maketrans("’‘“”\u00a0\u202f", "''\"\"  ")
_EDGES: Final = " ,.;:"
_RUN: Final = 3
_ROOM: Final = 40
_NEAR: Final = 0.72


class Trace(StrEnum):
    """What became of the search."""

    SAME = "same"
    NEAR = "near"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """What a text has of some words.

    Attributes:
        trace: Whether it has them, nearly has them, or not.
        likeness: How much of the words it has, 0 to 1.
        found: The passage that is nearly the same, or "".
    """

    trace: Trace
    likeness: float = 0
    found: str = ""


def trace(words: str, text: str) -> Traced:
    """Find typed words in a text.

    White space, the shape of apostrophes and quotation marks, and a stop or comma at the edge do
    not count: typing changes them. Where `…` or square brackets stand, anything may stand in the
    text, but what is around them must follow in this order.

    Args:
        words: What stands between quotation marks.
        text: The text of a source.
    """
    plain = _plain(text)
    if _has_all(_LEFT_OUT.split(words), plain):
        return Traced(trace=Trace.SAME, likeness=1)
    likeness, found = _nearest(_plain(words), plain)
    if likeness >= _NEAR:
        return Traced(trace=Trace.NEAR, likeness=likeness, found=found)
    return Traced(trace=Trace.ABSENT, likeness=likeness)


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text.translate(_PLAIN))


def _has_all(stretches: list[str], plain: str) -> bool:
    at = 0
    for stretch in stretches:
        wanted = _plain(stretch).strip(_EDGES)
        at = plain.find(wanted, at)
        if at < 0:
            return False
        at += len(wanted)
    return True


def _nearest(words: str, plain: str) -> tuple[float, str]:
    """Return how like the words the likest passage is, and the passage.

    Passages are tried around every run of three words that both have.
    """
    places = list(_WORD.finditer(words))
    best = 0.0, ""
    tried: set[int] = set()
    for at in range(len(places) - _RUN + 1):
        first, last = places[at], places[at + _RUN - 1]
        run = words[first.start() : last.end()]
        there = plain.find(run)
        start = max(0, there - first.start())
        if there < 0 or start in tried:
            continue
        tried.add(start)
        passage = _fitted(words, plain[max(0, start - _ROOM) : start + len(words) + _ROOM])
        likeness = SequenceMatcher(None, words, passage, autojunk=False).ratio()
        best = max(best, (likeness, passage))
    return best


def _fitted(words: str, stretch: str) -> str:
    """Return the part of a stretch that begins and ends, word by word, where the words do."""
    blocks = SequenceMatcher(None, words, stretch, autojunk=False).get_matching_blocks()
    found = [block for block in blocks if block.size >= _RUN]
    if not found:
        return stretch
    first, last = found[0], found[-1]
    start = max(0, first.b - first.a)
    stop = last.b + last.size + len(words) - (last.a + last.size)
    while start and stretch[start - 1].isalnum() and stretch[start].isalnum():
        start -= 1
    while stop < len(stretch) and stretch[stop - 1].isalnum() and stretch[stop].isalnum():
        stop += 1
    return stretch[start:stop].strip()
