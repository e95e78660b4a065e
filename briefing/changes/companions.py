"""Proposals that mean something only together: the words of a quote and the source they are of."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from briefing.domain.vocabularies import ProposalState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.domain.exchange import Proposal

_SOURCE: Final = re.compile(r"(?:translations\[[^\[\]]*\]\.)?source")
_WORDS: Final = re.compile(
    r"(?:translations\[[^\[\]]*\]\.)?(?:source|pieces\[[^\[\]]*\])|edits\[[^\[\]]*\]|speaker_as_named"
)
_OPEN: Final = frozenset({ProposalState.WAITING, ProposalState.CONFLICT})
_Group = tuple[str, str | None, str]


def with_companions(chosen: Iterable[Proposal], known: Sequence[Proposal]) -> list[Proposal]:
    """Return proposals with those that can only be decided on together with them.

    A range in a source says nothing without the source that it is in: where somebody proposes
    another source for a quote, its pieces, marked edits and named speaker go with it.

    Args:
        chosen: The proposals.
        known: All there are.
    """
    chosen = list(chosen)
    if not any(_group(one) for one in chosen):
        return chosen
    groups: defaultdict[_Group, list[Proposal]] = defaultdict(list)
    for one in known:
        group = _group(one)
        if group is not None and one.state in _OPEN:
            groups[group].append(one)
    found = {one.id: one for one in chosen}
    for one in chosen:
        group = _group(one)
        mates = groups[group] if group is not None else []
        if any(_SOURCE.fullmatch(mate.field or "") for mate in mates):
            found |= {mate.id: found.get(mate.id, mate) for mate in mates}
    return list(found.values())


def _group(proposal: Proposal) -> _Group | None:
    if proposal.kind != "quote" or not _WORDS.fullmatch(proposal.field or ""):
        return None
    return proposal.kind, proposal.record, proposal.origin
