"""What the parts of one document share while it is written: ids, notes, pictures, the ledger."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.errors import BriefingError
from briefing.files.zips import StoredPart
from briefing.template.cited_as import CitedAs
from briefing.template.evaluating import ValueMismatchError
from briefing.template.review_form import ReviewForm
from briefing.word.citing import Citing, Mark
from briefing.word.compiled import CompiledTemplate
from briefing.word.relationships import Links
from briefing.word.review.controls import Control

if TYPE_CHECKING:
    from briefing.template.values import Picture

MOST_STEPS = 2_000_000
LARGEST_OUTPUT = 256 * 2**20
_LONGEST_BASE = 32  # a bookmark has at most 40 characters
_ENDINGS = {"image/png": "png", "image/jpeg": "jpeg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderOptions:
    """How a document is written; nothing of it comes from the clock or the machine.

    Attributes:
        title: Title among the properties; "" keeps what the template says.
        subject: Subject, likewise.
        keywords: Keywords, likewise.
        language: The document's language; dates and numbers are printed in it.
        empty_text: Printed for an empty value that has no `default`.
        contents_pages: Page numbers of headings by bookmark; None leaves them out.
        citations: Where sources are named: in footnotes, in endnotes, or in an annex.
        ibid: Whether a note that names what the one before names says only “Ibid.”
        level: Compression, 1 to 9.
        review: What a document that is to come home remembers, or None for one that is only read.
    """

    title: str = ""
    subject: str = ""
    keywords: str = ""
    language: str = "en-GB"
    empty_text: str = ""
    contents_pages: Mapping[str, int] | None = None
    citations: CitedAs = CitedAs.FOOTNOTES
    ibid: bool = False
    level: int = 5
    review: ReviewForm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A quotation as it was put into the document.

    Attributes:
        id: The quote's id.
        text: Its words, as the file must hold them.
        part: Name of the part that holds them.
        language: Of which translation they are; "" for the source's own words.
    """

    id: str
    text: str
    part: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading that was written into the body.

    Attributes:
        level: Outline level, from 1.
        text: Its words.
        bookmark: Name of the bookmark around it.
    """

    level: int
    text: str
    bookmark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewList:
    """A numbered list that was begun.

    Attributes:
        id: Its numbering id.
        abstract: The abstract numbering that says how it looks.
        level: The level that begins anew, from 0.
        start: The number that it begins with.
    """

    id: int
    abstract: int
    level: int
    start: int


@dataclass(slots=True, kw_only=True)
class DocumentState:
    """Everything that is counted or collected for one document.

    `under` is the level of the template's own heading that was written last.
    """

    template: CompiledTemplate
    fields: Mapping[str, object]
    options: RenderOptions
    ledger: list[Placed] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    notices: dict[str, None] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(
        default_factory=lambda: {"footnote": [], "endnote": [], "comment": []}
    )
    copies: dict[str, StoredPart] = field(default_factory=dict)
    originals: dict[str, str] = field(default_factory=dict)
    media: dict[bytes, tuple[str, str]] = field(default_factory=dict)
    lists: list[NewList] = field(default_factory=list)
    links: dict[str, Links] = field(default_factory=dict)
    citing: Citing = field(default_factory=Citing)
    controls: list[Control] = field(default_factory=list)
    empty_count: int = 0
    under: int = 0
    _ids: int = 0
    _steps: int = 0
    _bytes: int = 0
    _names: dict[str, int] = field(default_factory=dict)
    _sequences: dict[str, int] = field(default_factory=dict)
    _newest: dict[str, str] = field(default_factory=dict)
    _promised: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _roots: dict[str, object] = field(default_factory=dict)

    def field(self, name: str) -> object:
        """Return a field at the root; it is asked for once."""
        if name not in self._roots:
            try:
                self._roots[name] = self.fields[name]
            except KeyError:
                self._roots[name] = None
        return self._roots[name]

    def next_id(self) -> int:
        """Return a number that no drawing or bookmark of this document has."""
        self._ids += 1
        return self._ids

    def sequence(self, name: str) -> int:
        """Return the next number of a sequence of captions; capitals do not matter to Word."""
        key = name.lower()
        self._sequences[key] = self._sequences.get(key, 0) + 1
        return self._sequences[key]

    def mark(self, number: str) -> Mark:
        """Return a new bookmark for what other places refer to by its number."""
        return Mark(self.bookmark_name(f"_Ref{self.next_id():06d}"), number)

    def bookmark_name(self, name: str) -> str:
        """Return `name`, or with a number when the document has it already in any case."""
        found = self._promised.pop(name, None) or self.unused_name(name)
        self._newest[name] = found
        return found

    def unused_name(self, name: str) -> str:
        """Return a name for a bookmark that nothing refers to by the template's own name."""
        found, known = name, name.lower()
        while known in self._taken:
            times = self._names[name] = self._names.get(name, 1) + 1
            found = f"{name[:_LONGEST_BASE]}_{times}"
            known = found.lower()
        self._taken.add(known)
        return found

    def anchor(self, name: str, is_ahead: bool) -> str:
        """Return the newest name of a bookmark, or the one that it will get next."""
        if not is_ahead:
            return self._newest.get(name, name)
        if name not in self._promised:
            self._promised[name] = self.unused_name(name)
        return self._promised[name]

    def copy_of(self, name: str) -> str:
        """Return the name for another copy of a header or footer, with its relationships."""
        stem, dot, ending = name.rpartition(".")
        numbers = itertools.count(len(self.originals) + 1)
        names = (f"{stem}_{number}{dot}{ending}" for number in numbers)
        taken = {*self.template.relationships, *self.originals}
        found = next(each for each in names if each not in taken)
        self.originals[found] = name
        self.links[found] = Links(found, self.template.relationships.get(name, ()))
        return found

    def links_of(self, part: str) -> Links:
        """Return the relationships of a part, to which new ones can be added."""
        if part not in self.links:
            self.links[part] = Links(part, self.template.relationships.get(part, ()))
        return self.links[part]

    def spend(self, steps: int) -> None:
        """Count steps of loops.

        Raises:
            ValueMismatchError: The template repeats without end.
        """
        self._steps += steps
        if self._steps > MOST_STEPS:
            raise ValueMismatchError(
                f"The template repeats more than {MOST_STEPS:,} times. Check its nested loops; "
                "nothing was written."
            )

    def measure(self, size: int) -> None:
        """Count what was written.

        Raises:
            ValueMismatchError: The document becomes too large.
        """
        self._bytes += size
        if self._bytes > LARGEST_OUTPUT:
            raise ValueMismatchError(
                f"The document grows beyond {LARGEST_OUTPUT >> 20} MB of text. Check the "
                "template's nested loops; nothing was written."
            )

    def add_picture(self, picture: Picture, part: str) -> str:
        """Store a picture once, and return the id of the part's relationship to it."""
        found = self.media.get(picture.data)
        if found is None:
            ending = _ENDINGS.get(picture.media_type)
            if ending is None:
                raise BriefingError(
                    f"A picture of type {picture.media_type} cannot be printed. Use PNG or JPEG."
                )
            folder = self.template.body.rpartition("/")[0]
            taken = {*self.template.relationships, *(name for name, _ in self.media.values())}
            numbers = itertools.count(len(self.media) + 1)
            names = (f"{folder}/media/briefing{number}.{ending}".lstrip("/") for number in numbers)
            name = next(name for name in names if name not in taken)  # of our own output, maybe
            found = self.media[picture.data] = (name, picture.media_type)
        return self.links_of(part).add("image", found[0])

    def new_list(self, number: int, level: int = 0, start: int = 1) -> int:
        """Return the id of a list like list `number` that begins anew at one of its levels."""
        numbering = self.template.numbering
        if number not in numbering.abstract:
            return number
        fresh = max(numbering.abstract) + len(self.lists) + 1
        abstract = numbering.abstract[number]
        self.lists.append(NewList(id=fresh, abstract=abstract, level=level, start=start))
        return fresh

    def notice(self, text: str) -> None:
        """Remember once what the reader of the build report should know."""
        self.notices[text] = None
