"""Damages packs in the ways disks and transfers do, and counts what Rescue brings back.

The sample and a pack of many quotes are cut, zeroed and changed at random places; each figure is
the share of records that come back as they were, the median over many seeds, with what it must be.
The exit code is 1 where one is missed, or where a record comes back with other words.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from briefing.domain.agenda import Topic
from briefing.domain.base import LongText, Record
from briefing.domain.content import Content
from briefing.domain.ids import QuoteId, SourceId, TopicId
from briefing.domain.kinds import KINDS
from briefing.domain.sources import Source
from briefing.domain.statements import Piece, Quote
from briefing.errors import InputRefusedError
from briefing.store.pack import Pack
from briefing.store.rescue import salvage
from briefing.store.spare import unpacked

PAGE = 4096


def main(arguments: list[str] | None = None) -> int:
    """Damage, rescue and print; 1 where a figure is missed."""
    parser = argparse.ArgumentParser(description="Rescue damaged packs and count the records.")
    parser.add_argument("--seeds", type=int, default=40)
    parser.add_argument("--quotes", type=int, default=10_000)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="briefing-rescue-") as name:
        folder = Path(name)
        os.environ["XDG_STATE_HOME"] = str(folder / "state")
        missed = _measured(folder, "sample", _sample(folder), options.seeds)
        many = _saved(folder, "many", _many_quotes(options.quotes))
        missed += _measured(folder, f"{options.quotes} quotes", many, max(3, options.seeds // 8))
    return 1 if missed else 0


def _sample(folder: Path) -> bytes:
    from briefing.app import packs  # noqa: PLC0415  # after its folders are set

    pack = packs.open_sample()
    data = packs.save_pack(pack, folder / "sample.briefpack").read_bytes()
    pack.close()
    return data


def _saved(folder: Path, name: str, fill: Callable[[Pack], None]) -> bytes:
    from briefing.domain.cover import Cover  # noqa: PLC0415  # nowhere else

    working = folder / name
    working.mkdir()
    pack = Pack.create(working, Cover(id="cover", title=name))
    with pack.edit("Fill"):
        fill(pack)
    data = pack.save(folder / f"{name}.briefpack").read_bytes()
    pack.close()
    return data


def _many_quotes(count: int) -> Callable[[Pack], None]:
    def fill(pack: Pack) -> None:
        chance = random.Random(7)  # noqa: S311  # words, not secrets
        words = ["".join(chance.choices("abcdefghiklmnoprstuvz", k=6)) for _ in range(3000)]
        for at in range(0, count, 50):
            text = " ".join(chance.choices(words, k=1200))
            source = SourceId(f"s{at}")
            pack.put(Source(id=source, title=text[:40], text=LongText(text)))
            for number in range(at, min(at + 50, count)):
                start = (number - at) * 100
                exact = text[start : start + 90]
                piece = Piece(id=f"p{number}", start=start, stop=start + 90, exact=exact)
                pack.put(Quote(id=QuoteId(f"q{number}"), source=source, pieces=(piece,)))
        pack.put(Topic(id=TopicId("t"), name="Boats"))

    return fill


Damage = Callable[[bytes, random.Random], bytes]


def _cut(share: float) -> Damage:
    return lambda data, _: data[: int(len(data) * share)]


def _random_bytes(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(20):
        changed[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(changed)


def _zeroed(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for page in chance.sample(range(len(data) // PAGE), 3):
        changed[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    return bytes(changed)


def _without_first(data: bytes, _: random.Random) -> bytes:
    return bytes(PAGE) + data[PAGE:]


def _without_spare(data: bytes, _: random.Random) -> bytes:
    changed = bytearray(data)
    for page in unpacked(data).pages:
        changed[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    return bytes(changed)


# What, how often (once where chance has no part), and the share that must come back.
DAMAGES: tuple[tuple[str, Damage, bool, float], ...] = (
    ("the last tenth cut off", _cut(0.9), False, 1.0),
    ("half cut off", _cut(0.5), False, 0.62),
    ("three quarters cut off", _cut(0.25), False, 0.22),
    ("three zeroed pages", _zeroed, True, 0.82),
    ("20 random bytes", _random_bytes, True, 0.98),
    ("the first page zeroed", _without_first, False, 0.0),
    ("the spare copy zeroed", _without_spare, False, 1.0),
)


def _measured(folder: Path, name: str, data: bytes, seeds: int) -> int:
    sound = _records(salvage(_written(folder, data)).content)
    spare = len(unpacked(data).pages) * PAGE
    print(f"{name}: {len(data) >> 10} KiB, {len(sound)} records, spare copy {spare >> 10} KiB")
    missed = 0
    for what, damage, is_random, least in DAMAGES:
        shares, wrong = [], 0
        for seed in range(seeds if is_random else 1):
            damaged = damage(data, random.Random(seed))  # noqa: S311  # places, not secrets
            found = _records(_rescued(_written(folder, damaged)))
            same = sum(found.get(key) == record for key, record in sound.items())
            shares.append(same / len(sound))
            wrong += any(not _fits(record, sound.get(key)) for key, record in found.items())
        median = statistics.median(shares)
        over = "" if median >= least and not wrong else " · MISSED"
        missed += bool(over)
        print(
            f"  {what}: median {median:.2%}, least {min(shares):.2%} of {len(shares)} "
            f"(at least {least:.0%}), other words {wrong}{over}",
            flush=True,
        )
    return missed


def _fits(record: Record, sound: Record | None) -> bool:
    """Tell whether a record has no words but its own; it may have lost parts, which is said."""
    if isinstance(record, Quote) and isinstance(sound, Quote):
        return record.pieces == sound.pieces
    return sound is not None


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "damaged.briefpack"
    path.write_bytes(data)
    return path


def _rescued(path: Path) -> Content:
    from briefing.domain.cover import Cover  # noqa: PLC0415  # nowhere else

    try:
        return salvage(path).content
    except InputRefusedError:
        return Content(cover=Cover(title=""))


def _records(content: Content) -> dict[tuple[str, str], Record]:
    rows: Iterator[tuple[str, Record]] = (
        (kind.name, row) for kind in KINDS for row in content.all(kind.record_type)
    )
    return {(name, row.id): row for name, row in rows}


if __name__ == "__main__":
    sys.exit(main())
