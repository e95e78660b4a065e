"""What the worker can be sent for: every task with a file, and to say what holds it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from briefing.excel.tasks import EDITED
from briefing.interchange.pipes import Held
from briefing.interchange.tasks import Task
from briefing.word.tasks import TASKS

if TYPE_CHECKING:
    import msgspec

    from briefing.interchange.tasks import TellStep

Errand: TypeAlias = Callable[["msgspec.Raw", "TellStep"], "msgspec.Raw"]


def errands(held: Held) -> Mapping[str, Errand]:
    """Return the errands by name.

    Args:
        held: What the worker says of itself when it is asked.
    """
    own = Task("protections", "The worker", bytes, Held, lambda *_: held)
    return {task.name: task.answer for task in (*TASKS, EDITED, own)}
