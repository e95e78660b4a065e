"""What is done with somebody's workbook: it is read where that can do no harm."""

from __future__ import annotations

from typing import Final

from briefing.excel.edited_book import EditedBook, read_edited
from briefing.excel.foreign import ForeignWorkbook, sampled
from briefing.interchange.tasks import Encoded, Task
from briefing.tabular.files import READING_MEMORY, READING_S, RawTable, SampledBook
from briefing.tabular.table import Table

_WORKBOOK: Final = "The workbook"
_ONE_SHEET: Final = "Keep only the sheet that matters"

EDITED: Final = Task(
    "edited workbook",
    _WORKBOOK,
    bytes,
    EditedBook,
    lambda data, _: read_edited(data),
    "Take foreign sheets and pictures out of it and save it again",
)
SAMPLES: Final = Task(
    "samples of sheets",
    _WORKBOOK,
    RawTable,
    SampledBook,
    lambda raw, _: sampled(raw),
    _ONE_SHEET,
    READING_S,
    READING_MEMORY,
)
SHEET: Final = Task(
    "sheet as a table",
    _WORKBOOK,
    RawTable,
    Table,
    lambda raw, _: ForeignWorkbook(raw.data, raw.name).table(raw.sheet),
    _ONE_SHEET,
    READING_S,
    READING_MEMORY,
)

TASKS: Final[tuple[Encoded, ...]] = (EDITED, SAMPLES, SHEET)
"""All of them."""
