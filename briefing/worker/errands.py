"""What the worker can be sent for: every task with a file, and to say what holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.excel import tasks as excel
from briefing.interchange.pipes import Held
from briefing.interchange.tasks import Task
from briefing.sources import tasks as sources
from briefing.word import tasks as word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.interchange.tasks import Encoded


def errands(held: Held) -> Mapping[str, Encoded]:
    """Return the errands by name.

    Args:
        held: What the worker says of itself when it is asked.
    """
    own = Task("protections", "The worker", bytes, Held, lambda *_: held)
    known: tuple[Encoded, ...] = (*word.TASKS, *excel.TASKS, *sources.TASKS, own)
    return {task.name: task for task in known}
