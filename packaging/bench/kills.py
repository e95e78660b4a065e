"""Kills an editing and saving process at random moments: nothing acknowledged may be lost.

A child opens a pack, makes edits and saves now and then, and prints a line after each edit that was
acknowledged. It is killed (SIGKILL) after a random time. Then the pack is opened as the next start
would, the working copy taken up, and compared with what was acknowledged.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from briefing.app import packs, recovery
from briefing.errors import BriefingError

CHILD = """
import sys
from pathlib import Path
from briefing.app import packs, recovery
from briefing.app.editing import change_cover
path = Path(sys.argv[1])
found = recovery.left_behind()
pack = recovery.take_up(found[0]) if found else packs.open_pack(path)
print("open", pack.content.cover.subtitle or "0", flush=True)
number = int(pack.content.cover.subtitle or "0")
while True:
    number += 1
    change_cover(pack, "Count", subtitle=str(number))
    print(number, flush=True)
    if number % 7 == 0:
        packs.save_pack(pack)
        print("saved", number, flush=True)
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the kills and print what they gave; 1 where anything was lost."""
    parser = argparse.ArgumentParser(description="Kill an editing process at random moments.")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)  # noqa: S311  # moments, not secrets
    with tempfile.TemporaryDirectory(prefix="briefing-kills-") as name:
        folder = Path(name)
        os.environ["XDG_STATE_HOME"] = str(folder / "state")
        os.environ["XDG_CONFIG_HOME"] = str(folder / "config")
        return _run(folder / "packs", options.kills, chance)


def _run(folder: Path, kills: int, chance: random.Random) -> int:
    folder.mkdir()
    pack = packs.create_pack("Kills")
    path = packs.save_pack(pack, folder / "kills.briefpack")
    pack.close()
    acknowledged = lost = unopened = leftovers = 0
    for number in range(kills):
        last = _child(path, acknowledged, chance)
        acknowledged = max(acknowledged, last)
        found, stray = _after(path)
        unopened += found is None
        lost += found is not None and found < acknowledged
        leftovers += stray
        if found is not None:
            acknowledged = max(acknowledged, found)
        if (number + 1) % 100 == 0:
            print(f"{number + 1} kills, {acknowledged} edits acknowledged", flush=True)
    print(
        f"{kills} kills · {acknowledged} acknowledged edits · lost {lost} · "
        f"packs that do not open {unopened} · leftovers beside the pack {leftovers}"
    )
    return 1 if lost or unopened or leftovers else 0


def _child(path: Path, before: int, chance: random.Random) -> int:
    """Run and kill one child; return the last edit that it acknowledged."""
    child = subprocess.Popen(  # this interpreter, a program of ours
        [sys.executable, "-c", CHILD, str(path)], stdout=subprocess.PIPE, text=True
    )
    last = before
    opened = threading.Event()

    def kill() -> None:
        opened.wait(30)
        threading.Event().wait(chance.random() * 0.12)
        child.send_signal(signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    assert child.stdout is not None  # noqa: S101  # a pipe was asked for
    for line in child.stdout:
        words = line.split()
        opened.set()
        if words[0].isdigit() and line.endswith("\n"):
            last = int(words[0])
    opened.set()
    killer.join()
    child.wait()
    return last


def _after(path: Path) -> tuple[int | None, int]:
    """Open as the next start would; return the last edit and the strays beside the pack."""
    try:
        found = recovery.left_behind()
        pack = recovery.take_up(found[0]) if found else packs.open_pack(path)
    except BriefingError:
        return None, 0
    number = int(pack.content.cover.subtitle or "0")
    packs.save_pack(pack)
    pack.close()
    stray = sum(1 for item in path.parent.iterdir() if item.name != path.name)
    return number, stray


if __name__ == "__main__":
    sys.exit(main())
