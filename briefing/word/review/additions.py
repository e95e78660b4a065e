"""Paragraphs that somebody wrote into a document: what of the pack they go on with, or begin.

Behind a paragraph of a section they go on with it; behind a line to take they are another line;
anywhere else they are a section about whom or what the heading above names.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from briefing.changes.brought import Brought
from briefing.changes.change import Change
from briefing.domain.actors import Actor
from briefing.domain.agenda import Meeting, Topic
from briefing.domain.base import Record
from briefing.domain.prose import Line, Scope, Section
from briefing.domain.vocabularies import ScopeKind
from briefing.template.prose_additions import inserted
from briefing.template.prose_signs import UnmappableError, units
from briefing.template.words import words_of
from briefing.word.review.places import begun, shortened
from briefing.word.review.prose import signs_of
from briefing.word.review.values import named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.domain.content import Content
    from briefing.word.review.reading import ReadValue, Review
    from briefing.word.review.surroundings import Outside
    from briefing.word.review.values import Named

R = TypeVar("R", bound=Record)

_HEADING: Final = "Added in review"
SECTION: Final = "section"
_MARKDOWN: Final = "markdown"
_LINE: Final = "line"
_SCOPES: Final[dict[str, tuple[ScopeKind, type[Record]]]] = {
    "actor": (ScopeKind.ACTOR, Actor),
    "meeting": (ScopeKind.MEETING, Meeting),
    "topic": (ScopeKind.TOPIC, Topic),
}
"""Whose names in headings say what a section is about."""


class Additions:
    """Sorts the new paragraphs of a document.

    Attributes:
        continued: Those that go on with prose, each with the paragraph of it that it stands behind,
            by the id of the section.
        left: What is no paragraph of the body, or belongs to nothing.

    Args:
        content: The pack.
        review: What became of the document.
    """

    def __init__(self, content: Content, review: Review) -> None:
        self._content = content
        self._language = review.memory.language
        self._tags = {value.bookmark: value.tag for value in review.memory.values}
        self.continued: dict[str, list[tuple[int, Outside]]] = {}
        self.left: list[Outside] = []
        self._begun: list[list[Outside]] = []
        self._lines: list[tuple[Line, Outside]] = []
        last: Outside | None = None
        for one in review.outside:
            self._sort(one, last)
            last = one

    def records(self) -> Iterator[Brought]:
        """Yield the sections and lines that were begun; what the pack has already is none."""
        for line, one in self._lines:
            yield from self._line(line, one)
        for group in self._begun:
            yield from self._section(group)

    def _sort(self, one: Outside, last: Outside | None) -> None:
        if not one.number or one.row or one.is_beside:
            self.left.append(one)
            return
        is_next = last is not None and one.number == last.number + 1 and bool(self._begun)
        if is_next and not one.is_heading and self._begun[-1][-1] is last:
            self._begun[-1].append(one)
            return
        target = None if one.is_heading else self._named(one.after)
        section = self._found(Section, SECTION, target)
        line = self._found(Line, _LINE, target)
        if section is not None and target is not None:
            part = target.part if target.field == _MARKDOWN else 0
            self.continued.setdefault(section.id, []).append((part, one))
        elif line is not None:
            self._lines.append((line, one))
        else:
            self._begun.append([one])

    def _found(self, record_type: type[R], kind: str, target: Named | None) -> R | None:
        is_such = target is not None and target.kind == kind
        return (
            self._content.find(record_type, target.id) if target is not None and is_such else None
        )

    def _named(self, bookmark: str) -> Named | None:
        return named(self._tags.get(bookmark, ""))

    def _line(self, line: Line, one: Outside) -> Iterator[Brought]:
        markdown, reason = _markdown([replace(one, is_listed=False)])  # all lines are items there
        known = [row for row in self._content.lines if row.markdown == markdown]
        if any(_alike(row, line) for row in known):
            return
        after: dict[str, Any] = {"kind": line.kind.value, "variant": line.variant.value}
        for name in ("meeting", "topic", "actor"):
            if getattr(line, name) is not None:
                after[name] = getattr(line, name)
        yield _brought(_LINE, {**after, _MARKDOWN: markdown}, [one], reason)

    def _section(self, group: Sequence[Outside]) -> Iterator[Brought]:
        has_heading = group[0].is_heading and len(group) > 1
        heading = group[0].text if has_heading else words_of(self._language).say(_HEADING)
        markdown, reason = _markdown(group[has_heading:])
        scope = self._scope(group[0].under)
        if any(row.markdown == markdown and row.scope == scope for row in self._content.sections):
            return
        about = {"kind": scope.kind.value} | ({"id": scope.id} if scope.id is not None else {})
        after = {"scope": about, "heading": heading, _MARKDOWN: markdown}
        yield _brought(SECTION, after, group, reason)

    def _scope(self, under: Sequence[str]) -> Scope:
        """Return what a section is about, by the headings above it."""
        for bookmark in reversed(under):
            target = self._named(bookmark)
            if target is None:
                continue
            if target.kind == SECTION:
                section = self._content.find(Section, target.id)
                if section is not None:
                    return section.scope
            if target.kind in _SCOPES:
                kind, record_type = _SCOPES[target.kind]
                if self._content.find(record_type, target.id) is not None:
                    return Scope(kind=kind, id=target.id)
        return Scope(kind=ScopeKind.PACK)


def _markdown(paragraphs: Sequence[Outside]) -> tuple[str, str]:
    """Return paragraphs as Markdown, and why they cannot be such."""
    text = ""
    try:
        for one in paragraphs:
            count = len(units(text))
            text = inserted(text, count, signs_of(one.words), is_listed=one.is_listed)
    except UnmappableError as error:
        return "\n\n".join(one.text for one in paragraphs), str(error)
    return text, ""


def _alike(one: Line, other: Line) -> bool:
    """Tell whether two lines are said on the same occasion."""
    return (one.kind, one.variant, one.meeting, one.topic, one.actor) == (
        *(other.kind, other.variant, other.meeting, other.topic, other.actor),
    )


def _brought(kind: str, after: Any, group: Sequence[Outside], reason: str) -> Brought:
    authors = dict.fromkeys(author for one in group for author in one.authors)
    return Brought(
        change=Change(kind=kind, record=None, field=None, before=None, after=after),
        place=place_of(group[0]),
        reason=reason,
        by=", ".join(authors),
    )


def place_of(one: ReadValue | Outside) -> str:
    """Return where words stand, with the beginning of what stood there or stands there now."""
    return begun(f"{one.place}: “{shortened(' '.join((one.was or one.text).split()))}”")
