"""Which line is the headline, found among menus, kickers, captions and the page's own title."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from briefing.sources.publishers import outlet_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.sources.lines import Line

_SEPARATORS = (" | ", " - ", " – ", " — ", " • ", " :: ")
_LONGEST = 250
_FARTHEST = 400


class Headline(NamedTuple):
    """The headline of a text.

    Attributes:
        words: As printed, without the name of the site; empty where there is none.
        at: Index of the line under which the article begins, or None.
        site: What stands behind the headline in the page's title, such as `News | kten.com`.
        repeated: Whether the page's title says it is the headline.
    """

    words: str
    at: int | None
    site: str
    repeated: bool


def headline_of(lines: Sequence[Line], usable: Sequence[bool], core: int) -> Headline:
    """Choose the best of the lines above the article.

    Args:
        lines: The lines that are not blank.
        usable: For each, whether it is neither known page furniture, caption nor date.
        core: Index of the first line of running text.
    """
    counts = Counter(line.key for line in lines)
    title, site = _page_title(lines, counts)
    at = _last_index(lines, title.casefold(), core) if title else None
    if at is not None:
        words = lines[at].words if title.count(" ") >= 2 else f"{lines[at].words} - {site}"
        return Headline(words, at, site, repeated=True)
    reach = range(max(0, core - _FARTHEST), core)
    ranked = [
        (_score(lines, index, counts, core, first=index == _first_free(usable, core)), -index)
        for index in dict.fromkeys((0, *reach))
        if index < core and usable[index] and _is_plausible(lines[index])
    ]
    if not ranked:
        return Headline("", None, site, repeated=False)
    score, place = max(ranked)
    if score < 0:
        return Headline("", None, site, repeated=False)
    words, own_site = _without_site(lines[-place].words)
    last = _last_index(lines, lines[-place].key, core)
    return Headline(words, last, own_site or site, repeated=counts[lines[-place].key] > 1)


def _page_title(lines: Sequence[Line], counts: Counter[str]) -> tuple[str, str]:
    """Return headline and site where the first or last line is `headline - site`.

    Dumped pages begin or end with the title of the browser's window; its first part comes again
    above the article.
    """
    for line in (lines[0], lines[-1]):
        if len(line.words) > 2 * _LONGEST:
            continue
        cuts = sorted(
            ((at, separator) for separator in _SEPARATORS for at in _places(line.words, separator)),
            reverse=True,
        )
        for at, separator in cuts:
            head, tail = line.words[:at], line.words[at + len(separator) :]
            is_long = head.count(" ") >= 2 or counts[tail.casefold()] > 0
            if is_long and counts[head.casefold()]:
                return head, tail
    return "", ""


def _without_site(words: str) -> tuple[str, str]:
    """Cut the name of a known outlet from the end of a headline."""
    for separator in _SEPARATORS:
        head, found, tail = words.rpartition(separator)
        if found and head.count(" ") >= 2 and outlet_named(tail):
            return head, tail
    return words, ""


def _places(words: str, separator: str) -> list[int]:
    """Return where a separator stands."""
    places, at = [], words.find(separator)
    while at >= 0:
        places.append(at)
        at = words.find(separator, at + 1)
    return places


def _last_index(lines: Sequence[Line], key: str, core: int) -> int | None:
    """Return the index of the last line with these words above the article."""
    for index in range(min(core, len(lines) - 1), -1, -1):
        if lines[index].key == key:
            return index
    return None


def _first_free(usable: Sequence[bool], core: int) -> int:
    """Return the first line behind the last known piece of menu above the article."""
    free = core
    for index in range(core - 1, -1, -1):
        if usable[index]:
            free = index
        elif free < core:
            break
    return free


def _is_plausible(line: Line) -> bool:
    """Tell whether a line can be a headline at all."""
    return (
        2 <= line.size <= 40
        and len(line.words) <= _LONGEST
        and line.words[:1] not in "([{"
        and not line.key.startswith(("by ", "http", "von ", "par "))
        and any(map(str.isalpha, line.words))
    )


def _score(
    lines: Sequence[Line], index: int, counts: Counter[str], core: int, *, first: bool
) -> float:
    """Weigh one candidate: length, repetition, place, full stop."""
    line = lines[index]
    score = 1.5 if 5 <= line.size <= 22 else 0.0
    score += 3.0 if counts[line.key] > 1 and line.size >= 4 else 0.0
    score += 2.0 if index == 0 or line.words.startswith("# ") else 0.0
    score += 1.5 if first else 0.0
    score -= 2.0 if line.words.endswith((".", ",", ":")) else 0.0
    score -= 1.0 if line.size < 4 else 0.0
    return score - min(1.0, 0.01 * (core - index))
