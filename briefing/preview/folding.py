"""The words of a page made comparable, each sign with its place on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# what a page has and nobody types: line-end hyphens as pdfium marks them, soft hyphens, joiners
_UNSEEN: Final = frozenset("\x00\x02\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe")
_ALIKE: Final = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "\u201a": "'",
        "\u2011": "-",
    }
)
_LARGEST: Final = 0x10FFFF


class Folded:
    """The words of one page.

    Args:
        codes: The code point of each character.
    """

    def __init__(self, codes: Sequence[int]) -> None:
        signs: list[str] = []
        self._places: list[int] = []
        for place, code in enumerate(codes):
            for sign in _folded(chr(code) if code <= _LARGEST else ""):
                if sign != " " or (signs and signs[-1] != " "):
                    signs.append(sign)
                    self._places.append(place)
        self._words = "".join(signs)

    def find(self, words: str) -> Iterator[tuple[int, int]]:
        """Yield the first character and the one after the last for each place of folded words."""
        start = self._words.find(words)
        while start >= 0:
            yield self._places[start], self._places[start + len(words) - 1] + 1
            start = self._words.find(words, start + len(words))


def fold(words: str) -> str:
    """Return words as `Folded.find` wants them."""
    return " ".join("".join(sign for letter in words for sign in _folded(letter)).split())


def _folded(letter: str) -> str:
    if letter in _UNSEEN:
        return ""
    return " " if letter.isspace() else letter.translate(_ALIKE).casefold()
