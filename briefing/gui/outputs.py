"""Files that are written for others: where they go, what they are called, how a job makes them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QStandardPaths

from briefing.app.exporting import ExportCancelledError
from briefing.gui.jobs import CancelledError, Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.app.exporting import Progress
    from briefing.domain.content import Content

T = TypeVar("T")

_STEPS: Final = 100
_LONGEST_NAME: Final = 40


def folder_of(path: Path | None) -> Path:
    """Return where files go: the folder of the pack's file, else the documents."""
    if path is not None:
        return path.parent
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home())


def slug(content: Content) -> str:
    """Return a pack's title as the beginning of a file's name."""
    words = "".join(c if c.isalnum() else " " for c in content.cover.title.lower()).split()
    while len(words) > 1 and len("-".join(words)) > _LONGEST_NAME:
        words.pop()
    return "-".join(words)[:_LONGEST_NAME] or "briefing"


def run(job: Job, work: Callable[[Progress, Callable[[], bool]], T]) -> T:
    """Write files in a job's thread; their progress is the job's.

    Args:
        job: The job.
        work: Takes what it tells its progress and what it asks whether it was stopped.
    """

    def progress(step: str, share: float) -> None:
        job.progressed.emit(round(share * _STEPS), _STEPS, step)

    try:
        return work(progress, lambda: job.is_cancelled)
    except ExportCancelledError as error:
        raise CancelledError from error
