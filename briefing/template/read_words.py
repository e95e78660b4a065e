"""Words that a document printed, read back: the codes of vocabularies, and dates."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Final

from briefing.domain.dates import is_date
from briefing.template.directions import LEFT, RIGHT
from briefing.template.fields_dates import date_in_words, locale_of
from briefing.template.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.domain.vocabularies import Vocabulary

_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_NUMBER: Final = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_WORD: Final = re.compile(r"[^\W\d_]+")
_MOST: Final = 60  # characters of a date in words, in any language


def without_marks(text: str) -> str:
    """Return a text without the marks that only say in which direction it runs."""
    return text.replace(LEFT, "").replace(RIGHT, "")


def code_read(vocabulary: type[Vocabulary], words: str, language: str) -> str | None:
    """Return the code that words stand for in a language or in English, or None."""
    wanted = _plain(words)
    said = words_of(language)
    for member in vocabulary:
        if wanted in {_plain(said.label(member)), _plain(member.label), _plain(member.value)}:
            return member.value
    return None


def labels(vocabulary: type[Vocabulary], language: str) -> str:
    """Return what a vocabulary's members are called in a language, as a list in words."""
    said = words_of(language)
    return ", ".join(f"“{said.label(member)}”" for member in vocabulary)


def date_read(words: str, language: str) -> str | None:
    """Return the date or interval that prints as these words, or None.

    What counts is that it prints so: a date is never guessed.
    """
    wanted = _plain(words)
    if is_date(wanted):
        return wanted
    if not wanted or len(wanted) > _MOST:
        return None
    for found in _candidates(wanted, language):
        if is_date(found) and _plain(date_in_words(found, language)) == wanted:
            return found
    return None


def _candidates(wanted: str, language: str) -> Iterator[str]:
    """Yield the dates that could be meant: one or two, exact or about, open or closed."""
    days = [found.zfill(2) for found in _NUMBER.findall(wanted)]
    names = _months(language)
    months = [names[word] for word in _WORD.findall(wanted) if word in names]
    years = _YEAR.findall(wanted)
    if not 1 <= len(years) <= 2 or len(days) > 2 or len(months) > 2:
        return
    singles = [*years]
    singles += [f"{year}-{month}" for year, month in product(years, months)]
    singles += [f"{year}-{month}-{day}" for year, month, day in product(years, months, days)]
    singles += [f"{one}~" for one in singles]
    yield from singles
    for one in singles:
        yield f"{one}/.."
        yield f"../{one}"
    for first, last in product(singles, singles):
        yield f"{first}/{last}"


@cache
def _months(language: str) -> dict[str, str]:
    """Return the number of each month by the names it has in dates, in small letters."""
    locale = locale_of(language)
    found: dict[str, str] = {}
    for use in ("format", "stand-alone"):
        for number, name in locale.months[use]["wide"].items():
            found[_plain(str(name))] = f"{number:02}"
    return found


def _plain(text: str) -> str:
    return " ".join(without_marks(text).split()).casefold().rstrip(".")
