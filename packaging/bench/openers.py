"""Two processes open, edit, save, close and die over one pack in random order: no edit is lost.

Each of the two does one step at a time, as it is told; which one and what is drawn by chance. What
one acknowledged as saved must be in the file at the end, and what one had not saved when it was
killed must be in the working copy that its next start takes up.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from briefing.app import packs
from briefing.domain.agenda import Topic

CHILD = """
import sys
from pathlib import Path
from briefing.app import editing, packs, recovery
from briefing.domain.agenda import Topic
from briefing.errors import BriefingError
from briefing.files.locking import HeldElsewhereError
path = Path(sys.argv[1])
pack = None
for line in sys.stdin:
    step, _, word = line.strip().partition(" ")
    done = "nothing"
    try:
        if step == "open" and pack is None:
            mine = [one for one in recovery.left_behind() if one.path == path]
            try:
                pack = recovery.take_up(mine[0]) if mine else packs.open_pack(path)
                done = "opened"
            except HeldElsewhereError:
                pack = packs.open_pack(path, read_only=True)
                done = "reading"
        elif step == "edit" and pack is not None:
            editing.add(pack, Topic(id=word, name=word), "Add Topic")
            done = "edited"
        elif step == "save" and pack is not None and not pack.is_read_only:
            packs.save_pack(pack)
            done = "saved"
        elif step == "close" and pack is not None:
            if pack.is_modified and not pack.is_read_only:
                packs.save_pack(pack)
            pack.close()
            pack = None
            done = "closed"
    except BriefingError as error:
        done = "refused " + type(error).__name__
    print(done, flush=True)
"""
STEPS = ("open", "open", *("edit",) * 9, "save", "save", "close", "kill")


class Opener:
    """One process, and what it acknowledged."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.kills = 0
        self._child = self._started()

    def _started(self) -> subprocess.Popen[str]:
        return subprocess.Popen(  # this interpreter, a program of ours
            [sys.executable, "-c", CHILD, str(self._path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def does(self, step: str) -> str:
        """Have it do a step and return what it says."""
        if step == "kill":
            self._child.kill()
            self._child.communicate()
            self._child = self._started()
            self.kills += 1
            return "killed"
        if self._child.stdin is None or self._child.stdout is None:
            raise RuntimeError("pipes were asked for")
        self._child.stdin.write(f"{step}\n")
        self._child.stdin.flush()
        return self._child.stdout.readline().strip()

    def end(self) -> None:
        """End it."""
        self._child.communicate()


def main(arguments: list[str] | None = None) -> int:
    """Run the interleavings and print what they gave; 1 where anything was lost."""
    parser = argparse.ArgumentParser(description="Two processes over one pack in random order.")
    parser.add_argument("--interleavings", type=int, default=200)
    parser.add_argument("--steps", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)  # noqa: S311  # an order, not secrets
    with tempfile.TemporaryDirectory(prefix="briefing-openers-") as name:
        folder = Path(name)
        os.environ["XDG_STATE_HOME"] = str(folder / "state")
        os.environ["XDG_CONFIG_HOME"] = str(folder / "config")
        return _run(folder, options.interleavings, options.steps, chance)


def _run(folder: Path, interleavings: int, steps: int, chance: random.Random) -> int:
    path = folder / "shared.briefpack"
    openers = (Opener(path), Opener(path))
    edits = lost = strays = refused = 0
    for number in range(interleavings):
        path.unlink(missing_ok=True)
        pack = packs.create_pack("Openers")
        packs.save_pack(pack, path)
        pack.close()
        acknowledged: set[str] = set()
        for step in range(steps):
            opener, what = chance.choice(openers), chance.choice(STEPS)
            word = f"n{number}s{step}"
            done = opener.does(f"{what} {word}" if what != "kill" else what)
            if done == "edited":
                acknowledged.add(word)
            refused += done.startswith("refused")
        _settle(openers)
        edits += len(acknowledged)
        lost += len(acknowledged - _topics(path))
        strays += sum(1 for one in folder.iterdir() if one.name.startswith("."))
    for one in openers:
        one.end()
    kills = sum(one.kills for one in openers)
    print(
        f"{interleavings} interleavings · {edits} acknowledged edits · {kills} kills · "
        f"{refused} refused in a sentence · lost {lost} · leftovers {strays}"
    )
    return 1 if lost or strays else 0


def _settle(openers: tuple[Opener, Opener]) -> None:
    """Have both close, and take up what killed ones left behind."""
    for step in ("close", "open", "close"):
        for one in openers:
            one.does(step)


def _topics(path: Path) -> set[str]:
    pack = packs.open_pack(path, read_only=True)
    found = {str(row.id) for row in pack.content.all(Topic)}
    pack.close()
    return found


if __name__ == "__main__":
    sys.exit(main())
