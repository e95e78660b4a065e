"""Deciding on proposals: accepted as they are or changed, or rejected; one undoable edit each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from briefing.app.exporting import no_progress
from briefing.app.stage_entries import as_new_entry, corrects_entry
from briefing.changes.change import PACK
from briefing.changes.companions import with_companions
from briefing.changes.proposals import as_text, proposed_value
from briefing.changes.settling import Settled, settle
from briefing.changes.values import UnfitValueError
from briefing.domain.content import Content
from briefing.domain.exchange import Proposal
from briefing.domain.kinds import KINDS
from briefing.domain.vocabularies import ProposalState
from briefing.errors import InputRefusedError
from briefing.store.new_ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefing.app.exporting import Progress
    from briefing.store.pack import Pack

_TOLD_EVERY: Final = 200
"""After how many proposals it is told how far the work is."""
_OPEN = frozenset({ProposalState.WAITING, ProposalState.CONFLICT})
_TYPES = {kind.singular: kind.record_type for kind in KINDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What became of proposals that were to be accepted.

    Attributes:
        accepted: The ids of those that are in the pack now, with those that came along.
        brought: Those of them that nobody asked for but the others need.
        conflicts: Those that would have overwritten a later change; they wait as conflicts.
        refused: Those that cannot be accepted, with the reason; they wait as before.
        sentences: The same in words.
    """

    accepted: tuple[str, ...]
    brought: tuple[str, ...]
    conflicts: tuple[str, ...]
    refused: dict[str, str]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What accepting proposals comes to; nothing of it is done yet.

    Attributes:
        content: The pack for which it was worked out.
        settled: What becomes of the proposals, and what they make of the pack.
        is_changed: Whether another value is accepted than was proposed.
    """

    content: Content
    settled: Settled
    is_changed: bool = False


def plan_accept(content: Content, ids: Sequence[str], progress: Progress = no_progress) -> Decision:
    """Work out what accepting proposals comes to, with the waiting ones that they need.

    Args:
        content: The pack.
        ids: The proposals.
        progress: Told how far it is; may raise to cancel.

    Raises:
        InputRefusedError: One cannot be accepted; the sentence says why.
    """
    decision = _planned(content, _chosen(content, ids, "accepted"), progress)
    refused = decision.settled.refused
    if refused:
        raise InputRefusedError(*(f"Proposal {one}: {why}" for one, why in refused.items()))
    return decision


def plan_accept_all(content: Content, progress: Progress = no_progress) -> Decision:
    """Work out what accepting every waiting proposal comes to; conflicts stay for a person.

    Args:
        content: The pack.
        progress: Told how far it is; may raise to cancel.
    """
    return _planned(content, _waiting(content), progress)


def carry_out(pack: Pack, decision: Decision) -> Accepted:
    """Do what was worked out, as one edit; originals come before the sources that need them.

    Raises:
        ValueError: The pack was changed since; that is a bug.
    """
    content, settled = decision.content, decision.settled
    if pack.content is not content:
        raise ValueError("a decision is carried out on the pack for which it was worked out")
    if settled.taken or settled.conflicts:
        name = "Accept Proposal" if len(settled.taken) == 1 else "Accept Proposals"
        with pack.edit("Accept Changed Proposal" if decision.is_changed else name):
            for data in settled.originals:
                pack.keep_original(data)
            for (kind, record_id), record in settled.changed.items():
                _write(pack, content, kind, record_id, record)
            for one in settled.taken:
                proposal = content.get(Proposal, one)
                pack.put(replace(proposal, state=ProposalState.ACCEPTED))
            for one, now in settled.conflicts.items():
                proposal = content.get(Proposal, one)
                state = ProposalState.CONFLICT
                pack.put(replace(proposal, state=state, before=as_text(now)))
    return Accepted(
        accepted=settled.taken,
        brought=settled.brought,
        conflicts=tuple(settled.conflicts),
        refused=dict(settled.refused),
        sentences=tuple(_outcome(settled)),
    )


def accept(pack: Pack, ids: Sequence[str]) -> Accepted:
    """Accept proposals as one edit, with the waiting ones that they need.

    A proposal whose starting point is no longer what the pack has becomes a conflict; accepted as
    that, it takes the place of what the pack has.

    Raises:
        InputRefusedError: One cannot be accepted; the sentence says why. Nothing was changed.
    """
    return carry_out(pack, plan_accept(pack.content, ids))


def accept_changed(pack: Pack, proposal_id: str, after: Any) -> Accepted:
    """Accept a proposal with another value than was proposed, as one edit.

    The proposal keeps what was proposed, so that receiving the same file again adds nothing.

    Args:
        pack: The pack.
        proposal_id: The proposal.
        after: The value in plain JSON. Of a record or part that is proposed whole it has the
            fields that are other than proposed; None takes a field away. Of a stage that corrects
            an entry, a new entry with its date: that is added, and the old one stays.

    Raises:
        InputRefusedError: It cannot be accepted so; the sentence says why. Nothing was changed.
    """
    content = pack.content
    (chosen,) = _chosen(content, [proposal_id], "changed")
    if corrects_entry(chosen) and isinstance(after, dict):
        chosen = as_new_entry(chosen, after, new_id())
    else:
        chosen = replace(chosen, after=as_text(_changed(chosen, after)))
    decision = replace(_planned(content, [chosen]), is_changed=True)
    if decision.settled.refused:
        raise InputRefusedError(*decision.settled.refused.values())
    return carry_out(pack, decision)


def accept_all(pack: Pack) -> Accepted:
    """Accept every waiting proposal that can be, as one edit; conflicts stay for a person."""
    return carry_out(pack, plan_accept_all(pack.content))


def reject(pack: Pack, ids: Sequence[str]) -> tuple[str, ...]:
    """Reject proposals and their companions as one edit and return their ids.

    They are not proposed again.

    Raises:
        InputRefusedError: There is no such proposal, or it was decided on. Nothing was changed.
    """
    chosen = with_companions(_chosen(pack.content, ids, "rejected"), pack.content.proposals)
    if chosen:
        with pack.edit("Reject Proposal" if len(chosen) == 1 else "Reject Proposals"):
            for proposal in chosen:
                pack.put(replace(proposal, state=ProposalState.REJECTED))
    return tuple(one.id for one in chosen)


def open_proposals(content: Content) -> tuple[Proposal, ...]:
    """Return the proposals that wait for a decision, conflicts among them."""
    return tuple(one for one in content.proposals if one.state in _OPEN)


def described(proposal: Proposal) -> dict[str, Any]:
    """Return a proposal as plain JSON values, as a dumped pack has it."""
    from briefing.interchange.dumping import record_as_json

    return record_as_json(proposal)


def _chosen(content: Content, ids: Iterable[str], what: str) -> list[Proposal]:
    chosen: list[Proposal] = []
    for one in dict.fromkeys(ids):
        proposal = content.find(Proposal, one)
        if proposal is None:
            raise InputRefusedError(f"There is no proposal {one}: list them to see their ids.")
        if proposal.state is ProposalState.ACCEPTED:
            raise InputRefusedError(f"Proposal {one} cannot be {what}: it was accepted already.")
        if proposal.reason and what != "rejected":
            raise InputRefusedError(f"Proposal {one} cannot be {what}: {proposal.reason}")
        chosen.append(proposal)
    return chosen


def _waiting(content: Content) -> list[Proposal]:
    return [one for one in content.proposals if one.state is ProposalState.WAITING]


def _planned(
    content: Content, chosen: Sequence[Proposal], progress: Progress = no_progress
) -> Decision:
    """Settle proposals, with their companions; every so often it is told how far it is."""
    chosen = with_companions(chosen, content.proposals)
    waiting = _waiting(content)
    every = 2 * len(chosen)
    done = count(1)

    def step() -> None:
        at = next(done)
        if at % _TOLD_EVERY == 1:
            progress("Accepting", min(1.0, at / every))

    return Decision(content=content, settled=settle(content, chosen, waiting, new_id, step))


def _changed(proposal: Proposal, after: Any) -> Any:
    """Return what a proposal proposes once it is changed, its bytes among it as they were."""
    try:
        whole = proposed_value(proposal)
    except UnfitValueError as error:
        raise InputRefusedError(str(error)) from error
    if proposal.after is None and proposal.field is None:
        raise InputRefusedError(
            f"Proposal {proposal.id} removes the {proposal.kind}: there is nothing to change. "
            "Accept or reject it."
        )
    if not isinstance(whole, dict) or not isinstance(after, dict):
        return None if after in ("", []) else after
    fixed = ("id", *(("text", "original") if proposal.kind == "source" else ()))
    if any(key in after and after[key] != whole.get(key) for key in fixed):
        raise InputRefusedError(
            "The id of a record and the words and bytes of a source are never changed: import the "
            "other text as a new revision."
        )
    fields = whole | after | {key: whole[key] for key in fixed if key in whole}
    return {key: value for key, value in fields.items() if value not in (None, "", [])}


def _write(pack: Pack, content: Content, kind: str, record_id: str, record: Any) -> None:
    if kind == PACK:
        pack.put_cover(record)
    elif record is not None:
        pack.put(record)
    else:
        old = content.find(_TYPES[kind], record_id)
        if old is not None:
            pack.remove(old)


def _outcome(settled: Settled) -> Iterator[str]:
    yield f"{_many(len(settled.taken), 'proposal was', 'proposals were')} accepted."
    if settled.brought:
        count = _many(len(settled.brought), "further one that they need", "further ones they need")
        yield f"Among them is {count}." if len(settled.brought) == 1 else f"Among them are {count}."
    if settled.conflicts:
        yield (
            f"{_many(len(settled.conflicts), 'proposal was', 'proposals were')} not accepted: the "
            "pack was changed there since. Both values are in the inbox."
        )
    yield from (f"Proposal {one} still waits: {why}" for one, why in settled.refused.items())


def _many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"
