"""Small lists of words that analysts can extend: abbreviations, verbs of saying, date labels."""

from __future__ import annotations

from functools import cache

from briefing import assets


@cache
def word_list(name: str) -> frozenset[str]:
    """Return one list of words in lower case.

    Raises:
        KeyError: There is no list of that name.
    """
    rows = assets.read_text("lexicon/word_lists.tsv").splitlines()[1:]
    lists = dict(row.split("\t") for row in rows)
    return frozenset(lists[name].split())
