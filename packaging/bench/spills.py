"""Measures how long 64 MiB are searched for words that are gone, and what hostile blobs cost.

Each figure is printed with what it may be; the exit code is 1 where one is missed.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import apsw

from briefing.app.traces import traces
from briefing.domain.cover import Cover
from briefing.store.pack import Pack

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
SIZE = 64 << 20
WORDS = ("boats", "ports", "summit", "minister", "pledge", "navy", "transit", "cable", "ceasefire")


def main() -> int:
    """Measure and print; 1 where a figure is missed."""
    chance = random.Random(1)  # noqa: S311  # words, not secrets
    gone = " ".join(f"{chance.choice(WORDS)}{number}" for number in range(5000)).encode()
    other = " ".join(f"{number}-{chance.choice(WORDS)}" for number in range(SIZE // 12)).encode()
    found = traces([gone], [b"What stays."])
    missed = _said(
        "64 MiB of random bytes searched (s)", _timed(found.in_bytes, os.urandom(SIZE)), 8
    )
    missed += _said("64 MiB of text searched (s)", _timed(found.in_bytes, other[:SIZE]), 4)
    with tempfile.TemporaryDirectory(prefix="briefing-spills-") as name:
        missed += _hostile(Path(name))
    return 1 if missed else 0


def _hostile(folder: Path) -> int:
    (folder / "new").mkdir()
    pack = Pack.create(folder / "new", Cover(id="cover", title="Hostile"))
    path = pack.save(folder / "hostile.briefpack")
    pack.close()
    db = apsw.Connection(str(path))
    for number in range(4):
        db.execute("INSERT INTO blob VALUES (?, zeroblob(200000000))", (str(number),))
    db.close()
    (folder / "working").mkdir()
    return _said(
        "a pack with four blobs of 200 MB that no record has opened (s)",
        _timed(lambda file: Pack.open(folder / "working", file).close(), path),
        2,
    )


def _timed(step: Callable[[T], object], argument: T) -> float:
    started = time.process_time()
    step(argument)
    return time.process_time() - started


def _said(what: str, seconds: float, limit: float) -> int:
    over = "" if seconds <= limit else f" · MISSED by {seconds - limit:.3f}"
    print(f"{what}: {seconds:.3f} (at most {limit:g}){over}", flush=True)
    return bool(over)


if __name__ == "__main__":
    sys.exit(main())
