"""Emphasis that somebody set in a value that is plain words: it cannot come home, so it is told."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from briefing.word.review.stream import NOTE, OBJECT

if TYPE_CHECKING:
    from briefing.word.review.reading import ReadValue
    from briefing.word.review.stream import Word

NOT_TAKEN: Final = (
    "Bold and italic are not taken over: this field is plain words. What the words say comes home."
)
_SIGNS: Final = {(True, False): "**", (False, True): "*", (True, True): "***"}


def emphasised(value: ReadValue) -> str:
    """Return a value's words with their emphasis as Markdown, or "" where nobody set any.

    What is bold or italic because of the place where it stands is nobody's.
    """

    def look(word: Word) -> tuple[bool, bool]:
        of_place = value.exported.emphasis
        is_said = bool(word.text.strip(f" \n{NOTE}{OBJECT}"))
        return (
            is_said and word.bold and "b" not in of_place,
            is_said and word.italic and "i" not in of_place,
        )

    runs = [
        (_SIGNS.get(key, ""), "".join(word.text for word in words))
        for key, words in groupby(value.words or (), key=look)
    ]
    if not any(signs for signs, _ in runs):
        return ""
    return "".join(_between(signs, text) for signs, text in runs).strip()


def _between(signs: str, text: str) -> str:
    bare = text.strip()
    if not signs:
        return text
    start = text.index(bare)
    return f"{text[:start]}{signs}{bare}{signs}{text[start + len(bare) :]}"
