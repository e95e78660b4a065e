"""What somebody wrote around the values of a document, and what of the pack it goes on with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from briefing.word.review.finding import Around, Found, authors_of, digest
from briefing.word.review.places import Places
from briefing.word.review.stream import NOTE, Stream, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefing.word.review.memory import Memory
    from briefing.word.review.stream import FoundParagraph

_LONGEST: Final = 4_000  # characters of a paragraph in which additions are looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Words that are no value and were not there when the document was written.

    Attributes:
        text: The words.
        place: Under which heading, or in what, they stand.
        authors: Who wrote them with changes tracked.
        is_row: Whether they are a whole row of a table.
        words: The words with their looks; none of what is no paragraph of the body.
        number: Which paragraph of the body they are, from 1, or 0.
        after: The bookmark of the value that they go on behind: in the same paragraph, or with
            nothing of the form between; else "".
        is_beside: Whether that value stands in the same paragraph.
        under: The bookmark of the value in each heading above, the innermost last; "" where a
            heading has none.
        is_heading: Whether they are a heading.
        is_listed: Whether they are an item of a list.
        row: The number of the table row that they stand in, from 1, or 0.
    """

    text: str
    place: str
    authors: tuple[str, ...] = ()
    is_row: bool = False
    words: tuple[Word, ...] = ()
    number: int = 0
    after: str = ""
    is_beside: bool = False
    under: tuple[str, ...] = ()
    is_heading: bool = False
    is_listed: bool = False
    row: int = 0

    @property
    def was(self) -> str:
        """What stood there when the document was written: nothing."""
        return ""


def surroundings(
    body: Stream,
    found: Mapping[str, Found],
    memory: Memory,
    *,
    places: Places,
    outlines: Mapping[str, int],
) -> tuple[list[Outside], int]:
    """Return the new words around the values, and how many paragraphs around them are gone.

    Args:
        body: The document.
        found: Where each value stands, by its bookmark.
        memory: What the document remembers.
        places: The headings.
        outlines: The level of each style that makes a heading.
    """
    walk = _Walk(
        body,
        found,
        known=Counter(memory.around),
        prose={value.bookmark for value in memory.values if "#" in value.tag},
        places=places,
        outlines=outlines,
    )
    new = list(walk.new())
    missing = max(0, sum((+walk.known).values()) - len(new))
    return _by_row(new, walk.rows_with_values), missing


@dataclass(slots=True)
class _Walk:
    """Goes through the paragraphs of a body and knows what stands before each."""

    body: Stream
    found: Mapping[str, Found]
    known: Counter[str] = field(kw_only=True)
    prose: Set[str] = field(kw_only=True)
    places: Places = field(kw_only=True)
    outlines: Mapping[str, int] = field(kw_only=True)
    rows_with_values: set[int] = field(default_factory=set)
    _last: str = ""
    _headings: list[tuple[int, str]] = field(default_factory=list)
    _owner: list[str] = field(default_factory=list)

    def new(self) -> Iterator[Outside]:
        """Yield the new words, paragraph by paragraph."""
        self._owner = [""] * len(self.body.words)
        for name, one in self.found.items():
            for start, stop in one.stretches:
                self._owner[start:stop] = [name] * (stop - start)
        starts = sorted((one.start, name) for name, one in self.found.items())
        place = 0
        paragraphs = sorted(self.body.paragraphs, key=lambda one: one.stretch)
        for number, paragraph in enumerate(paragraphs, start=1):
            names: list[str] = []
            while place < len(starts) and starts[place][0] <= paragraph.stretch.stop:
                names.append(starts[place][1])
                place += 1
            if names:
                self.rows_with_values.add(paragraph.row)
            yield from self._paragraph(paragraph, names, number)
        self.rows_with_values.discard(0)

    def _paragraph(
        self, paragraph: FoundParagraph, names: Sequence[str], number: int
    ) -> Iterator[Outside]:
        around = self._around(paragraph)
        text = around.text
        if text and self.known[digest(text)] <= 0:
            yield self._outside(around, names, number)
            if not names and not paragraph.row:
                return  # what was before it is before the next one, too
        else:
            self.known[digest(text)] -= bool(text)
            level = self.outlines.get(paragraph.style, 1 if paragraph.is_heading else 0)
            if level and (text or names):
                self._headings = [one for one in self._headings if one[0] < level]
                self._headings.append((level, names[0] if names else ""))
            if not text and not names and not paragraph.row:
                return
        self._last = names[-1] if names and not paragraph.row else ""

    def _around(self, paragraph: FoundParagraph) -> Around:
        words = (self.body.words[at] for at in range(*paragraph.stretch) if not self._owner[at])
        return Around(paragraph=paragraph, words=tuple(words))

    def _outside(self, around: Around, names: Sequence[str], number: int) -> Outside:
        paragraph, words, after = around.paragraph, around.words, self._last
        if names:
            after, words = self._addition(paragraph, around)
        return Outside(
            text=Around.said(words),
            place=self.places.of(paragraph.stretch.start),
            authors=authors_of(words),
            words=words,
            number=number,
            after="" if paragraph.row and not names else after,
            is_beside=bool(names),
            under=tuple(name for _, name in self._headings),
            is_heading=paragraph.style in self.outlines,
            is_listed=paragraph.is_listed,
            row=paragraph.row,
        )

    def _addition(self, paragraph: FoundParagraph, around: Around) -> tuple[str, tuple[Word, ...]]:
        """Return the value of a paragraph behind which words were added, and these words.

        They are what has to go for the words of the form to be as they were; "" and all the words
        around the values where that cannot be told.
        """
        if len(around.text) <= _LONGEST:
            gaps = self._gaps(paragraph)
            for place, (name, gap) in enumerate(gaps):
                others = [words for at, (_, words) in enumerate(gaps) if at != place]
                for kept, added in _parted(gap) if name else ():
                    if self._is_addition(name, added, Around.said((*chain(*others), *kept))):
                        return name, added
        return "", around.words

    def _is_addition(self, name: str, added: Sequence[Word], rest: str) -> bool:
        """Tell whether words were added behind a value, by what else is around the values."""
        if not Around.said(added) or NOTE in "".join(word.text for word in added):
            return False
        if not rest:  # the form has no words here, or none is left of them
            return name in self.prose or all(word.author for word in added)
        is_known = self.known[digest(rest)] > 0
        self.known[digest(rest)] -= is_known
        return is_known

    def _gaps(self, paragraph: FoundParagraph) -> list[tuple[str, tuple[Word, ...]]]:
        """Return the words around the values of a paragraph, each row with the value before it."""
        gaps: list[tuple[str, list[Word]]] = [("", [])]
        for at in range(*paragraph.stretch):
            owner = self._owner[at]
            if not owner:
                gaps[-1][1].append(self.body.words[at])
            elif gaps[-1][0] != owner:
                gaps.append((owner, []))
        return [(name, tuple(words)) for name, words in gaps]


def _parted(gap: Sequence[Word]) -> Iterator[tuple[tuple[Word, ...], tuple[Word, ...]]]:
    """Yield in which ways words may be those of the form and words that were added."""
    tracked = tuple(word for word in gap if word.author)
    if tracked:
        yield tuple(word for word in gap if not word.author), tracked
    whole = tuple(word for word in gap if not word.is_deleted)
    text = "".join(word.text for word in whole)
    first = text.rfind(NOTE) + 1
    cuts = [at for at in range(first, len(text) + 1) if _is_between(text, at)]
    for at in cuts:
        yield _split(whole, at)
    for at in reversed(cuts):
        head, tail = _split(whole, at)
        marks, added = _split(head, first)
        yield (*marks, *tail), added


def _is_between(text: str, at: int) -> bool:
    """Tell whether a place is between words, or at an end."""
    return at in (0, len(text)) or text[at - 1] == NOTE or text[at - 1 : at + 1].find(" ") >= 0


def _split(words: Sequence[Word], at: int) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Return words up to a character and from it on."""
    head: list[Word] = []
    tail: list[Word] = []
    for word in words:
        cut = min(max(at, 0), len(word.text))
        at -= len(word.text)
        head += [replace(word, text=word.text[:cut])] * bool(word.text[:cut])
        tail += [replace(word, text=word.text[cut:])] * bool(word.text[cut:])
    return tuple(head), tuple(tail)


def _by_row(new: Iterable[Outside], held: Set[int]) -> list[Outside]:
    """Return the new words, those of a row without any value as one."""
    made: list[Outside] = []
    cells: dict[int, list[Outside]] = {}
    for one in new:
        if not one.row or one.row in held:
            made.append(one)
        elif one.row in cells:
            cells[one.row].append(one)
        else:
            cells[one.row] = [one]
            made.append(one)
    return [_as_row(cells[one.row]) if one.row in cells else one for one in made]


def _as_row(cells: Sequence[Outside]) -> Outside:
    authors = dict.fromkeys(author for cell in cells for author in cell.authors)
    return replace(
        cells[0],
        text=" | ".join(cell.text for cell in cells),
        authors=tuple(authors),
        is_row=len(cells) > 1,
    )
