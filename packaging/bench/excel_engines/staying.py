"""Keeps an engine of `bench excel` loaded and lets it write whenever it is told.

usage: staying.py ENGINE.py DATA.json VARIANT; a line with a path: writes the workbook, answers
with its phases. Standard library only: some engines run in an environment of their own.
"""

from __future__ import annotations

import gc
import runpy
import sys


def main() -> None:
    """Run the engine once for each line."""
    engine, data, variant = sys.argv[1:]
    sys.path.insert(0, engine.rpartition("/")[0])
    for line in sys.stdin:
        sys.argv = [engine, data, line.strip(), variant]
        gc.collect()
        runpy.run_path(engine, run_name="__main__")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
