"""Columns as a whole: stray spaces, variants of spelling, formulas, errors, words among numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from briefing.tabular.ids import name_key
from briefing.tabular.irregularities import Irregular, Irregularity
from briefing.tabular.mapping import Role
from briefing.tabular.table import CellKind, address
from briefing.tabular.values import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.tabular.mapping import ColumnUse, TableMapping
    from briefing.tabular.table import Cell, Table

Placed = tuple[int, "Cell"]

_NAMES: Final = frozenset({Role.TOPIC, Role.MEASURE, Role.ACTOR, Role.STAGE, Role.CURRENCY})
_MOST_NAMES: Final = 80
_CLOSE: Final = 0.92
_MOSTLY: Final = 0.25
_SHOWN: Final = 120


def check_columns(table: Table, mapping: TableMapping) -> Iterator[Irregularity]:
    """Yield what is irregular about columns.

    Of a column that says something every cell is named; of one that is left out there is one entry
    for each kind.
    """
    last = max(mapping.headings, default=0)
    body = [row for row in table.rows if row.number > last]
    for column in mapping.columns:
        cells = [(row.number, cell) for row in body if (cell := row.at(column.place)).text]
        formulas = [(row.number, row.at(column.place)) for row in body]
        yield from _formulas(column, [one for one in formulas if one[1].is_formula])
        if column.role is Role.IGNORED:
            yield from _left_out(column, cells)
        else:
            yield from _spaces(column, cells)
            yield from _variants(column, cells) if column.role in _NAMES else ()


def _formulas(column: ColumnUse, cells: Sequence[Placed]) -> Iterator[Irregularity]:
    if not cells:
        return
    held = [cell for cell in cells if cell[1].text]
    if held:
        many = _many(held, "cell is a formula", "cells are formulas")
        reason = f"{many}: the value that was saved with it counts."
        if len(held) > 1:
            reason = f"{many}: the values that were saved with them count."
        yield Irregularity(Irregular.FORMULA, _range(column, held), "", reason)
    if len(held) < len(cells):
        without = [cell for cell in cells if not cell[1].text]
        many = _many(without, "formula has", "formulas have")
        reason = f"{many} no saved result: open the file where it was made, save it and try again."
        yield Irregularity(Irregular.NO_RESULT, _range(column, without), "", reason)


def _left_out(column: ColumnUse, cells: Sequence[Placed]) -> Iterator[Irregularity]:
    """Yield one entry for each kind of irregularity of a column that is left out."""
    for row, cell in cells:
        if cell.kind is CellKind.ERROR:
            reason = f"The cell holds the error {cell.text}; the column is left out."
            where = address(column.place, row)
            yield Irregularity(Irregular.ERROR_VALUE, where, cell.text, reason)
    spaced = [one for one in cells if _is_spaced(one[1])]
    if spaced:
        reason = f"{_many(spaced, 'cell has', 'cells have')} stray spaces; the column is left out."
        yield Irregularity(Irregular.STRAY_SPACES, _range(column, spaced), "", reason)
    yield from _words_left_out(column, cells)
    yield from _variants(column, cells)


def _words_left_out(column: ColumnUse, cells: Sequence[Placed]) -> Iterator[Irregularity]:
    """Yield marks for missing values, and words in a column of numbers."""
    by_words: dict[str, list[Placed]] = defaultdict(list)
    for one in cells:
        if one[1].kind is CellKind.TEXT and one[1].words:
            by_words[one[1].words].append(one)
    numbers = sum(cell.kind is CellKind.NUMBER for _, cell in cells)
    for words, found in by_words.items():
        says = f"{_many(found, 'cell says', 'cells say')} “{words[:_SHOWN]}”"
        where = _range(column, found)
        if words.casefold() in MISSING:
            reason = f"{says} for a missing value; the column is left out."
            yield Irregularity(Irregular.MISSING_MARK, where, words, reason)
        elif numbers > _MOSTLY * len(cells):
            reason = f"{says} in a column of numbers; the column is left out."
            yield Irregularity(Irregular.NOT_A_NUMBER, where, words[:_SHOWN], reason)


def _spaces(column: ColumnUse, cells: Sequence[Placed]) -> Iterator[Irregularity]:
    kind = Irregular.ID_SPACES if column.role is Role.ID else Irregular.STRAY_SPACES
    for row, cell in cells:
        if _is_spaced(cell):
            where = address(column.place, row)
            if cell.text.strip():
                reason = "Spaces stand before or after the words; they were not taken along."
            else:
                reason = "The cell holds nothing but spaces: it counts as blank."
            yield Irregularity(kind, where, cell.text[:_SHOWN], reason)


def _is_spaced(cell: Cell) -> bool:
    return cell.kind in {CellKind.TEXT, CellKind.NUMBER} and cell.text != cell.text.strip()


def _variants(column: ColumnUse, cells: Sequence[Placed]) -> Iterator[Irregularity]:
    """Yield variants in capitals and accents: they count as one name."""
    usual = _usual(cells)
    is_named = column.role in _NAMES
    if not is_named and len(usual) > _MOST_NAMES:
        return
    by_words: dict[str, list[Placed]] = defaultdict(list)
    for one in cells:
        words = one[1].words
        if usual.get(name_key(words), words) != words:
            by_words[words].append(one)
    for words, places in by_words.items():
        reason = f"Elsewhere it is written “{usual[name_key(words)]}”; both count as one name."
        if is_named:
            for row, _ in places:
                yield Irregularity(Irregular.SPELLING, address(column.place, row), words, reason)
        else:
            yield Irregularity(Irregular.SPELLING, _range(column, places), words[:_SHOWN], reason)
    if is_named and 1 < len(usual) <= _MOST_NAMES:
        yield from _nearly(column, cells, list(usual.values()))


def _usual(cells: Sequence[Placed]) -> dict[str, str]:
    """Return of each name how it is written most often."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for _, cell in cells:
        if cell.kind is CellKind.TEXT:
            found[name_key(cell.words)][cell.words] += 1
    return {key: words.most_common(1)[0][0] for key, words in found.items()}


def _nearly(
    column: ColumnUse, cells: Sequence[Placed], names: Sequence[str]
) -> Iterator[Irregularity]:
    """Yield names that differ by a letter or two; they stay two names."""
    first: dict[str, int] = {}
    for row, cell in cells:
        first.setdefault(cell.words, row)
    for place, name in enumerate(names):
        for other in names[:place]:
            if _digits(name) == _digits(other) and min(len(name), len(other)) > 5:
                match = SequenceMatcher(None, name.casefold(), other.casefold())
                if match.real_quick_ratio() > _CLOSE and match.ratio() > _CLOSE:
                    reason = f"It is nearly “{other}”: is the same meant? Both were kept."
                    where = address(column.place, first[name])
                    yield Irregularity(Irregular.SPELLING, where, name, reason)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _range(column: ColumnUse, cells: Sequence[Placed]) -> str:
    first, last = address(column.place, cells[0][0]), address(column.place, cells[-1][0])
    return first if first == last else f"{first}:{last}"


def _many(cells: Sequence[Placed], one: str, more: str) -> str:
    return f"{len(cells):,} {one if len(cells) == 1 else more}"
