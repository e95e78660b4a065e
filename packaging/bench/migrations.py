"""Kills a migrating process at random moments: what is left is the old working copy or the new.

Working copies of the first version, each with an edit that was never saved, are taken up by a child
that is killed (SIGKILL) somewhere in its migration; so are saved packs that are only opened. After
each kill the working copy is taken up in this process and compared with what it had, and the file
is compared byte by byte.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote as url_quote

import apsw

from briefing.domain.agenda import Topic
from briefing.domain.cover import Cover
from briefing.domain.ids import TopicId
from briefing.errors import BriefingError
from briefing.store import migrations
from briefing.store.pack import Pack
from briefing.store.tables import all_tables

if TYPE_CHECKING:
    from briefing.domain.content import Content

CHILD = """
import sys
from pathlib import Path
from briefing.store.pack import Pack
folder, path = Path(sys.argv[1]), sys.argv[2:]
print("begin", flush=True)
pack = Pack.open(folder, Path(path[0])) if path else Pack.resume(folder)
print("done", pack.migrated_from, flush=True)
pack.let_go()
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the kills and print what they gave; 1 where anything was lost."""
    parser = argparse.ArgumentParser(description="Kill a migrating process at random moments.")
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--topics", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)  # noqa: S311  # moments, not secrets
    with tempfile.TemporaryDirectory(prefix="briefing-migrations-") as name:
        return _run(Path(name), options.kills, options.topics, chance)


def _run(folder: Path, kills: int, topics: int, chance: random.Random) -> int:
    left, saved, content = _old(folder, topics)
    before = hashlib.sha256(saved.read_bytes()).digest()
    length = _length(left, folder)
    versions = dict.fromkeys(range(1, migrations.VERSION + 1), 0)
    lost = touched = 0
    for number in range(kills):
        place = folder / "killed"
        opens = number % 4 == 3
        if opens:
            place.mkdir()
        else:
            shutil.copytree(left, place)
        _child(place, saved if opens else None, chance.random() * length * 1.2)
        if opens:
            shutil.rmtree(place)
        else:
            version, found = _after(place)
            versions[version] += 1
            lost += found != content
        touched += hashlib.sha256(saved.read_bytes()).digest() != before
        if (number + 1) % 100 == 0:
            print(f"{number + 1} kills", flush=True)
    shown = ", ".join(f"{count} of version {version}" for version, count in versions.items())
    print(
        f"{kills} kills over {length * 1.2:.2f} s · left {shown} · not as before {lost} · "
        f"files touched {touched}"
    )
    return 1 if lost or touched else 0


def _old(folder: Path, topics: int) -> tuple[Path, Path, Content]:
    """Make a working copy and a saved file as the first version of the program left them."""
    left = folder / "left"
    left.mkdir()
    pack = Pack.create(left, Cover(id="cover", title="Migrations"))
    with pack.edit("Add Topics"):
        for number in range(topics):
            pack.put(Topic(id=TopicId(f"t{number}"), name=f"Topic {number}"))
    content = pack.content
    pack.let_go()
    saved = folder / "saved.briefpack"
    with closing(apsw.Connection(str(saved))) as db:
        db.execute(migrations.schema(1))
        db.pragma("application_id", migrations.APPLICATION_ID)
        db.pragma("user_version", 1)
        columns = {table: _columns(db, table) for table in ("blob", *_names())}
        db.execute("ATTACH ? AS working", (str(left / "working.db"),))
        for table, names in columns.items():
            if names:
                these = ", ".join(f'"{name}"' for name in names)
                db.execute(f'INSERT INTO main."{table}" SELECT {these} FROM working."{table}"')  # noqa: S608  # ours
    with closing(apsw.Connection(str(left / "working.db"))) as db:
        _take_back(db, columns | {key: [] for key in ("lineage", "ancestor", "imprint")})
    return left, saved, content


def _take_back(db: apsw.Connection, columns: dict[str, list[str]]) -> None:
    """Take out of a working copy what the first version did not have."""
    for table, names in columns.items():
        if not names:
            db.execute(f'DROP TABLE "{table}"')
            continue
        for name in set(_columns(db, table)) - set(names):
            db.execute(f'ALTER TABLE "{table}" DROP COLUMN "{name}"')
    db.pragma("user_version", 0)  # the first version did not write it


def _names() -> tuple[str, ...]:
    return tuple(table.name for table in all_tables())


def _columns(db: apsw.Connection, table: str) -> list[str]:
    """Return the columns of a table; none where the file has no such table."""
    return [str(name) for (name,) in db.execute("SELECT name FROM pragma_table_info(?)", (table,))]


def _length(left: Path, folder: Path) -> float:
    """Return how long an undisturbed migration takes."""
    place = Path(shutil.copytree(left, folder / "timed"))
    started = time.perf_counter()
    Pack.resume(place).close()
    return time.perf_counter() - started


def _child(place: Path, path: Path | None, after: float) -> None:
    words = [str(place), *([str(path)] if path else [])]
    child = subprocess.Popen(  # this interpreter, a program of ours
        [sys.executable, "-c", CHILD, *words], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None  # noqa: S101  # a pipe was asked for
    child.stdout.readline()
    threading.Event().wait(after)
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()


def _after(place: Path) -> tuple[int, Content | None]:
    """Take the working copy up; return the version that the kill left, and its content."""
    uri = f"file:{url_quote(str(place / 'working.db'))}"
    with closing(apsw.Connection(uri, flags=apsw.SQLITE_OPEN_URI | 2)) as db:
        version = int(db.pragma("user_version")) or 1
    try:
        pack = Pack.resume(place)
    except BriefingError as error:
        print(f"not taken up: {error}", flush=True)
        shutil.rmtree(place)
        return version, None
    content = pack.content if pack.was_edited and pack.is_modified else None
    pack.close()
    return version, content


if __name__ == "__main__":
    sys.exit(main())
