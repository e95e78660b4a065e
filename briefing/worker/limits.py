"""What the system itself holds the worker to: memory, computing time, files, processes.

On Windows the parent sets the limits (a job object), on macOS it watches the memory.
"""

from __future__ import annotations

import os
import resource
import sys
from typing import Final

MOST_FILES: Final = 64
_LONGEST_LIFE_S: Final = 3600


def bound_process() -> tuple[str, ...]:
    """Set the limits that never change, and return what they protect from."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (MOST_FILES, MOST_FILES))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (_LONGEST_LIFE_S, _LONGEST_LIFE_S))
    memory = ("memory",) if sys.platform == "linux" else ()
    return ("computing time", *memory, "size of files", "number of files and processes")


class Budget:
    """Gives each errand its own share of memory and computing time, on top of what is used."""

    def __init__(self) -> None:
        self._statm = os.open("/proc/self/statm", os.O_RDONLY) if sys.platform == "linux" else None

    def grant(self, seconds: int, memory: int) -> None:
        """Let the process compute `seconds` more and take `memory` bytes more."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime) + 1 + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (min(until, _LONGEST_LIFE_S), _LONGEST_LIFE_S))
        if self._statm is not None:
            pages = int(os.pread(self._statm, 64, 0).split()[0])
            most = pages * resource.getpagesize() + memory
            resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))
