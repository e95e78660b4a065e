"""Measures large packs: searching, editing, importing, deleting, opening and saving.

Each figure is printed with what it must be; the exit code is 1 where one is missed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.app import packs
from briefing.domain.agenda import Topic
from briefing.domain.base import LongText
from briefing.domain.cover import Cover
from briefing.domain.ids import QuoteId, SourceId, TopicId
from briefing.domain.sources import Source
from briefing.domain.statements import Piece, Quote
from briefing.store.pack import Pack
from briefing.store.search import Order

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = ("boats", "ports", "summit", "minister", "pledge", "navy", "transit", "cable", "ceasefire")


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 where a figure is missed."""
    parser = argparse.ArgumentParser(description="Measure large packs.")
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--quotes", type=int, default=10_000)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="briefing-scale-") as name:
        folder = Path(name)
        os.environ["XDG_STATE_HOME"] = str(folder / "state")
        missed = _search(folder, options.passages)
        missed += _large(folder)
        missed += _quotes(folder, options.quotes)
    return 1 if missed else 0


def _pack(folder: Path, name: str) -> Pack:
    working = folder / name
    working.mkdir()
    return Pack.create(working, Cover(id="cover", title="Scale"))


def _said(what: str, seconds: float, limit: float) -> int:
    over = "" if seconds <= limit else f" · MISSED by {seconds - limit:.3f}"
    print(f"{what}: {seconds:.3f} (at most {limit:g}){over}", flush=True)
    return bool(over)


def _timed(step: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    started = clock()
    step()
    return clock() - started


def _p99(figures: list[float]) -> float:
    return sorted(figures)[int(len(figures) * 0.99)]


def _paragraph(number: int) -> str:
    words = (WORDS[(number * step + step) % len(WORDS)] for step in range(1, 25))
    return f"No {number} said: {' '.join(words)}."


def _search(folder: Path, passages: int) -> int:
    pack = _pack(folder, "search")
    with pack.edit("Import"):
        for first in range(0, passages, 1000):
            text = "\n".join(_paragraph(number) for number in range(first, first + 1000))
            pack.put(Source(id=SourceId(f"s{first}"), title="S", text=LongText(text)))
    without = [_timed(partial(_edit, pack, at)) for at in range(200)]
    print(f"first search, with the index made: {_timed(lambda: pack.search('boats')):.2f} s")
    queries = [*WORDS, "navy boats", '"boats ports"', "min", "s", "777"] * 8
    found = [_timed(partial(pack.search, query), time.process_time) for query in queries]
    missed = _said("first 50 hits, p99 of CPU, s", _p99(found), 0.03)
    parts = ["*eas", "easefir", "inist boat"] * 8
    found = [_timed(partial(pack.search, query), time.process_time) for query in parts]
    missed += _said("parts of words, p99 of CPU, s", _p99(found), 0.1)
    best = [
        _timed(partial(pack.search, query, order=Order.BEST), time.process_time)
        for query in queries
    ]
    missed += _said("best of 2,000 candidates, p99 of CPU, s", _p99(best), 0.05)
    with_index = [_timed(partial(_edit, pack, at)) for at in range(200)]
    missed += _said("edit with the index to without, p99", _p99(with_index) / _p99(without), 5)
    pack.close()
    return missed


def _edit(pack: Pack, at: int) -> None:
    with pack.edit("Change Topic"):
        pack.put(Topic(id=TopicId(f"t{at % 20}"), name=f"Topic {at}"))


def _large(folder: Path) -> int:
    pack = _pack(folder, "large")
    text = LongText("\n".join(_paragraph(number) for number in range(64 << 13)))[: 64 << 20]
    print(f"a source of {len(text) >> 20} MB")

    def put() -> None:
        with pack.edit("Import"):
            pack.put(Source(id=SourceId("large"), title="Large", text=LongText(text)))

    def remove() -> None:
        with pack.edit("Remove"):
            pack.remove(pack.content.sources[0])

    print(f"importing {_timed(put):.2f} s")
    path = folder / "large.briefpack"
    print(f"saving {_timed(lambda: packs.save_pack(pack, path)):.2f} s")
    working = folder / "large-opened"
    working.mkdir()
    started = time.perf_counter()
    Pack.open(working, path).close()
    print(f"opening {time.perf_counter() - started:.2f} s")
    print(f"deleting {_timed(remove):.2f} s")
    log = pack._working.db.execute("SELECT max(length(changeset)) FROM edit_log").get  # noqa: SLF001  # what is measured
    missed = _said("largest changeset, KiB", log / 1024, 16)
    pack.close()
    return missed


def _quotes(folder: Path, count: int) -> int:
    pack = _pack(folder, "quotes")
    text = "\n".join(_paragraph(number) for number in range(count))
    with pack.edit("Import"):
        pack.put(Source(id=SourceId("s"), title="S", text=LongText(text)))
        for number in range(count):
            start = number * 20
            exact = text[start : start + 20]
            piece = Piece(id=f"p{number}", start=start, stop=start + 20, exact=exact)
            quote = Quote(id=QuoteId(f"q{number}"), source=SourceId("s"), pieces=(piece,))
            pack.put(quote)
    pack.content  # noqa: B018  # a window has it already
    path = folder / "quotes.briefpack"
    missed = _said(f"saving {count} quotes, s", _timed(lambda: packs.save_pack(pack, path)), 1)
    with pack.edit("Change Topic"):
        pack.put(Topic(id=TopicId("t"), name="Topic"))
    missed += _said("saving after one change, s", _timed(lambda: packs.save_pack(pack)), 1)
    print(f"size of the file, KiB: {path.stat().st_size >> 10}")
    pack.close()
    working = folder / "opened"
    working.mkdir()
    started = time.perf_counter()
    opened = Pack.open(working, path)
    missed += _said(f"opening {count} quotes, s", time.perf_counter() - started, 1)
    missed += _said("saving what was just opened, s", _timed(lambda: packs.save_pack(opened)), 1)
    opened.close()
    return missed


if __name__ == "__main__":
    sys.exit(main())
