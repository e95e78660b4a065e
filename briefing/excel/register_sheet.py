"""A register laid out as a sheet: one table from the first row on, its ids in a hidden column."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeVar

from briefing.domain.base import Record
from briefing.excel.measures import fitting_width, height_of
from briefing.excel.pages import pages_across
from briefing.excel.sheet import (
    BLANK,
    BODY,
    CENTS,
    FIRST,
    HEADER,
    LINKED,
    WHOLE,
    Choices,
    Entry,
    Row,
    Sheet,
    Table,
    continued,
)
from briefing.excel.strings import is_safe_url

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.domain.vocabularies import Vocabulary
    from briefing.excel.options import WorkbookOptions
    from briefing.excel.register import Field, Register, Value
    from briefing.excel.views import View

R = TypeVar("R", bound=Record)

ID: Final = "Id"
ID_WIDTH: Final = 14.0
_DIGITS: Final = 15  # what a spreadsheet's number holds exactly


def register_sheet(
    register: Register[R],
    views: Sequence[View[R]],
    options: WorkbookOptions,
    lists: Mapping[type[Vocabulary], str],
) -> tuple[Sheet, Mapping[str, str]]:
    """Return a register's sheet, and where each record's row is: `'Register'!A7` by record id.

    Args:
        register: The kind of record.
        views: The records.
        options: The choices of the workbook.
        lists: Where the words of a vocabulary stand in the workbook.
    """
    words = options.words
    titles = tuple(words.say(field.title) for field in register.fields)
    name = words.say(register.sheet)
    rows: list[Row] = []
    places: dict[str, str] = {}
    for view in views:
        places[view.record.id] = f"{quoted_name(name)}!A{len(rows) + 2}"
        entries = (
            _entry(field, field.of(view), is_first=at == 0)
            for at, field in enumerate(register.fields)
        )
        rows += continued(Row(entries=(*entries, Entry(text=view.record.id))))
    sheet = table_sheet(
        name=name,
        table=register.table,
        titles=titles,
        rows=rows,
        limits=tuple(field.limit for field in register.fields),
        options=options,
        choices=tuple(
            Choices(
                area=f"{chr(65 + at)}2:{chr(65 + at)}{max(2, len(rows) + 1)}",
                words=tuple(words.label(member) for member in field.choices),
                source=lists.get(field.choices, ""),
            )
            for at, field in enumerate(register.fields)
            if field.choices is not None
        ),
    )
    keys = (*(field.title for field in register.fields), ID)
    return replace(sheet, table=replace(sheet.table, keys=keys)), places


def quoted_name(sheet: str) -> str:
    """Return the name of a sheet as a formula or a link names it."""
    doubled = sheet.replace("'", "''")
    return f"'{doubled}'"


def table_sheet(  # noqa: PLR0913  # one argument for each thing that differs between the sheets
    *,
    name: str,
    table: str,
    titles: Sequence[str],
    rows: Sequence[Row],
    limits: Sequence[float],
    options: WorkbookOptions,
    choices: tuple[Choices, ...] = (),
    below: Sequence[Row] = (),
) -> Sheet:
    """Return a sheet that is one table; rows longer than the headings end with their id.

    Args:
        name: The sheet's name.
        table: The table's name.
        titles: The headings, all different.
        rows: The rows; without any the table has one empty row, as Excel demands.
        limits: How wide each column may become, in digits.
        options: The choices of the workbook.
        choices: The lists for typing.
        below: What follows the table.
    """
    has_ids = any(len(row.entries) > len(titles) for row in rows)
    headings = (*titles, options.words.say(ID)) if has_ids or not rows else tuple(titles)
    rows = rows or (Row(entries=(BLANK,) * len(headings)),)
    widths = tuple(
        fitting_width(title, (_printed(row.entries[at]) for row in rows), limit)
        for at, (title, limit) in enumerate(zip(titles, limits, strict=True))
    )
    header = Row(
        entries=tuple(Entry(text=title, look=HEADER) for title in headings),
        height=height_of(titles, widths),
    )
    return Sheet(
        name=name,
        rows=(header, *rows, *below),
        widths=(*widths, *([ID_WIDTH] * (len(headings) - len(titles)))),
        table=Table(name=table, first_row=1, last_row=1 + len(rows), columns=headings),
        pointer="B2",
        repeated=(1, 1),
        hidden=frozenset(range(len(titles), len(headings))),
        pages_across=pages_across(widths, options.paper),
        choices=choices,
    )


def amount_entry(value: Decimal) -> Entry:
    """Return an amount as a number, or as text where a number would not hold all of it."""
    if len(value.normalize().as_tuple().digits) > _DIGITS:
        return Entry(text=f"{value:f}")
    return Entry(number=value, look=WHOLE if value == value.to_integral_value() else CENTS)


def _entry(field: Field[R], value: Value, *, is_first: bool) -> Entry:
    if isinstance(value, Decimal):
        return amount_entry(value)
    if not value and not is_first:
        return BLANK
    text = value or ""
    if field.is_web_address and is_safe_url(text):
        return Entry(text=text, look=LINKED, target=text)
    return Entry(text=text, look=FIRST if is_first else BODY)


def _printed(entry: Entry) -> str:
    return entry.text if entry.number is None else f"{entry.number:,.2f}"
