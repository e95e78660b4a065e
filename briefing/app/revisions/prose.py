"""Citations in prose, which name a source as a whole or a stretch of it by its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from briefing.app.revisions.finding import Fate, Finder, arrival_of, changed
from briefing.checks.prose import CITATION
from briefing.domain.spans import Range

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from briefing.app.arrivals import Arrival

_WHOLE: Final = "Cited as a whole: look whether it still says so"
_BY_HAND: Final = (
    "A citation names these words by their place, and they do not stand in the new revision as "
    "they were: cite what stands there now."
)


def prose_arrivals(finder: Finder, kind: str, record: str, markdown: str) -> Iterator[Arrival]:
    """Yield what makes prose cite the new revision, and the citations that cannot.

    Args:
        finder: Finds passages in the new revision.
        kind: `section` or `line`.
        record: Its id.
        markdown: The prose.
    """
    fates: list[Fate] = []
    kept: list[Arrival] = []

    def cite(match: re.Match[str]) -> str:
        name, start, stop = match.groups()
        if name not in finder.olds:
            return match.group()
        if start is None:
            fates.append(Fate.DOUBTFUL)
            return f"[@{finder.new.id}]"
        words = finder.olds[name].text[int(start) : int(stop)]
        if not words:
            return match.group()
        stretch = finder.stretch(name, Range(start=int(start), stop=int(start) + len(words)))
        found = finder.passage(name, stretch)
        place = found.place
        if found.fate is Fate.MOVED and place is not None:
            fates.append(found.fate)
            return f"[@{finder.new.id}:{place.start}-{place.stop}]"
        now = None if place is None else place.of(finder.new.text)
        change = changed(kind, record, "markdown", words, now)
        kept.append(arrival_of(change, found.fate, _BY_HAND))
        return match.group()

    new = CITATION.sub(cite, markdown)
    if fates:
        change = changed(kind, record, "markdown", markdown, new)
        if Fate.DOUBTFUL in fates:
            yield replace(arrival_of(change, Fate.DOUBTFUL), place=_WHOLE)
        else:
            yield arrival_of(change, Fate.MOVED)
    yield from kept
