"""Finds passages of older revisions in a new one: the same words, doubtful, changed or gone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from briefing.app.arrivals import Arrival
from briefing.changes.change import Change
from briefing.changes.values import as_plain
from briefing.domain.spans import Range, Span
from briefing.domain.vocabularies import ProposalState
from briefing.sources.anchor import Place, relocate
from briefing.sources.nearest import Nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from briefing.domain.sources import Source


class Fate(StrEnum):
    """What became of a passage in a new revision; each is worse than the one before."""

    MOVED = "moved"
    DOUBTFUL = "doubtful"
    CHANGED = "changed"
    GONE = "gone"


PLACES: Final = {
    Fate.MOVED: "The same words",
    Fate.DOUBTFUL: "The same words, but not as they stood",
    Fate.CHANGED: "Other words: the nearest there are",
    Fate.GONE: "Gone",
}
STATES: Final = {
    Fate.MOVED: ProposalState.WAITING,
    Fate.DOUBTFUL: ProposalState.CONFLICT,
    Fate.CHANGED: ProposalState.CONFLICT,
    Fate.GONE: ProposalState.REFUSED,
}
"""Only the same words wait to be accepted together; what is in doubt waits for a person."""

_GONE: Final = (
    "These words stand nowhere in the new revision, and none that are like them: mark another "
    "passage, or remove what rests on them."
)


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a passage, and where it is now; nowhere for one that is gone."""

    fate: Fate
    place: Range | None


class Finder:
    """Finds what rests on older revisions in the new one, and counts what became of it.

    Args:
        new: The new revision.
        olds: The older ones by their ids.
        waiting: Called for every passage; may raise to cancel.
    """

    def __init__(
        self, new: Source, olds: Mapping[str, Source], waiting: Callable[[], None]
    ) -> None:
        self.new = new
        self.olds = olds
        self.counts: Counter[Fate] = Counter()
        self._waiting = waiting
        self._nearest: Nearest | None = None

    def passage(self, source: str, span: Span) -> Found:
        """Find a passage of an older revision, and count it."""
        self._waiting()
        found = self.of(span, span.start / max(1, len(self.olds[source].text)))
        self.counts[found.fate] += 1
        return found

    def stretch(self, source: str, stretch: Range) -> Span:
        """Return a stretch of an older revision as a passage with its words."""
        text = self.olds[source].text
        return Span.at(text, stretch.start, stretch.stop)

    def of(self, span: Span, share: float = 0.0) -> Found:
        """Find a passage, uncounted.

        Args:
            span: The passage.
            share: Where in its own text it stood, 0 at its beginning to 1 at its end.
        """
        there = relocate(span, self.new.text)
        if there.start is not None and there.stop is not None:
            return Found(Fate.MOVED, Range(start=there.start, stop=there.stop))
        if there.kind is Place.AMBIGUOUS:
            near = share * len(self.new.text)
            best = min(there.candidates, key=lambda one: abs(one.start - near))
            return Found(Fate.DOUBTFUL, best)
        if self._nearest is None:
            self._nearest = Nearest(self.new.text)
        nearest = self._nearest.to(span.exact, share)
        if nearest is None:
            return Found(Fate.GONE, None)
        is_same = nearest.of(self.new.text).split() == span.exact.split()
        return Found(Fate.DOUBTFUL if is_same else Fate.CHANGED, nearest)


def worst(fates: Iterable[Fate]) -> Fate:
    """Return the worst of some fates."""
    return max(fates, key=list(Fate).index, default=Fate.MOVED)


def arrival_of(change: Change, fate: Fate, reason: str = "") -> Arrival:
    """Return the change of a passage on its way into the inbox.

    Args:
        change: The change.
        fate: What became of the passage.
        reason: Why it cannot be accepted although its words were found.
    """
    reason = reason or (_GONE if fate is Fate.GONE else "")
    state = ProposalState.REFUSED if reason else STATES[fate]
    return Arrival(change=change, state=state, place=PLACES[fate], reason=reason or None)


def changed(kind: str, record: str, path: str, before: Any, after: Any) -> Change:
    """Return a change of a field or part of a record, in plain JSON values."""
    return Change(kind=kind, record=record, field=path, before=_plain(before), after=_plain(after))


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str) else as_plain(value)
