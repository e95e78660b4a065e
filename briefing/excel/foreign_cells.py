"""The cells of one sheet of a stranger's workbook, row by row, with what is odd about the sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

from briefing.excel.foreign_parts import events, local, refusal, text_of
from briefing.tabular.irregularities import Irregular, Irregularity
from briefing.tabular.table import BLANK, MOST_CELLS, ROW_COSTS, Cell, CellKind, Merge, Row

if TYPE_CHECKING:
    from lxml import etree

_REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})", re.ASCII)
_PARTS: Final = ("row", "mergeCell", "dimension", "col")
_MOST_ROWS: Final = 1_048_576
_WIDEST: Final = 16_384
_MOST_MERGES: Final = 20_000
_STARTS: Final = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001  # a sheet's dates have no zone
_LAST_DAY: Final = 2_958_466


@dataclass(slots=True, kw_only=True)
class CellReader:
    """Reads the cells of a sheet.

    Attributes:
        name: The name of the file.
        sheet: The name of the sheet.
        strings: The shared texts of the workbook.
        dates: Of each cell style whether its numbers are dates.
        uses_1904: Whether days are counted from 1904.
        merges: What was merged, known once the sheet was read.
        noticed: What was irregular about the sheet.
    """

    name: str
    sheet: str
    strings: tuple[str, ...]
    dates: tuple[bool, ...]
    uses_1904: bool
    merges: list[Merge] = field(default_factory=list)
    noticed: list[Irregularity] = field(default_factory=list)
    _claimed: str = ""
    _hidden_rows: int = 0
    _hidden_columns: int = 0

    def read(self, content: bytes, most_rows: int | None = None) -> list[Row]:
        """Return the rows that hold something.

        Args:
            content: The part of the sheet.
            most_rows: Stop after so many rows.

        Raises:
            InputRefusedError: The sheet is damaged, or holds more than any table may.
        """
        rows: list[Row] = []
        found: dict[int, Cell] = {}
        place, number, cells = -1, 0, 0
        for element in events(content, self.name, _PARTS, ("c",)):
            name = local(element)
            if name == "c":
                place = self._place(element, place)
                cell = self._cell(element)
                if cell is not BLANK:
                    found[place] = cell
            elif name == "row":
                number = self._row_number(element, number)
                if any(not cell.is_blank or cell.is_formula for cell in found.values()):
                    self._hidden_rows += element.get("hidden") in {"1", "true"}
                    rows.append(_row(number, found))
                    cells = self._counted(cells + len(rows[-1].cells) + ROW_COSTS)
                found, place = {}, -1
            else:
                self._note(element)
            if most_rows is not None and len(rows) >= most_rows:
                break
        self._sum_up(rows)
        return rows

    def _counted(self, cells: int) -> int:
        if cells > MOST_CELLS:
            raise refusal(
                self.name,
                f"the sheet “{self.sheet}” is larger than a table of {MOST_CELLS:,} cells",
                "Cut it into smaller tables.",
            )
        return cells

    def _row_number(self, element: etree._Element, last: int) -> int:
        text = element.get("r", "")
        number = int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else last + 1
        if not last < number <= _MOST_ROWS:
            raise refusal(
                self.name,
                f"the rows of the sheet “{self.sheet}” are not in order",
                "Save it again where it was made.",
            )
        return number

    def _place(self, element: etree._Element, last: int) -> int:
        match = _REFERENCE.fullmatch(element.get("r", ""))
        place = last + 1 if match is None else _place(match.group(1))
        if not last < place < _WIDEST:
            raise refusal(
                self.name,
                f"the cells of the sheet “{self.sheet}” are not in order",
                "Save it again where it was made.",
            )
        return place

    def _cell(self, element: etree._Element) -> Cell:
        value, is_formula, inline, has_result = "", False, "", False
        for child in element:
            tag = str(child.tag)
            if tag.endswith("}v"):
                value, has_result = child.text or "", True
            elif tag.endswith("}f"):
                is_formula = True
            elif tag.endswith("}is"):
                inline = text_of(child)
        kind = element.get("t", "n")
        if kind == "inlineStr":
            return _text(inline, is_formula)
        if not value:
            return (
                Cell("", CellKind.BLANK, is_formula=True)
                if is_formula and not has_result
                else BLANK
            )
        return self._valued(kind, value, is_formula, element.get("s", "0"))

    def _valued(self, kind: str, value: str, is_formula: bool, style: str) -> Cell:
        if kind == "s":
            place = int(value) if value.isascii() and value.isdecimal() and len(value) < 9 else -1
            if not 0 <= place < len(self.strings):
                raise refusal(
                    self.name,
                    f"the sheet “{self.sheet}” names a text that is not there",
                    "Save it again where it was made.",
                )
            return _text(self.strings[place], is_formula)
        if kind == "str":
            return _text(value, is_formula)
        if kind == "b":
            return Cell("TRUE" if value in {"1", "true"} else "FALSE", CellKind.BOOLEAN, is_formula)
        if kind == "e":
            return Cell(value, CellKind.ERROR, is_formula)
        if kind == "d":
            return Cell(value[:10], CellKind.DATE, is_formula)
        return self._number(value, is_formula, style)

    def _number(self, value: str, is_formula: bool, style: str) -> Cell:
        try:
            number = float(value)
        except ValueError:
            return _text(value, is_formula)
        if number - number != 0:  # infinite, or no number
            return Cell(value, CellKind.ERROR, is_formula)
        at = int(style) if style.isascii() and style.isdecimal() and len(style) < 7 else 0
        if at < len(self.dates) and self.dates[at] and 1 <= number < _LAST_DAY:
            day = _STARTS[self.uses_1904] + timedelta(days=int(number))
            return Cell(day.date().isoformat(), CellKind.DATE, is_formula)
        text = str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
        return Cell(text, CellKind.NUMBER, is_formula)

    # --------------------------------------------------- what is odd about it

    def _note(self, element: etree._Element) -> None:
        name = local(element)
        if name == "dimension":
            self._claimed = element.get("ref", "")
        elif name == "col":
            self._hidden_columns += _many(element) * (element.get("hidden") in {"1", "true"})
        elif len(self.merges) < _MOST_MERGES:
            corners = [_corner(one) for one in element.get("ref", "").split(":")]
            if len(corners) == 2 and corners[0] and corners[1]:
                (left, top), (right, bottom) = corners[0], corners[1]
                self.merges.append(Merge(top=top, left=left, bottom=bottom, right=right))

    def _sum_up(self, rows: list[Row]) -> None:
        last = rows[-1].number if rows else 0
        claimed = _corner(self._claimed.rpartition(":")[2])
        if claimed is not None and claimed[1] > max(2 * last, last + 1000):
            words = (
                f"The sheet claims {claimed[1]:,} rows; the last that holds something is {last:,}."
            )
            self.noticed.append(Irregularity(Irregular.CLAIMED_SIZE, self._claimed, "", words))
        for count, what in ((self._hidden_rows, "row"), (self._hidden_columns, "column")):
            if count:
                are = f"{what} is" if count == 1 else f"{what}s are"
                words = f"{count} {are} hidden in the sheet; what stands there was read too."
                self.noticed.append(Irregularity(Irregular.HIDDEN, "", "", words))


def _row(number: int, found: dict[int, Cell]) -> Row:
    return Row(number, tuple(found.get(place, BLANK) for place in range(max(found) + 1)))


def _text(value: str, is_formula: bool) -> Cell:
    return Cell(value, CellKind.TEXT if value else CellKind.BLANK, is_formula)


@cache
def _place(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _corner(text: str) -> tuple[int, int] | None:
    match = _REFERENCE.fullmatch(text)
    return None if match is None else (_place(match.group(1)), int(match.group(2)))


def _many(element: etree._Element) -> int:
    ends = [element.get(name, "") for name in ("min", "max")]
    if not all(end.isascii() and end.isdecimal() and len(end) < 6 for end in ends):
        return 0
    return 1 if int(ends[1]) > _WIDEST // 2 else max(0, int(ends[1]) - int(ends[0]) + 1)
