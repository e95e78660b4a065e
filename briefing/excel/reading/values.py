"""What one cell of a workbook holds: a typed value, in the words that are compared."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum


class HeldKind(StrEnum):
    """The type of what a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a cell holds.

    Attributes:
        row: Its row, counted from 1.
        column: Its column, counted from 1.
        kind: The type of the value.
        words: The value as text: a text as it stands, a number in plain digits, a date as precise
            as its format shows it (`2026-01-06`, `2026-01`), `TRUE`, an error such as `#N/A`.
        is_formula: Whether a formula stands there, of which `words` is the last result.
    """

    row: int
    column: int
    kind: HeldKind
    words: str
    is_formula: bool = False

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
    for letter in name:
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
        if len(number.as_tuple().digits) > 15:
            number = Decimal(repr(float(text)))
    except (InvalidOperation, ValueError, OverflowError):
        return text
    if not number.is_finite() or abs(number.adjusted()) > 400:
        return text
    return f"{number.normalize():f}"
