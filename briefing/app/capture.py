"""Capture: a selection and what the bar says about it become a record, as one undoable edit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from briefing.app import clock
from briefing.app.naming import actor_named, measure_named, topic_named
from briefing.app.settings import load_settings
from briefing.domain.base import EdtfDate, Evidence
from briefing.domain.commitments import Commitment, Condition, Party, StageEntry
from briefing.domain.dates import is_date
from briefing.domain.ids import CommitmentId, FactId, PositionId, QuoteId
from briefing.domain.prose import Fact
from briefing.domain.sources import Source
from briefing.domain.statements import Piece, Position, Quote
from briefing.domain.text import first_forbidden
from briefing.domain.vocabularies import ActorKind, Stance
from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from briefing.app.drafts import CommitmentDraft, Draft, FactDraft, PositionDraft, QuoteDraft
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
            role=draft.role or None,
            mode=draft.mode,
            basis=draft.basis,
            said=_date(draft.said),
            venue=draft.venue or None,
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
        pack.put(
            Position(
                id=made,
                actor=_required_actor(pack, draft.actor),
                topic=topic_named(pack, draft.topic) or _bug(),
                stance=draft.stance or Stance.UNCLEAR,
                summary=draft.summary or None,
                condition=draft.condition or None,
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
    """
    names = tuple(dict.fromkeys(name.strip() for name in actors if name.strip()))
    _require("".join(names), "for whom it is repeated", "Again for")
    made: list[str] = []
    with pack.edit(f"Again for {', '.join(names)}"):
        for name in names:
            copy = _copied(pack, record, _required_actor(pack, name))
            pack.put(copy)
            made.append(copy.id)
    return tuple(made)


def _copied(pack: Pack, record: R, actor: str) -> R:
    fields: dict[str, object] = {"id": pack.new_id(), "captured": clock.now(), "by": _author()}
    if isinstance(record, Quote):
        fields |= {"speaker": actor, "speaks_for": None, "pieces": _fresh(record.pieces)}
    elif isinstance(record, Commitment):
        stages = tuple(
            replace(stage, id="", evidence=_fresh(stage.evidence)) for stage in record.stages
        )
        conditions = tuple(
            replace(item, id="", evidence=_fresh(item.evidence)) for item in record.conditions
        )
        parties = (Party(actor=actor),)  # type: ignore[arg-type]  # an actor's id, just resolved
        fields |= {"parties": parties, "stages": stages, "conditions": conditions}
    else:
        fields |= {"actor": actor, "evidence": _fresh(record.evidence)}
    return replace(record, **fields)  # type: ignore[arg-type]  # fields of the record just chosen


T = TypeVar("T", Piece, Evidence)


def _fresh(parts: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(replace(part, id="") for part in parts)


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
        found = first_forbidden(value) if isinstance(value, str) else None
        if found is not None:
            raise InputRefusedError(
                f"The field {name.replace('_', ' ')} holds the character {found[1]} at position "
                f"{found[0]}, which cannot be kept: delete it."
            )
    for name, text in dates.items():
        if text.strip() and not is_date(text.strip()):
            raise InputRefusedError(
                f"“{text}” in the field {name.replace('_', ' ')} is not a date: write it like "
                "2026-01-06, 2026-01 or 2026-01-03/2026-01-04."
            )


def _require(text: str, what: str, field: str) -> None:
    if not text.strip():
        raise InputRefusedError(f"It is not said {what}: fill in the field {field}.")
