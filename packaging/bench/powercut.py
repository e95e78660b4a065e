"""Cuts the power in thousands of ways: in every image of the disk each acknowledged edit is there.

A virtual file system (VFS) records what SQLite writes, truncates and syncs while edits are made
through the real working copy. A crash image is then made of any moment: what was synced is there;
of what was written since, any part may be there, be torn at a sector of 512 bytes, or be missing,
in any order. Each image is opened as the next start would.

Method: SQLite's own crash tests ("How SQLite Is Tested", section 4.2). Directory entries of new
files are taken to be durable; the shared-memory file (-shm) is always lost.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import apsw
from typing_extensions import override

from briefing.domain.base import LongText
from briefing.domain.cover import Cover
from briefing.domain.ids import SourceId
from briefing.domain.sources import Source
from briefing.errors import BriefingError
from briefing.store import working
from briefing.store.pack import Pack

SECTOR = 512
SYSTEM = apsw.vfs_names()[0]
EDITS = 60
RECORDED = ("working.db", "working.db-wal")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done to the disk, or an edit that was acknowledged.

    Attributes:
        kind: `write`, `truncate`, `sync`, `delete` or `acknowledged`.
        file: The file's ending: empty for the database, `-wal` for its log.
        at: Where it was written, how long it was cut, or which edit was acknowledged.
        data: What was written.
    """

    kind: str
    file: str
    at: int = 0
    data: bytes = b""


@dataclass(slots=True)
class Recording:
    """Everything that was done, in its order."""

    events: list[Event] = field(default_factory=list)

    def add(self, kind: str, file: str, at: int = 0, data: bytes = b"") -> None:
        """Record one thing."""
        self.events.append(Event(kind, file, at, data))


class RecordingVFS(apsw.VFS):
    """The system's own VFS that also tells a recording."""

    def __init__(self, recording: Recording, name: str) -> None:
        self.recording = recording
        super().__init__(name, base=SYSTEM, makedefault=True)

    @override
    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:
        """Open a file that is recorded, unless it is a temporary one."""
        return _RecordedFile(self.recording, name, flags)

    @override
    def xDelete(self, filename: str, syncdir: bool) -> None:
        """Delete a file and record it."""
        if filename.endswith(RECORDED):
            self.recording.add("delete", _ending(filename))
        super().xDelete(filename, syncdir)


class _RecordedFile(apsw.VFSFile):
    def __init__(
        self, recording: Recording, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> None:
        self._recording = recording
        path = name.filename() if isinstance(name, apsw.URIFilename) else name or ""
        self._file = _ending(path)
        self._counts = path.endswith(RECORDED)
        super().__init__(SYSTEM, name, flags)

    @override
    def xWrite(self, data: bytes, offset: int) -> None:
        """Write and record it."""
        if self._counts:
            self._recording.add("write", self._file, offset, bytes(data))
        super().xWrite(data, offset)

    @override
    def xTruncate(self, newsize: int) -> None:
        """Truncate and record it."""
        if self._counts:
            self._recording.add("truncate", self._file, newsize)
        super().xTruncate(newsize)

    @override
    def xSync(self, flags: int) -> None:
        """Sync and record it."""
        if self._counts:
            self._recording.add("sync", self._file)
        super().xSync(flags)


def _ending(path: str) -> str:
    return "-wal" if path.endswith("-wal") else ""


def record(folder: Path, chance: random.Random) -> list[Event]:
    """Make edits through the real pack and return what was done to the disk."""
    recording = Recording()
    vfs = RecordingVFS(recording, "recording")
    pack = Pack.create(folder, Cover(title="Power"))
    source = Source(id=SourceId("s"), title="Source", text=LongText("Words of a source.\n" * 40))
    with pack.edit("Import"):
        pack.put(source)
    for number in range(1, EDITS + 1):
        with pack.edit(f"Edit {number}"):
            pack.put_cover(replace(pack.content.cover, subtitle=str(number)))
            if chance.random() < 0.3:
                pack.put(replace(source, title="T" * chance.randrange(1, 4000)))
        recording.add("acknowledged", "", number)
        if chance.random() < 0.1:
            working_copy = pack._working  # noqa: SLF001  # a checkpoint comes when SQLite likes
            working_copy.db.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_PASSIVE)
    events = list(recording.events)
    pack.let_go()
    vfs.unregister()
    return events


def image(events: list[Event], until: int, chance: random.Random) -> tuple[dict[str, bytes], int]:
    """Return the files after a power cut at an event, and the last acknowledged edit."""
    files: dict[str, bytearray] = {}
    waiting: dict[str, list[Event]] = {}
    acknowledged = 0
    for event in events[:until]:
        if event.kind == "acknowledged":
            acknowledged = event.at
        elif event.kind == "sync":
            for late in waiting.pop(event.file, ()):
                _apply(files, late)
        else:
            waiting.setdefault(event.file, []).append(event)
    for file_events in waiting.values():
        kept = [_torn(event, chance) for event in file_events if chance.random() < 0.5]
        if chance.random() < 0.5:
            chance.shuffle(kept)
        for event in kept:
            _apply(files, event)
    return {name: bytes(data) for name, data in files.items()}, acknowledged


def _torn(event: Event, chance: random.Random) -> Event:
    sectors = len(event.data) // SECTOR
    if event.kind != "write" or sectors < 2 or chance.random() < 0.5:
        return event
    return replace(event, data=event.data[: SECTOR * chance.randrange(1, sectors)])


def _apply(files: dict[str, bytearray], event: Event) -> None:
    if event.kind == "delete":
        files.pop(event.file, None)
        return
    data = files.setdefault(event.file, bytearray())
    if event.kind == "truncate":
        del data[event.at :]
        return
    if len(data) < event.at:
        data.extend(bytes(event.at - len(data)))
    data[event.at : event.at + len(event.data)] = event.data


def examine(folder: Path, files: dict[str, bytes]) -> int | None:
    """Open an image as the next start would; return its last edit, None where it does not open."""
    for name, data in files.items():
        (folder / f"working.db{name}").write_bytes(data)
    try:
        with closing(working.WorkingCopy(folder / "working.db")) as copy:
            if copy.db.pragma("integrity_check") != "ok":
                return None
        pack = Pack.resume(folder)
    except (apsw.Error, BriefingError):
        return None
    try:
        return int(pack.content.cover.subtitle or 0)
    finally:
        pack.let_go()


def main(arguments: list[str] | None = None) -> int:
    """Make the images and print what they gave; 1 where anything was lost."""
    parser = argparse.ArgumentParser(description="Cut the power in thousands of ways.")
    parser.add_argument("--images", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)  # noqa: S311  # moments, not secrets
    lost = corrupt = 0
    with tempfile.TemporaryDirectory(prefix="briefing-power-") as name:
        events: list[Event] = []
        for number in range(options.images):
            if number % 500 == 0:
                recorded = Path(name) / f"recorded-{number}"
                recorded.mkdir()
                events = record(recorded, chance)
                # the moment of a cut lies after the schema was made: before it there is no pack
                first = next(at for at, event in enumerate(events) if event.kind == "acknowledged")
            files, acknowledged = image(events, chance.randrange(first, len(events) + 1), chance)
            with tempfile.TemporaryDirectory(dir=name) as folder:
                found = examine(Path(folder), files)
            corrupt += found is None
            lost += found is not None and found < acknowledged
            if (number + 1) % 2000 == 0:
                print(f"{number + 1} images, lost {lost}, corrupt {corrupt}", flush=True)
    print(f"{options.images} images · acknowledged edits lost {lost} · packs corrupt {corrupt}")
    return 1 if lost or corrupt else 0


if __name__ == "__main__":
    sys.exit(main())
