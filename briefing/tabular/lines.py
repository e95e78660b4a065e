"""Rows of a table read by a mapping: what each column says, and what it fails to say."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from briefing.domain.vocabularies import Stage
from briefing.tabular.irregularities import Irregular, Irregularity
from briefing.tabular.mapping import ColumnUse, Role
from briefing.tabular.table import CellKind, Row, address
from briefing.tabular.values import amount_of, currency_of, date_of, stage_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefing.tabular.mapping import TableMapping
    from briefing.tabular.table import Cell, Table
    from briefing.tabular.values import Said, T

_SHOWN: Final = 120
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

    def lines(self) -> Iterator[Line]:
        """Yield the rows in order."""
        for row in self.rows:
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

    def _line(self, row: Row) -> Line:
        currency = self._read(row, Role.CURRENCY, currency_of)
        year = self._read(row, Role.YEAR, date_of)
        date = self._read(row, Role.DATE, date_of) or year
        stages = self._mapping.stages
        return Line(
            row=row,
            id=self._words(row, Role.ID),
            actor=self._words(row, Role.ACTOR),
            text=self._text(row),
            topic=self._words(row, Role.TOPIC),
            measure=self._words(row, Role.MEASURE),
            date=date,
            deadline=self._read(row, Role.DEADLINE, date_of),
            stage=self._read(row, Role.STAGE, lambda cell: stage_of(cell, stages)),
            sums=tuple(self._sums(row, currency)),
            notes=tuple(self._notes(row)),
        )

    def _read(self, row: Row, role: Role, read: Callable[[Cell], Said[T]]) -> T | None:
        column = self._mapping.first(role)
        return None if column is None else self._said(row, column, read)

    def _said(self, row: Row, column: ColumnUse, read: Callable[[Cell], Said[T]]) -> T | None:
        cell = row.at(column.place)
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
        cell = row.at(column.place)
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
        lines = row.at(column.place).text.strip().splitlines()
        return "\n".join(" ".join(line.split()) for line in lines if line.strip())

    def _sums(self, row: Row, currency: str | None) -> Iterator[Sum]:
        for column in self._mapping.of_role(Role.AMOUNT):
            value = self._said(row, column, amount_of)
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
        if column.role not in _MAY_BE_BLANK:
            reason = f"The cell is blank and no reason is given ({column.role.label.lower()})."
            self.note(Irregular.BLANK, column, row, reason)
