"""Sources that are only named: of what may not be shown, the public label is left."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefing.domain.base import Evidence, LongText
from briefing.domain.kinds import KINDS
from briefing.domain.shape import shape_of
from briefing.domain.sources import Source
from briefing.domain.spans import Range
from briefing.domain.vocabularies import Disclosure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefing.domain.content import Content
    from briefing.domain.statements import Quote


def labelled(content: Content, named: Iterable[str], quoted: Iterable[str] = ()) -> Content:
    """Put the public label in the place of sources, and of the passages that are theirs.

    Args:
        content: The pack.
        named: The sources that are only named; one without a label is taken out with all passages
            that are its.
        quoted: The quotes whose words may be shown although their sources may not: they become all
            that is left of those sources' texts.
    """
    labels = {row: _label(content, row) for row in named}
    if not labels:
        return content
    wanted = frozenset(quoted)
    by_source: defaultdict[str, list[Quote]] = defaultdict(list)
    for quote in content.quotes:
        if quote.source in labels and quote.id in wanted:
            by_source[quote.source].append(quote)
    lists: dict[str, Any] = {
        kind.name: tuple(_relabelled(row, labels) for row in content.all(kind.record_type))
        for kind in KINDS
    }
    moved: dict[str, Quote] = {}
    sources = []
    for source in content.sources:
        if source.id in labels and not labels[source.id]:
            continue
        if source.id in labels:
            stub, quotes = _only_label(source, labels[source.id], by_source[source.id])
            sources.append(stub)
            moved |= {row.id: row for row in quotes}
        else:
            sources.append(source)
    lists["sources"] = tuple(sources)
    lists["quotes"] = tuple(
        _without_copies(moved.get(row.id, row), labels) for row in content.quotes
    )
    return replace(content, **lists)


def is_label(source: Source, words: str) -> bool:
    """Tell whether the words of a passage are a source's public label: nothing that it says."""
    return bool(words) and words == source.public_label


def _label(content: Content, source_id: str) -> str:
    source = content.find(Source, source_id)
    return (source.public_label if source else None) or ""


def _only_label(
    source: Source, label: str, quotes: Iterable[Quote]
) -> tuple[Source, tuple[Quote, ...]]:
    """Return what is left of a source, and its quotes with their places in that."""
    text, moved = label, []
    for quote in quotes:
        text, new = _moved(quote, text)
        moved.append(new)
    left = Source(
        id=source.id,
        title=label,
        text=LongText(text),
        public_label=label or None,
        kind=source.kind,
        origin=source.origin,
        language=source.language,
        reliability=source.reliability,
        credibility=source.credibility,
        disclosure=Disclosure.FREE,
        order=source.order,
    )
    return left, tuple(moved)


def _moved(quote: Quote, text: str) -> tuple[str, Quote]:
    """Return a text with the words of a quote after it, and the quote with its places there."""
    pieces, edits = [], []
    for piece in quote.pieces:
        start = len(text) + 1
        text = f"{text}\n{piece.exact}"
        pieces.append(
            replace(piece, start=start, stop=start + len(piece.exact), prefix="", suffix="")
        )
        by = start - piece.start
        inside = (row for row in quote.edits if piece.start <= row.start <= row.stop <= piece.stop)
        edits += [replace(row, start=row.start + by, stop=row.stop + by) for row in inside]
    return text, replace(
        quote,
        pieces=tuple(pieces),
        edits=tuple(edits),
        speaker_as_named=_range_in(quote, pieces, quote.speaker_as_named),
    )


def _range_in(quote: Quote, moved: list[Any], found: Range | None) -> Range | None:
    """Return where a range inside a quote's words is now; one outside of them is gone."""
    for old, new in zip(quote.pieces, moved, strict=True):
        if found is not None and old.start <= found.start and found.stop <= old.stop:
            by = new.start - old.start
            return Range(start=found.start + by, stop=found.stop + by)
    return None


def _relabelled(item: Any, labels: Mapping[str, str]) -> Any:
    changes = {}
    for field in shape_of(type(item)).fields:
        if field.nested is None or not field.many:
            continue
        value = getattr(item, field.name)
        new = tuple(other for part in value if (other := _passage(part, labels)) is not None)
        if new != value:
            changes[field.name] = new
    return replace(item, **changes) if changes else item


def _passage(part: Any, labels: Mapping[str, str]) -> Any:
    """Return a part as it may be shown: a passage becomes the label, or nothing without one."""
    if not isinstance(part, Evidence):
        return _relabelled(part, labels)
    label = labels.get(part.source)
    if label is None:
        return part
    if not label:
        return None
    return Evidence(id=part.id, source=part.source, start=0, stop=len(label), exact=label)


def _without_copies(quote: Quote, labels: Mapping[str, str]) -> Quote:
    """Take out where a quote's words stand in sources that are only named."""
    copies = tuple(row for row in quote.also_in if row.source not in labels)
    translations = tuple(
        replace(row, source=None, pieces=()) if row.source in labels else row
        for row in quote.translations
    )
    return replace(quote, also_in=copies, translations=translations)
