"""Changes as proposals of the inbox, and back: their values are kept as JSON text."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

from briefing.changes.applying import Draft
from briefing.changes.change import PACK, Change
from briefing.changes.values import UnfitValueError
from briefing.domain.base import FreeForm
from briefing.domain.exchange import Proposal
from briefing.domain.vocabularies import ProposalState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefing.domain.content import Content
    from briefing.domain.ids import ProposalId

_BYTES = "base64"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What a proposal proposes.

    Attributes:
        change: The change.
        original: The bytes of a source that it adds, if they came along.
    """

    change: Change
    original: bytes | None = None


def proposal_of(
    change: Change, proposal_id: ProposalId, origin: str, original: bytes | None = None
) -> Proposal:
    """Return a waiting proposal of a change.

    Args:
        change: The change.
        proposal_id: The id of the proposal.
        origin: Where it is from: the name of a file, or of a person.
        original: The bytes of a source that it adds; they wait with it.
    """
    after = change.after
    if original is not None:
        words = base64.b64encode(original).decode("ascii")
        after = {**after, "original": {**after["original"], _BYTES: words}}
    return Proposal(
        id=proposal_id,
        kind=change.kind,
        record=change.record,
        field=change.field,
        before=as_text(change.before),
        after=as_text(after),
        origin=origin,
    )


def proposed(proposal: Proposal, new_id: str) -> Proposed:
    """Return what a proposal proposes.

    Args:
        proposal: The proposal.
        new_id: The id of a record that it adds without naming it.

    Raises:
        UnfitValueError: Its values are no JSON.
    """
    change = Change(
        kind=proposal.kind,
        record=proposal.record,
        field=proposal.field,
        before=_from_text(proposal.before),
        after=_from_text(proposal.after),
    )
    if change.field is None and change.record is None and change.kind != PACK:
        named = change.after.get("id") if isinstance(change.after, dict) else None
        change = replace(change, record=named if isinstance(named, str) else new_id)
    if change.kind != "source" or change.field is not None:
        return Proposed(change=change)
    after, original = _taken_out(change.after)
    return Proposed(change=replace(change, after=after), original=original)


def proposed_value(proposal: Proposal) -> Any:
    """Return the value that a proposal proposes, the bytes that wait with it included.

    Raises:
        UnfitValueError: It is no JSON.
    """
    return _from_text(proposal.after)


def same(proposal: Proposal) -> tuple[str | None, ...]:
    """Return what two proposals share that propose the same.

    What belongs to no record, such as words beside a table, is the same only in its own place.
    """
    is_of_nothing = proposal.kind == PACK and proposal.field is None
    place = proposal.place if is_of_nothing else None
    return proposal.kind, proposal.record, proposal.field, proposal.after, place


def is_within(proposal: Proposal, larger: Proposal, content: Content) -> bool:
    """Tell whether a proposal of more, such as of a whole record, proposed the same with it.

    Args:
        proposal: The proposal of a field.
        larger: The other one.
        content: What both are about.
    """
    whole, field = larger.field, proposal.field
    is_about = (proposal.kind, proposal.record) == (larger.kind, larger.record)
    if not is_about or field is None or (whole is not None and not field.startswith(f"{whole}.")):
        return False
    draft = Draft(content)
    try:
        draft.apply(proposed(larger, "").change)
        change = proposed(proposal, "").change
        return bool(draft.value(change) == change.after)
    except UnfitValueError:
        return False


def unheard(
    content: Content,
    rows: Iterable[Proposal],
    meaning: Callable[[Proposal], tuple[str | None, ...]] = same,
) -> list[Proposal]:
    """Return the proposals that were not made before, alone or within one that was accepted.

    Args:
        content: What they are about, with the proposals that were made, whatever became of them.
        rows: The proposals.
        meaning: What two of them share that propose the same.
    """
    known = {meaning(one) for one in content.proposals}
    accepted: dict[tuple[str, str | None], list[Proposal]] = {}
    for one in content.proposals:
        if one.state is ProposalState.ACCEPTED:
            accepted.setdefault((one.kind, one.record), []).append(one)

    def is_known(row: Proposal) -> bool:
        wholes = accepted.get((row.kind, row.record), ())
        return meaning(row) in known or any(is_within(row, one, content) for one in wholes)

    return [row for row in rows if not is_known(row)]


def as_text(value: Any) -> FreeForm | None:
    """Return plain JSON values as the text that a proposal keeps."""
    if value is None:
        return None
    return FreeForm(msgspec.json.Encoder(decimal_format="number").encode(value).decode())


def _from_text(text: str | None) -> Any:
    if text is None:
        return None
    try:
        return msgspec.json.Decoder(float_hook=Decimal).decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        raise UnfitValueError(f"What it proposes cannot be read: {error}.") from error


def _taken_out(after: Any) -> tuple[Any, bytes | None]:
    """Return a source without the bytes of its original, and the bytes if they are its own.

    An original whose bytes did not come along is left out: the pack could not show it.
    """
    original = after.get("original") if isinstance(after, dict) else None
    if not isinstance(original, dict):
        return after, None
    about = {key: value for key, value in original.items() if key != _BYTES}
    try:
        data = base64.b64decode(str(original.get(_BYTES, "")), validate=True)
    except (binascii.Error, ValueError):
        data = b""
    if hashlib.sha256(data).hexdigest() == about.get("sha256"):
        return {**after, "original": about}, data
    return {key: value for key, value in after.items() if key != "original"}, None
