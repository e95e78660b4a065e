"""The import of a table from file to plan: opened, mapped by what is known of it, planned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.app.tables.known import directory
from briefing.app.tables.opening import TableFile, patient
from briefing.app.tables.proposing import plan
from briefing.app.tables.remembering import remembered
from briefing.tabular.guessing import Guess, applied, guess
from briefing.tabular.table import Table

if TYPE_CHECKING:
    from briefing.app.tables.opening import Waiting
    from briefing.app.tables.proposing import TablePlan
    from briefing.domain.content import Content
    from briefing.tabular.mapping import TableMapping


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTable:
    """A table with a mapping.

    Attributes:
        file: The file.
        table: The table.
        guess: What it means, and what is irregular about its headings.
        is_remembered: Whether its mapping was made for the same headings before.
    """

    file: TableFile
    table: Table
    guess: Guess
    is_remembered: bool = False


def read_table(
    content: Content,
    file: TableFile,
    sheet: str = "",
    mapping: TableMapping | None = None,
    waiting: Waiting = patient,
) -> ReadTable:
    """Return a table with the mapping that is given, that is remembered, or that is guessed.

    Args:
        content: The pack, whose actors a table may name.
        file: The file.
        sheet: The sheet; by default the likeliest.
        mapping: A mapping for the same headings.
        waiting: Called again and again; may raise to cancel.

    Raises:
        InputRefusedError: There is no such sheet, no heading, or nothing below it.
    """
    table = file.table(sheet, waiting)
    known = directory(content)
    guessed = guess(table, known)
    kept = mapping or remembered(guessed.mapping)
    if kept is not None:
        guessed = applied(kept, table, known)
    return ReadTable(
        file=file, table=table, guess=guessed, is_remembered=kept is not None and mapping is None
    )


def plan_table(content: Content, read: ReadTable, mapping: TableMapping | None = None) -> TablePlan:
    """Return what a table would bring, with its own mapping or another; nothing is changed.

    Raises:
        InputRefusedError: The mapping says too little to make anything of the table.
    """
    chosen = read.guess.mapping if mapping is None else mapping
    return plan(content, read.file, read.table, chosen, read.guess.noticed)
