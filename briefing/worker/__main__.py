"""Starts the worker: `python -P -m briefing.worker`; its orders come through standard input."""

from __future__ import annotations

import sys

from briefing.collecting import collect_seldom
from briefing.worker.serving import main

if __name__ == "__main__":
    collect_seldom()
    sys.exit(main())
