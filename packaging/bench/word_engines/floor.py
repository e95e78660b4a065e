"""The limit: the same XML put together by hand-written code and deflated; the shared `rawxml`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from resident import serve

sys.path.insert(0, os.environ["BENCH_SHARED"])
import rawxml  # type: ignore[import-not-found]  # beside the shared workload

if TYPE_CHECKING:
    from pathlib import Path

DEFLATE = rawxml.backend("zng-6")
HEAD, TAIL, PARTS = rawxml.head_tail()


def write(data: Any, path: Path) -> None:
    """Write a document."""
    rawxml.write(str(path), rawxml.chunks(data, HEAD, TAIL), PARTS, DEFLATE)


if __name__ == "__main__":
    sys.exit(serve(lambda data: lambda path: write(data, path), write))
