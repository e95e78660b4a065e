"""Footnotes in the house's short form: in full the first time, short from then on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.domain.content import Content
from briefing.domain.sources import Source
from briefing.domain.vocabularies import Disclosure
from briefing.template.fields_dates import date_in_words
from briefing.template.values import Inline, Note, Piece, Text
from briefing.template.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.domain.base import Evidence

NOT_FOUND = "source not found"
NOT_NAMED = "source not to be named"


@dataclass(slots=True)
class Citer:
    """Makes the notes of one document, and remembers what was cited before.

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
    _seen: set[str] = field(default_factory=set)

    def note(self, ids: Sequence[str]) -> Note | None:
        """Return one note for the ids of sources and passages, each source once."""
        named = dict.fromkeys(map(self._source_id, ids))
        pieces: list[Piece] = []
        for source_id in named:
            pieces += (Text("; "),) if pieces else ()
            pieces += self._entry(source_id)
        return Note(Inline((*pieces, Text(".")))) if pieces else None

    def of(self, evidence: Iterable[Evidence]) -> Note | None:
        """Return one note for passages, or None where there are none."""
        return self.note([item.source for item in evidence])

    def named(self, ids: Sequence[str]) -> Inline:
        """Return the sources of passages in their short form, each once, without a note."""
        pieces: list[Piece] = []
        for source_id in dict.fromkeys(map(self._source_id, ids)):
            pieces += (Text("; "),) if pieces else ()
            source = self.content.find(Source, source_id) or self.earlier.get(source_id)
            pieces += self._entry(source_id) if source is None else self._short(source)
        return Inline(tuple(pieces))

    def noted(self, words: str, evidence: Iterable[Evidence]) -> Inline:
        """Return words with the note of the passages that they rest on."""
        note = self.of(evidence) if words else None
        return Inline((Text(words), note) if note else (Text(words),) if words else ())

    def source(self, source: Source) -> tuple[Piece, ...]:
        """Return a source in full: *Title*, Publisher, date (grade B2)."""
        if not may_be_named(source):
            return (Text(source.public_label or words_of(self.language).say(NOT_NAMED)),)
        stated = (source.publisher, date_in_words(source.published, self.language))
        rest = "".join(f", {words}" for words in stated if words)
        say = words_of(self.language).say
        grade = say("grade {grade}", grade=source.grade)
        gone = say("withdrawn {date}", date=self._on(source)) if source.withdrawn else ""
        return (
            Text(source.title, italic=True),
            Text(f"{rest} ({grade})" + (f", {gone}" if gone else "")),
        )

    def _source_id(self, cited: str) -> str:
        passage = self.content.evidence.get(cited)
        return passage.source if passage is not None else cited

    def _entry(self, source_id: str) -> tuple[Piece, ...]:
        source = self.content.find(Source, source_id) or self.earlier.get(source_id)
        if source is None:
            self.missing[source_id] += 1
            return (Text(f"{words_of(self.language).say(NOT_FOUND)} ({source_id})"),)
        if source_id in self._seen:
            return self._short(source)
        self._seen.add(source_id)
        return self.source(source)

    def _short(self, source: Source) -> tuple[Piece, ...]:
        if not may_be_named(source):
            return self.source(source)
        when = date_in_words(source.published, self.language)
        dated = f", {when}" if when else ""
        if source.publisher is None:
            return (Text(source.title, italic=True), Text(dated))
        return (Text(f"{source.publisher}{dated}"),)

    def _on(self, source: Source) -> str:
        return date_in_words(source.withdrawn.on if source.withdrawn else None, self.language)


def may_be_named(source: Source) -> bool:
    """Tell whether a source's title and publisher may be printed."""
    return source.disclosure is not Disclosure.CLOSED and not source.sensitive
