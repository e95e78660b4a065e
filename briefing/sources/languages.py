"""Which language a text is in: by its script, then by its most frequent small words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefing import assets

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 60_000
_FEWEST = 2
_SHARE = 0.06
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("fa", re.compile("[\u067e\u0686\u06a9\u06af\u06cc]")),
    ("ar", re.compile("[\u0621-\u064a]")),
    ("hy", re.compile("[\u0561-\u0586]")),
    ("ka", re.compile("[\u10d0-\u10ff]")),
)
_LETTERS = (
    ("uk", re.compile("[іїєґІЇЄҐ]")),
    ("sr", re.compile("[јљњћђџ]")),
    ("ru", re.compile("[ыэё]")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language: ISO 639-1 code, the Windows code page it was written in, its small words."""

    code: str
    page: int
    words: frozenset[str]


@cache
def languages() -> tuple[Language, ...]:
    """Return the languages that are told apart by their words."""
    rows = assets.read_text("lexicon/languages.tsv").splitlines()[1:]
    fields = (row.split("\t") for row in rows)
    return tuple(
        Language(code=code, page=int(page), words=frozenset(words.split()))
        for code, page, words in fields
    )


def words_of(text: str) -> list[str]:
    """Return the words of a text, in lower case."""
    return _WORD.findall(text.lower())


def words_hit(counted: Counter[str], language: Language) -> int:
    """Count how many of the words are small words of the language."""
    return sum(counted[word] for word in language.words)


def detect(paragraphs: Iterable[str]) -> str | None:
    """Return the ISO 639-1 code of the language most of the text is in, or None when unsure."""
    sample = "\n".join(paragraphs)[:_SAMPLE]
    letters = len(_WORD.findall(sample)) and sum(map(str.isalpha, sample))
    if not letters:
        return None
    by_script = _script(sample, letters)
    if by_script:
        return by_script
    counted = Counter(words_of(sample))
    scored = sorted(
        ((words_hit(counted, language) + _letters(sample, language.code), language.code)
         for language in languages()),
        reverse=True,
    )  # fmt: skip
    best, second = scored[0], scored[1]
    enough = best[0] >= max(_FEWEST, _SHARE * counted.total())
    return best[1] if enough and best[0] > second[0] else None


def _script(sample: str, letters: int) -> str | None:
    """Return the language that one script stands for, when a fifth of the letters are of it."""
    for code, pattern in _SCRIPTS:
        needed = 0.02 if code in {"ja", "fa"} else 0.2
        if len(pattern.findall(sample)) > needed * letters:
            return code
    return None


def _letters(sample: str, code: str) -> int:
    """Count letters that only this Cyrillic language has."""
    return sum(len(pattern.findall(sample)) for own, pattern in _LETTERS if own == code)
