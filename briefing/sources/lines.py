"""The lines of a text: where each begins and ends, how long it is, whether it reads as prose."""

from __future__ import annotations

from typing import NamedTuple

_TERMINAL = frozenset(".!?…:;。！？")  # noqa: RUF001 - full-width marks end sentences too
_CLOSERS = "\"'”’»“)]›*_ "  # noqa: RUF001 - typographic marks are what is looked for
_PROSE_WORDS = 8
_LONG_WORDS = 25


class Line(NamedTuple):
    """One line without its line feed.

    Attributes:
        start: First code point, of the line as it stands.
        stop: One behind the last code point, or behind the line feed where there is one.
        words: The line with white space collapsed and cut at both ends.
        size: How many words it has; in scripts without spaces, half its characters.
        prose: Whether it reads as running text.
    """

    start: int
    stop: int
    words: str
    size: int
    prose: bool

    @property
    def key(self) -> str:
        """Return the line in lower case, for comparing."""
        return self.words.casefold()


def lines_of(text: str) -> list[Line]:
    """Return the lines that are not blank."""
    found, start = [], 0
    for raw in text.split("\n"):
        stop = min(start + len(raw) + 1, len(text))
        if raw and not raw.isspace():
            found.append(_line(start, stop, raw))
        start = stop
    return found


def ends_sentence(words: str) -> bool:
    """Tell whether the words end with a full stop or its like, quotation marks aside."""
    bare = words[-12:].rstrip(_CLOSERS)
    return bool(bare) and bare[-1] in _TERMINAL


def _line(start: int, stop: int, raw: str) -> Line:
    """Measure one line."""
    words = " ".join(raw.split())
    size = words.count(" ") + 1 if words else 0
    if words[:1] > "\u2e80" and "://" not in words:
        size = max(size, len(words) // 2)
    prose = size >= _LONG_WORDS or (size >= _PROSE_WORDS and ends_sentence(words))
    return Line(start, stop, words, size, prose)
