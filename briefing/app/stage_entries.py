"""A stage that was changed in a file: it corrects its entry, unless somebody dates a new one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from briefing.changes.proposals import as_text, proposed_value
from briefing.domain.commitments import Commitment
from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from briefing.domain.commitments import StageEntry
    from briefing.domain.content import Content
    from briefing.domain.exchange import Proposal

DATE: Final = "date"
_STAGE: Final = re.compile(r"stages\[([^\[\]]*)\]\.stage")


def corrects_entry(proposal: Proposal) -> bool:
    """Tell whether a proposal gives an entry of a commitment's history another stage."""
    is_stage = _STAGE.fullmatch(proposal.field or "") is not None
    return proposal.kind == "commitment" and is_stage and proposal.after is not None


def corrected_entry(content: Content, proposal: Proposal) -> StageEntry | None:
    """Return the entry that a proposal gives another stage, None where there is none."""
    commitment = content.find(Commitment, proposal.record)
    found = _STAGE.fullmatch(proposal.field or "")
    if commitment is None or found is None or not corrects_entry(proposal):
        return None
    return next((one for one in commitment.stages if one.id == found[1]), None)


def as_new_entry(proposal: Proposal, entry: dict[str, Any], entry_id: str) -> Proposal:
    """Return a proposal of another stage as one of a new entry, which leaves the old one as it is.

    Args:
        proposal: The proposal; it corrects an entry.
        entry: The new entry in plain JSON, with its date; the stage is the proposed one by default.
        entry_id: The id of the new entry.

    Raises:
        InputRefusedError: It has no date.
    """
    if not entry.get(DATE):
        raise InputRefusedError(
            "A new stage entry needs a date, so that the history stays in order: give one, or "
            "accept the stage alone, which corrects the entry that is there."
        )
    plain = {"stage": proposed_value(proposal), **entry}
    return replace(proposal, field=f"stages[{entry_id}]", before=None, after=as_text(plain))
