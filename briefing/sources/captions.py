"""Which lines stand under pictures: credits, repeated long lines, lines around the word Photo."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.sources.lines import Line

_CREDIT = re.compile(
    r"[(\[](?:[^()\[\]]{0,60}\b)?(?:photos?|image|images|picture|foto|photographer|handout|getty|"
    r"via ap|shutterstock|screenshot|фото)\b[^()\[\]]{0,120}[)\]]\W{0,2}$"
    r"|\[[^\[\]]{2,60}/\s?(?:afp|ap|reuters|epa|anadolu|pool)\b[^\[\]]{0,40}\]\W{0,2}$",
    re.IGNORECASE,
)
_ONLY_CREDIT = re.compile(r"\W*[(\[][^()\[\]]{0,80}[)\]]\W*")
_COPYRIGHT = re.compile(
    r"^©\s|\s©\s?\S|/ ?(?:afp|reuters|epa|getty images|ap photo)\W*$", re.IGNORECASE
)
_DATED_SCENE = re.compile(
    r",\s(?:on\s)?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s\d{1,2},\s\d{4}\.$",
    re.IGNORECASE,
)
_LONGEST = 600
_REPEATED_WORDS = 8


def captions(lines: Sequence[Line], is_picture: Sequence[bool]) -> set[int]:
    """Return the indexes of lines that are captions.

    Args:
        lines: The lines that are not blank.
        is_picture: For each, whether it is a word such as `Photo` that stands beside pictures.
    """
    credited = {index for index, line in enumerate(lines) if _is_credited(line.words)}
    under = {
        index - 1
        for index in credited
        if index and _ONLY_CREDIT.fullmatch(lines[index].words) and lines[index - 1].size >= 5
    }
    scenes = {
        i for i, line in enumerate(lines) if _DATED_SCENE.search(line.words[-60:]) and _single(line)
    }
    beside = _repeated_beside(lines, is_picture)
    return credited | under | beside | (scenes if credited or any(is_picture) else set())


def _is_credited(words: str) -> bool:
    """Tell whether a line ends with the credit of a picture."""
    if len(words) > _LONGEST:
        return False
    tail = words[-200:]
    return bool(_CREDIT.search(tail) and not _quoted(words)) or bool(
        _COPYRIGHT.search(tail) and len(words) <= 200
    )


def _quoted(words: str) -> bool:
    """Tell whether the line carries somebody's words, as captions rarely do."""
    return words.count('"') >= 2 or "“" in words or "«" in words


def _single(line: Line) -> bool:
    """Tell whether a line is one sentence: no full stop before a capital letter of four words."""
    return len(re.findall(r"[a-z]{4}[.!?]\s[A-Z]", line.words)) == 0 and line.size <= 45


def _repeated_beside(lines: Sequence[Line], is_picture: Sequence[bool]) -> set[int]:
    """Return long lines that come twice with nothing but picture words between, or credits."""
    found: set[int] = set()
    before: int | None = None
    pictures = False
    for index, line in enumerate(lines):
        if is_picture[index]:
            pictures = True
            continue
        if (
            before is not None
            and pictures
            and line.size >= _REPEATED_WORDS
            and line.words == lines[before].words
        ):
            found |= {before, index}
        before, pictures = index, False
    return found
