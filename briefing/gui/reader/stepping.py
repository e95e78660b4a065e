"""Where the keys of the reader go: the next sentence, the next words in quotation marks."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.domain.sources import Source
from briefing.domain.spans import Range
from briefing.sources.quotations import quoted_strings
from briefing.sources.sentences import paragraphs, sentences

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Steps:
    """The sentences and quotations of a source's own text, in reading order.

    What was set aside (menus, captions) is stepped over.

    Attributes:
        source: The source.
    """

    source: Source

    @cached_property
    def quotations(self) -> tuple[Range, ...]:
        """What stands between quotation marks."""
        return self._own(quoted_strings(self.source.text))

    @cached_property
    def sentences(self) -> tuple[Range, ...]:
        """The sentences."""
        text = self.source.text
        return self._own([one for part in paragraphs(text) for one in sentences(text, part)])

    def _own(self, ranges: Sequence[Range]) -> tuple[Range, ...]:
        aside = self.source.set_aside
        return tuple(one for one in ranges if not any(away.overlaps(one) for away in aside))

    def next_quotation(self, at: Range | None, done: Sequence[Range] = ()) -> Range | None:
        """Return the first quotation that begins behind where the selection begins.

        Args:
            at: The selection.
            done: What was captured already; it is stepped over while others are left.
        """
        start = -1 if at is None else at.start
        ahead = (one for one in self.quotations if one.start > start)
        left = (one for one in ahead if not any(one.overlaps(row) for row in done))
        return next(left, None) or _after(self.quotations, start)

    def previous_quotation(self, at: Range | None) -> Range | None:
        """Return the last quotation that begins before the selection."""
        return _before(self.quotations, len(self.source.text) if at is None else at.start)

    def next_sentence(self, at: Range | None, caret: int = 0) -> Range | None:
        """Return the sentence around the selection, or the one behind it when it is selected.

        Args:
            at: The selection.
            caret: Where the caret stands when nothing is selected.
        """
        start = caret if at is None else at.start
        around = next((one for one in self.sentences if one.start <= start < one.stop), None)
        if around is not None and (at is None or not at.contains(around)):
            return around
        last = start if at is None else at.stop - 1
        return _after(self.sentences, last)

    def previous_sentence(self, at: Range | None, caret: int = 0) -> Range | None:
        """Return the last sentence that begins before the selection."""
        return _before(self.sentences, caret if at is None else at.start)

    def longer(self, at: Range | None, caret: int = 0) -> Range | None:
        """Return the selection up to the end of its sentence, then of the next one."""
        if at is None:
            return self.next_sentence(None, caret)
        ends = [one.stop for one in self.sentences if one.stop > at.stop]
        return Range(start=at.start, stop=ends[0]) if ends else None


def _after(ranges: Sequence[Range], start: int) -> Range | None:
    return next((one for one in ranges if one.start > start), None)


def _before(ranges: Sequence[Range], start: int) -> Range | None:
    place = bisect_left([one.start for one in ranges], start)
    return ranges[place - 1] if place else None
