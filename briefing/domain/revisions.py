"""Revisions of a source: each is a source of its own, and names the older one that it replaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.domain.sources import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefing.domain.content import Content


def replaced_by(content: Content) -> Mapping[str, Source]:
    """Return the source that replaces each one that is replaced, by the id of the older one."""
    return {row.replaces: row for row in content.sources if row.replaces is not None}


def standing(content: Content) -> tuple[Source, ...]:
    """Return the sources that nothing replaces, and older ones that records still rest on."""
    newer = replaced_by(content)
    used = {item.source for _, _, item in content.resting} if newer else set()
    for quote in content.quotes if newer else ():
        used |= {quote.source, *(row.source for row in quote.translations if row.source)}
    return tuple(row for row in content.sources if row.id not in newer or row.id in used)


def older_revisions(content: Content, source: Source) -> tuple[Source, ...]:
    """Return what a source replaces, and what that replaces, the newest of them first."""
    return _older(source, lambda one: content.find(Source, one))


def is_older_than_itself(source: Source, find: Callable[[str], Source | None]) -> bool:
    """Tell whether a source is a revision of itself, over whatever others.

    Args:
        source: The source.
        find: Returns a source by its id, None where there is none.
    """
    if source.replaces == source.id:
        return True
    chain = _older(source, find)
    return bool(chain) and chain[-1].replaces == source.id


def _older(source: Source, find: Callable[[str], Source | None]) -> tuple[Source, ...]:
    """Return the older revisions of a source; where they go round in a circle, each once."""
    found: dict[str, Source] = {}
    older = find(source.replaces) if source.replaces else None
    while older is not None and older.id != source.id and older.id not in found:
        found[older.id] = older
        older = find(older.replaces) if older.replaces else None
    return tuple(found.values())
