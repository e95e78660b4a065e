"""The phrases that web pages are full of: which line is a menu, a share link, a cookie notice."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from briefing import assets

_LONGEST = 700
_LONGEST_START = 300
_BETWEEN = re.compile(r"\s{2,}|\s*[|•·]\s*|\s+")
_SYMBOLS = re.compile(r"[\W\d_]*|[-\w.%+]+@[-\w.]+|\{\{.*\}\}|\]\]>|times;")


class Phrase(NamedTuple):
    """What a phrase says about its line.

    Attributes:
        reason: Why the line is set aside.
        after: `end` where nothing of the article follows, `pause` where a few links follow.
        whole: Whether the phrase is the whole line, a heading for what follows.
    """

    reason: str
    after: str
    whole: bool


class _Phrases(NamedTuple):
    line: dict[str, Phrase]
    start: dict[str, list[tuple[str, Phrase]]]
    within: list[tuple[str, Phrase]]


@cache
def _phrases() -> _Phrases:
    """Read the table once."""
    table: dict[str, list[tuple[str, Phrase]]] = {"line": [], "start": [], "within": []}
    for row in assets.read_text("lexicon/page_phrases.tsv").splitlines()[1:]:
        reason, how, after, phrase = row.split("\t")
        table[how].append((phrase, Phrase(reason, after, how == "line")))
    start: dict[str, list[tuple[str, Phrase]]] = {}
    for phrase, meaning in table["start"]:
        start.setdefault(phrase[0], []).append((phrase, meaning))
    return _Phrases(line=dict(table["line"]), start=start, within=table["within"])


def phrase_of(key: str) -> Phrase | None:
    """Return what a line, in lower case, is known for; None for a line of its own words."""
    if len(key) > _LONGEST or not key:
        return None
    known = _phrases()
    whole = known.line.get(key) or known.line.get(key.strip("*:»«•-–—×. "))
    return whole or _partly(key, known) or _row_of_links(key, known)


def is_symbol(key: str) -> bool:
    """Tell whether a line has no words: digits, marks, an unfilled placeholder, an address."""
    return len(key) <= 80 and _SYMBOLS.fullmatch(key) is not None


def _partly(key: str, known: _Phrases) -> Phrase | None:
    """Look for phrases that begin the line or stand in it."""
    for phrase, meaning in known.start.get(key[0], ()) if len(key) <= _LONGEST_START else ():
        if key.startswith(phrase):
            return meaning
    for phrase, meaning in known.within:
        if phrase in key:
            return meaning
    return None


def _row_of_links(key: str, known: _Phrases) -> Phrase | None:
    """Recognise several links in one line, such as `Mail   Facebook   LinkedIn`."""
    parts = [part for part in _BETWEEN.split(key[:160]) if part not in {"", "/"}]
    found = [known.line.get(part) for part in parts]
    if len(parts) < 2 or len(key) > 160 or None in found:
        return None
    return Phrase("share links", "", whole=True)
