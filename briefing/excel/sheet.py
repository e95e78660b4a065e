"""A sheet as a value: rows of entries with their looks, one table, and how it is laid out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

from briefing.domain.marks import INK, Mark
from briefing.excel.strings import pieces

if TYPE_CHECKING:
    from collections.abc import Iterable


ACCENT: Final = "#1F4E79"
TINT: Final = "#EAF0F6"
LINE: Final = "#D5DAE1"
LINK: Final = "#1A5A96"

WIDEST: Final = 60.0
_NAME_LIMIT: Final = 255  # characters of a table column's name


class Edge(StrEnum):
    """The lines around a cell."""

    NONE = "none"
    BELOW = "below"
    ABOVE = "above"
    DASHED = "dashed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The appearance of a cell; equal looks become one cell format.

    Attributes:
        style: The number of a format in the house's own workbook, which is taken as it is.
    """

    bold: bool = False
    italic: bool = False
    struck: bool = False
    underlined: bool = False
    size: float = 10
    ink: str = INK
    fill: str = ""
    hatched: bool = False
    edge: Edge = Edge.BELOW
    wrap: bool = True
    align: str = "left"
    vertical: str = "top"
    number: str = "General"
    style: int = 0


BODY: Final = Look()
FIRST: Final = Look(bold=True)
HEADER: Final = Look(bold=True, ink="#FFFFFF", fill=ACCENT, edge=Edge.NONE, vertical="center")
TITLE: Final = Look(bold=True, size=16, ink=ACCENT, edge=Edge.NONE, wrap=False)
SUBTITLE: Final = Look(edge=Edge.NONE, wrap=False)
HEADING: Final = Look(bold=True, size=12, ink=ACCENT, edge=Edge.NONE, wrap=False, vertical="bottom")
LINKED: Final = Look(ink=LINK, underlined=True)
COUNT: Final = Look(align="right", vertical="center", number="0;-0;–")
AVERAGE: Final = Look(align="right", vertical="center", number="+0.00;−0.00;0.00")
SHARE: Final = Look(align="right", vertical="center", number="0.0%")
WHOLE: Final = Look(align="right", number="#,##0")
RATE: Final = Look(align="right", number="0.0000##")
CENTS: Final = Look(align="right", number="#,##0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one cell holds.

    Attributes:
        text: The words; of a formula with a text as result, that result.
        number: A number; of a formula, its result.
        formula: A formula of ours, without `=`; nothing from outside ever gets here.
        look: The appearance.
        target: Where a click leads: `'Register'!A7`, or a web address that was found safe.
        note: What stands in the cell's note.
        emphasis: Which characters of the text are italic, from and to.
    """

    text: str = ""
    number: Decimal | int | None = None
    formula: str = ""
    look: Look = BODY
    target: str = ""
    note: str = ""
    emphasis: tuple[int, int] | None = None


BLANK: Final = Entry()
NOTHING: Final = Entry(look=SUBTITLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The entries of one row from column A on.

    Attributes:
        entries: The entries.
        height: A fixed height in points; without one the row is as high as its text.
    """

    entries: tuple[Entry, ...] = ()
    height: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The one Excel table of a sheet: its name is ours, its column names are its header cells.

    Attributes:
        name: Its name.
        first_row: The row of its headings.
        last_row: Its last row.
        columns: Its headings.
        keys: What each column is for when the workbook comes home: a field, a column of a matrix,
            or nothing. Empty where the table is only for reading; else its last column has the ids.
    """

    name: str
    first_row: int
    last_row: int
    columns: tuple[str, ...]
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """A list from which the cells of a range are chosen.

    Attributes:
        area: The range.
        words: What the list holds.
        is_strict: Whether nothing else may be typed.
        source: Where the words stand in the workbook, if the rule itself has no room for them.
    """

    area: str
    words: tuple[str, ...]
    is_strict: bool = True
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet, ready to be written.

    Attributes:
        name: Its name, one of ours.
        rows: Its rows from the first on.
        widths: The width of each column, in digits of the standard font.
        table: Its table.
        pointer: The first data cell: what is above and left of it stays in view.
        repeated: The first and last row repeated on every page.
        printed: What is printed, area by area; nothing means everything.
        heading: What is printed at the top left of every page.
        hidden: Which columns are hidden, counted from 0.
        pages_across: How many pages lie side by side on paper.
        choices: The lists for typing.
        marked: The area whose fills follow what is typed there.
        marks: What may stand in that area, each with the formula that tells so.
        names: The names of ranges, each with its cells.
    """

    name: str
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    table: Table
    pointer: str
    repeated: tuple[int, int]
    printed: tuple[str, ...] = ()
    heading: str = ""
    hidden: frozenset[int] = frozenset()
    pages_across: int = 1
    choices: tuple[Choices, ...] = ()
    marked: str = ""
    marks: tuple[tuple[str, Mark], ...] = ()
    names: tuple[tuple[str, str], ...] = ()


@cache
def look_of(mark: Mark, *, fills: bool = True) -> Look:
    """Return the look of a matrix cell.

    Args:
        mark: What stands in the cell.
        fills: Whether light fills are wanted; the dark one carries a meaning and always stays.
    """
    return Look(
        bold=mark.bold,
        italic=mark.italic,
        struck=mark.struck,
        ink=mark.ink,
        fill=mark.fill if fills or mark.ink == "#FFFFFF" else "",
        hatched=mark.struck,
        edge=Edge.DASHED if mark.dashed else Edge.BELOW,
        vertical="center",
    )


@cache
def scored_look(look: Look, number: str) -> Look:
    """Return the look of a cell that holds a score, printed by a number format."""
    return replace(look, number=number)


def continued(row: Row, *, has_id: bool = True) -> Iterable[Row]:
    """Yield a row, then numbered rows with what did not fit into one cell; nothing is cut.

    Args:
        row: The row.
        has_id: Whether its last entry is the id of a record, which then gets the number too.
    """
    split = [pieces(entry.text) for entry in row.entries]
    count = max(map(len, split), default=1)
    if count == 1:
        yield row
        return
    first = (
        replace(entry, text=parts[0], emphasis=entry.emphasis if len(parts) == 1 else None)
        for entry, parts in zip(row.entries, split, strict=True)
    )
    yield replace(row, entries=tuple(first))
    name, key = row.entries[0], row.entries[-1].text
    for number in range(1, count):
        entries = [
            Entry(text=parts[number], look=entry.look) if number < len(parts) else BLANK
            for entry, parts in zip(row.entries, split, strict=True)
        ]
        if len(split[0]) <= number:
            label = f"{name.text[:80]} ({number + 1} of {count})"
            entries[0] = Entry(text=label, look=name.look)
        if has_id:
            entries[-1] = Entry(text=f"{key}#{number + 1}")
        yield Row(entries=tuple(entries))


def distinct_names(names: Iterable[str], reserved: Iterable[str] = ()) -> tuple[str, ...]:
    """Return names of table columns: none empty, too long, or equal to another but for capitals.

    Office programs do not agree about tabs in them, so they become spaces.
    """
    taken = {name.casefold() for name in reserved}
    found: list[str] = []
    for name in (given.replace("\t", " ") for given in names):
        base = name if len(name) <= _NAME_LIMIT - 20 else f"{name[: _NAME_LIMIT - 21]}…"
        base = base if base.strip() else "(no name)"
        chosen, number = base, 2
        while chosen.casefold() in taken:
            chosen, number = f"{base} ({number})", number + 1
        taken.add(chosen.casefold())
        found.append(chosen)
    return tuple(found)
