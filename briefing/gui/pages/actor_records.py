"""What the pack holds about one actor, as groups of lines: pure words, no widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from briefing.app.wordings import quote_words
from briefing.domain.actors import Actor
from briefing.domain.agenda import Measure, Topic
from briefing.domain.cells import conditions_in_short, stage_as_of
from briefing.domain.dates import sort_key
from briefing.gui.pages.record_lines import Group, LineItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.domain.commitments import Commitment
    from briefing.domain.content import Content
    from briefing.domain.statements import Position, Quote


def memberships(content: Content, actor: Actor) -> tuple[str, ...]:
    """Return the groups and bodies that an actor belongs to, each with its dates."""
    rows: list[str] = []
    for group in content.actors:
        for member in group.members:
            if member.actor == actor.id:
                since = f" ({member.from_ or ''}–{member.to or ''})" if member.to else ""
                rows.append(f"{group.name}{since}")
    return tuple(rows)


def groups_of(content: Content, actor: Actor) -> tuple[Group, ...]:
    """Return positions by topic, commitments, quotes, people and timeline of an actor."""
    return (
        Group(title=_tr("Positions"), items=tuple(_positions(content, actor))),
        Group(title=_tr("Commitments"), items=tuple(_commitments(content, actor))),
        Group(title=_tr("Quotes"), items=tuple(_quotes(content, actor))),
        Group(title=_tr("People"), items=tuple(_people(content, actor))),
        Group(title=_tr("Members"), items=tuple(_members(content, actor))),
        Group(title=_tr("Timeline"), items=tuple(_timeline(content, actor))),
    )


def _positions(content: Content, actor: Actor) -> Iterator[LineItem]:
    order = {topic.id: place for place, topic in enumerate(content.topics)}
    rows = [row for row in content.positions if row.actor == actor.id]
    gone = {row.supersedes for row in rows}
    for row in sorted(rows, key=lambda row: (order.get(row.topic, 0), row.since or "")):
        topic = content.get(Topic, row.topic).name
        yield LineItem(
            kind="position",
            id=row.id,
            title=topic,
            text=f"{row.stance.label}: {row.summary}" if row.summary else row.stance.label,
            note=_position_note(row, is_old=row.id in gone),
        )


def _position_note(row: Position, *, is_old: bool) -> str:
    old = _tr("superseded") if is_old else None
    basis = row.basis.label if row.basis else None
    return " · ".join(filter(None, (old, row.since, basis, row.condition)))


def _commitments(content: Content, actor: Actor) -> Iterator[LineItem]:
    for row in content.commitments_by_party.get(actor.id, ()):
        measure = content.find(Measure, row.measure)
        yield LineItem(
            kind="commitment",
            id=row.id,
            title=measure.name if measure is not None else _tr("No action yet"),
            text=f"{row.polarity.label}: {row.text}",
            note=_commitment_note(row),
        )


def _commitment_note(row: Commitment) -> str:
    entry = stage_as_of(row)
    stage = entry.stage.label if entry else None
    basis = entry.basis.label if entry and entry.basis else None
    date = entry.date if entry else None
    return " · ".join(filter(None, (stage, date, basis, conditions_in_short(row))))


def _quotes(content: Content, actor: Actor) -> Iterator[LineItem]:
    for row in content.quotes:
        if actor.id in {row.speaker, row.speaks_for}:
            yield LineItem(
                kind="quote",
                id=row.id,
                title=_speaker(content, row),
                text=f"“{quote_words(content, row)}”",
                note=" · ".join(filter(None, (row.said, row.venue))),
            )


def _speaker(content: Content, row: Quote) -> str:
    speaker = content.find(Actor, row.speaker)
    return speaker.name if speaker is not None else _tr("As named")


def _people(content: Content, actor: Actor) -> Iterator[LineItem]:
    for person in content.actors:
        for role in person.roles:
            if role.affiliation == actor.id:
                dates = _dates(role.from_, role.to)
                yield LineItem(
                    kind="actor", id=person.id, title=person.name, text=role.title, note=dates
                )


def _members(content: Content, actor: Actor) -> Iterator[LineItem]:
    for member in actor.members:
        dates = _dates(member.from_, member.to)
        name = content.get(Actor, member.actor).name
        yield LineItem(kind="actor", id=member.actor, title=name, note=dates)


def _dates(start: str | None, stop: str | None) -> str:
    if start and stop:
        return f"{start} – {stop}"
    if start:
        return _tr("since {date}").format(date=start)
    return _tr("until {date}").format(date=stop) if stop else ""


def _timeline(content: Content, actor: Actor) -> Iterator[LineItem]:
    rows: list[tuple[str, str, str, str]] = [
        (entry.date, "commitment", row.id, f"{entry.stage.label}: {row.text}")
        for row in content.commitments_by_party.get(actor.id, ())
        for entry in row.stages
        if entry.date
    ]
    rows += [
        (row.since, "position", row.id, f"{row.stance.label}: {row.summary or ''}")
        for row in content.positions
        if row.actor == actor.id and row.since
    ]
    for date, kind, record_id, text in sorted(rows, key=lambda row: sort_key(row[0]), reverse=True):
        yield LineItem(kind=kind, id=record_id, title=date, text=text)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ActorRecords", text)
