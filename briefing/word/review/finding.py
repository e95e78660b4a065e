"""What became of each value of a document that has come home, and what stands around the values."""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.errors import InputRefusedError
from briefing.word.review.stream import NOTE, OBJECT, FoundParagraph, Stretch, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefing.word.review.stream import FoundControl, Stream


_TANGLED: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A value where it was found.

    Attributes:
        stretches: Where its words stand, in order.
        is_prompt: Whether there is only what asks for words.
    """

    stretches: tuple[Stretch, ...]
    is_prompt: bool = False

    @property
    def start(self) -> int:
        """The first place of it."""
        return self.stretches[0].start

    @property
    def stop(self) -> int:
        """The place after it."""
        return self.stretches[-1].stop


def find_values(stream: Stream, tags: Mapping[str, str]) -> dict[str, Found]:
    """Return where each value stands, by its bookmark; those that are gone are absent.

    A value reaches over its bookmark and the controls that belong to it: a change that is tracked
    may lie between two controls, and words at the end may lie outside of the bookmark.

    Args:
        stream: The part.
        tags: The tag of each value by its bookmark, in the order of the document.

    Raises:
        InputRefusedError: The values reach over each other without end.
    """
    owners = _Owners(stream, tags)
    held: dict[str, list[FoundControl]] = defaultdict(list)
    spare: dict[str, list[FoundControl]] = defaultdict(list)
    for control in sorted(stream.controls, key=lambda one: one.stretch):
        owner = owners.of(control)
        if owner is not None:
            held[owner].append(control)
        elif control.tag:
            spare[control.tag].append(control)
    found: dict[str, Found] = {}
    for bookmark, tag in tags.items():
        rows = stream.bookmarks.get(bookmark, [])
        if not rows and spare[tag]:
            held[bookmark].append(spare[tag].pop(0))
        if rows or held[bookmark]:
            found[bookmark] = _found(rows, held[bookmark])
    _refuse_tangled(stream, found)
    return found


def _refuse_tangled(stream: Stream, found: Mapping[str, Found]) -> None:
    """Refuse values of which each reaches over many others: no document of ours has such."""
    size = sum(row.stop - row.start for one in found.values() for row in one.stretches)
    if size > _TANGLED * len(stream.words) + len(found):
        raise InputRefusedError(
            "The Word file cannot be used: its bookmarks and controls reach over each other. Ask "
            "for it again as it was exported."
        )


class _Owners:
    """Tells which bookmark a control belongs to."""

    def __init__(self, stream: Stream, tags: Mapping[str, str]) -> None:
        self._tags = tags
        self._rows = sorted(
            (row.start, row.stop, name)
            for name, rows in stream.bookmarks.items()
            if name in tags
            for row in rows
        )
        self._starts = [start for start, _, _ in self._rows]

    def of(self, control: FoundControl) -> str | None:
        """Return the bookmark; None where there is none, or where it holds more than one."""
        start, stop = control.stretch
        first = bisect_right(self._starts, start)
        near = self._rows[max(first - 1, 0) : bisect_right(self._starts, stop)]
        overlapping = [row for row in near if row[0] < stop and start < row[1]]
        adjoining = [row for row in near if row[0] <= stop and start <= row[1]]
        names = {name for _, _, name in overlapping or adjoining}
        if control.tag:
            names = {name for name in names if self._tags[name] == control.tag}
        return names.pop() if len(names) == 1 else None


def _found(ranges: Iterable[Stretch], controls: Sequence[FoundControl]) -> Found:
    rows = sorted((*ranges, *(control.stretch for control in controls)))
    merged = [rows[0]]
    for row in rows[1:]:
        last = merged[-1]
        if row.start <= last.stop:
            merged[-1] = Stretch(last.start, max(last.stop, row.stop))
        else:
            merged.append(row)
    return Found(
        stretches=tuple(merged),
        is_prompt=bool(controls) and all(control.is_prompt for control in controls),
    )


def words_of(stream: Stream, found: Found) -> tuple[Word, ...]:
    """Return the words of a value, those that were deleted among them."""
    if found.is_prompt:
        return ()
    return tuple(word for one in found.stretches for word in stream.words[one.start : one.stop])


def text_of(words: Iterable[Word]) -> str:
    """Return the words that stay once every tracked change is accepted."""
    return "".join(word.text for word in words if not word.is_deleted).strip("\n").rstrip(NOTE)


def authors_of(words: Iterable[Word]) -> tuple[str, ...]:
    """Return who changed the words with changes tracked."""
    return tuple(dict.fromkeys(word.author for word in words if word.author))


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What of a paragraph is no value.

    Attributes:
        paragraph: The paragraph.
        words: The words.
    """

    paragraph: FoundParagraph
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words, without spaces and pictures that office suites may write otherwise."""
        return self.said(self.words)

    @staticmethod
    def said(words: Iterable[Word]) -> str:
        """Return what words around values say, as `text` does."""
        return " ".join(text_of(words).replace(OBJECT, "").replace(NOTE, "").split())


def around_values(stream: Stream, values: Iterable[Found]) -> Iterator[Around]:
    """Yield what stands around the values, paragraph by paragraph; empty ones are left out."""
    taken = bytearray(len(stream.words))
    for found in values:
        for stretch in found.stretches:
            taken[stretch.start : stretch.stop] = b"\1" * (stretch.stop - stretch.start)
    for paragraph in stream.paragraphs:
        start, stop = paragraph.stretch
        words = tuple(stream.words[at] for at in range(start, stop) if not taken[at])
        row = Around(paragraph=paragraph, words=words)
        if row.text or authors_of(words):
            yield row


def digest(text: str) -> str:
    """Return the digest of words that are no value."""
    return f"{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def digests(rows: Iterable[Around]) -> Counter[str]:
    """Return how often each digest is there."""
    return Counter(digest(row.text) for row in rows if row.text)
