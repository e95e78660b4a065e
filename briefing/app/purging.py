"""Purge: a source or actor and all that quotes it, gone from every file that this program knows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from briefing.app import clock, folders, lineage
from briefing.app.backups import backups
from briefing.app.editing import dependents, without
from briefing.app.frozen import PURGED, label, sha256_of
from briefing.app.recovery import left_behind
from briefing.app.sharing import CITATION, with_markdown
from briefing.app.traces import Traces, all_records, traces, values_of, words_of
from briefing.domain.actors import Actor
from briefing.domain.base import LongText, Record
from briefing.domain.commitments import Commitment
from briefing.domain.content import Content
from briefing.domain.exchange import Edition, Proposal
from briefing.domain.kinds import BY_TYPE
from briefing.domain.prose import Fact, Line, Section
from briefing.domain.sources import Source
from briefing.domain.statements import Position, Quote
from briefing.errors import BriefingError, InputRefusedError
from briefing.store.pack import Pack

if TYPE_CHECKING:
    from collections.abc import Iterator


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
    """

    content: Content
    gone: tuple[Record, ...]
    editions: tuple[str, ...]
    sent: tuple[str, ...]
    traces: Traces


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """What became of a purge.

    Attributes:
        plan: What was taken out of the pack.
        cleaned: The backups and working copies left behind that had it and were cleaned.
        searched: The files that were looked through byte by byte afterwards.
        remaining: Those of them in which it is still found, or that could not be cleaned.
    """

    plan: PurgePlan
    cleaned: tuple[Path, ...]
    searched: tuple[Path, ...]
    remaining: tuple[Path, ...]


def plan_purge(pack: Pack, target: PurgeTarget, reason: str) -> PurgePlan:
    """Return what a purge would take out; nothing is changed.

    Raises:
        InputRefusedError: There is no such record.
    """
    content = pack.content
    record = content.find(target.record_type, target.id)
    if record is None:
        kind = BY_TYPE[target.record_type].singular
        raise InputRefusedError(f"There is no {kind} “{target.id}” in this pack.")
    gone = _gone(content, record)
    kept = _without_prose(without(content, gone), content, gone)
    here = {_key(row) for row in all_records(kept)}
    gone = [row for row in all_records(content) if _key(row) not in here]
    stays = [*values_of([kept.cover, *_but_editions(kept)], pack.original)]
    found = traces(words_of(gone, pack.original), stays)
    texts = {sha256_of(row.text.encode()) for row in gone if isinstance(row, Source)}
    hit = [row for row in kept.editions if _holds(row, target, texts, found)]
    stamped = tuple(_stamped(row, reason) if row in hit else row for row in kept.editions)
    return PurgePlan(
        content=replace(kept, editions=stamped),
        gone=tuple(gone),
        editions=tuple(label(row) for row in hit),
        sent=tuple(dict.fromkeys(output.name for row in hit for output in row.outputs)),
        traces=found,
    )


def purge(pack: Pack, target: PurgeTarget, reason: str) -> Purged:
    """Take a source or actor and all that quotes it out of every file that this program knows.

    The pack is saved; nothing of this can be undone, and its history is forgotten.

    Raises:
        InputRefusedError: There is no such record, or no reason was given.
        OutputNotWrittenError: The pack could not be saved.
    """
    if not reason.strip():
        raise InputRefusedError("A purge needs a reason: it stands where an edition was.")
    plan = plan_purge(pack, target, reason)
    _apply(pack, plan)
    if pack.path is not None:
        _save(pack)
    cleaned: list[Path] = []
    dirty: list[Path] = []
    searched = [*pack.side_files]
    if pack.path is not None:
        searched.append(pack.path)
        others = [backup.path for backup in backups(pack.path)]
        for path in others:
            _clean_backup(path, target, reason, cleaned, dirty)
        searched += others
        searched += _clean_left_behind(pack.path, target, reason, cleaned, dirty)
    found = [path for path in searched if plan.traces.in_file(path)]
    return Purged(
        plan=plan,
        cleaned=tuple(cleaned),
        searched=tuple(searched),
        remaining=tuple(dict.fromkeys([*dirty, *found])),
    )


def _apply(pack: Pack, plan: PurgePlan) -> None:
    before = {_key(row): row for row in all_records(pack.content)}
    with pack.edit("Purge"):
        for row in all_records(plan.content):
            if before[_key(row)] != row:
                pack.put(row)
        if plan.content.cover != pack.content.cover:
            pack.put_cover(plan.content.cover)
        for row in reversed(plan.gone):
            pack.remove(row)
    _forget(pack)


def _forget(pack: Pack) -> bool:
    """Forget how the pack was, digests too; tell whether it knew of anything but what it is."""
    had_past = lineage.forget_past(pack)
    pack.leave_no_trace()
    return had_past


def _save(pack: Pack) -> None:
    lineage.note_save(pack)
    pack.save()


def _clean_backup(
    path: Path, target: PurgeTarget, reason: str, cleaned: list[Path], dirty: list[Path]
) -> None:
    """Purge a backup in place; one that cannot be opened is reported, not thrown away."""
    try:
        pack = Pack.open(folders.new_working_folder(), path)
    except BriefingError:
        dirty.append(path)
        return
    try:
        if pack.content.find(target.record_type, target.id) is not None:
            _apply(pack, plan_purge(pack, target, reason))
            _save(pack)
            cleaned.append(path)
        elif _forget(pack):  # it may have been in it once
            _save(pack)
    finally:
        pack.close()


def _clean_left_behind(
    pack_path: Path, target: PurgeTarget, reason: str, cleaned: list[Path], dirty: list[Path]
) -> list[Path]:
    """Purge the working copies of the same pack that a crash left behind; return their files."""
    files: list[Path] = []
    for item in left_behind():
        if item.path is None or item.path.resolve() != pack_path.resolve():
            continue
        try:
            pack = Pack.resume(item.folder)
        except BriefingError:
            dirty.append(item.folder)
            continue
        try:
            if pack.content.find(target.record_type, target.id) is not None:
                _apply(pack, plan_purge(pack, target, reason))
                cleaned.append(item.folder)
            else:
                _forget(pack)  # its history may have it
            files += pack.side_files
        finally:
            pack.let_go()
    return [path for path in files if path.exists()]


# ---------------------------------------------------------------------- what goes


def _gone(content: Content, record: Source | Actor) -> list[Record]:
    """Return a record with all that quotes it or rests on it alone."""
    gone: list[Record] = [record]
    gone += [row for row in all_records(content) if _is_about(row, record)]
    gone += [row for row in content.proposals if record.id in _said(row)]
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


def _said(row: Proposal) -> str:
    return " ".join(filter(None, (row.record, row.field, row.before, row.after)))


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


def _key(record: Record) -> tuple[str, str]:
    return BY_TYPE[type(record)].singular, record.id


# ----------------------------------------------------------------------- editions


def _holds(edition: Edition, target: PurgeTarget, texts: set[str], found: Traces) -> bool:
    document = msgspec.json.decode(edition.content)
    kind = BY_TYPE[target.record_type].name
    rows = document.get(kind, ()) if isinstance(document, dict) else ()
    if any(isinstance(row, dict) and row.get("id") == target.id for row in rows):
        return True
    return any(one in edition.content for one in texts) or found.in_bytes(edition.content.encode())


def _stamped(edition: Edition, reason: str) -> Edition:
    """Return an edition of which only is left that it was purged, when, why, and its hash."""
    stamp = {"on": clock.today(), "reason": reason, "sha256": edition.content_sha256}
    words = msgspec.json.encode({PURGED: stamp}).decode()
    return replace(edition, content=LongText(words))
