"""Three-way merge by record and field over a common ancestor, two-way without one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.changes.ancestry import MERGED
from briefing.changes.change import Change
from briefing.changes.compare import Comparison
from briefing.changes.judging import FromAncestor, Verdict, WithoutAncestor

if TYPE_CHECKING:
    from briefing.changes.ancestry import Ancestor
    from briefing.domain.content import Content

_FIXED = {("source", "text"), ("source", "original")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What another's content means for ours; each change goes from ours to theirs.

    Attributes:
        proposals: What they changed and we did not.
        conflicts: What both changed differently; both values are in the change.
        absences: What we have and they do not, where no ancestor tells who was first.
    """

    proposals: tuple[Change, ...] = ()
    conflicts: tuple[Change, ...] = ()
    absences: tuple[Change, ...] = ()


def merge(base: Ancestor | None, ours: Content, theirs: Content) -> Merged:
    """Return what they changed, and where that meets what we changed.

    Editions and the inbox stay with their pack; remarks travel. When every proposal is applied,
    merging again proposes nothing.

    Args:
        base: What both contents come from, or None where that is unknown: then nothing that they
            lack is proposed to be removed.
        ours: Our content.
        theirs: Another's.
    """
    judge = WithoutAncestor() if base is None else FromAncestor(base)
    comparison = Comparison(judge=judge, kinds=MERGED)
    sorted_out: dict[Verdict, list[Change]] = {verdict: [] for verdict in Verdict}
    for found in comparison.contents(ours, theirs):
        sorted_out[_verdict(found.verdict, found.change)].append(found.change)
    return Merged(
        proposals=tuple(sorted_out[Verdict.THEIRS]),
        conflicts=tuple(sorted_out[Verdict.BOTH]),
        absences=tuple(sorted_out[Verdict.ABSENT]),
    )


def is_fixed(change: Change) -> bool:
    """Tell whether a change is to a source's words or bytes, which nobody may change."""
    return (change.kind, change.field) in _FIXED


def _verdict(verdict: Verdict, change: Change) -> Verdict:
    return Verdict.BOTH if verdict is Verdict.THEIRS and is_fixed(change) else verdict
