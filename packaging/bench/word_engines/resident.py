"""What every engine of `bench word` is: a process that has loaded everything and waits for orders.

    python ENGINE.py resident DATA.json   a line with a path: writes the document, answers with CPU
    python ENGINE.py once DATA.json OUT   writes one document and ends; its whole CPU is measured

Standard library only: some engines run in an environment of their own.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def serve(
    prepare: Callable[[Any], Callable[[Path], None]],
    once: Callable[[Any, Path], None],
) -> int:
    """Run an engine as its arguments say.

    Args:
        prepare: From the loaded data to what writes a document to a path, everything warm.
        once: Writes a document from a cold start.
    """
    how, data, *rest = sys.argv[1:]
    loaded = json.loads(Path(data).read_text(encoding="utf-8"))
    if how == "once":
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        once(loaded, Path(rest[0]))
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(json.dumps({"grown_mib": (after - before) / 1024}))
        return 0
    write = prepare(loaded)
    print("ready", flush=True)
    for line in sys.stdin:
        path = Path(line.strip())
        gc.collect()
        started = time.process_time()
        write(path)
        spent = time.process_time() - started
        print(json.dumps({"ms": spent * 1000, "bytes": path.stat().st_size}), flush=True)
    return 0
