"""The cells of one sheet, read as a stream: one row in memory, whatever size the sheet claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.errors import InputRefusedError
from briefing.excel.reading.dates import date_in_words
from briefing.excel.reading.outline import ABOUT, TRUE, Outline
from briefing.excel.reading.streams import streamed
from briefing.excel.reading.values import (
    MOST_COLUMNS,
    MOST_ROWS,
    Held,
    HeldKind,
    column_number,
    number_as_held,
)
from briefing.excel.strings import unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_CELLS: Final = 2_000_000
"""How many cells a sheet may have, empty ones among them: more is no table that people edit."""
_KINDS: Final = {"b": HeldKind.BOOLEAN, "e": HeldKind.ERROR}
_TEXTS: Final = frozenset({"s", "str", "inlineStr"})
_BOOLEANS: Final = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the cells of a workbook refer to.

    Attributes:
        strings: Its shared texts.
        date_formats: What each cell format shows of a date: some of `ymdhs`, or nothing.
        from_1904: Whether days are counted from 1904.
    """

    strings: Sequence[str]
    date_formats: Sequence[str]
    from_1904: bool = False


def rows_of(
    xml: bytes, around: Surroundings, what: str, outline: Outline
) -> Iterator[tuple[Held, ...]]:
    """Yield the cells of each row of a sheet that hold something, in the order of the file.

    Args:
        xml: The sheet.
        around: What its cells refer to.
        what: How a sentence calls the sheet.
        outline: Takes up what the sheet says of itself.

    Raises:
        InputRefusedError: The sheet is no XML, has a document type or far too many cells, its rows
            or cells are in no order, or a text that one names is not there.
    """
    found = _Rows(around, what, outline)
    for _ in streamed(xml, what, found.start, found.end, found.words.append):
        yield from found.taken()


class _Rows:
    """Hears the elements of a sheet and makes rows of them."""

    def __init__(self, around: Surroundings, what: str, outline: Outline) -> None:
        self._around = around
        self._what = what
        self._outline = outline
        self._is_hidden = False
        self._rows: list[tuple[Held, ...]] = []
        self._row: list[Held] = []
        self._at = (0, 0)
        self._cell: dict[str, str] = {}
        self._value = ""
        self._inline: list[str] = []
        self._is_formula = self._has_result = False
        self._is_sounds = False
        self._count = 0
        self.words: list[str] = []

    def taken(self) -> list[tuple[Held, ...]]:
        """Return the rows that were found since the last time."""
        rows, self._rows = self._rows, []
        return rows

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear the start of an element."""
        local = name.rpartition("}")[2]
        if local == "c":
            self._begin_cell(attributes)
        elif local == "row":
            self._begin_row(attributes)
        elif local == "f":
            self._is_formula = True
        elif local == "rPh":
            self._is_sounds = True
        elif local in ABOUT:
            self._outline.hear(local, attributes)
        self.words.clear()

    def end(self, name: str) -> None:
        """Hear the end of an element."""
        local = name.rpartition("}")[2]
        if local == "v":
            self._value, self._has_result = "".join(self.words), True
        elif local == "t" and not self._is_sounds:
            self._inline.append("".join(self.words))
        elif local == "rPh":
            self._is_sounds = False
        elif local == "c":
            self._end_cell()
        elif local == "row" and self._row:
            self._end_row()
        self.words.clear()

    def _begin_row(self, attributes: dict[str, str]) -> None:
        last, number = self._at[0], attributes.get("r", "")
        row = int(number) if number.isdecimal() and len(number) < 8 else last + 1
        if not last < row <= MOST_ROWS:
            raise self._damaged("its rows are not in order")
        self._at = (row, 0)
        self._is_hidden = attributes.get("hidden") in TRUE

    def _end_row(self) -> None:
        if self._is_hidden:
            self._outline.hidden_rows.add(self._at[0])
        self._rows.append(tuple(self._row))
        self._row = []

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_CELLS:
            raise InputRefusedError(
                f"{self._what} has more than {MOST_CELLS:,} cells: delete the empty rows and "
                "columns beyond its table, save it and try again."
            )
        row, last = self._at
        column = column_number(attributes.get("r", "")) or last + 1
        if not last < column <= MOST_COLUMNS:
            raise self._damaged("its cells are not in order")
        self._at = (row, column)
        self._cell, self._value = attributes, ""
        self._inline, self._is_formula, self._has_result = [], False, False

    def _end_cell(self) -> None:
        kind, words = self._read(self._cell.get("t", "n"))
        if words or self._is_formula:
            row, column = self._at
            self._row.append(
                Held(
                    row=row,
                    column=column,
                    kind=kind,
                    words=words,
                    is_formula=self._is_formula,
                    has_result=self._has_result or bool(words),
                )
            )

    def _read(self, kind: str) -> tuple[HeldKind, str]:
        if kind in _TEXTS:
            return HeldKind.TEXT, self._text(kind)
        if kind == "d":
            return HeldKind.DATE, self._value.removesuffix("T00:00:00")
        if kind in _KINDS:
            return _KINDS[kind], _BOOLEANS.get(self._value, self._value)
        shown = self._shown()
        day = date_in_words(self._value, shown, from_1904=self._around.from_1904) if shown else None
        if day is not None:
            return HeldKind.DATE, day
        return number_as_held(self._value.strip())

    def _text(self, kind: str) -> str:
        if kind == "s":
            return self._shared() if self._value else ""
        return unescaped(self._value if kind == "str" else "".join(self._inline))

    def _shared(self) -> str:
        at = int(self._value) if self._value.isdecimal() else -1
        if not 0 <= at < len(self._around.strings):
            raise self._damaged("one of its cells names a text that is not there")
        return self._around.strings[at]

    def _shown(self) -> str:
        style = self._cell.get("s", "0")
        formats = self._around.date_formats
        return formats[int(style)] if style.isdecimal() and int(style) < len(formats) else ""

    def _damaged(self, why: str) -> InputRefusedError:
        return InputRefusedError(
            f"{self._what} cannot be read: {why}. Open the workbook in Excel or LibreOffice, save "
            "it again as .xlsx and try again."
        )
