"""Starts the desktop app, or a command where one is named; nothing else."""

from __future__ import annotations

import sys
from pathlib import Path

from briefing.cli.table import COMMANDS
from briefing.collecting import collect_seldom


def main() -> int:
    """Run `briefing [PACK]` or `briefing COMMAND …` and return the exit code."""
    words = sys.argv[1:]
    if words == ["--worker"]:  # how a frozen program starts its own worker
        from briefing.worker.serving import main as serve  # noqa: PLC0415  # nothing else of it

        collect_seldom()
        return serve()
    names = {command.name for command in COMMANDS}
    if words and (words[0] in names or not Path(words[0]).exists()):
        from briefing.cli import run  # noqa: PLC0415  # the window starts without the commands

        collect_seldom()
        return run(words)
    from briefing.gui import main as run_window  # noqa: PLC0415  # and the commands without Qt

    return run_window(words)


if __name__ == "__main__":
    sys.exit(main())
