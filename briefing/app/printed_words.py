"""Which words of a record a finished document prints, so that its place can be found there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from briefing.domain.actors import Actor
from briefing.domain.agenda import AgendaItem, Matrix, Measure, Meeting, Topic
from briefing.domain.commitments import Assessment, Commitment
from briefing.domain.prose import Fact, Line, Section
from briefing.domain.sources import Source
from briefing.domain.statements import Position, Quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefing.domain.base import Record
    from briefing.domain.content import Content

_MARKUP: Final = re.compile(r"\[@[^\]]*\]|[*_`#>|\[\]()]|\n")
_SHORTEST: Final = 12  # fewer letters stand in too many places


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedWords:
    """What to look for.

    Attributes:
        words: The words, the surest first.
        heading: The heading under which they stand; empty where any will do.
    """

    words: tuple[str, ...]
    heading: str = ""


def printed_words(content: Content, record: Record) -> PrintedWords:
    """Return which words of a record to look for in a finished document."""
    words = tuple(filter(None, map(_plain, _WORDS.get(type(record), _nothing)(content, record))))
    return PrintedWords(words=words, heading=_heading(content, record))


def quoted_words(content: Content) -> Iterator[tuple[Record, str]]:
    """Yield each record whose words can be told from all others on a page, with those words."""
    for record in (*content.quotes, *content.commitments, *content.positions, *content.lines):
        for words in printed_words(content, record).words:
            if len(words) >= _SHORTEST:
                yield record, words


def _plain(markdown: str) -> str:
    """Return the longest run of words without markup."""
    return max((part.strip() for part in _MARKUP.split(markdown)), key=len)


def _heading(content: Content, record: Any) -> str:
    if isinstance(record, Actor):
        return record.name
    if isinstance(record, Section):
        return record.heading
    ids = [getattr(record, "actor", None), *(p.actor for p in getattr(record, "parties", ()))]
    return next(filter(None, (content.name_of(Actor, each) for each in ids)), "")


def _nothing(_: Content, _record: Any) -> tuple[str, ...]:
    return ()


_WORDS: Final[dict[type[Any], Callable[[Content, Any], tuple[str, ...]]]] = {
    Quote: lambda _, row: tuple(piece.exact for piece in row.pieces),
    Position: lambda content, row: (row.summary or "", content.name_of(Topic, row.topic)),
    Commitment: lambda _, row: (row.text,),
    Assessment: lambda _, row: (row.reason or "",),
    Fact: lambda _, row: (f"{row.label} {row.value}", row.value, row.label),
    Section: lambda _, row: (row.heading, row.markdown),
    Line: lambda _, row: (row.markdown,),
    Source: lambda _, row: (row.title,),
    Actor: lambda _, row: (row.name,),
    Topic: lambda _, row: (row.name,),
    Meeting: lambda _, row: (row.title,),
    AgendaItem: lambda content, row: (content.name_of(Topic, row.topic),),
    Measure: lambda _, row: (row.name,),
    Matrix: lambda _, row: (row.title,),
}
