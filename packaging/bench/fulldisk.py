"""Fills a small disk to its last pages: edits are refused in a sentence, and nothing is lost.

A tmpfs of a few MB holds the working copy, then the pack; a file beside it leaves 0 to 64 pages.
With the working copy there: an edit either is done or is refused, the pack in memory and on disk
are as they were, removing and saving elsewhere work, and editing goes on when there is room again.
With the pack there: a save that is refused leaves the file as it was, and saving elsewhere works.
It needs the right to mount (root, or a namespace made by `unshare --map-root-user --mount`).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from briefing.app import packs, recovery
from briefing.app.editing import change_cover
from briefing.domain.agenda import Topic
from briefing.errors import BriefingError
from briefing.store.pack import Pack

PAGE = 4096
Trial = Callable[[Path, Path, int], Counter[str]]
LONG = "Ports and boats. " * 600


def main(arguments: list[str] | None = None) -> int:
    """Fill the disk and print what came of it; 1 where anything was lost."""
    parser = argparse.ArgumentParser(description="Edit and save on a disk that is nearly full.")
    parser.add_argument("--pages", type=int, default=64, help="free pages, from 0 up to this")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="briefing-full-") as name:
        folder = Path(name)
        os.environ["XDG_CONFIG_HOME"] = str(folder / "config")
        wrong = _rounds(folder, options.pages, _working_copy_on_it, "working copy")
        wrong += _rounds(folder, options.pages, _pack_on_it, "pack")
    return 1 if wrong else 0


def _rounds(folder: Path, pages: int, trial: Trial, what: str) -> int:
    tally: Counter[str] = Counter()
    for free in range(pages + 1):
        with _disk(folder / "disk") as disk:
            try:
                tally.update(trial(folder, disk, free))
            except (AssertionError, OSError) as error:
                tally["wrong"] += 1
                print(f"  WRONG with {free} free pages: {error!r}")
    print(f"full disk of the {what}, 0 to {pages} free pages: {dict(sorted(tally.items()))}")
    return tally["wrong"]


@contextmanager
def _disk(place: Path) -> Iterator[Path]:
    place.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", "size=8m", "briefing", str(place)]
    if subprocess.run(command, check=False).returncode:
        sys.exit("Nothing can be mounted here: run this as root, or under unshare -rm.")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)  # noqa: S607  # found by name


def _fill(disk: Path, free: int) -> Path:
    """Take up all room but so many pages."""
    filler = disk / "filler"
    room = shutil.disk_usage(disk).free - free * PAGE
    with filler.open("wb") as file, suppress(OSError):
        file.write(bytes(max(0, room)))
    return filler


def _done(step: Callable[[], object]) -> bool:
    """Do something; tell whether it was done, or refused in a sentence."""
    try:
        step()
    except BriefingError as error:
        said = str(error)
        if "MiB free" not in said and "make room" not in said and "Make room" not in said:
            raise AssertionError(f"no remedy: {said}") from error
        return False
    return True


def _must(holds: bool, what: str) -> None:
    if not holds:
        raise AssertionError(what)


def _add(pack: Pack, name: str) -> None:
    with pack.edit("Add Topic"):
        pack.put(Topic(id=pack.new_id(), name=name))  # type: ignore[arg-type]  # any id


def _working_copy_on_it(folder: Path, disk: Path, free: int) -> Counter[str]:
    os.environ["XDG_STATE_HOME"] = str(disk)
    pack = packs.create_pack("Full")
    _add(pack, "Ports")
    filler = _fill(disk, free)
    tally: Counter[str] = Counter()
    tally["edits done"] = _until_refused(pack)
    tally["edits refused"] += 1
    # Another edit as small as these fits into the room that was set free.
    _must(_done(lambda: _remove_last(pack)), "nothing can be removed")
    tally["removed"] += 1
    _must(_done(lambda: change_cover(pack, title="Still")), "no small edit is possible")
    elsewhere = packs.save_pack(pack, folder / f"elsewhere-{free}")
    tally["saved elsewhere"] += 1
    filler.unlink()
    _must(_done(lambda: _add(pack, "Roads")), "editing does not go on")
    tally["went on"] += 1
    content = pack.content
    if pack.lock is not None:
        pack.lock.release()
    pack.let_go()
    resumed = Pack.resume(next((disk / "briefing" / "working").iterdir()))
    _must(resumed.content == content, "the working copy lost something")
    tally["resumed equal"] += 1
    resumed.close()
    with_last = packs.open_pack(elsewhere, read_only=True)
    _must(with_last.content.cover.title == "Still", "what was saved elsewhere is not it")
    with_last.close()
    return tally


def _until_refused(pack: Pack) -> int:
    for number in range(400):
        before = pack.content
        if not _done(partial(_add, pack, f"{number} {LONG}")):
            _must(pack.content == before, "the pack in memory changed")
            return number
    raise AssertionError("nothing was refused")


def _remove_last(pack: Pack) -> None:
    with pack.edit("Remove"):
        pack.remove(pack.content.topics[-1])


def _pack_on_it(folder: Path, disk: Path, free: int) -> Counter[str]:
    os.environ["XDG_STATE_HOME"] = str(folder / "state")
    _must(recovery.left_behind() == (), "something was left behind")
    pack = packs.create_pack("Full")
    path = packs.save_pack(pack, disk / "full")
    old = path.read_bytes()
    with pack.edit("Change"):
        pack.put_cover(replace(pack.content.cover, subtitle="New"))
    filler = _fill(disk, free)
    tally: Counter[str] = Counter()
    if _done(lambda: packs.save_pack(pack)):
        tally["saved"] += 1
    else:
        tally["refused"] += 1
        _must(path.read_bytes() == old, "the file changed")
        _must(pack.is_modified, "it seems saved")
        strays = {item.name for item in disk.iterdir()} - {path.name, filler.name}
        _must(strays <= {f".{path.name}.lock"}, f"left over: {strays}")
    filler.unlink()
    packs.save_pack(pack)
    pack.close()
    again = packs.open_pack(path)
    _must(again.content.cover.subtitle == "New", "the edit is lost")
    again.close()
    tally["edit kept"] += 1
    return tally


if __name__ == "__main__":
    sys.exit(main())
