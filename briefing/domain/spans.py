"""Spans: half-open ranges of code points in one source's text, with the exact words they cover."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from briefing.errors import BriefingError

CONTEXT = 32


class SpanOutOfRangeError(BriefingError):
    """A span does not lie within the text that it belongs to."""

    exit_code = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A half-open range of code points, `start` before `stop`."""

    start: int
    stop: int

    def __post_init__(self) -> None:
        """Refuse a range that is empty, reversed or negative."""
        if not 0 <= self.start < self.stop:
            raise SpanOutOfRangeError(f"A passage cannot run from {self.start} to {self.stop}.")

    def of(self, text: str) -> str:
        """Return the words of `text` under the range.

        Raises:
            SpanOutOfRangeError: The range ends beyond the text.
        """
        if self.stop > len(text):
            raise SpanOutOfRangeError(
                f"The passage {self.start}–{self.stop} lies beyond the end of its source, "
                f"which has {len(text)} characters."
            )
        return text[self.start : self.stop]

    def overlaps(self, other: Range) -> bool:
        """Tell whether the two ranges share a code point."""
        return self.start < other.stop and other.start < self.stop

    def contains(self, other: Range) -> bool:
        """Tell whether `other` lies wholly inside."""
        return self.start <= other.start and other.stop <= self.stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Span(Range):
    """A range with its exact words and what stands right before and after them.

    Attributes:
        exact: The words, code point by code point.
        prefix: Up to 32 code points before.
        suffix: Up to 32 code points after.
    """

    exact: str = ""
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def at(cls, text: str, start: int, stop: int) -> Self:
        """Return the span of `text` from `start` to `stop`, words and context filled in."""
        return cls(start=start, stop=stop).filled(text)

    def filled(self, text: str) -> Self:
        """Return the span with its words and context taken from `text`."""
        return replace(
            self,
            exact=self.of(text),
            prefix=text[max(0, self.start - CONTEXT) : self.start],
            suffix=text[self.stop : self.stop + CONTEXT],
        )

    def matches(self, text: str) -> bool:
        """Tell whether `text` still has exactly these words at this place."""
        return text[self.start : self.stop] == self.exact
