"""What a purge of a source or an actor takes out of a pack: all that quotes it, and editions."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from briefing.app.editing import dependents, without
from briefing.app.frozen import sha256_of
from briefing.app.importing import body_of
from briefing.app.purged_editions import frozen_contents, holds, stamped_as_purged
from briefing.app.sharing import CITATION, with_markdown
from briefing.app.standing import Standing, Words
from briefing.app.traces import Traces, all_records, traces, values_of, words_of, words_of_fields
from briefing.changes.companions import with_companions
from briefing.changes.mentions import mentions
from briefing.domain.actors import Actor
from briefing.domain.base import Record
from briefing.domain.commitments import Commitment
from briefing.domain.content import Content
from briefing.domain.exchange import Edition, Proposal, Release, Remark, label
from briefing.domain.kinds import BY_TYPE
from briefing.domain.prose import Fact, Line, Section
from briefing.domain.sources import Source
from briefing.domain.statements import Position, Quote
from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.app.snapshots import Held

_PARAGRAPH = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeTarget:
    """What is to be purged: a source or an actor."""

    record_type: type[Source] | type[Actor]
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgePlan:
    """What a purge takes out of one content.

    Attributes:
        content: What stays; its editions are replaced where they had what goes.
        gone: The records that go.
        editions: The editions that are replaced.
        sent: The names of the files of those editions: copies that are with others.
        traces: What must be in no file afterwards, and what of it stands in what stays.
        standing: Where names and passages of what goes stand in what stays.
        alike: Reprints and other revisions of a purged source, which stay.
    """

    content: Content
    gone: tuple[Record, ...]
    editions: tuple[str, ...]
    sent: tuple[str, ...]
    traces: Traces
    standing: tuple[Standing, ...] = ()
    alike: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """What is known from elsewhere of what is purged: former states of it, in editions or copies.

    Attributes:
        records: The records.
        words: Their words and original bytes.
    """

    records: tuple[Record, ...] = ()
    words: tuple[bytes, ...] = ()


def plan_purge(
    pack: Held,
    target: PurgeTarget,
    reason: str,
    *,
    with_copies: bool = False,
    former: Former | None = None,
) -> PurgePlan:
    """Return what a purge would take out; nothing is changed.

    What was removed before can be purged again: of editions, and of copies that still have it.

    Args:
        pack: The pack, or a snapshot of it.
        target: What is to be purged.
        reason: Why; it stands where an edition was.
        with_copies: Whether reprints and other revisions of a source go too.
        former: What dated copies and the like know of it.

    Raises:
        InputRefusedError: There is no such record, and nothing is known of one.
    """
    content = pack.content
    record = content.find(target.record_type, target.id)
    issued = _in_editions(pack, target)
    known = (*issued, *(former.records if former else ()))
    if record is None and not known:
        kind = BY_TYPE[target.record_type].singular
        raise InputRefusedError(
            f"There is no {kind} “{target.id}” in this pack, its editions or its dated copies."
        )
    alike = alike_sources(content, record) if isinstance(record, Source) else ()
    seeds = [row for row in (record, *(alike if with_copies else ())) if row is not None]
    kept, gone = _divided(content, seeds, known)
    words = [*words_of(gone, pack.original), *words_of_fields(issued)]
    words += former.words if former else ()
    rows = (kept.cover, *_but_editions(kept))
    found = traces(words, [*values_of(rows, pack.original)])
    keys = {(target.record_type, target.id), *((type(row), row.id) for row in gone)}
    texts = {sha256_of(row.text.encode()) for row in (*gone, *issued) if isinstance(row, Source)}
    hit = [row for row in kept.editions if holds(row, keys, texts, found)]
    stamped = tuple(stamped_as_purged(row, reason) if row in hit else row for row in kept.editions)
    return PurgePlan(
        content=replace(kept, editions=stamped),
        gone=tuple(gone),
        editions=tuple(label(row) for row in hit),
        sent=tuple(dict.fromkeys(output.name for row in hit for output in row.outputs)),
        traces=found,
        standing=Words((*gone, *known)).standing(rows, pack.original),
        alike=() if with_copies else alike,
    )


def what_goes(pack: Held, target: PurgeTarget) -> tuple[Record, ...]:
    """Return what a purge would take out of a pack and what its editions had; nothing is written.

    Nothing comes of a pack that knows nothing of it.
    """
    record = pack.content.find(target.record_type, target.id)
    gone = _divided(pack.content, [record], ())[1] if record is not None else []
    return (*gone, *_in_editions(pack, target))


def _in_editions(pack: Held, target: PurgeTarget) -> tuple[Record, ...]:
    found: dict[Record, None] = {}
    for frozen in frozen_contents(pack):
        record = frozen.find(target.record_type, target.id)
        if record is not None:
            found |= dict.fromkeys(_divided(frozen, [record], ())[1])
    return tuple(found)


def alike_sources(content: Content, source: Source) -> tuple[Source, ...]:
    """Return the other revisions of a source, its reprints, and what it is a reprint of."""
    from briefing.sources.reprints import SAME, fingerprint, similarity

    own = fingerprint(source.text, body_of(source))
    found = {source.id: source}
    while True:
        more = {
            row.id: row
            for row in content.sources
            if row.id not in found
            and any(_is_tied(row, other) or _is_tied(other, row) for other in found.values())
        }
        if not more:
            break
        found |= more
    for row in content.sources:
        if row.id not in found and similarity(own, fingerprint(row.text, body_of(row))) >= SAME:
            found[row.id] = row
    return tuple(row for row in content.sources if row.id in found and row.id != source.id)


def _is_tied(row: Source, other: Source) -> bool:
    return other.id in {row.replaces, row.derived_from}


# ---------------------------------------------------------------------- what goes


def _divided(
    content: Content, seeds: Sequence[Source | Actor], known: Sequence[Record]
) -> tuple[Content, list[Record]]:
    """Return what stays of a content, and the records that go with the seeds.

    Args:
        content: The content.
        seeds: What is purged of it.
        known: Former states of what goes; proposals and remarks that have their words go too.
    """
    gone = _gone(content, seeds)
    kept = _without_prose(without(content, gone), content, gone)
    here = {_key(row) for row in all_records(kept)}
    keys = {_key(row) for row in (*gone, *known)} - here
    words = Words((*gone, *known))
    words.forget((kept.cover, *(row for row in _but_editions(kept) if not _is_aside(row))))
    proposed = [row for row in kept.proposals if mentions(row, keys) or words.in_record(row)]
    told: list[Record] = [*with_companions(proposed, kept.proposals)]
    told += [row for row in (*kept.remarks, *kept.releases) if words.in_record(row)]
    kept = without(kept, (*told, *dependents(kept, *told)))
    here = {_key(row) for row in all_records(kept)}
    return kept, [row for row in all_records(content) if _key(row) not in here]


def _gone(content: Content, seeds: Sequence[Source | Actor]) -> list[Record]:
    """Return records with all that quotes them or rests on them alone."""
    gone: list[Record] = [*seeds]
    gone += [row for row in all_records(content) if any(_is_about(row, one) for one in seeds)]
    unique = {_key(row): row for row in gone}
    tied = dependents(content, *unique.values())
    return [*unique.values(), *tied]


def _is_about(row: Record, record: Source | Actor) -> bool:
    if isinstance(record, Actor):
        if isinstance(row, Quote):
            return record.id in {row.speaker, row.speaks_for}
        return isinstance(row, Line) and row.actor == record.id
    if isinstance(row, Commitment):
        return bool(row.stages) and all(_rests_on(one, record.id) for one in row.stages)
    return isinstance(row, Position | Fact | Line) and _rests_on(row, record.id)


def _rests_on(row: Any, source: str) -> bool:
    return bool(row.evidence) and all(passage.source == source for passage in row.evidence)


def _without_prose(kept: Content, whole: Content, gone: list[Record]) -> Content:
    """Take out the paragraphs that cite what goes, and the prose of which none is left.

    Stages and conditions that rest on what goes alone go too.
    """
    lost = {row.id for row in gone}
    lost |= {item.id for item in whole.evidence.values() if item.id not in kept.evidence}
    kept = with_markdown(kept, lambda words: _uncited(words, lost))
    prose: tuple[Section | Line, ...] = (*kept.sections, *kept.lines)
    empty = [row for row in prose if not row.markdown.strip()]
    kept = without(kept, (*empty, *dependents(kept, *empty)))
    stripped = {row.id: _without_stages(row, lost) for row in whole.commitments}
    rows = tuple(
        replace(
            row,
            stages=tuple(one for one in row.stages if one.id in _ids(stripped[row.id].stages)),
            conditions=tuple(
                one for one in row.conditions if one.id in _ids(stripped[row.id].conditions)
            ),
        )
        for row in kept.commitments
    )
    return replace(kept, commitments=rows)


def _ids(parts: tuple[Any, ...]) -> set[str]:
    return {part.id for part in parts}


def _without_stages(row: Commitment, lost: set[str]) -> Commitment:
    def stays(part: Any) -> bool:
        return not part.evidence or any(passage.id not in lost for passage in part.evidence)

    return replace(
        row,
        stages=tuple(filter(stays, row.stages)),
        conditions=tuple(filter(stays, row.conditions)),
    )


def _uncited(words: str, lost: set[str]) -> str:
    paragraphs = _PARAGRAPH.split(words)
    kept = [
        one
        for one in paragraphs
        if not any(found.group(1) in lost for found in CITATION.finditer(one))
    ]
    return words if len(kept) == len(paragraphs) else "\n\n".join(kept)


def _but_editions(content: Content) -> Iterator[Record]:
    return (row for row in all_records(content) if not isinstance(row, Edition))


def _is_aside(record: Record) -> bool:
    return isinstance(record, Proposal | Remark | Release)


def _key(record: Record) -> tuple[str, str]:
    return BY_TYPE[type(record)].singular, record.id
