"""Capture: a selection and what the bar says about it become a record, as one undoable edit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from briefing.app import clock
from briefing.app.naming import actor_named, measure_named, topic_named
from briefing.app.settings import load_settings
from briefing.domain.base import EdtfDate, Evidence
from briefing.domain.cells import current_position
from briefing.domain.commitments import Commitment, Condition, Party, StageEntry
from briefing.domain.dates import is_date, last_day
from briefing.domain.ids import CommitmentId, FactId, PositionId, QuoteId
from briefing.domain.prose import Fact
from briefing.domain.sources import Source
from briefing.domain.statements import Piece, Position, Quote
from briefing.domain.text import first_forbidden
from briefing.domain.vocabularies import ActorKind, Stance
from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from briefing.app.drafts import CommitmentDraft, Draft, FactDraft, PositionDraft, QuoteDraft
    from briefing.domain.ids import ActorId, TopicId
    from briefing.store.pack import Pack

R = TypeVar("R", Quote, Position, Commitment, Fact)


def capture_quote(pack: Pack, draft: QuoteDraft) -> QuoteId:
    """Record the selected words as a quote.

    Raises:
        InputRefusedError: A field cannot be kept as typed; nothing was changed.
    """
    _refuse(draft, said=draft.said)
    source = pack.content.get(Source, draft.source)
    made = QuoteId(pack.new_id())
    with pack.edit("Capture Quote"):
        quote = Quote(
            id=made,
            source=draft.source,
            pieces=tuple(Piece.at(source.text, one.start, one.stop) for one in draft.ranges),
            speaker=actor_named(pack, draft.speaker),
            speaker_as_named=draft.speaker_as_named,
            speaks_for=actor_named(pack, draft.speaks_for),
            role=draft.role.strip() or None,
            mode=draft.mode,
            basis=draft.basis,
            said=_date(draft.said),
            venue=draft.venue.strip() or None,
            language=source.language,
            topic=topic_named(pack, draft.topic),
            key=draft.key,
            order=_next(pack.content.quotes),
            by=_author(),
            captured=clock.now(),
        )
        pack.put(quote)
    return made


def capture_position(pack: Pack, draft: PositionDraft) -> PositionId:
    """Record what an actor holds on a topic; it supersedes an older one on the same topic.

    Raises:
        InputRefusedError: Actor or topic is missing, or a field cannot be kept as typed.
    """
    _refuse(draft, since=draft.since)
    _require(draft.actor, "whose position it is", "Actor")
    _require(draft.topic, "which topic it is about", "Topic")
    made = PositionId(pack.new_id())
    with pack.edit("Capture Position"):
        actor = _required_actor(pack, draft.actor)
        topic = topic_named(pack, draft.topic) or _bug()
        pack.put(
            Position(
                id=made,
                actor=actor,
                topic=topic,
                supersedes=_held_before(pack, actor, topic, _date(draft.since)),
                stance=draft.stance or Stance.UNCLEAR,
                summary=draft.summary.strip() or None,
                condition=draft.condition.strip() or None,
                since=_date(draft.since),
                basis=draft.basis,
                expressed_by=actor_named(pack, draft.expressed_by),
                evidence=_evidence(pack, draft),
                order=_next(pack.content.positions),
                by=_author(),
                captured=clock.now(),
            )
        )
    return made


def capture_commitment(pack: Pack, draft: CommitmentDraft) -> CommitmentId:
    """Record what one or more parties will do or rule out, with its first stage.

    Raises:
        InputRefusedError: No party is named, or a field cannot be kept as typed.
    """
    _refuse(draft, date=draft.date)
    _require("".join(draft.parties), "who commits to it", "Parties")
    made = CommitmentId(pack.new_id())
    with pack.edit("Capture Commitment"):
        topic = topic_named(pack, draft.topic)
        evidence = _evidence(pack, draft)
        stage = StageEntry(
            stage=draft.stage, date=_date(draft.date), basis=draft.basis, evidence=evidence
        )
        names = dict.fromkeys(" ".join(name.split()) for name in draft.parties if name.strip())
        pack.put(
            Commitment(
                id=made,
                parties=tuple(Party(actor=_required_actor(pack, name)) for name in names),
                joint=draft.joint,
                measure=measure_named(pack, draft.measure, topic),
                text=draft.text.strip() or " ".join(item.exact for item in evidence),
                polarity=draft.polarity,
                conditions=tuple(
                    Condition(kind=item.kind, text=item.text) for item in draft.conditions
                ),
                topic=topic,
                stages=(stage,),
                order=_next(pack.content.commitments),
                by=_author(),
                captured=clock.now(),
            )
        )
    return made


def capture_fact(pack: Pack, draft: FactDraft) -> FactId:
    """Record a dated value of an actor.

    Raises:
        InputRefusedError: Actor, label or value is missing, or a field cannot be kept as typed.
    """
    _refuse(draft, as_of=draft.as_of)
    _require(draft.actor, "whom the fact is about", "Actor")
    _require(draft.label, "what is stated, such as Capital or Defence spending", "Label")
    _require(draft.value, "the value", "Value")
    made = FactId(pack.new_id())
    with pack.edit("Capture Fact"):
        pack.put(
            Fact(
                id=made,
                actor=_required_actor(pack, draft.actor),
                label=draft.label.strip(),
                value=draft.value.strip(),
                as_of=_date(draft.as_of),
                evidence=_evidence(pack, draft),
                order=_next(pack.content.facts),
                by=_author(),
                captured=clock.now(),
            )
        )
    return made


def capture_again(pack: Pack, record: R, actors: tuple[str, ...]) -> tuple[str, ...]:
    """Repeat a captured record for other actors, as one edit (*Again for…*).

    Args:
        pack: The pack.
        record: The record to repeat, with its passages.
        actors: The names of the others.

    Returns:
        The ids of the new records.

    Raises:
        InputRefusedError: Nobody is named, or a name cannot be kept as typed.
    """
    names = tuple(dict.fromkeys(name.strip() for name in actors if name.strip()))
    _require("".join(names), "for whom it is repeated", "Again for")
    for name in names:
        _refuse_text("again for", name)
    made: list[str] = []
    with pack.edit(f"Again for {', '.join(names)}"):
        for name in names:
            copy = _copied(pack, record, _required_actor(pack, name))
            pack.put(copy)
            made.append(copy.id)
    return tuple(made)


def _copied(pack: Pack, record: R, actor: Any) -> R:
    fields: dict[str, Any] = {
        "id": pack.new_id(),
        "captured": clock.now(),
        "by": _author(),
        "order": _next(pack.content.all(type(record))),
    }
    if isinstance(record, Quote):
        fields |= {"speaker": actor, "speaks_for": None}
    elif isinstance(record, Commitment):
        fields |= {"parties": (Party(actor=actor),)}
    else:
        fields |= {"actor": actor}
    if isinstance(record, Position):
        fields |= {"supersedes": _held_before(pack, actor, record.topic, record.since)}
    copied: R = replace(_anew(record), **fields)
    return copied


def _anew(item: Any) -> Any:
    """Return a record or part whose parts have no ids yet."""
    changed: dict[str, Any] = {}
    for name in item.__dataclass_fields__:
        value = getattr(item, name)
        if isinstance(value, tuple) and value and hasattr(value[0], "__dataclass_fields__"):
            changed[name] = tuple(replace(_anew(part), id="") for part in value)
    return replace(item, **changed)


def _held_before(
    pack: Pack, actor: ActorId, topic: TopicId, since: EdtfDate | None
) -> PositionId | None:
    """Return the position that a new one supersedes; an older one supersedes nothing."""
    held = current_position(pack.content, actor, topic)
    return held.id if held and last_day(held.since) <= last_day(since) else None


def _evidence(pack: Pack, draft: Draft) -> tuple[Evidence, ...]:
    text = pack.content.get(Source, draft.source).text
    return tuple(
        Evidence(source=draft.source, start=one.start, stop=one.stop).filled(text)
        for one in draft.ranges
    )


def _required_actor(pack: Pack, name: str, kind: ActorKind | None = None) -> Any:
    return actor_named(pack, name, kind) or _bug()


def _bug() -> Any:
    raise AssertionError("a required name was checked before")


def _date(text: str) -> EdtfDate | None:
    return EdtfDate(text.strip()) if text.strip() else None


def _next(rows: tuple[object, ...]) -> int:
    return max((getattr(row, "order", 0) for row in rows), default=0) + 1


def _author() -> str | None:
    return load_settings().author or None


def _refuse(draft: Draft, **dates: str) -> None:
    for name in draft.__dataclass_fields__:
        value = getattr(draft, name)
        for one in value if isinstance(value, tuple) else (value,):
            _refuse_text(name, getattr(one, "text", one))
    for name, text in dates.items():
        if text.strip() and not is_date(text.strip()):
            raise InputRefusedError(
                f"“{text}” in the field {name.replace('_', ' ')} is not a date: write it like "
                "2026-01-06, 2026-01 or 2026-01-03/2026-01-04."
            )


def _refuse_text(field: str, text: object) -> None:
    found = first_forbidden(text) if isinstance(text, str) else None
    if found is not None:
        raise InputRefusedError(
            f"The field {field.replace('_', ' ')} holds the character {found[1]} at position "
            f"{found[0]}, which cannot be kept: delete it."
        )


def _require(text: str, what: str, field: str) -> None:
    if not text.strip():
        raise InputRefusedError(f"It is not said {what}: fill in the field {field}.")
