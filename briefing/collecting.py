"""How short processes of this program look for cycles in memory: seldom, and not at their end."""

from __future__ import annotations

import atexit
import gc
from typing import Final

_BORN: Final = 20_000  # values between two looks at the young ones; Python's own figure is 700


def collect_seldom() -> None:
    """Let this process look for cycles seldom, and end without looking.

    It makes many values that stay until it ends, hardly any of them in a cycle. Looking for some
    took an eighth of the time of a short command; the system takes the memory back anyway.
    """
    gc.set_threshold(_BORN, 20, 20)
    atexit.register(gc.freeze)
