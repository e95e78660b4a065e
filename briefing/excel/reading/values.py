"""What one cell of a workbook holds: a typed value, in the words that are compared."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from enum import StrEnum
from math import isfinite
from typing import Final, NamedTuple

MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384
"""How many rows and columns a sheet can have."""
_LONGEST_NUMBER: Final = 400
_KEPT: Final = 15  # digits


class HeldKind(StrEnum):
    """The type of what a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"


class Held(NamedTuple):
    """What a cell holds; there are as many as cells, and a tuple is made fastest.

    Attributes:
        row: Its row, counted from 1.
        column: Its column, counted from 1.
        kind: The type of the value.
        words: The value as text: a text as it stands, a number in plain digits, a date as precise
            as its format shows it (`2026-01-06`, `2026-01`), `TRUE`, an error such as `#N/A`.
        is_formula: Whether a formula stands there, of which `words` is the last result.
        has_result: Whether a result was saved with it, be it an empty one.
    """

    row: int
    column: int
    kind: HeldKind
    words: str
    is_formula: bool = False
    has_result: bool = True

    @property
    def cell(self) -> str:
        """Return the cell's name, such as `F7`."""
        return f"{letters(self.column)}{self.row}"


def letters(column: int) -> str:
    """Return the letters of a column, counted from 1."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def column_number(name: str) -> int:
    """Return the number of the column of a cell's name, counted from 1; 0 where it has none."""
    number = 0
    for letter in name[:4]:  # none has more than three
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    return number


def plain_number(text: str) -> str:
    """Return a number as spreadsheets know it, in plain digits; what is none comes back as it is.

    They keep 15 digits and write up to 17, so that 0.1 may stand there as 0.10000000000000001.
    """
    try:
        number = Decimal(text)
        if len(number.as_tuple().digits) > _KEPT:
            number = Decimal(repr(float(text)))
    except (InvalidOperation, ValueError, OverflowError):
        return text
    if not number.is_finite() or abs(number.adjusted()) > 400:
        return text
    return f"{number.normalize():f}"


def number_as_held(text: str) -> tuple[HeldKind, str]:
    """Return what stands in a cell of numbers: one in plain digits, an infinite one, or a text."""
    is_plain = text.isascii() and text.isdecimal() and len(text) <= _KEPT
    if is_plain and (text[0] != "0" or text == "0"):
        return HeldKind.NUMBER, text
    if len(text) > _LONGEST_NUMBER:
        return HeldKind.TEXT, text
    try:
        number = float(text)
    except ValueError:
        return HeldKind.TEXT, text
    return (HeldKind.NUMBER, plain_number(text)) if isfinite(number) else (HeldKind.ERROR, text)
