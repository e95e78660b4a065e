"""Disks that take no new files, for tests."""

from __future__ import annotations

import os


def refusing_new(code):
    """Return an `os.open` that opens what is there and makes nothing."""
    before = os.open

    def refuse(path, flags, *rest, **more):
        if flags & os.O_CREAT:
            raise OSError(code, os.strerror(code))
        return before(path, flags, *rest, **more)

    return refuse
