"""How long a finished document is, beside how long its template allows it to be.

The pages are those of the PDF that the office suite made; where there is none nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from briefing.template.manifest import Pages

if TYPE_CHECKING:
    from briefing.domain.content import Content
    from briefing.template.manifest import TemplateInfo
    from briefing.word.state import Heading

_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Where the headings of a finished document stand.

    Attributes:
        starts: Page number by bookmark, of the headings that were found.
        sides: How many pages each part below a heading of the first level has, in order.
        count: How many pages there are.
    """

    starts: Mapping[str, int]
    sides: tuple[tuple[str, int], ...]
    count: int


def measured_pages(pdf: bytes, headings: Sequence[Heading]) -> Measured:
    """Return where headings stand in the PDF of their document."""
    from briefing.preview.pages import Pages as PdfPages

    with PdfPages(pdf) as pages:
        marks, count = iter(pages.bookmarks()), len(pages)
    starts: dict[str, int] = {}
    for heading in headings:
        words = " ".join(heading.text.split())
        found = next((mark for mark in marks if " ".join(mark.title.split()) == words), None)
        if found is None:
            break
        starts[heading.bookmark] = found.page
    return Measured(starts=starts, sides=sides_of(headings, starts, count), count=count)


def sides_of(
    headings: Sequence[Heading], starts: Mapping[str, int], count: int
) -> tuple[tuple[str, int], ...]:
    """Return how many pages each part has, from its heading to the next one of the first level."""
    first = [row for row in headings if row.level == 1 and row.bookmark in starts]
    begins = [starts[row.bookmark] for row in first]
    ends = [max(start, after - 1) for start, after in pairwise(begins)]
    ends += [count] if begins else []
    return tuple(
        (row.text, end - start + 1) for row, start, end in zip(first, begins, ends, strict=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many pages a document may have.

    Attributes:
        form: The name of the template.
        pages: What it allows, or None.
        names: The headings of those that it allows so many pages each.
    """

    form: str
    pages: Pages | None
    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, info: TemplateInfo, content: Content) -> Limits:
        """Return the limits of a template for a pack."""
        per = info.pages.per if info.pages else "document"
        names = {
            "meeting": [row.title for row in content.meetings],
            "country": [row.name for row in content.actors],
            "document": [],
        }[per]
        tidy = frozenset(" ".join(name.split()) for name in names)
        return cls(form=info.name, pages=info.pages, names=tidy)

    def not_measured(self) -> tuple[str, ...]:
        """Return what is said where there is no office suite."""
        if self.pages is None:
            return ()
        why = "there is no office suite on this machine"
        return (f"{self.form}: {self._allowed} at most; not measured, because {why}.",)

    def compared(self, measured: Measured) -> tuple[str, ...]:
        """Return a sentence for each part that is too long, or one for all that are not."""
        if self.pages is None:
            return ()
        sides = self._measured(measured)
        if not sides:
            return (f"{self.form}: {self._allowed} at most; not measured, no part was found.",)
        long = [(name, count) for name, count in sides if count > self.pages.most]
        if not long:
            return (f"{self.form}: {self._allowed} at most; measured, and kept.",)
        return tuple(
            f"{', '.join(filter(None, (self.form, name)))}: {_sides_in_words(self.pages.most)}, "
            f"this one has {_in_words(count)}."
            for name, count in long
        )

    def _measured(self, measured: Measured) -> tuple[tuple[str, int], ...]:
        if self.pages is not None and self.pages.per == "document":
            return (("", measured.count),)
        return tuple(row for row in measured.sides if " ".join(row[0].split()) in self.names)

    @property
    def _allowed(self) -> str:
        pages = self.pages
        if pages is None:
            return ""
        sides = _sides_in_words(pages.most)
        return sides if pages.per == "document" else f"{sides} for each {pages.per}"


def _in_words(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _sides_in_words(count: int) -> str:
    return f"{_in_words(count)} {'side' if count == 1 else 'sides'}"
