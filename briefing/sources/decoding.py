"""Which encoding bytes are in: by their mark, strict UTF-8, else the code page that reads best."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from briefing import assets
from briefing.sources.languages import languages, words_hit, words_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_SAMPLE = 64 * 1024


@dataclass(frozen=True, slots=True)
class _CodePage:
    """One single-byte encoding: the number its languages carry, and the letters it is full of."""

    number: int
    codec: str
    name: str
    letters: frozenset[str]


@cache
def _code_pages() -> tuple[_CodePage, ...]:
    """Return the encodings that are tried, the likeliest first."""
    rows = assets.read_text("lexicon/code_pages.tsv").splitlines()[1:]
    fields = (row.split("\t") for row in rows)
    return tuple(
        _CodePage(int(number), codec, name, frozenset(letters))
        for number, codec, name, letters in fields
    )


_HIGH = re.compile("[^\x00-\x7f]")


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the characters of `data` and, where the encoding was a guess, a warning naming it."""
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _strict_or_replaced(data[len(mark) :], codec, name)
    unmarked = _unmarked_utf16(data)
    if unmarked:
        text, warnings = _strict_or_replaced(data, unmarked, "UTF-16")
        return text, ("The file does not say how it is encoded; it was read as UTF-16.", *warnings)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _not_utf8(data)


def _strict_or_replaced(data: bytes, codec: str, name: str) -> tuple[str, tuple[str, ...]]:
    """Decode as announced; bytes that do not fit become U+FFFD, with a warning."""
    try:
        return data.decode(codec), ()
    except UnicodeDecodeError:
        text = data.decode(codec, errors="replace")
        return text, (
            f"Some bytes are not {name}, as the file says it is: each became U+FFFD (�).",
        )


def _unmarked_utf16(data: bytes) -> str | None:
    """Return the UTF-16 codec where nearly every second byte is zero, as in Latin text."""
    sample = data[:_SAMPLE]
    if len(sample) < 8 or len(data) % 2 or b"\0" not in sample:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.7 * half and sample[0::2].count(0) < 0.05 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.05 * half:
        return "utf-16-be"
    return None


def _not_utf8(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Choose between damaged UTF-8 and a code page."""
    damaged = data.decode("utf-8", errors="replace")
    broken = damaged.count("\ufffd")
    sound = len(_HIGH.findall(damaged[:_SAMPLE])) - damaged[:_SAMPLE].count("\ufffd")
    if sound >= 4 * max(1, damaged[:_SAMPLE].count("\ufffd")):
        count = f"{broken} place{'' if broken == 1 else 's'}"
        return damaged, (
            f"The file is damaged UTF-8: {count} had no meaning and became U+FFFD (�).",
        )
    page = max(_code_pages(), key=lambda candidate: _fit(data, candidate))
    text = data.decode(page.codec, errors="replace")
    warning = f"The file is not UTF-8; it was read as {page.name}: check its accented letters."
    if "\ufffd" in text:
        lost = text.count("\ufffd")
        count = f"{lost} byte{' has' if lost == 1 else 's have'}"
        return text, (warning, f"{count} no meaning there and became U+FFFD (�).")
    return text, (warning,)


def _fit(data: bytes, page: _CodePage) -> float:
    """Score how well a code page reads: its own small letters and the words of its languages."""
    sample = data[:_SAMPLE].decode(page.codec, errors="replace")
    high = _HIGH.findall(sample)
    own = sum(1 for character in high if character in page.letters)
    capital = sum(
        1 for character in high if character.isupper() and character.lower() in page.letters
    )
    strange = len(high) - own - capital
    words = Counter(words_of(sample))
    read = max(
        words_hit(words, language) for language in languages() if language.page == page.number
    )
    return own + 0.2 * capital - 3 * strange + 2 * read
