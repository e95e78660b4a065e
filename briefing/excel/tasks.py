"""What is done with somebody's workbook: it is read where that can do no harm."""

from __future__ import annotations

from typing import Final

from briefing.excel.edited_book import EditedBook, read_edited
from briefing.interchange.tasks import Task

EDITED: Final = Task(
    "edited workbook",
    "The workbook",
    bytes,
    EditedBook,
    lambda data, _: read_edited(data),
    "Take foreign sheets and pictures out of it and save it again",
)
