"""What differs between two wordings, word by word, with as much around it as reading takes."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TOKEN: Final = re.compile(r"\w+|\s+|[^\w\s]")
_MOST: Final = 4_000_000  # comparisons of words with words; beyond, all between the ends differs
_AROUND: Final = 160
"""Characters that are shown beside what differs."""


class Piece(NamedTuple):
    """Some of a wording.

    Attributes:
        text: The words.
        differs: Whether the other wording has others there, or none.
    """

    text: str
    differs: bool = False


def told_apart(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return two wordings in pieces; what is equal and far from what differs is left out.

    Args:
        before: What is there.
        after: What is proposed.

    Returns:
        The pieces of each. Without what was left out, marked `…`, they are the wordings.
    """
    ours, theirs = _TOKEN.findall(before), _TOKEN.findall(after)
    shared = min(len(ours), len(theirs))
    first = _count_equal(zip(ours, theirs, strict=False))
    last = min(_count_equal(zip(reversed(ours), reversed(theirs), strict=False)), shared - first)
    old, new = ours[first : len(ours) - last], theirs[first : len(theirs) - last]
    ends = "".join(ours[:first]), "".join(ours[len(ours) - last :])
    left, right = _middles(old, new)
    return _shown((Piece(ends[0]), *left, Piece(ends[1]))), _shown(
        (Piece(ends[0]), *right, Piece(ends[1]))
    )


def _count_equal(pairs: Iterable[tuple[str, str]]) -> int:
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count


def _middles(old: Sequence[str], new: Sequence[str]) -> tuple[list[Piece], list[Piece]]:
    if len(old) * len(new) > _MOST:
        return [Piece("".join(old), differs=True)], [Piece("".join(new), differs=True)]
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        is_equal = kind == "equal" and not "".join(old[a:b]).isspace()
        left.append(Piece("".join(old[a:b]), differs=not is_equal))
        right.append(Piece("".join(new[c:d]), differs=not is_equal))
    return left, right


def _shown(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return pieces, those of one kind as one, and long equal ones shortened."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].differs == piece.differs:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.differs)
        elif piece.text or piece.differs:  # nothing may stand where the other has something
            joined.append(piece)
    last = len(joined) - 1
    shown = (
        piece if piece.differs else Piece(_shortened(piece.text, place > 0, place < last))
        for place, piece in enumerate(joined)
    )
    return tuple(piece for piece in shown if piece.text)


def _shortened(text: str, has_before: bool, has_after: bool) -> str:
    """Return equal words with only those that stand beside what differs."""
    room = _AROUND * (has_before + has_after)
    if not room or len(text) <= room + 2:
        return text
    head = text[:_AROUND].rpartition(" ")[0] if has_before else ""
    tail = text[-_AROUND:].partition(" ")[2] if has_after else ""
    return f"{head} " * bool(head) + "…" + f" {tail}" * bool(tail)
