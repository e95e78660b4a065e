"""What is done with somebody's CSV: it is decoded and cut into cells where that can do no harm."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from briefing.errors import InputRefusedError
from briefing.interchange.tasks import Encoded, Task
from briefing.sources.decoding import decode
from briefing.sources.extraction import extract
from briefing.tabular.delimited import read_delimited
from briefing.tabular.files import READING_MEMORY, READING_S, RawTable
from briefing.tabular.irregularities import Irregular, Irregularity
from briefing.tabular.table import Table

_NO_TEXT: Final = (b"%PDF-", b"{\\rtf", b"SQLite format 3\0")
_LOOKED_AT: Final = 4096


def read_csv(raw: RawTable) -> Table:
    """Return the table that a CSV in any encoding holds, and what was odd about its characters.

    Raises:
        InputRefusedError: It is no table, empty, or larger than any may be.
    """
    if raw.data.startswith(_NO_TEXT) or b"\0\0\0\0" in raw.data[:_LOOKED_AT]:
        raise InputRefusedError(
            f"{raw.name} is no table: choose an .xlsx or a CSV, or save it as one where it was "
            "made."
        )
    words, doubts = decode(raw.data)
    text, replaced = extract(words)
    table = read_delimited(text, raw.name)
    said = [Irregularity(Irregular.ENCODING, "", "", odd) for odd in (*doubts, *replaced)]
    return replace(table, noticed=(*said, *table.noticed))


CSV: Final = Task(
    "table in a CSV",
    "The file",
    RawTable,
    Table,
    lambda raw, _: read_csv(raw),
    "Cut it into smaller files",
    READING_S,
    READING_MEMORY,
)

TASKS: Final[tuple[Encoded, ...]] = (CSV,)
"""All of them."""
