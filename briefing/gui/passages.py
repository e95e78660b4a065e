"""Which passages a record rests on, whatever its kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing.domain.actors import Actor
from briefing.domain.kinds import KINDS
from briefing.domain.sources import Source
from briefing.domain.statements import Quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.domain.base import Record
    from briefing.domain.content import Content

_TYPES = {kind.singular: kind.record_type for kind in KINDS}
_BEFORE, _AFTER = 120, 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of a source with what stands around them.

    Attributes:
        source: The source.
        start: The first code point.
        stop: The code point after the last.
        before: Words before, within the same paragraph.
        words: The passage.
        after: Words after, within the same paragraph.
        note: What it is evidence of, where a record has several parts.
    """

    source: Source
    start: int
    stop: int
    before: str
    words: str
    after: str
    note: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether the source still has these words at this place."""
        return self.source.text[self.start : self.stop] == self.words


def record_of(content: Content, kind: str, record_id: str) -> Record | None:
    """Return a record named from outside by kind (singular) and id."""
    type_ = _TYPES.get(kind)
    return None if type_ is None else content.find(type_, record_id)


def passages(content: Content, kind: str, record_id: str) -> tuple[Passage, ...]:
    """Return the passages that a record rests on, in its own order."""
    record: Any = record_of(content, kind, record_id)
    return () if record is None else tuple(_passages(content, record))


def _passages(content: Content, record: Any) -> Iterator[Passage]:
    if isinstance(record, Quote):
        for piece in record.pieces:
            yield _passage(content, record.source, piece)
        for copy in record.also_in:
            yield _passage(content, copy.source, copy, f"Also in: {copy.match.label.lower()}")
    elif isinstance(record, Actor):
        yield from _of_actor(content, record)
    else:
        yield from _of_evidence(content, record)


def _of_evidence(content: Content, record: Any) -> Iterator[Passage]:
    for item in getattr(record, "evidence", ()):
        yield _passage(content, item.source, item)
    for stage in getattr(record, "stages", ()):
        note = " · ".join(filter(None, (stage.stage.label, stage.date)))
        for item in stage.evidence:
            yield _passage(content, item.source, item, note)
    for condition in getattr(record, "conditions", ()):
        for item in condition.evidence:
            yield _passage(content, item.source, item, f"Condition: {condition.text}")


def _of_actor(content: Content, actor: Actor) -> Iterator[Passage]:
    for fact in content.facts:
        if fact.actor == actor.id:
            for item in fact.evidence:
                yield _passage(content, item.source, item, fact.label)


def _passage(content: Content, source_id: str, span: Any, note: str = "") -> Passage:
    source = content.get(Source, source_id)
    text = source.text
    before = text[max(0, span.start - _BEFORE) : span.start].rpartition("\n")[2]
    after = text[span.stop : span.stop + _AFTER].partition("\n")[0]
    cut = span.start - len(before)
    return Passage(
        source=source,
        start=span.start,
        stop=span.stop,
        before=before if cut == 0 or text[cut - 1] == "\n" else "…" + before.partition(" ")[2],
        words=getattr(span, "exact", "") or text[span.start : span.stop],
        after=after if len(after) < _AFTER else after.rpartition(" ")[0] + "…",
        note=note,
    )
