"""The citations in prose: what they look like, and what stands in their place.

`[@id]` and `[@id:12-40]` stand after the full stop, neighbouring ones together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from briefing.template.values import Inline, Link, Piece, Text

Cite: TypeAlias = Callable[[Sequence[str]], Piece | None]
"""Makes one citation of the ids of sources and passages."""

CITATION: Final = re.compile(r"\[@([A-Za-z0-9][A-Za-z0-9_-]*)(?::\d+-\d+)?\]")
_SPACED = re.compile(rf"[ \t]*{CITATION.pattern}")
_CITATIONS = re.compile(rf"[ \t]*({CITATION.pattern}(?:[ \t]*{CITATION.pattern})*)([.,;:!?]*)")


def typed(words: str, cite: Cite) -> Inline:
    """Return words as they were typed, but for what they cite."""
    return Inline(tuple(cited((Text(words),), cite)))


def cited(pieces: Sequence[Piece], cite: Cite) -> Iterator[Piece]:
    """Yield pieces with what they cite in the place of its id."""
    for piece in pieces:
        if isinstance(piece, Link):
            yield from _link_cited(piece, cite)
            continue
        if not isinstance(piece, Text):
            yield piece
            continue
        at = 0
        for match in _CITATIONS.finditer(piece.text):
            before = piece.text[at : match.start()] + match.group(match.re.groups)
            if before:
                yield Text(before, bold=piece.bold, italic=piece.italic)
            citation = cite(CITATION.findall(match.group(1)))
            if citation is not None:
                yield citation
            at = match.end()
        if at < len(piece.text):
            yield Text(piece.text[at:], bold=piece.bold, italic=piece.italic)


def _link_cited(link: Link, cite: Cite) -> Iterator[Piece]:
    """Yield a link, and after it what is cited within its words: no note can stand there."""
    found = CITATION.findall(link.text)
    words = _SPACED.sub("", link.text) if found else link.text
    yield replace(link, text=words if words.strip() else link.url)
    citation = cite(found) if found else None
    if citation is not None:
        yield citation
