"""Limits of a worker that its parent keeps, where the worker's own system cannot.

On Linux the worker bounds itself (`briefing.worker.limits`). The Windows half (a job object) and
the macOS half (memory that is asked for now and then) were written from the systems' manuals and
not tried on such a machine.
"""

from __future__ import annotations

import subprocess
import sys
from typing import Final

_PS: Final = "/bin/ps"

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _EXTENDED: Final = 9
    _ACTIVE_PROCESS, _PROCESS_MEMORY, _KILL_ON_CLOSE = 0x8, 0x100, 0x2000

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", wintypes.LARGE_INTEGER),
            ("PerJobUserTimeLimit", wintypes.LARGE_INTEGER),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _Limits(ctypes.Structure):
        _fields_ = (
            ("BasicLimitInformation", _Basic),
            ("IoInfo", ctypes.c_ulonglong * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    _base: Final = 128 << 20  # what an idle worker takes
    _jobs: dict[int, int] = {}

    def bound(process: subprocess.Popen[bytes], memory: int) -> None:
        """Put a process into a job that bounds its memory and lets it start no other."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        handle = _jobs.get(process.pid) or kernel.CreateJobObjectW(None, None)
        limits = _Limits(ProcessMemoryLimit=memory + _base)
        limits.BasicLimitInformation.LimitFlags = _ACTIVE_PROCESS | _PROCESS_MEMORY | _KILL_ON_CLOSE
        limits.BasicLimitInformation.ActiveProcessLimit = 1
        kernel.SetInformationJobObject(
            wintypes.HANDLE(handle), _EXTENDED, ctypes.byref(limits), ctypes.sizeof(limits)
        )
        if process.pid not in _jobs:
            own = wintypes.HANDLE(int(process._handle))  # noqa: SLF001  # there is no other way
            kernel.AssignProcessToJobObject(wintypes.HANDLE(handle), own)
            _jobs[process.pid] = handle
else:

    def bound(process: subprocess.Popen[bytes], memory: int) -> None:
        """Do nothing: the worker bounds itself, or is watched."""


def is_over(process: subprocess.Popen[bytes], memory: int) -> bool:
    """Tell whether a process takes more than it may, where nobody else does."""
    if sys.platform != "darwin":
        return False
    done = subprocess.run(  # noqa: S603  # a program of the system, a number of ours
        [_PS, "-o", "rss=", "-p", str(process.pid)], capture_output=True, text=True, check=False
    )
    used = done.stdout.strip()
    return used.isdigit() and int(used) * 1024 > memory + (128 << 20)
