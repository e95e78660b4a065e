"""Which source is another outlet's copy of a text: shared runs of five words."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefing.domain.spans import Range

_WORD = re.compile(r"\w+")
_RUN = 5
_MOST_WORDS = 20_000
_FEWEST_RUNS = 20
Key = TypeVar("Key")

SAME = 0.5
"""From which share of common runs on a text counts as a reprint."""


def fingerprint(text: str, body: Iterable[Range] | None = None) -> frozenset[int]:
    """Return the checksums of all runs of five words, of at most the first 20,000 words.

    Source: Broder, On the resemblance and containment of documents (1997).

    Args:
        text: The whole text.
        body: Only these ranges count; without them the whole text.
    """
    parts = [text] if body is None else [one.of(text) for one in body]
    words = [word for part in parts for word in _WORD.findall(part.casefold())][:_MOST_WORDS]
    runs = (" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
    return frozenset(zlib.crc32(run.encode()) for run in runs)


def similarity(first: frozenset[int], second: frozenset[int]) -> float:
    """Return which share of the shorter text's runs the other has too, 0 to 1."""
    shorter = min(len(first), len(second))
    return (
        len(first & second) / shorter
        if shorter >= _FEWEST_RUNS
        else float(first == second != frozenset())
    )


def reprint_of(text: frozenset[int], others: Mapping[Key, frozenset[int]]) -> Key | None:
    """Return the other text that this one is most likely a copy of, or None.

    Args:
        text: The fingerprint of the new text.
        others: The fingerprints of the sources that are there, in the order of import.
    """
    scored = [
        (similarity(text, other), -place, key) for place, (key, other) in enumerate(others.items())
    ]
    best = max(scored, key=lambda score: score[:2], default=None)
    return best[2] if best is not None and best[0] >= SAME else None
