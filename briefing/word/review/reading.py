"""Reads a document that has come home: what became of its values, and what else was changed in it.

The file is a stranger's: it is opened like one, and whatever it says is taken for words alone.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.errors import InputRefusedError
from briefing.template.styles import read_styles
from briefing.word.package import open_package, parse_xml
from briefing.word.relationships import read_relationships
from briefing.word.review.commenting import FoundComment, comments_of
from briefing.word.review.finding import (
    around_values,
    authors_of,
    digest,
    find_values,
    text_of,
    words_of,
)
from briefing.word.review.memory import Exported, Memory, memory_in
from briefing.word.review.places import Places
from briefing.word.review.stream import Stream, Word
from briefing.word.review.walking import stream_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from briefing.files.zips import StoredPart
    from briefing.word.review.finding import Found

_TAG: Final = re.compile(rb'<w:tag w:val="[a-z]+/[A-Za-z0-9_-]{1,40}/[a-z_]+(?:#\d+)?"')
_TO_BE_READ: Final = (
    "The Word file was made to be read, or is none of ours: nothing in it says which words are "
    "whose. Export the review form, and work in that."
)
_LOST: Final = (
    "The Word file no longer remembers what it said when it was exported: a program or an "
    "inspector of documents took that out of it. Ask for it as it was saved in Word or "
    "LibreOffice, or make the changes by hand."
)
_ELSEWHERE: Final = {
    "header": "header",
    "footer": "footer",
    "footnotes": "footnote",
    "endnotes": "endnote",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadValue:
    """A value of a document that has come home.

    Attributes:
        exported: The value as it was printed.
        words: What it says now, tracked changes accepted; None where it is gone.
        authors: Who changed it with changes tracked.
        place: Under which heading it stands.
    """

    exported: Exported
    words: tuple[Word, ...] | None
    authors: tuple[str, ...] = ()
    place: str = ""

    @property
    def text(self) -> str:
        """What it says now, "" where it is gone."""
        return text_of(self.words or ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Words that are no value and were not there when the document was written.

    Attributes:
        text: The words.
        place: Under which heading, or in what, they stand.
        authors: Who wrote them with changes tracked.
        is_row: Whether they are a whole row of a table.
    """

    text: str
    place: str
    authors: tuple[str, ...] = ()
    is_row: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A document that has come home.

    Attributes:
        memory: What it remembers.
        values: Its values, in the order of the document.
        outside: New words around the values.
        missing: How many paragraphs around the values are gone.
        comments: The comments that were written into it.
    """

    memory: Memory
    values: tuple[ReadValue, ...]
    outside: tuple[Outside, ...] = ()
    missing: int = 0
    comments: tuple[FoundComment, ...] = ()


def read_review(data: bytes) -> Review | None:
    """Return what became of a document, or None where it remembers nothing.

    Raises:
        InputRefusedError: It is no Word file, is damaged, or could do harm.
    """
    parts = open_package(data)
    memory = _memory(parts)
    return None if memory is None else _Reading(parts, memory).review()


def received_review(data: bytes) -> Review:
    """Return what became of a document that somebody sent.

    Raises:
        InputRefusedError: It was made to be read, is damaged, or could do harm.
    """
    review = read_review(data)
    if review is None:
        raise InputRefusedError(_LOST if _has_values(data) else _TO_BE_READ)
    return review


def _has_values(data: bytes) -> bool:
    """Tell whether a document without a memory has controls of ours all the same."""
    parts = open_package(data)
    return any(
        _TAG.search(part.content()) is not None
        for name, part in parts.items()
        if name.startswith("word/") and name.endswith(".xml")
    )


def _memory(parts: Mapping[str, StoredPart]) -> Memory | None:
    for name in sorted(parts):
        if name.startswith("customXml/") and name.endswith(".xml"):
            found = memory_in(parse_xml(parts[name].content(), name))
            if found is not None:
                return found
    return None


class _Reading:
    """A document while it is read."""

    def __init__(self, parts: dict[str, StoredPart], memory: Memory) -> None:
        self._parts = parts
        self._memory = memory
        kinds = {each.type: each.target for each in read_relationships(parts, "")}
        self._main = kinds.get("officeDocument", "")
        self._related = read_relationships(parts, self._main)

    def review(self) -> Review:
        """Return what became of it."""
        body = self._stream(self._main)
        tags = {value.bookmark: value.tag for value in self._memory.values}
        found = find_values(body, tags)
        places = Places(body, self._outlines())
        new, missing = self._around(body, found, places)
        values = tuple(self._values(body, found, places))
        stretches = {name: (tags[name], one) for name, one in found.items()}
        comments = [
            comment
            for comment in comments_of(self._tree("comments"), body, stretches, places)
            if digest(comment.text) not in self._memory.elsewhere
        ]
        return Review(
            memory=self._memory,
            values=values,
            outside=(*new, *self._elsewhere()),
            missing=missing,
            comments=tuple(comments),
        )

    def _values(
        self, body: Stream, found: Mapping[str, Found], places: Places
    ) -> Iterator[ReadValue]:
        for value in self._memory.values:
            one = found.get(value.bookmark)
            if one is None:
                yield ReadValue(exported=value, words=None)
                continue
            words = words_of(body, one)
            yield ReadValue(
                exported=value,
                words=tuple(word for word in words if not word.is_deleted),
                authors=authors_of(words),
                place=places.of(one.start),
            )

    def _around(
        self, body: Stream, found: Mapping[str, Found], places: Places
    ) -> tuple[list[Outside], int]:
        """Return the new words around values, and how many paragraphs are gone."""
        known = Counter(self._memory.around)
        rows: dict[int, list[Outside]] = {}
        new: list[Outside] = []
        for one in around_values(body, found.values()):
            text = one.text
            name = digest(text)
            if not text or known[name] > 0:
                known[name] -= bool(text)
                continue
            place = places.of(one.paragraph.stretch.start)
            outside = Outside(text=text, place=place, authors=authors_of(one.words))
            new.append(outside)
            if one.paragraph.row:
                rows.setdefault(one.paragraph.row, []).append(outside)
        missing = max(0, sum((+known).values()) - len(new))
        return _by_row(body, found, new, rows), missing

    def _elsewhere(self) -> Iterator[Outside]:
        for each in self._related:
            kind = _ELSEWHERE.get(each.type)
            if kind is None or each.target not in self._parts:
                continue
            for one in around_values(self._stream(each.target), ()):
                if one.text and digest(one.text) not in self._memory.elsewhere:
                    yield Outside(
                        text=one.text, place=f"in a {kind}", authors=authors_of(one.words)
                    )

    def _outlines(self) -> frozenset[str]:
        return frozenset(read_styles(self._tree("styles")).outline)

    def _tree(self, kind: str) -> etree._Element | None:
        name = next((each.target for each in self._related if each.type == kind), "")
        part = self._parts.get(name)
        return None if part is None else parse_xml(part.content(), name)

    def _stream(self, name: str) -> Stream:
        part = self._parts.get(name)
        if part is None:
            return Stream()
        related = read_relationships(self._parts, name)
        links = {each.id: each.target for each in related if each.is_external}
        return stream_of(parse_xml(part.content(), name), links)


def _by_row(
    body: Stream, found: Mapping[str, Found], new: list[Outside], rows: dict[int, list[Outside]]
) -> list[Outside]:
    """Return the new words, those of a row without any value as one."""
    held = _rows_with_values(body, found)
    taken: dict[int, int] = {
        id(one): row for row, ones in rows.items() if row not in held for one in ones
    }
    made: list[Outside] = []
    seen: set[int] = set()
    for one in new:
        row = taken.get(id(one))
        if row is None:
            made.append(one)
        elif row not in seen:
            seen.add(row)
            cells = rows[row]
            authors = dict.fromkeys(author for cell in cells for author in cell.authors)
            text = " | ".join(cell.text for cell in cells)
            made.append(
                Outside(text=text, place=one.place, authors=tuple(authors), is_row=len(cells) > 1)
            )
    return made


def _rows_with_values(body: Stream, found: Mapping[str, Found]) -> set[int]:
    starts = sorted(stretch.start for one in found.values() for stretch in one.stretches)
    rows: set[int] = set()
    place = 0
    for paragraph in sorted(body.paragraphs, key=lambda one: one.stretch):
        while place < len(starts) and starts[place] < paragraph.stretch.start:
            place += 1
        if place < len(starts) and starts[place] <= paragraph.stretch.stop:
            rows.add(paragraph.row)
    return rows - {0}
