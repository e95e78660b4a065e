"""How a process of this program ends: without looking for cycles in its memory once more."""

from __future__ import annotations

import atexit
import gc


def end_quickly() -> None:
    """Let this process end without the collections that Python makes of everything at its end.

    A tenth of the time of a short command went into them; the system takes the memory back anyway.
    """
    atexit.register(gc.freeze)
