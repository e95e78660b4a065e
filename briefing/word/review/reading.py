"""Reads a document that has come home: what became of its values, and what else was changed in it.

The file is a stranger's: it is opened like one, and whatever it says is taken for words alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.errors import InputRefusedError
from briefing.template.styles import read_styles
from briefing.word.package import open_package, parse_xml, read_relationships
from briefing.word.review.commenting import FoundComment, comments_of
from briefing.word.review.controls import QUOTE
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
from briefing.word.review.surroundings import Outside, surroundings
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
_CLOSING: Final = ".,;:!?)"
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
        added: What was written behind it in its paragraph, behind its citations.
        authors: Who changed it with changes tracked.
        place: Under which heading it stands.
    """

    exported: Exported
    words: tuple[Word, ...] | None
    added: tuple[Word, ...] = ()
    authors: tuple[str, ...] = ()
    place: str = ""

    @property
    def text(self) -> str:
        """What it says now, "" where it is gone."""
        said = text_of(self.words or ())
        more = text_of(self.added).strip()
        return f"{said}{' ' * (more[0] not in _CLOSING)}{more}" if more and said else said or more

    @property
    def was(self) -> str:
        """What it said when it was printed."""
        return self.exported.text


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


def _takes(tags: Mapping[str, str], bookmark: str) -> bool:
    """Tell whether a value goes on with what is written behind it; the words of a quote do not."""
    return not tags.get(bookmark, f"{QUOTE}/").startswith(f"{QUOTE}/")


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
        self._outlines = read_styles(self._tree("styles")).outline

    def review(self) -> Review:
        """Return what became of it."""
        body = self._stream(self._main)
        tags = {value.bookmark: value.tag for value in self._memory.values}
        found = find_values(body, tags)
        places = Places(body, frozenset(self._outlines))
        new, missing = surroundings(
            body, found, self._memory, places=places, outlines=self._outlines
        )
        added = {one.after: one for one in new if one.is_beside and _takes(tags, one.after)}
        values = tuple(self._values(body, found, places, added))
        stretches = {name: (tags[name], one) for name, one in found.items()}
        comments = [
            comment
            for comment in comments_of(self._tree("comments"), body, stretches, places)
            if digest(comment.text) not in self._memory.elsewhere
        ]
        return Review(
            memory=self._memory,
            values=values,
            outside=(
                *(one for one in new if added.get(one.after) is not one),
                *self._elsewhere(),
            ),
            missing=missing,
            comments=tuple(comments),
        )

    def _values(
        self,
        body: Stream,
        found: Mapping[str, Found],
        places: Places,
        added: Mapping[str, Outside],
    ) -> Iterator[ReadValue]:
        for value in self._memory.values:
            one = found.get(value.bookmark)
            if one is None:
                yield ReadValue(exported=value, words=None)
                continue
            words = words_of(body, one)
            more = added[value.bookmark].words if value.bookmark in added else ()
            yield ReadValue(
                exported=value,
                words=tuple(word for word in words if not word.is_deleted),
                added=more,
                authors=authors_of((*words, *more)),
                place=places.of(one.start),
            )

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
