"""The notes and comments on the cells of a sheet, with their authors where they have one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.excel.reading.streams import heard
from briefing.excel.reading.values import column_number
from briefing.excel.strings import unescaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CELL: Final = re.compile(r"[A-Z]{1,3}([1-9]\d{0,6})")
_STANDS_FOR: Final = "[Threaded comment]"
"""How a note begins that Excel writes for programs that know no threads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldNote:
    """What somebody wrote on a cell.

    Attributes:
        row: The row of the cell, counted from 1.
        column: Its column, counted from 1.
        words: The text.
        author: Who wrote it, or nothing.
    """

    row: int
    column: int
    words: str
    author: str = ""


def notes_of(parts: Iterable[bytes], what: str) -> Iterator[HeldNote]:
    """Yield the notes and comments of a sheet.

    Args:
        parts: The parts that hold them: `comments`, and `threadedComment` of newer Excels.
        what: How a sentence calls the sheet.

    Raises:
        InputRefusedError: A part is no XML, or has a document type.
    """
    for xml in parts:
        found = _Notes()
        heard(xml, what, found.start, found.end, found.words.append)
        yield from found.notes


class _Notes:
    """Hears the elements of a part of notes."""

    def __init__(self) -> None:
        self.notes: list[HeldNote] = []
        self.words: list[str] = []
        self._authors: list[str] = []
        self._about: dict[str, str] = {}
        self._text: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear the start of an element."""
        if name.rpartition("}")[2] in {"comment", "threadedComment"}:
            self._about, self._text = attributes, []
        self.words.clear()

    def end(self, name: str) -> None:
        """Hear the end of an element."""
        local, words = name.rpartition("}")[2], "".join(self.words)
        if local == "author":
            self._authors.append(words)
        elif local == "t" or (local == "text" and words.strip()):
            self._text.append(words)
        elif local in {"comment", "threadedComment"}:
            self._end_note()
        self.words.clear()

    def _end_note(self) -> None:
        cell = self._about.get("ref", "")
        match, words = _CELL.fullmatch(cell), unescaped("".join(self._text)).strip()
        if match is None or not words or words.startswith(_STANDS_FOR):
            return
        at = self._about.get("authorId", "")
        known = at.isdecimal() and int(at) < len(self._authors)
        self.notes.append(
            HeldNote(
                row=int(match.group(1)),
                column=column_number(cell),
                words=words,
                author=self._authors[int(at)].strip() if known else "",
            )
        )
