"""The use cases for a terminal and for scripts; works without Qt."""

from __future__ import annotations

import sys

from briefing.cli.table import overview


def run(words: list[str]) -> int:
    """Run one command and return its exit code.

    0 done · 1 problems found · 2 wrong usage · 3 input refused · 4 output not written.
    """
    if words in (["--help"], ["-h"]):
        sys.stdout.write(overview())
        return 0
    from briefing.cli.commands import run_command

    return run_command(words)
