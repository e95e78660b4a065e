"""Office files opened where that is safe: forms that ship in process, all others in the worker."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar

from briefing import assets

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.interchange.tasks import Task
    from briefing.word.inspection.rules import Inspection

Given = TypeVar("Given")
Made = TypeVar("Made")
_SHIPPED: Final = "templates/*/*.docx"


def done(
    task: Task[Given, Made],
    value: Given,
    form: bytes,
    waiting: Callable[[str], None] = lambda step: None,
    *,
    own: int | None = None,
) -> Made:
    """Return what a task makes.

    Args:
        task: What is to be done.
        value: What it is done with.
        form: The template or workbook that the value is, or was made from: its bytes decide where.
        waiting: Told each step, in the worker again and again; may raise to cancel.
        own: How many bytes are ours, for which time and memory are granted; None for those of the
            value that are not the form's.

    Raises:
        InputRefusedError: The file cannot be used, or the worker did not survive it.
        BriefingError: What the task itself says.
    """
    if is_house(form):
        return task.run(value, waiting)
    from briefing.app import jobs
    from briefing.app.worker_process import Errand
    from briefing.interchange.pipes import encoded

    raw = encoded(value)
    errand = Errand(
        name=task.name,
        value=raw,
        what=task.what,
        foreign=len(form),
        own=max(0, len(raw) - len(form)) if own is None else own,
        remedy=task.remedy,
        least_seconds=task.seconds,
        least_memory=task.memory,
    )
    return jobs.ask(errand, task.made, waiting)


def checked(data: bytes) -> Inspection:
    """Return everything that is wrong with a Word file as a template.

    Raises:
        InputRefusedError: It is no Word file, or too much of one.
    """
    from briefing.app.fonts import installed_fonts
    from briefing.word.tasks import CHECK, Unchecked

    return done(CHECK, Unchecked(data=data, fonts=installed_fonts()), data)


def is_house(form: bytes) -> bool:
    """Tell whether a form is one of those that ship with the program, byte for byte."""
    return hashlib.sha256(form).digest() in _house_hashes()


@cache
def _house_hashes() -> frozenset[bytes]:
    shipped = assets.folder().glob(_SHIPPED)
    return frozenset(hashlib.sha256(path.read_bytes()).digest() for path in shipped)
