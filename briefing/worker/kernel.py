"""What the Linux kernel forbids the worker without anybody being root: Landlock and seccomp.

Landlock leaves a few folders to be read and nothing to be written; seccomp refuses the calls that
connect, start, signal, write or mount. Where the kernel has neither, the other guards remain.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

FILES: Final = "files (Landlock)"
CALLS: Final = "network, processes and writing (seccomp)"
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_FILE_RIGHTS: Final = {1: 13, 2: 14, 3: 15, 5: 16}  # by version: how many rights it knows
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
_X32: Final = 0x40000000
_WRITING: Final = 0x1 | 0x2 | 0x40 | 0x200 | 0x400 | 0x400000  # O_WRONLY … O_TMPFILE
# io_uring, pidfd, open_tree, move_mount, fsopen, clone3, openat2, mount_setattr: alike everywhere
_NEW_CALLS: Final = (424, 425, 426, 427, 428, 429, 430, 432, 434, 435, 437, 438, 442)


class _Machine:
    """The numbers of one processor: its own, of the calls that are refused, of `open`."""

    def __init__(self, audit: int, refused: tuple[int, ...], opening: dict[int, int]) -> None:
        self.audit = audit
        self.refused = (*refused, *_NEW_CALLS)
        self.opening = opening


_MACHINES: Final = {
    "x86_64": _Machine(
        0xC000003E,
        (
            *(29, 41, 42, 43, 44, 46, 49, 50, 53, 56, 57, 58, 59, 62, 64, 68, 76),
            *(82, 83, 84, 85, 86, 87, 88, 90, 91, 92, 93, 94, 101, 132, 133, 155, 161, 165, 166),
            *(175, 188, 189, 190, 200, 234, 235, 246, 248, 249, 250, 258, 259, 260, 261, 263, 264),
            *(265, 266, 268, 272, 280, 288, 298, 304, 308, 310, 311, 313, 316, 321, 322, 323),
        ),
        {2: 1, 257: 2},
    ),
    "aarch64": _Machine(
        0xC00000B7,
        (
            *(5, 6, 7, 33, 34, 35, 36, 37, 38, 39, 40, 41, 45, 51, 52, 53, 54, 55, 88, 97, 104),
            *(105, 117, 129, 130, 131, 198, 199, 200, 201, 202, 203, 206, 211, 217, 218, 219, 220),
            *(221, 241, 242, 265, 268, 270, 271, 273, 276, 280, 281, 282),
        ),
        {56: 2},
    ),
}


def shut_in(readable: tuple[Path, ...]) -> tuple[str, ...]:
    """Give up, for good, whatever the kernel can take away; return what is gone."""
    if sys.platform != "linux" or _libc().prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return ()
    found = []
    if _restrict_files(readable):
        found.append(FILES)
    if _filter_calls():
        found.append(CALLS)
    return tuple(found)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _restrict_files(readable: tuple[Path, ...]) -> bool:
    call = _libc().syscall
    version = call(_CREATE_RULESET, None, 0, 1)
    if version < 1:
        return False
    rights = (1 << max(count for since, count in _FILE_RIGHTS.items() if since <= version)) - 1
    numbers = (rights, *((3,) if version >= 4 else ()), *((3,) if version >= 6 else ()))
    attributes = struct.pack(f"={len(numbers)}Q", *numbers)
    rules = call(_CREATE_RULESET, attributes, len(attributes), 0)
    if rules < 0:
        return False
    for folder in readable:
        handle = os.open(folder, os.O_PATH | os.O_CLOEXEC)
        right = _READ_FILE | (_READ_FOLDER if folder.is_dir() else 0)
        call(_ADD_RULE, rules, 1, struct.pack("=Qi", right, handle), 0)
        os.close(handle)
    done = call(_RESTRICT_SELF, rules, 0)
    os.close(rules)
    return int(done) == 0


def _filter_calls() -> bool:
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        return False
    steps = _program(machine)
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
    program = struct.pack("@HP", len(steps), ctypes.addressof(code))
    return int(_libc().prctl(_SET_SECCOMP, _FILTER, program, 0, 0)) == 0


def _program(machine: _Machine) -> list[tuple[int, int, int, int]]:
    """Return the filter: (operation, steps over when true, when false, value)."""
    refuse = 4 + len(machine.refused) + 4 * len(machine.opening) + 1  # the place of the last step
    steps = [(_LOAD, 0, 0, 4), (_EQUAL, 0, refuse - 2, machine.audit), (_LOAD, 0, 0, 0)]

    def unless(operation: int, value: int) -> None:
        steps.append((operation, refuse - len(steps) - 1, 0, value))

    unless(_AT_LEAST, _X32)
    for number in machine.refused:
        unless(_EQUAL, number)
    for number, argument in machine.opening.items():
        steps.append((_EQUAL, 0, 3, number))
        steps.append((_LOAD, 0, 0, 16 + 8 * argument))
        unless(_ANY_BIT, _WRITING)
        steps.append((_RETURN, 0, 0, _ALLOW))
    return [*steps, (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
