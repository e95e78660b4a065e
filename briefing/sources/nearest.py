"""The passage of a text that is most like some words which are no longer there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from briefing.domain.spans import Range

_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")
_ENDS: Final = re.compile(r"[.!?…]\S*\s|\n")
_ALIKE: Final = 0.5
_COMMON: Final = 200  # a word that stands more often says little about where a passage is
_TRIED: Final = 6
_ROOM: Final = 4


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How alike some words and a stretch of a text are.

    Attributes:
        share: The share of words that both have in the same order, 0 to 1.
        away: How far the stretch is from where the words stood, as a share of the text.
        first: The first word of the stretch.
        behind: One behind its last.
    """

    share: float
    away: float
    first: int
    behind: int


class Nearest:
    """Finds passages in one text.

    Args:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = _words(text)
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self._words):
            self._places[word.folded].append(at)

    def to(self, exact: str, share: float) -> Range | None:
        """Return the passage that is most like some words, None where none is half alike.

        Args:
            exact: The words.
            share: Where in its own text they stood, 0 at its beginning to 1 at its end.
        """
        sought = _words(exact)
        found = [
            likeness
            for start in self._starts(sought, share)
            if (likeness := self._likeness(sought, start, share)) is not None
        ]
        best = max(found, key=lambda one: (one.share, -one.away), default=None)
        if best is None or best.share < _ALIKE:
            return None
        return self._range(exact, sought, best)

    def _starts(self, sought: list[_Word], share: float) -> list[int]:
        """Return where the words may begin: where most of them stand at their own distance."""
        votes: Counter[int] = Counter()
        for at, word in enumerate(sought):
            places = self._places.get(word.folded, ())
            if len(places) <= _COMMON:
                votes.update({max(0, place - at): 1 for place in places})
        near = share * len(self._words)
        ranked = sorted(votes.items(), key=lambda one: (-one[1], abs(one[0] - near)))
        return [start for start, _ in ranked[:_TRIED]]

    def _likeness(self, sought: list[_Word], start: int, share: float) -> _Likeness | None:
        length = len(sought)
        low = max(0, start - length // 2 - _ROOM)
        high = min(len(self._words), start + length + length // 2 + _ROOM)
        ours = [word.folded for word in sought]
        theirs = [word.folded for word in self._words[low:high]]
        blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()[:-1]
        if not blocks:
            return None
        head, tail = blocks[0], blocks[-1]
        first = self._back(low + head.b, head.a)
        behind = self._on(low + tail.b + tail.size, length - tail.a - tail.size)
        same = sum(block.size for block in blocks)
        away = abs(first / max(1, len(self._words)) - share)
        return _Likeness(2 * same / (length + behind - first), away, first, behind)

    def _back(self, first: int, count: int) -> int:
        """Return the word from which on the stretch reaches, so many before in its sentence."""
        while count and first and not self._is_parted(first - 1):
            first, count = first - 1, count - 1
        return first

    def _on(self, behind: int, count: int) -> int:
        """Return one behind the word to which the stretch reaches, so many on in its sentence."""
        while count and behind < len(self._words) and not self._is_parted(behind - 1):
            behind, count = behind + 1, count - 1
        return behind

    def _is_parted(self, at: int) -> bool:
        """Tell whether a sentence or line ends between a word and the next."""
        between = self._text[self._words[at].stop : self._words[at + 1].start]
        return _ENDS.search(between) is not None

    def _range(self, exact: str, sought: list[_Word], best: _Likeness) -> Range:
        """Return a stretch with the marks around it that the words had around them."""
        start, stop = self._words[best.first].start, self._words[best.behind - 1].stop
        before, after = exact[: sought[0].start], exact[sought[-1].stop :]
        if before and self._text[:start].endswith(before):
            start -= len(before)
        if after and self._text.startswith(after, stop):
            stop += len(after)
        return Range(start=start, stop=stop)


def _words(text: str) -> list[_Word]:
    return [
        _Word(match.group().casefold(), match.start(), match.end())
        for match in _WORD.finditer(text)
    ]
