"""Sources that are only named: of what may not be shown, the public label is left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefing.domain.base import Evidence, LongText
from briefing.domain.kinds import KINDS
from briefing.domain.shape import shape_of
from briefing.domain.sources import Source
from briefing.domain.vocabularies import Disclosure

if TYPE_CHECKING:
    from briefing.domain.content import Content
    from briefing.domain.statements import Quote


def labelled(content: Content, labelled: set[str]) -> Content:
    """Put the public label in the place of sources, and of the passages that are theirs."""
    labels: dict[str, str] = {
        row.id: row.public_label or "" for row in content.sources if row.id in labelled
    }
    if not labels:
        return content
    lists: dict[str, Any] = {
        kind.name: tuple(_relabelled(row, labels) for row in content.all(kind.record_type))
        for kind in KINDS
    }
    lists["sources"] = tuple(
        _only_label(row) if row.id in labels else row for row in content.sources
    )
    lists["quotes"] = tuple(_without_copies(row, labels) for row in content.quotes)
    return replace(content, **lists)


def _only_label(source: Source) -> Source:
    label = source.public_label or ""
    return Source(
        id=source.id,
        title=label,
        text=LongText(label),
        public_label=label,
        kind=source.kind,
        origin=source.origin,
        language=source.language,
        reliability=source.reliability,
        credibility=source.credibility,
        disclosure=Disclosure.FREE,
        order=source.order,
    )


def _relabelled(item: Any, labels: dict[str, str]) -> Any:
    if isinstance(item, Evidence):
        label = labels.get(item.source)
        if label is None:
            return item
        return Evidence(id=item.id, source=item.source, start=0, stop=len(label), exact=label)
    changes = {}
    for field in shape_of(type(item)).fields:
        if field.nested is not None and field.many:
            value = getattr(item, field.name)
            new = tuple(_relabelled(part, labels) for part in value)
            if new != value:
                changes[field.name] = new
    return replace(item, **changes) if changes else item


def _without_copies(quote: Quote, labels: dict[str, str]) -> Quote:
    """Take out where a quote's words stand in sources that are only named."""
    copies = tuple(row for row in quote.also_in if row.source not in labels)
    translations = tuple(
        replace(row, source=None, pieces=()) if row.source in labels else row
        for row in quote.translations
    )
    return replace(quote, also_in=copies, translations=translations)
