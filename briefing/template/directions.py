"""Words of a left-to-right language in a document that runs from right to left.

A full stop after them, or the quotation mark before them, belongs to them and not to the line:
marks that do not print say so. Inside a quotation nothing is added.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from briefing.template.values import Block, Blocks, Citation, Inline, Note, Paragraph, Piece, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

LEFT: Final = "\u200e"
"""Reads from left to right and does not print."""
RIGHT: Final = "\u200f"
"""Reads from right to left and does not print."""


def directed(value: object) -> object:
    """Return text, rich text, blocks or a list in which left-to-right words keep their signs."""
    if isinstance(value, str | Inline):
        return _words(value)
    if isinstance(value, Blocks):
        return replace(value, items=tuple(_block(item) for item in value.items))
    if isinstance(value, tuple) and value and all(isinstance(item, str | Inline) for item in value):
        return tuple(map(_words, value))
    return value


def _block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, content=_words(block.content))
    return block


def _words(content: Inline | str) -> Inline | str:
    if isinstance(content, Inline):
        return kept_together(content)
    before, after = _marks(content)
    return f"{before}{content}{after}"


def kept_together(content: Inline) -> Inline:
    """Return rich text in which left-to-right words keep the signs around them."""
    before, after = _marks(content.plain)
    pieces: list[Piece] = [Text(before)] if before else []
    pieces += content.pieces
    if after:
        pieces.insert(_last_word(pieces) + 1, Text(after))
    if _ends_in_note(pieces) and _first_strong(reversed(content.plain)) == "L":
        pieces.append(Text(LEFT))  # the number of the note stands where the words end
    return Inline(tuple(pieces))


def _ends_in_note(pieces: list[Piece]) -> bool:
    return bool(pieces) and isinstance(pieces[-1], Note | Citation)


def _last_word(pieces: list[Piece]) -> int:
    """Return the place of the last piece that is no note."""
    return max(
        place for place, piece in enumerate(pieces) if not isinstance(piece, Note | Citation)
    )


def _marks(text: str) -> tuple[str, str]:
    """Return what goes before and after a text: nothing where a strong letter stands there."""
    first, last = _first_strong(text), _first_strong(reversed(text))
    before = LEFT if first == "L" and unicodedata.bidirectional(text[0]) != "L" else ""
    after = LEFT if last == "L" and unicodedata.bidirectional(text[-1]) != "L" else ""
    return before, after


def _first_strong(letters: Iterable[str]) -> str:
    kinds = map(unicodedata.bidirectional, letters)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "")
