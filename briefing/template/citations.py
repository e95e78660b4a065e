"""What the words of a document rest on: each source in full and in its short form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.domain.content import Content
from briefing.domain.freedom import may_be_named
from briefing.domain.sources import Source
from briefing.template.fields_dates import date_in_words
from briefing.template.values import Citation, Inline, Piece, Reference, Text
from briefing.template.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.domain.base import Evidence

NOT_FOUND = "source not found"
NOT_NAMED = "source not to be named"


@dataclass(slots=True)
class Citer:
    """Makes the citations of one document; how often a source was named is not its business.

    Attributes:
        content: The whole pack, closed sources included: those are never named.
        language: The language of the dates.
        earlier: Sources that only an earlier edition has, by id.
        missing: How often each unknown id was cited.
    """

    content: Content
    language: str
    earlier: Mapping[str, Source] = field(default_factory=dict)
    missing: Counter[str] = field(default_factory=Counter)
    _made: dict[str, Reference] = field(default_factory=dict)
    _alike: Counter[tuple[str | None, str | None]] = field(init=False)

    def __post_init__(self) -> None:
        self._alike = Counter((row.publisher, row.published) for row in self.content.sources)

    def cite(self, ids: Sequence[str]) -> Citation | None:
        """Return one citation of sources and passages by their ids, each source once."""
        named = dict.fromkeys(map(self._source_id, ids))
        found = dict.fromkeys(map(self._reference, named))
        return Citation(tuple(found)) if found else None

    def of(self, evidence: Iterable[Evidence]) -> Citation | None:
        """Return one citation of passages, or None where there are none."""
        return self.cite([item.source for item in evidence])

    def named(self, ids: Sequence[str]) -> Inline:
        """Return the sources of passages in their short form, each once, without a note."""
        named = dict.fromkeys(map(self._source_id, ids))
        pieces: list[Piece] = []
        for reference in dict.fromkeys(map(self._reference, named)):
            pieces += (Text(words_of(self.language).say("; ")),) if pieces else ()
            pieces += reference.short.pieces
        return Inline(tuple(pieces))

    def noted(self, words: str, evidence: Iterable[Evidence]) -> Inline:
        """Return words with the citation of the passages that they rest on."""
        citation = self.of(evidence) if words else None
        return Inline((Text(words), citation) if citation else (Text(words),) if words else ())

    def source(self, source: Source) -> tuple[Piece, ...]:
        """Return a source in full: *Title*, Publisher, date (grade B2)."""
        if not may_be_named(source):
            return (Text(self._label(source)),)
        stated = (source.publisher, date_in_words(source.published, self.language))
        say = words_of(self.language).say
        rest = "".join(f"{say(', ')}{words}" for words in stated if words)
        grade = say("grade {grade}", grade=source.grade)
        gone = say("withdrawn {date}", date=self._on(source)) if source.withdrawn else ""
        return (
            Text(source.title, italic=True),
            Text(f"{rest} ({grade})" + (f"{say(', ')}{gone}" if gone else "")),
        )

    def _source_id(self, cited: str) -> str:
        passage = self.content.evidence.get(cited)
        return passage.source if passage is not None else cited

    def _reference(self, source_id: str) -> Reference:
        source = self.content.find(Source, source_id) or self.earlier.get(source_id)
        if source is None:
            self.missing[source_id] += 1
            return _unchanging(f"{words_of(self.language).say(NOT_FOUND)} ({source_id})")
        if not may_be_named(source):
            return _unchanging(self._label(source))  # two of one label cannot be told apart either
        if source_id not in self._made:
            self._made[source_id] = Reference(
                id=source_id, full=Inline(self.source(source)), short=self._short(source)
            )
        return self._made[source_id]

    def _short(self, source: Source) -> Inline:
        when = date_in_words(source.published, self.language)
        comma = words_of(self.language).say(", ")
        dated = f"{comma}{when}" if when else ""
        titled = Text(source.title, italic=True)
        if source.publisher is None:
            return Inline((titled, Text(dated)))
        if self._alike[source.publisher, source.published] > 1:
            return Inline((titled, Text(f"{comma}{source.publisher}{dated}")))
        return Inline.of(f"{source.publisher}{dated}")

    def _label(self, source: Source) -> str:
        return source.public_label or words_of(self.language).say(NOT_NAMED)

    def _on(self, source: Source) -> str:
        return date_in_words(source.withdrawn.on if source.withdrawn else None, self.language)


def _unchanging(words: str) -> Reference:
    return Reference(id=f"={words}", full=Inline.of(words), short=Inline.of(words))
