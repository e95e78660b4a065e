"""A new pack from an old one: what still stands, carried over, marked, to be checked again."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefing.app import packs
from briefing.app.editing import refuse_unfit, without
from briefing.app.snapshots import Snapshot, originals_of
from briefing.app.traces import all_records
from briefing.domain.actors import Actor
from briefing.domain.agenda import Matrix, Measure, Topic
from briefing.domain.cells import current_position, is_live, stage_as_of
from briefing.domain.commitments import Commitment
from briefing.domain.content import Content
from briefing.domain.cover import Cover
from briefing.domain.kinds import BY_TYPE, KINDS
from briefing.domain.statements import Position
from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.domain.base import Record
    from briefing.store.pack import Pack

_FRAME = (Actor, Topic, Measure, Matrix)


def new_from(title: str, old: Path, *, language: str | None = None) -> Pack:
    """Make a new, unsaved pack with what still stands in an old one.

    Args:
        title: What the new pack is called.
        old: The file of the old one; it is not touched.
        language: The language of its outputs; None for that of the old one.

    Raises:
        InputRefusedError: The title is empty, or the old file is no pack that can be used.
    """
    return begin(plan_new(old), title, language=language)


def plan_new(old: Path) -> Snapshot:
    """Return what would be carried over from an old pack, under its own title.

    Raises:
        InputRefusedError: The old file is no pack that can be used.
    """
    with closing(packs.open_pack(old, read_only=True)) as pack:
        content = carried(pack.content, pack.content.cover.title)
        return Snapshot(content=content, originals=originals_of(content, pack), path=old)


def begin(plan: Snapshot, title: str, *, language: str | None = None) -> Pack:
    """Make a new, unsaved pack of what is carried over.

    Raises:
        InputRefusedError: The title is empty.
    """
    words = title.strip()
    if not words:
        raise InputRefusedError("A pack needs a title: type what it is for.")
    cover = replace(
        plan.content.cover, title=words, language=language or plan.content.cover.language
    )
    refuse_unfit(cover)
    return packs.restored(replace(plan.content, cover=cover), plan.originals)


def carried(content: Content, title: str, language: str | None = None) -> Content:
    """Return what is carried over: the frame, current positions, live commitments, their sources.

    Everything is marked in `by`, and nothing counts as checked.
    """
    stands: list[Position | Commitment] = [*_current(content), *_live(content)]
    needed = _sources(stands)
    for actor in content.actors:
        needed |= {member.source for member in actor.members if member.source}
    keep = {_key(row) for row in stands} | {("source", one) for one in needed}
    gone = [
        row for row in all_records(content) if not isinstance(row, _FRAME) and _key(row) not in keep
    ]
    kept = without(content, gone)
    cover = Cover(
        title=title,
        language=language or kept.cover.language,
        own=kept.cover.own,
        department=kept.cover.department,
    )
    refuse_unfit(cover)
    mark = f"carried from “{content.cover.title}”"
    lists: dict[str, Any] = {
        kind.name: tuple(replace(row, by=mark, checked=None) for row in kept.all(kind.record_type))
        for kind in KINDS
    }
    return Content(cover=cover, **lists)


def _current(content: Content) -> list[Position]:
    pairs = dict.fromkeys((row.actor, row.topic) for row in content.positions)
    found = (current_position(content, actor, topic) for actor, topic in pairs)
    return [row for row in found if row is not None]


def _live(content: Content) -> list[Commitment]:
    return [row for row in content.commitments if is_live(stage_as_of(row))]


def _sources(records: list[Position | Commitment]) -> set[str]:
    content = Content(
        cover=Cover(title="-"),
        positions=tuple(row for row in records if isinstance(row, Position)),
        commitments=tuple(row for row in records if isinstance(row, Commitment)),
    )
    return {passage.source for _, _, passage in content.resting}


def _key(record: Record) -> tuple[str, str]:
    return BY_TYPE[type(record)].singular, record.id
