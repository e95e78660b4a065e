"""What of a pack may be printed: closed and sensitive records stay out and are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.domain.content import Content
from briefing.domain.freedom import is_as_free, released
from briefing.domain.kinds import KINDS
from briefing.domain.labelling import labelled
from briefing.domain.vocabularies import Disclosure

if TYPE_CHECKING:
    from briefing.domain.base import Record
    from briefing.domain.commitments import Commitment

_STRUCTURE = frozenset(
    {"topics", "measures", "matrices", "releases", "remarks", "proposals", "editions"}
)
_FRAME = _STRUCTURE | {"actors", "meetings", "agenda"}
_STATEMENTS = ("positions", "quotes", "commitments", "facts", "sections", "lines")
_RANK = {Disclosure.FREE: 0, Disclosure.BACKGROUND: 1, Disclosure.CLOSED: 2}


@dataclass(frozen=True, slots=True)
class Disclosed:
    """A pack without what must stay in the house.

    Attributes:
        content: What may be printed.
        left_out: Number of records left out, by the plural of their kind.
    """

    content: Content
    left_out: Mapping[str, int]


def hidden_in(content: Content, most: Disclosure = Disclosure.BACKGROUND) -> frozenset[str]:
    """Return the ids of what must stay out: sensitive records, and those less free than `most`.

    What is our information only does not hide the frame of a pack: actors, topics, meetings.
    """
    return frozenset(
        row.id
        for kind in KINDS
        for row in getattr(content, kind.name)
        if row.sensitive or _RANK[row.disclosure] > _allowed(kind.name, most)
    )


def _allowed(kind: str, most: Disclosure) -> int:
    if most is Disclosure.FREE and kind in _FRAME:
        return _RANK[Disclosure.BACKGROUND]
    return _RANK[most]


def reserved(content: Content) -> Content:
    """Return a pack with nothing but the statements that must not be disclosed; none is sensitive.

    Actors, topics, meetings and sources are there, because those statements name them.
    """
    whole = disclosed(content, most=Disclosure.CLOSED).content
    shown = disclosed(content).content
    left: dict[str, tuple[Record, ...]] = {}
    for kind in _STATEMENTS:
        known = {row.id for row in getattr(shown, kind)}
        left[kind] = tuple(row for row in getattr(whole, kind) if row.id not in known)
    return replace(whole, **left)  # type: ignore[arg-type]  # by kind


def disclosed(
    content: Content,
    also: frozenset[str] = frozenset(),
    *,
    most: Disclosure = Disclosure.BACKGROUND,
) -> Disclosed:
    """Return a pack without what must stay out, and without what hangs on that.

    Args:
        content: The pack.
        also: Ids of records that must stay out whatever this content says of them.
        most: The least free use that is printed; sensitive records stay out always.
    """
    hidden = hidden_in(content, most) | also
    content, hidden = _with_released(content, hidden, most)
    left_out: Counter[str] = Counter()
    kept: dict[str, tuple[Record, ...]] = {}
    for kind in KINDS:
        if kind.name in _STRUCTURE:
            continue
        rows = getattr(content, kind.name)
        kept[kind.name] = tuple(row for row in rows if not hidden.intersection(_holders(row)))
        left_out[kind.name] = len(rows) - len(kept[kind.name])
    kept["commitments"] = tuple(_bound(row, hidden) for row in kept["commitments"])  # type: ignore[arg-type]  # the rows of that kind
    kept["matrices"] = tuple(
        replace(matrix, rows=tuple(row for row in matrix.rows if row not in hidden))
        for matrix in content.matrices
    )
    return Disclosed(replace(content, **kept), dict(+left_out))  # type: ignore[arg-type]  # by kind


def printable(content: Content) -> Content:
    """Return what may be printed, with sources that must not be named as their public labels."""
    shown = disclosed(content).content
    known = {row.id for row in shown.sources}
    hidden = [row for row in content.sources if row.id not in known]
    whole = replace(shown, sources=(*shown.sources, *hidden))
    return labelled(whole, [row.id for row in hidden])


def _with_released(
    content: Content, hidden: frozenset[str], most: Disclosure
) -> tuple[Content, frozenset[str]]:
    """Leave of hidden sources with a public label the quotes that were released, and the label."""
    by_name = released(content)
    labels = {row.id for row in content.sources if row.id in hidden and row.public_label}
    quoted = {
        row.id: row.source
        for row in content.quotes
        if row.source in labels
        and row.id not in hidden
        and is_as_free(by_name.get(("quote", row.id), Disclosure.CLOSED), most)
    }
    if not quoted:
        return content, hidden
    return labelled(content, quoted.values(), quoted), hidden.difference(quoted.values())


def _holders(record: Record) -> tuple[str, ...]:
    """Return the ids of a record and of whatever it cannot be shown without."""
    named = (getattr(record, name, None) for name in ("actor", "speaker", "speaks_for", "meeting"))
    source = getattr(record, "source", None)
    parties = {party.actor for party in getattr(record, "parties", ())}
    only = parties if len(parties) == 1 else ()
    return tuple(str(name) for name in (record.id, source, *named, *only) if name)


def _bound(commitment: Commitment, hidden: frozenset[str]) -> Commitment:
    parties = tuple(party for party in commitment.parties if party.actor not in hidden)
    return (
        commitment
        if len(parties) == len(commitment.parties)
        else replace(commitment, parties=parties)
    )
