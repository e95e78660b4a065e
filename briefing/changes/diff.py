"""What differs between two contents, and the same summed up by whom it concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.changes.ancestry import NEUTRAL
from briefing.changes.compare import Comparison
from briefing.changes.judging import Telling
from briefing.domain.exchange import Edition, Proposal, Remark
from briefing.domain.kinds import KINDS

if TYPE_CHECKING:
    from briefing.changes.change import Change
    from briefing.domain.content import Content

_ASIDE = (Edition, Proposal, Remark)
_KINDS = tuple(kind for kind in KINDS if kind.record_type not in _ASIDE)


def diff(before: Content, after: Content, *, everything: bool = False) -> tuple[Change, ...]:
    """Return what changed from one content to another, by record, part and field.

    Args:
        before: The older content.
        after: The newer one.
        everything: Whether editions, proposals and remarks count too, and of records that are
            in both their place among their kind and their date of capture.
    """
    comparison = Comparison(
        judge=Telling(),
        kinds=KINDS if everything else _KINDS,
        neutral=frozenset() if everything else NEUTRAL,
    )
    return tuple(found.change for found in comparison.contents(before, after))
