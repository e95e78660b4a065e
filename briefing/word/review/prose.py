"""The paragraphs of one record's prose that were edited in a document, put together again."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.template.prose_additions import extended, inserted
from briefing.template.prose_edits import rewritten
from briefing.template.prose_signs import (
    NOTE,
    Sign,
    Signs,
    Unit,
    UnmappableError,
    is_uncited,
    looked_at,
    same_reading,
    units,
    with_citations,
)
from briefing.template.read_words import without_marks
from briefing.word.review.reading import ReadValue
from briefing.word.review.stream import OBJECT
from briefing.word.review.surroundings import Outside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.word.review.stream import Word

_LONGEST = 1_000_000  # characters: no memory of ours has prose of that length
_EMPTIED = "The paragraph was emptied: take it out of the record's text, where that is meant."
_NO_WORDS = "A picture, a symbol or a footnote was put into it: the record takes words alone."


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeProse:
    """Prose as it was edited, or why an edit of it cannot be taken.

    Attributes:
        where: The paragraph that was edited or is new, or the first of several.
        markdown: The whole prose with the edits.
        reason: Why there is none.
        authors: Who edited it with changes tracked.
    """

    where: ReadValue | Outside
    markdown: str = ""
    reason: str = ""
    authors: str = ""


@dataclass(frozen=True, slots=True)
class _Edit:
    """An edit of one paragraph."""

    part: int
    signs: Signs
    is_uncited: bool
    value: ReadValue


@dataclass(frozen=True, slots=True)
class _New:
    """A new paragraph behind another one, or more words at the end of one."""

    part: int
    signs: Signs
    where: ReadValue | Outside
    number: int

    def into(self, markdown: str) -> str:
        if isinstance(self.where, Outside):
            return inserted(markdown, self.part, self.signs, is_listed=self.where.is_listed)
        return extended(markdown, self.part, self.signs)


@dataclass(slots=True)
class ProseEdits:
    """The edits of one record's prose.

    Attributes:
        markdown: The prose as it was when the document was written.
    """

    markdown: str
    _units: tuple[Unit, ...] = ()
    _edits: dict[int, list[_Edit]] = field(default_factory=lambda: defaultdict(list))
    _new: list[_New] = field(default_factory=list)
    _refused: list[MadeProse] = field(default_factory=list)

    def take(self, part: int, value: ReadValue) -> None:
        """Take up a paragraph of the document; one that says what it said is no edit."""
        if not self._units and len(self.markdown) <= _LONGEST:
            self._units = units(self.markdown)
        found = self._units
        if not 1 <= part <= len(found) or value.words is None:
            return
        unit = found[part - 1]
        printed = value.exported.text
        self._extend(part, value)
        try:
            edit = _edit(part, value, uncited=is_uncited(printed, unit))
            signs = edit.signs if edit.is_uncited else with_citations(edit.signs, printed, unit)
        except UnmappableError as error:
            self._refused.append(MadeProse(where=value, reason=str(error)))
            return
        before = unit.inner
        if edit.is_uncited:
            before = tuple(sign for sign in before if not sign.is_note)
        before = _plainer(before, value.exported.emphasis)
        if same_reading(signs, before) or any(
            same_reading(signs, other.signs) for other in self._edits[part]
        ):
            return
        if not signs:
            self._refused.append(MadeProse(where=value, reason=_EMPTIED))
            return
        self._edits[part].append(_Edit(part, signs, edit.is_uncited, value))

    def put_in(self, part: int, new: Outside) -> None:
        """Take up a new paragraph behind another one of the prose, 0 for its beginning."""
        try:
            signs = signs_of(new.words)
        except UnmappableError as error:
            self._refused.append(MadeProse(where=new, reason=str(error)))
        else:
            self._new.append(_New(part, signs, new, len(self._new)))

    def made(self) -> Iterator[MadeProse]:
        """Yield the prose with its edits; a paragraph edited in two ways comes once more."""
        yield from self._refused
        rounds = max((len(edits) for edits in self._edits.values()), default=bool(self._new))
        for number in range(rounds):
            chosen = [edits[number] for edits in self._edits.values() if len(edits) > number]
            yield from self._together(chosen, [] if number else self._new)

    def _extend(self, part: int, value: ReadValue) -> None:
        """Take up words at the end of a paragraph."""
        if not value.added:
            return
        try:
            signs = signs_of(value.added)
        except UnmappableError as error:
            self._refused.append(MadeProse(where=value, reason=str(error)))
            return
        if all(one.part != part or one.signs != signs for one in self._new):
            self._new.append(_New(part, signs, value, len(self._new)))

    def _together(self, edits: list[_Edit], new: list[_New]) -> Iterator[MadeProse]:
        text = self.markdown
        taken: list[ReadValue | Outside] = []
        for edit in edits:
            try:
                text = rewritten(text, edit.part, edit.signs, uncited=edit.is_uncited)
            except UnmappableError as error:
                yield MadeProse(where=edit.value, reason=str(error))
                continue
            taken.append(edit.value)
        for one in sorted(new, key=_from_the_end):
            try:
                text = one.into(text)
            except UnmappableError as error:
                yield MadeProse(where=one.where, reason=str(error))
                continue
            taken.insert(len(edits), one.where)
        if taken:
            authors = dict.fromkeys(author for each in taken for author in each.authors)
            yield MadeProse(where=taken[0], markdown=text, authors=", ".join(authors))


def signs_of(words: Iterable[Word]) -> Signs:
    """Return words that somebody wrote as signs.

    Raises:
        UnmappableError: A picture, a symbol or a footnote is among them.
    """
    signs = tuple(sign for word in words if not word.is_deleted for sign in _signs(word))
    start, stop = 0, len(signs)
    while start < stop and signs[start].text.isspace():
        start += 1
    while stop > start and signs[stop - 1].text.isspace():
        stop -= 1
    if any(sign.text in (NOTE, OBJECT) for sign in signs):
        raise UnmappableError(_NO_WORDS)
    return signs[start:stop]


def _from_the_end(one: _New) -> tuple[int, bool, int]:
    """Return in which order additions go in: what stands further behind first, ends of one last."""
    return -one.part, isinstance(one.where, ReadValue), -one.number


def _edit(part: int, value: ReadValue, *, uncited: bool) -> _Edit:
    if OBJECT in value.text:
        raise UnmappableError(_NO_WORDS)
    emphasis = value.exported.emphasis
    signs = tuple(sign for word in value.words or () for sign in _signs(word))
    signs = looked_at(_trimmed(signs), bold="b" in emphasis, italic="i" in emphasis)
    return _Edit(part, signs, uncited, value)


def _signs(word: Word) -> Iterator[Sign]:
    for sign in without_marks(word.text):
        yield Sign(sign, word.bold, word.italic, word.url) if sign != NOTE else Sign(NOTE)


def _trimmed(signs: Signs) -> Signs:
    """Return signs without line breaks around them and citations at their end."""
    start, stop = 0, len(signs)
    while start < stop and signs[start].text == "\n":
        start += 1
    while stop > start and signs[stop - 1].text in ("\n", NOTE):
        stop -= 1
    return signs[start:stop]


def _plainer(signs: Signs, emphasis: str) -> Signs:
    """Return signs without the emphasis that cannot be told from that of their place."""
    return looked_at(signs, bold="b" in emphasis, italic="i" in emphasis)
