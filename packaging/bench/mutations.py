"""Flips and cuts every region of a small pack: it is refused, or opened with its own words.

Each mutation is opened as a pack would be; now and then it is rescued too. Nothing may crash, hang
over two seconds, show a traceback, or give other words than were written. Hostile files follow,
each in a process of its own, whose largest memory is measured.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import apsw

from briefing.errors import InputRefusedError
from briefing.store.carving import carve
from briefing.store.pack import Pack
from briefing.store.rescue import salvage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.domain.content import Content

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 2.0
OPEN = """
import resource, sys, tempfile, time
from pathlib import Path
from briefing.errors import InputRefusedError
from briefing.store.pack import Pack
started = time.monotonic()
with tempfile.TemporaryDirectory() as folder:
    try:
        Pack.open(Path(folder), Path(sys.argv[1])).close()
        said = "opened"
    except InputRefusedError as error:
        said = str(error)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
print(f"{time.monotonic() - started:.3f}", peak, said.replace(sys.argv[1], "it"), sep="\\t")
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the mutations and print what they gave; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description="Flip and cut every region of a small pack.")
    parser.add_argument("--mutations", type=int, default=2400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)  # noqa: S311  # places, not secrets
    with tempfile.TemporaryDirectory(prefix="briefing-mutations-") as name:
        folder = Path(name)
        data = _small_pack(folder)
        wrong = _mutated(folder, data, options.mutations, chance)
        return 1 if wrong + _hostile(folder, data) else 0


@cache
def good_content() -> Content:
    """Return the small pack of the tests."""
    sys.path.insert(0, str(ROOT))
    from tests.good_content import good_content as made  # noqa: PLC0415  # after the path

    content: Content = made()
    return content


def _small_pack(folder: Path) -> bytes:
    working = folder / "made"
    working.mkdir()
    pack = Pack.restore(working, good_content(), {})
    path = pack.save(folder / "sound.briefpack")
    pack.close()
    return path.read_bytes()


def _mutated(folder: Path, data: bytes, count: int, chance: random.Random) -> int:
    outcomes: Counter[str] = Counter()
    slowest, shares = 0.0, []
    path = folder / "mutated.briefpack"
    for number, mutated in enumerate(mutations(data, count, chance)):
        path.write_bytes(mutated)
        started = time.monotonic()
        outcomes[opened(folder, path)] += 1
        if number % 10 == 0:
            outcomes[rescued(path)] += 1
            shares.append(carve(mutated).count)
        slowest = max(slowest, time.monotonic() - started)
    print(f"{count} mutations of {len(data)} bytes: {dict(outcomes)} · slowest {slowest:.2f} s")
    whole = carve(data).count
    print(f"rows rescued of them: median {statistics.median(shares) / whole:.1%}")
    return outcomes["wrong words"] + (slowest > LIMIT_S)


def mutations(data: bytes, count: int, chance: random.Random) -> Iterator[bytes]:
    """Yield copies with each region flipped, overwritten, zeroed, or cut off, in turn."""
    step = max(1, len(data) // count)
    for number in range(count):
        place = min(number * step + chance.randrange(step), len(data) - 1)
        length = chance.choice((1, 4, 64, 512))
        kind = number % 4
        if kind == 0:
            made = bytes([data[place] ^ 1 << chance.randrange(8)])
        elif kind == 1:
            made = chance.randbytes(min(length, len(data) - place))
        elif kind == 2:
            made = bytes(min(length, len(data) - place))
        else:
            yield data[:place]
            continue
        yield data[:place] + made + data[place + len(made) :]


def opened(folder: Path, path: Path) -> str:
    """Open a mutated pack; say whether it was refused, has its own words, or others."""
    working = folder / "working"
    working.mkdir()
    try:
        pack = Pack.open(working, path)
    except InputRefusedError:
        return "refused"
    same = pack.content == good_content()
    pack.close()
    return "own words" if same else "wrong words"


def rescued(path: Path) -> str:
    """Rescue a mutated pack; say whether every quote that came back has its own words."""
    try:
        content = salvage(path).content
    except InputRefusedError:
        return "nothing to rescue"
    words = {quote.id: quote.pieces for quote in good_content().quotes}
    texts = {source.id: source.text for source in good_content().sources}
    same = all(words[quote.id] == quote.pieces for quote in content.quotes)
    same = same and all(texts[source.id] == source.text for source in content.sources)
    return "rescued" if same else "wrong words"


HOSTILE = {
    "trigger": "CREATE TRIGGER x AFTER INSERT ON quote BEGIN DELETE FROM source; END",
    "view": "CREATE VIEW x AS SELECT * FROM quote",
    "zeroblob view": "CREATE VIEW x AS SELECT zeroblob(900000000)",
    "generated column": "ALTER TABLE quote ADD COLUMN x TEXT AS (venue)",
    "extra column": "ALTER TABLE quote ADD COLUMN x TEXT",
    "giant blob": "INSERT INTO blob VALUES ('x', zeroblob(400000000))",
    "long overflow chains": "INSERT INTO blob VALUES ('x', randomblob(100000000))",
    "odd types": "PRAGMA writable_schema = 1; UPDATE sqlite_schema "
    "SET sql = replace(sql, 'TEXT', 'BLOB') WHERE name = 'quote'",
}


def _hostile(folder: Path, data: bytes) -> int:
    wrong = 0
    for name, statement in HOSTILE.items():
        path = folder / "hostile.briefpack"
        path.write_bytes(data)
        db = apsw.Connection(str(path))
        db.execute(statement)
        db.close()
        wrong += _said(name, path)
    path.write_bytes(data)
    with path.open("r+b") as file:
        file.truncate(4 << 30)
    return wrong + _said("4 GiB sparse", path)


def _said(name: str, path: Path) -> int:
    command = [sys.executable, "-c", OPEN, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    print(f"{name}: {done.stdout.strip() or done.stderr.strip()[-300:]}")
    if done.returncode or not done.stdout:
        return 1
    seconds, peak, said = done.stdout.strip().split("\t")
    return float(seconds) > LIMIT_S or int(peak) > 300 or said == "opened"  # MiB


if __name__ == "__main__":
    sys.exit(main())
