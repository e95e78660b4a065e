"""How freely records may be used: as marked, but no more freely than the freest they rest on.

What somebody released by name may be used as the release says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.domain.sources import Source
from briefing.domain.vocabularies import Disclosure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefing.domain.base import Record
    from briefing.domain.content import Content
    from briefing.domain.ids import SourceId

Key = tuple[str, str]
_FREEDOM: Final = {Disclosure.CLOSED: 0, Disclosure.BACKGROUND: 1, Disclosure.FREE: 2}


def is_as_free(use: Disclosure, wanted: Disclosure) -> bool:
    """Tell whether what has one use may be used as another says."""
    return _FREEDOM[use] >= _FREEDOM[wanted]


def released(content: Content) -> Mapping[Key, Disclosure]:
    """Return the freest use for which each record was released, by kind and id."""
    found: dict[Key, Disclosure] = {}
    for release in content.releases:
        key = release.record.kind, release.record.id
        found[key] = max(found.get(key, release.use), release.use, key=_FREEDOM.__getitem__)
    return found


def too_free(content: Content) -> Mapping[Key, Disclosure]:
    """Return the records that are marked more freely than they may be, with the use they may have.

    Records that rest on nothing are as free as they are marked.
    """
    by_name = released(content)
    found: dict[Key, Disclosure] = {}
    for kind, record, sources in _resting(content):
        uses = [row.disclosure for one in sources if (row := content.find(Source, one))]
        use = by_name.get((kind, record.id))
        may = max((*uses, *((use,) if use else ())), key=_FREEDOM.__getitem__, default=None)
        if may is not None and not is_as_free(may, record.disclosure):
            found[kind, record.id] = may
    return found


def _resting(content: Content) -> Iterator[tuple[str, Record, set[SourceId]]]:
    for quote in content.quotes:
        yield "quote", quote, {quote.source, *(copy.source for copy in quote.also_in)}
    found: dict[Key, tuple[Record, set[SourceId]]] = {}
    for kind, record, item in content.resting:
        found.setdefault((kind, record.id), (record, set()))[1].add(item.source)
    for (kind, _), (record, sources) in found.items():
        yield kind, record, sources


def may_be_named(source: Source) -> bool:
    """Tell whether a source's title and publisher may be printed."""
    return source.disclosure is not Disclosure.CLOSED and not source.sensitive
