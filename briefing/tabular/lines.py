"""Rows of a table read by a mapping: what each column says, and what it fails to say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Final

from briefing.domain.vocabularies import Stage
from briefing.tabular.conventions import COMMA, MIXED, POINT, days_of, decimals_of, is_doubtful
from briefing.tabular.heading_words import is_total, scale_in
from briefing.tabular.irregularities import Irregular, Irregularity
from briefing.tabular.mapping import ColumnUse, Role
from briefing.tabular.table import CellKind, Row, address, merged_below
from briefing.tabular.values import amount_of, currency_of, date_of, stage_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefing.tabular.conventions import Convention
    from briefing.tabular.mapping import TableMapping
    from briefing.tabular.table import Cell, Table
    from briefing.tabular.values import Said, T

_SHOWN: Final = 120
_WAYS: Final = {Role.AMOUNT: decimals_of, Role.DATE: days_of, Role.DEADLINE: days_of}
_NAMING: Final = (Role.ACTOR, Role.ID, Role.MEASURE, Role.TEXT, Role.TOPIC)
_DOUBTFUL: Final = (
    "It could be read in two ways: here and below it points were taken to stand before decimals, "
    "and commas to set off thousands."
)
_ONCE: Final = "The cell is merged with those above it: their amount was taken once, for the first."
_TOTAL: Final = "A row of totals or averages, which are computed here: it was left out."
_MARKS: Final = frozenset({".", "..", "-", "–", "—"})
_MAY_BE_BLANK: Final = frozenset(
    {Role.IGNORED, Role.CELLS, Role.SCORE, Role.NOTE, Role.LINK, Role.DEADLINE, Role.AVERAGE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """An amount of a row: its column, its number, and the stage that the column belongs to."""

    column: ColumnUse
    value: Decimal
    currency: str | None
    stage: Stage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one row says; empty where it says nothing."""

    row: Row
    id: str
    actor: str
    text: str
    topic: str
    measure: str
    date: str | None
    deadline: str | None
    stage: Stage | None
    sums: tuple[Sum, ...]
    notes: tuple[str, ...]


class LineReader:
    """Reads the rows below the headings and notes what is irregular.

    Args:
        table: The table.
        mapping: What its columns mean.
    """

    def __init__(self, table: Table, mapping: TableMapping) -> None:
        self._mapping = mapping
        last = max(mapping.headings, default=0)
        self.rows = tuple(row for row in table.rows if row.number > last)
        self.noticed: list[Irregularity] = []
        self._is_exact = bool(table.sheet)  # the numbers of a workbook are, those of a CSV are text
        self._ways = {
            column.place: self._way(column, told)
            for role, told in _WAYS.items()
            for column in mapping.of_role(role)
        }
        self._merged = merged_below(table, last)
        self._note_merged()
        for column in mapping.of_role(Role.AMOUNT):
            self._note_scale(column)

    def lines(self) -> Iterator[Line]:
        """Yield the rows in order."""
        for row in self.rows:
            words = self._total(row)
            if words:
                self.note_row(row, words, _TOTAL)
            else:
                yield self._line(row)

    def note(self, kind: Irregular, column: ColumnUse, row: Row, reason: str) -> None:
        """Note what is irregular about a cell."""
        text = row.at(column.place).text
        shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
        self.noticed.append(Irregularity(kind, address(column.place, row.number), shown, reason))

    def note_row(self, row: Row, value: str, reason: str) -> None:
        """Note that a whole row was left out."""
        where = f"{row.number}:{row.number}"
        self.noticed.append(Irregularity(Irregular.LEFT_OUT, where, value[:_SHOWN], reason))

    def _way(self, column: ColumnUse, told: Callable[[Iterable[str]], Convention]) -> str:
        """Return how a column writes its values, and note by which of them that is known."""
        cells = [(row.number, row.at(column.place)) for row in self.rows]
        written = [(at, cell.words) for at, cell in cells if not self._is_number(cell)]
        found = told(words for _, words in written)
        if not found.way and column.role is Role.AMOUNT:
            self._note_doubtful(column, written)
        if found.way:
            mixed = "Some cells can be read in one way only; the others were left out."
            plain = "This can be read in one way only, and the whole column was read so: {way}."
            ways = {POINT: "a point before decimals", COMMA: "a comma before decimals"}
            reason = plain.format(way=ways.get(found.way, found.way))
            where = address(column.place, next(at for at, words in written if words == found.shown))
            reason = mixed if found.way == MIXED else reason
            self.noticed.append(
                Irregularity(Irregular.ASSUMED, where, found.shown[:_SHOWN], reason)
            )
        return found.way

    def _note_doubtful(self, column: ColumnUse, written: Iterable[tuple[int, str]]) -> None:
        """Note the first number that could be read in two ways, and how it was."""
        for number, words in written:
            if is_doubtful(words):
                where = address(column.place, number)
                self.noticed.append(Irregularity(Irregular.ASSUMED, where, words, _DOUBTFUL))
                return

    def _is_number(self, cell: Cell) -> bool:
        """Tell whether a cell is a number whose decimals nobody needs to find out."""
        return self._is_exact and cell.kind is CellKind.NUMBER

    def _note_merged(self) -> None:
        """Note where what one cell says was taken for those that it was merged with."""
        roles = {use.place: use.role for use in self._mapping.columns}
        for (number, place), cell in self._merged.items():
            role = roles.get(place, Role.IGNORED)
            if role is Role.IGNORED:
                continue
            where = address(place, number)
            reason = f"The cell is merged with those above it: “{cell.words[:60]}” counts for it."
            reason = _ONCE if role is Role.AMOUNT else reason
            self.noticed.append(Irregularity(Irregular.MERGED, where, cell.text[:_SHOWN], reason))

    def _note_scale(self, column: ColumnUse) -> None:
        scale = scale_in(column.heading)
        if scale > 1:
            where = address(column.place, max(self._mapping.headings, default=1))
            reason = f"The heading says so: its numbers were taken times {scale:,}."
            self.noticed.append(Irregularity(Irregular.ASSUMED, where, column.heading, reason))

    def _total(self, row: Row) -> str:
        """Return what names a row of totals or averages; nothing for any other row."""
        named = (self._mapping.first(role) for role in _NAMING)
        cells = (row.at(column.place) for column in named if column is not None)
        first = next((cell.words for cell in cells if not cell.is_blank), "")
        return first if is_total(first) else ""

    def _at(self, row: Row, column: ColumnUse) -> Cell:
        """Return a cell, or the one that it was merged with above it; an amount counts once."""
        cell = row.at(column.place)
        if not cell.is_blank or column.role is Role.AMOUNT:
            return cell
        return self._merged.get((row.number, column.place), cell)

    def _line(self, row: Row) -> Line:
        currency = self._read(row, Role.CURRENCY, currency_of)
        year = self._read(row, Role.YEAR, date_of)
        date = self._read(row, Role.DATE, self._reading(Role.DATE)) or year
        stages = self._mapping.stages
        return Line(
            row=row,
            id=self._words(row, Role.ID),
            actor=self._words(row, Role.ACTOR),
            text=self._text(row),
            topic=self._words(row, Role.TOPIC),
            measure=self._words(row, Role.MEASURE),
            date=date,
            deadline=self._read(row, Role.DEADLINE, self._reading(Role.DEADLINE)),
            stage=self._read(row, Role.STAGE, lambda cell: stage_of(cell, stages)),
            sums=tuple(self._sums(row, currency)),
            notes=tuple(self._notes(row)),
        )

    def _reading(self, role: Role) -> Callable[[Cell], Said[str]]:
        column = self._mapping.first(role)
        way = "" if column is None else self._ways[column.place]
        return lambda cell: date_of(cell, way)

    def _amount(self, cell: Cell, column: ColumnUse) -> Said[Decimal]:
        way = "" if self._is_number(cell) else self._ways[column.place]
        said = amount_of(cell, way)
        scale = scale_in(column.heading)
        return said if said.value is None or scale == 1 else replace(said, value=said.value * scale)

    def _read(self, row: Row, role: Role, read: Callable[[Cell], Said[T]]) -> T | None:
        column = self._mapping.first(role)
        return None if column is None else self._said(row, column, read)

    def _said(self, row: Row, column: ColumnUse, read: Callable[[Cell], Said[T]]) -> T | None:
        cell = self._at(row, column)
        if cell.is_blank:
            self._note_blank(row, column)
            return None
        said = read(cell)
        if said.fault is not None:
            self.note(said.fault.kind, column, row, said.fault.reason)
        return said.value

    def _words(self, row: Row, role: Role) -> str:
        """Return the words of a column; a mark for missing, an error and spaces are none."""
        column = self._mapping.first(role)
        if column is None:
            return ""
        cell = self._at(row, column)
        if cell.is_blank:
            self._note_blank(row, column)
            return ""
        if cell.kind is CellKind.ERROR:
            reason = f"The cell holds the error {cell.text}: nothing was taken."
            self.note(Irregular.ERROR_VALUE, column, row, reason)
            return ""
        if cell.words in _MARKS:
            reason = f"“{cell.words}” stands for a missing value: nothing was taken."
            self.note(Irregular.MISSING_MARK, column, row, reason)
            return ""
        return cell.words

    def _text(self, row: Row) -> str:
        """Return the commitment's text with its own line ends, without spaces around it."""
        words = self._words(row, Role.TEXT)
        column = self._mapping.first(Role.TEXT)
        if not words or column is None:
            return words
        lines = self._at(row, column).text.strip().splitlines()
        return "\n".join(" ".join(line.split()) for line in lines if line.strip())

    def _sums(self, row: Row, currency: str | None) -> Iterator[Sum]:
        for column in self._mapping.of_role(Role.AMOUNT):
            value = self._said(row, column, partial(self._amount, column=column))
            if value is None:
                continue
            known = column.currency or currency or self._mapping.currency
            if known is None:
                reason = "No column says in which currency: the amount was left out."
                self.note(Irregular.NOT_A_CURRENCY, column, row, reason)
                continue
            yield Sum(column=column, value=value, currency=known, stage=column.stage)

    def _notes(self, row: Row) -> Iterator[str]:
        for column in self._mapping.columns:
            cell = row.at(column.place)
            is_said = not cell.is_blank and cell.kind is not CellKind.ERROR
            if column.role in {Role.LINK, Role.NOTE} and is_said and cell.words not in _MARKS:
                yield cell.words

    def _note_blank(self, row: Row, column: ColumnUse) -> None:
        if (row.number, column.place) in self._merged:
            return  # said already
        if column.role not in _MAY_BE_BLANK:
            reason = f"The cell is blank and no reason is given ({column.role.label.lower()})."
            self.note(Irregular.BLANK, column, row, reason)
