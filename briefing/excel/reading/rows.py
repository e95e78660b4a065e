"""The cells of one sheet, read as a stream: one row in memory, whatever size the sheet claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from briefing.errors import InputRefusedError
from briefing.excel.proof import unescaped
from briefing.excel.reading.dates import date_in_words
from briefing.excel.reading.values import Held, HeldKind, column_number, plain_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_STEP: Final = 1 << 16  # bytes between two looks at what was found
MOST_CELLS: Final = 2_000_000
"""How many cells a sheet may have, empty ones among them: more is no table that people edit."""
_KINDS: Final = {"b": HeldKind.BOOLEAN, "e": HeldKind.ERROR}
_TEXTS: Final = frozenset({"s", "str", "inlineStr"})
_BOOLEANS: Final = {"1": "TRUE", "0": "FALSE"}


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


def rows_of(xml: bytes, around: Surroundings, what: str) -> Iterator[tuple[Held, ...]]:
    """Yield the cells of each row of a sheet that hold something, in the order of the file.

    Args:
        xml: The sheet.
        around: What its cells refer to.
        what: How a sentence calls the sheet.

    Raises:
        InputRefusedError: The sheet is no XML, has a document type, or far too many cells.
    """
    found = _Rows(around, what)
    parser = xml_parser(found.start, found.end, found.words.append)
    for at in range(0, max(1, len(xml)), _STEP):
        fed(parser, xml[at : at + _STEP], is_last=at + _STEP >= len(xml), what=what)
        yield from found.taken()


class _Rows:
    """Hears the elements of a sheet and makes rows of them."""

    def __init__(self, around: Surroundings, what: str) -> None:
        self._around = around
        self._what = what
        self._rows: list[tuple[Held, ...]] = []
        self._row: list[Held] = []
        self._at = (0, 0)
        self._cell: dict[str, str] = {}
        self._value = ""
        self._inline: list[str] = []
        self._is_formula = False
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
            number = attributes.get("r", "")
            self._at = (int(number) if number.isdecimal() else self._at[0] + 1, 0)
        elif local == "f":
            self._is_formula = True
        elif local == "rPh":
            self._is_sounds = True
        self.words.clear()

    def end(self, name: str) -> None:
        """Hear the end of an element."""
        local = name.rpartition("}")[2]
        if local == "v":
            self._value = "".join(self.words)
        elif local == "t" and not self._is_sounds:
            self._inline.append("".join(self.words))
        elif local == "rPh":
            self._is_sounds = False
        elif local == "c":
            self._end_cell()
        elif local == "row" and self._row:
            self._rows.append(tuple(self._row))
            self._row = []
        self.words.clear()

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_CELLS:
            raise InputRefusedError(
                f"{self._what} has more than {MOST_CELLS:,} cells: delete the empty rows below its "
                "table, save it and try again."
            )
        column = column_number(attributes.get("r", "")) or self._at[1] + 1
        self._at = (self._at[0], column)
        self._cell, self._value = attributes, ""
        self._inline, self._is_formula = [], False

    def _end_cell(self) -> None:
        kind, words = self._read(self._cell.get("t", "n"))
        if words or self._is_formula:
            row, column = self._at
            held = Held(row=row, column=column, kind=kind, words=words, is_formula=self._is_formula)
            self._row.append(held)

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
        return HeldKind.NUMBER, plain_number(self._value.strip())

    def _text(self, kind: str) -> str:
        if kind == "s":
            at = int(self._value) if self._value.isdecimal() else -1
            strings = self._around.strings
            return strings[at] if 0 <= at < len(strings) else ""
        return unescaped(self._value if kind == "str" else "".join(self._inline))

    def _shown(self) -> str:
        style = self._cell.get("s", "0")
        formats = self._around.date_formats
        return formats[int(style)] if style.isdecimal() and int(style) < len(formats) else ""


def strings_of(xml: bytes, what: str) -> list[str]:
    """Return the shared texts of a workbook, each exactly as it is shown.

    Raises:
        InputRefusedError: The part is no XML, or has a document type.
    """
    found = _Strings()
    fed(xml_parser(found.start, found.end, found.words.append), xml, is_last=True, what=what)
    return found.texts


class _Strings:
    """Hears the elements of the shared texts; how a text sounds (`rPh`) is no part of it."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.words: list[str] = []
        self._pieces: list[str] = []
        self._is_sounds = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """Hear the start of an element."""
        self._is_sounds = self._is_sounds or name.endswith("}rPh")
        self.words.clear()

    def end(self, name: str) -> None:
        """Hear the end of an element."""
        local = name.rpartition("}")[2]
        if local == "t" and not self._is_sounds:
            self._pieces.append("".join(self.words))
        elif local == "rPh":
            self._is_sounds = False
        elif local == "si":
            self.texts.append(unescaped("".join(self._pieces)))
            self._pieces = []
        self.words.clear()


def xml_parser(
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    words: Callable[[str], None] | None = None,
) -> expat.XMLParserType:
    """Return a parser that calls functions and refuses document types, and with them entities."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = _refuse_type
    return parser


def _refuse_type(*_about: object) -> None:
    raise _TypeFoundError


class _TypeFoundError(Exception):
    """A part declares a document type, which no office program writes."""


def fed(parser: expat.XMLParserType, xml: bytes, *, is_last: bool, what: str) -> None:
    """Give a parser some bytes.

    Raises:
        InputRefusedError: They are no XML, or declare a document type.
    """
    try:
        parser.Parse(xml, is_last)
    except (expat.ExpatError, ValueError) as error:
        raise InputRefusedError(
            f"{what} cannot be read: it is damaged. Open the workbook in Excel or LibreOffice, "
            "save it again as .xlsx and try again."
        ) from error
    except _TypeFoundError as error:
        raise InputRefusedError(
            f"{what} declares a document type, which no office program writes: it was not read."
        ) from error
