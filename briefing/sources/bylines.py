"""Who wrote a text: `By NAME`, or names alone between the headline and the date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.sources.publishers import outlet_named
from briefing.sources.wordlists import word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME = re.compile(r"(?:[^\W\d_]\.\s?|[^\W\d_][^\W\d_]*(?:[-'’][^\W\d_]+)*\.?\s?){2,5}", re.UNICODE)
_ROLES = re.compile(
    r"\s*(?:[|•·/].*|,?\s(?:in|à|aus|da|em)\s\p{Lu}.*|\s\([^)]*\)|,\s(?:afp|ap|reuters|dpa).*)$".replace(
        r"\p{Lu}", "[A-ZÀ-ÞА-Я]"
    ),
    re.IGNORECASE,
)
_AND = re.compile(r",\s|\s(?:and|et|und|e|y|with|i|\u0456|\u0438|ve|és)\s")
_LONGEST = 140
_FARTHEST = 12


def author_of(under: Sequence[str], above: Sequence[str]) -> str | None:
    """Return the author or authors as printed.

    Args:
        under: The lines from the headline to the first paragraphs.
        above: The lines right before the headline, nearest first.
    """
    for lines in (under, above):
        for index, line in enumerate(lines):
            names = _names(_after_by(line))
            if names:
                return names
            if line.casefold() in word_list("bylines alone") and index + 1 < len(lines):
                return _names(lines[index + 1]) or _single(lines[index + 1])
    return _alone(under)


def _after_by(line: str) -> str:
    """Return what follows `By` in a line, or the empty string."""
    words = line.casefold().removeprefix("written ")
    first, _, _ = words.partition(" ")
    if first not in word_list("bylines") or len(line) > _LONGEST:
        return ""
    return line[len(line) - len(words) + len(first) :].strip()


def _alone(lines: Sequence[str]) -> str | None:
    """Return consecutive lines under the headline that are nothing but names."""
    names: list[str] = []
    for line in lines[:_FARTHEST]:
        name = _names(line)
        if name:
            names.append(name)
        elif names:
            break
    return ", ".join(dict.fromkeys(names)) or None


def _names(words: str) -> str | None:
    """Return the names in a line, cut from roles and places, or None for anything else."""
    bare = _ROLES.sub("", words).strip(" |•·,.")
    parts = _AND.split(bare)
    if (
        not bare
        or len(bare) > _LONGEST
        or not all(_is_name(part.strip()) for part in parts if part)
    ):
        return None
    return bare


def _single(words: str) -> str | None:
    """Return one short word or abbreviation that stands behind a lone `by`, such as `ISW`."""
    return words if 2 <= len(words) <= 40 and words[0].isupper() else None


def _is_name(words: str) -> bool:
    """Tell whether words look like a person's name: two to five, each with a capital."""
    parts = words.split()
    return (
        2 <= len(parts) <= 5
        and outlet_named(words) is None
        and _NAME.fullmatch(words) is not None
        and all(part[0].isupper() or part in word_list("name particles") for part in parts)
        and not all(part.isupper() for part in parts)
    )
