"""Proves a finished file: every quotation placed stands in it, code point by code point."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.word.rereading import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    """

    id: str
    part: str
    expected: str
    found: str


def differences(data: bytes, ledger: Sequence[Placed]) -> tuple[Difference, ...]:
    """Return the quotations that are not found in a file, each placed one sought once.

    Args:
        data: The finished file.
        ledger: The quotations in the order in which they were placed.

    Raises:
        InputRefusedError: The file cannot be read.
    """
    words = words_of(data, {placed.part for placed in ledger})
    searches = {part: _Search(text) for part, text in words.items()}
    found = []
    for placed in ledger:
        expected = placed.text.replace("\r\n", "\n").replace("\r", "\n")
        search = searches.get(placed.part, _Search(b""))
        if not search.takes(expected.encode()):
            near = search.near(expected.encode()).decode(errors="ignore")
            found.append(Difference(id=placed.id, part=placed.part, expected=expected, found=near))
    return tuple(found)


@dataclass(slots=True)
class _Search:
    """Finds quotations in a text (UTF-8), mostly in their order; each stretch of it serves one."""

    text: bytes
    _cursor: int = 0
    _furthest: int = 0
    _taken: list[tuple[int, int]] = field(default_factory=list)

    def takes(self, words: bytes) -> bool:
        """Tell whether the words stand in the text where no other quotation was found yet."""
        return self._take(words, self._cursor) or self._take(words, 0)

    def _take(self, words: bytes, start: int) -> bool:
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

    def near(self, words: bytes) -> bytes:
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
        return b""
