"""Words between quotation marks in a finished document that nobody captured: traced to sources."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.app.proving import Differing, Way, key_of
from briefing.sources.tracing import Trace, trace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.domain.content import Content
    from briefing.word.rereading import Reread
    from briefing.word.state import Heading, Placed

_MARKED = re.compile(
    '“([^“”]+)”|«[ \u00a0\u202f]?([^«»]+?)[ \u00a0\u202f]?»|„([^„“”]+)[“”]|"([^"]+)"'
)
_FEWEST_WORDS: Final = 5
_PROSE: Final = (
    ("section", "sections", "markdown"),
    ("line", "lines", "markdown"),
    ("position", "positions", "summary"),
    ("commitment", "commitments", "text"),
    ("fact", "facts", "value"),
    ("meeting", "meetings", "objective"),
)
_PIECE: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedQuotation:
    """Words that stand between quotation marks and are no captured quote.

    Attributes:
        words: The words.
        place: The heading under which they stand, or "".
        source: The title of the source that has them, or "" where none has.
    """

    words: str
    place: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedQuotations:
    """What the search of a document gave.

    Attributes:
        proved: Words that a source has.
        unknown: Words that no source has, nor anything like them.
        differing: Words that a source nearly has.
    """

    proved: tuple[TypedQuotation, ...]
    unknown: tuple[TypedQuotation, ...]
    differing: tuple[Differing, ...]


def typed_quotations(
    content: Content,
    document: Reread,
    ledger: Iterable[Placed],
    headings: Iterable[Heading],
) -> TypedQuotations:
    """Trace everything of five words and more that stands between quotation marks in a document.

    Args:
        content: The pack.
        document: The finished document, read back.
        ledger: The captured quotations in it, which have a proof of their own.
        headings: The headings in it.
    """
    captured = {_spaced(placed.text) for placed in ledger}
    titles = {_spaced(source.title) for source in content.sources}
    proved: list[TypedQuotation] = []
    unknown: list[TypedQuotation] = []
    differing: list[Differing] = []
    for words, place in dict.fromkeys(_stretches(document, headings)):
        if _spaced(words) in captured or _spaced(words) in titles:
            continue
        found = _in_sources(content, words, place)
        if isinstance(found, Differing):
            differing.append(found)
        else:
            (proved if found.source else unknown).append(found)
    return TypedQuotations(proved=tuple(proved), unknown=tuple(unknown), differing=tuple(differing))


def _stretches(document: Reread, headings: Iterable[Heading]) -> Iterator[tuple[str, str]]:
    """Yield what stands between quotation marks, with the heading above it."""
    expected = [_spaced(heading.text) for heading in headings]
    place = ""
    for paragraph in document.of("body"):
        if expected and _spaced(paragraph) == expected[0]:
            place = expected.pop(0)
        yield from ((words, place) for words in _between_marks(paragraph))
    for paragraph in document.of("footnotes", "endnotes"):
        yield from ((words, "") for words in _between_marks(paragraph))


def _between_marks(text: str) -> Iterator[str]:
    for match in _MARKED.finditer(text):
        words = next(group for group in match.groups() if group is not None)
        if len(words.split()) >= _FEWEST_WORDS:
            yield words


def _in_sources(content: Content, words: str, place: str) -> TypedQuotation | Differing:
    nearest, title = None, ""
    for source in content.sources:
        traced = trace(words, source.text)
        if traced.trace is Trace.SAME:
            return TypedQuotation(words=words, place=place, source=source.title)
        is_nearer = nearest is None or traced.likeness > nearest.likeness
        if traced.trace is Trace.NEAR and is_nearer:
            nearest, title = traced, source.title
    if nearest is None:
        return TypedQuotation(words=words, place=place)
    kind, record = _home(content, words)
    return Differing(
        key=key_of(words),
        kind=kind,
        record=record,
        file="Word file",
        place=place,
        expected=nearest.found,
        found=words,
        why=f"These words were typed, and “{title}” has others.",
        ways=(Way.OVERRIDE,),
    )


def _home(content: Content, words: str) -> tuple[str, str]:
    """Return kind and id of the record in whose prose the words were typed."""
    beginning = _spaced(words)[:_PIECE]
    for kind, name, field in _PROSE:
        for row in getattr(content, name):
            if beginning in _spaced(getattr(row, field) or ""):
                return kind, row.id
    return "", ""


def _spaced(text: str) -> str:
    return " ".join(text.split())
