"""When a text was published: its date lines, then its address, headline or signature."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.sources.dates import find_dates, weekdays
from briefing.sources.wordlists import word_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.sources.lines import Line

_LONGEST = 110
_WORD = re.compile(r"[^\W\d_]+")
_LABELLED = re.compile(
    r"publi|poste?d|updated|veröffentlicht|stand|pubblicato|опубл|оновл|обновл", re.I
)
_URL_DATE = re.compile(r"https?://[^\s]*?/(\d{4})[/-](\d{2})[/-](\d{2})(?=[/\s-])")


def date_of_line(words: str, language: str | None) -> str | None:
    """Return the first date of a line that holds a date and nothing else but labels.

    An ambiguous slashed date gives the empty string, so that the line is still seen as a date line.
    """
    if len(words) > _LONGEST or not any(character.isdigit() for character in words):
        return None
    found = find_dates(words, language)
    if not found:
        return None
    rest, at = [], 0
    for one in found:
        rest.append(words[at : one.start])
        at = one.stop
    rest.append(words[at:])
    allowed = word_list("date labels") | weekdays(language or "en").keys()
    if any(word not in allowed for word in _WORD.findall(" ".join(rest).casefold())):
        return None
    return found[0].value or ""


def published_on(
    groups: Sequence[Iterable[Line]], whole: str, title: str, language: str | None
) -> tuple[str | None, tuple[str, ...]]:
    """Choose the date of publication.

    Args:
        groups: Lines in the order in which they are trusted: under the headline, before it, after
            the article.
        whole: The text; only addresses in its first part are looked at.
        title: The headline.
        language: ISO 639-1 code of the text.

    Returns:
        The date and warnings about it.
    """
    ambiguous = ""
    for group in groups:
        dated = [(line, date_of_line(line.words, language)) for line in group]
        good = [(line, value) for line, value in dated if value]
        if good:
            labelled = [value for line, value in good if _LABELLED.search(line.words)]
            timed = [value for _, value in good if "T" in value]
            return (timed or labelled or [value for _, value in good])[0], ()
        ambiguous = ambiguous or next((line.words for line, value in dated if value == ""), "")
    if ambiguous:
        return None, (f"“{ambiguous}” may be day or month first: enter the date of publication.",)
    return _elsewhere(whole, title, language)


def _elsewhere(whole: str, title: str, language: str | None) -> tuple[str | None, tuple[str, ...]]:
    """Take the date from an address or the headline, and say so."""
    address = _URL_DATE.search(whole[:20_000])
    if address:
        value = "-".join(address.groups())
        if find_dates(value):
            return value, ("The date of publication was taken from an address in the text.",)
    named = [one.value for one in find_dates(title, language) if one.value]
    if named:
        return named[0], ("The date of publication was taken from the headline.",)
    return None, ()
