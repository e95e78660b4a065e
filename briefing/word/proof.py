"""Proves a finished file: every quotation placed stands in it, code point by code point."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefing.word.state import Placed

_SHORTEST_CLUE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A quotation that the file does not hold as it was placed.

    Attributes:
        id: The quote's id.
        part: Name of the part that should hold it.
        expected: Its words.
        found: What stands where it seems to be, or "".
        language: Of which translation they are; "" for the source's own words.
    """

    id: str
    part: str
    expected: str
    found: str
    language: str = ""


def differences(
    texts: Mapping[str, Iterable[str]], ledger: Sequence[Placed]
) -> tuple[Difference, ...]:
    """Return the quotations that are not found in a file, each placed one sought once.

    Args:
        texts: The paragraphs of each part of the finished file by its name, read back.
        ledger: The quotations in the order in which they were placed.
    """
    searches = {part: _Search("\n\n".join(paragraphs)) for part, paragraphs in texts.items()}
    nowhere = _Search("")
    found = []
    for placed in ledger:
        expected = placed.text
        if "\r" in expected:
            expected = expected.replace("\r\n", "\n").replace("\r", "\n")
        search = searches.get(placed.part, nowhere)
        if not search.takes(expected):
            found.append(
                Difference(
                    id=placed.id,
                    part=placed.part,
                    expected=expected,
                    found=search.near(expected),
                    language=placed.language,
                )
            )
    return tuple(found)


@dataclass(slots=True)
class _Search:
    """Finds quotations in a text, mostly in their order; each stretch of it serves one."""

    text: str
    _cursor: int = 0
    _furthest: int = 0
    _taken: list[tuple[int, int]] = field(default_factory=list)

    def takes(self, words: str) -> bool:
        """Tell whether the words stand in the text where no other quotation was found yet."""
        return self._take(words, self._cursor) or self._take(words, 0)

    def _take(self, words: str, start: int) -> bool:
        at = self.text.find(words, start)
        while at >= 0:
            stop = at + len(words)
            if at >= self._furthest or all(
                stop <= first or at >= last for first, last in self._taken
            ):
                self._taken.append((at, stop))
                self._cursor = stop
                self._furthest = max(stop, self._furthest)
                return True
            at = self.text.find(words, at + 1)
        return False

    def near(self, words: str) -> str:
        """Return what stands where the longest beginning or end of the words does."""
        length = len(words)
        while length >= _SHORTEST_CLUE:
            for clue, shift in ((words[:length], 0), (words[-length:], len(words) - length)):
                at = self.text.find(clue, self._cursor)
                at = at if at >= 0 else self.text.find(clue)
                if at >= 0:
                    start = max(at - shift, 0)
                    return self.text[start : start + len(words)]
            length //= 2
        return ""
