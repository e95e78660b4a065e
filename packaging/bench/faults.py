"""Makes each system call of a save fail in turn: no file is lost, and no edit.

A process opens a pack, edits it and saves it; strace lets call number n of one kind fail, for
n = 1, 2, … until a save ends without having met the fault, and once more with all calls from n on
failing, as on a disk that stays full. Then the pack is opened as the next start would. What must
hold: the file is the old one, byte by byte, or the new one whole; the save ends with a sentence
that says what to do, never with a traceback; the working copy has the edits; nothing is left over.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))
from machine import STRACE, provide  # noqa: E402  # after the path

from briefing.app import packs, recovery  # noqa: E402  # after the path
from briefing.app.editing import change_cover  # noqa: E402  # after the path
from briefing.errors import BriefingError  # noqa: E402  # after the path
from briefing.files.versions import ChangedOnDiskError, version_of  # noqa: E402  # after the path

CALLS = (
    ("openat", ("ENOSPC", "EIO", "EACCES", "EROFS", "ENOENT", "EDQUOT")),
    ("pwrite64", ("ENOSPC", "EIO", "EDQUOT")),
    ("write", ("ENOSPC", "EIO", "EDQUOT")),
    ("fsync,fdatasync", ("ENOSPC", "EIO", "EDQUOT")),
    ("ftruncate", ("EIO", "ENOSPC")),
    ("rename", ("EIO", "EACCES", "EROFS", "ENOENT", "ENOSPC")),
    ("unlink,unlinkat", ("EIO", "EACCES", "EROFS")),
    ("close", ("EIO",)),
    ("mkdir", ("ENOSPC", "EACCES", "EROFS")),
    ("chmod", ("EACCES", "EROFS")),
    ("stat,newfstatat,lstat", ("EACCES", "EIO", "ENOENT")),
    ("fstat", ("EIO",)),
    ("pread64,read", ("EIO",)),
    ("fcntl", ("EACCES", "EIO")),
)
KINDS = ("save", "first", "over")
BEFORE, AFTER = "Before", "After"
ATTACHED = "attached"


@dataclass(frozen=True)
class Outcome:
    """How one save under a fault ended."""

    was_met: bool
    said: str
    saved: bool
    trace: str


def main(arguments: list[str] | None = None) -> int:
    """Run all faults and print what they gave; 1 where anything was lost."""
    parser = argparse.ArgumentParser(description="Let each system call of a save fail in turn.")
    parser.add_argument("--kinds", nargs="*", default=KINDS, choices=KINDS)
    parser.add_argument("--calls", nargs="*", help="only these, such as openat")
    parser.add_argument("--step", type=int, default=1, help="let only every so manieth call fail")
    options = parser.parse_args(arguments)
    provide((STRACE,))
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="briefing-faults-") as name:
        os.environ["XDG_STATE_HOME"] = f"{name}/state"
        os.environ["XDG_CONFIG_HOME"] = f"{name}/config"
        _warm(Path(name))
        for kind in options.kinds:
            for calls, codes in CALLS:
                if not options.calls or calls in options.calls:
                    wrong += _faults(Path(name), kind, calls, codes, options.step)
    return 1 if wrong else 0


def _warm(folder: Path) -> None:
    """Load everything before the first fork, so that no import meets a fault."""
    pack = packs.create_pack(BEFORE)
    change_cover(pack, title=AFTER)
    packs.save_pack(pack, folder / "warm")
    packs.save_pack(pack)
    pack.close()
    packs.open_pack(folder / "warm.briefpack").close()


def _faults(folder: Path, kind: str, calls: str, codes: tuple[str, ...], step: int) -> int:
    tally: Counter[str] = Counter()
    for code in codes:
        for persists in (False, True):
            for number in range(1, 5000, step):
                when = f"{number}+" if persists else str(number)
                outcome, found = _trial(folder, kind, f"{calls}:error={code}:when={when}")
                if not outcome.was_met:
                    break
                tally["injected"] += 1
                tally.update(found)
                if found["wrong"]:
                    print(
                        f"  WRONG {kind} {calls} {code} {when}: {outcome.said[-900:]} {dict(found)}"
                    )
    print(
        f"{kind} · {calls}: injected {tally['injected']} · file old {tally['old']}, "
        f"new {tally['new']}, lost {tally['lost']} · edits kept {tally['kept']} · saved "
        f"{tally['saved']}, refused {tally['refused']}, tracebacks {tally['traceback']} · "
        f"leftovers {tally['leftover']}",
        flush=True,
    )
    return tally["wrong"]


def _trial(folder: Path, kind: str, fault: str) -> tuple[Outcome, Counter[str]]:
    with tempfile.TemporaryDirectory(dir=folder) as name:
        place = Path(name)
        os.environ["XDG_STATE_HOME"] = str(place / "state")
        target = _prepared(place / "packs", kind)
        old = target.read_bytes() if target.exists() else None
        outcome = _saved_under(fault, place, kind, target)
        return outcome, _judged(outcome, target, old)


def _prepared(folder: Path, kind: str) -> Path:
    folder.mkdir()
    target = folder / "Gipfel.briefpack"
    if kind != "first":
        pack = packs.create_pack(BEFORE)
        packs.save_pack(pack, target)
        pack.close()
    return target


def _saved_under(fault: str, place: Path, kind: str, target: Path) -> Outcome:
    """Fork a process that edits and saves while strace lets calls fail."""
    here, there = socket.socketpair()
    child = os.fork()
    if child == 0:
        here.close()
        _child(kind, target, there)
    here.recv(1)
    log = place / "strace.log"
    calls = fault.partition(":")[0]
    command = ["strace", "-f", "-p", str(child), "-o", str(log)]
    with subprocess.Popen(
        [*command, "-e", f"trace={calls}", "-e", f"inject={fault}"],
        stderr=subprocess.PIPE,
        text=True,
    ) as tracer:
        assert tracer.stderr is not None  # noqa: S101  # a pipe was asked for
        line = tracer.stderr.readline()
        if ATTACHED not in line:
            sys.exit(f"strace cannot attach: {line}")
        here.send(b"g")
        os.waitpid(child, 0)
    told = json.loads(here.recv(1 << 16))
    here.close()
    there.close()
    is_met = "(INJECTED)" in log.read_text(errors="replace")
    return Outcome(was_met=is_met, said=told["said"], saved=told["saved"], trace=told["trace"])


def _child(kind: str, target: Path, there: socket.socket) -> None:
    """Edit, save, tell by a call that never fails what came of it, and die without cleaning up."""
    told: dict[str, object] = {"said": "", "trace": "", "saved": False}
    try:
        pack = packs.open_pack(target) if kind == "save" else packs.create_pack(BEFORE)
        change_cover(pack, title=AFTER)
        there.send(b"r")
        there.recv(1)
        try:
            packs.save_pack(pack, None if kind == "save" else target)
            told["saved"] = True
        except BriefingError as error:
            told["said"] = str(error)
        is_kept = True
        with suppress(BriefingError):  # the fault may last, and nothing can be asked then
            is_kept = pack.content.cover.title == AFTER
            is_kept &= bool(told["saved"]) or pack.is_modified
        if not is_kept:
            told["trace"] = "the pack in memory lost its edit, or seems saved"
    except BaseException:  # noqa: BLE001  # a traceback is what is looked for
        told["trace"] = traceback.format_exc()[-20_000:]
    there.send(json.dumps(told).encode())
    os.kill(os.getpid(), signal.SIGKILL)


def _judged(outcome: Outcome, target: Path, old: bytes | None) -> Counter[str]:
    """Look at the file, open the pack as the next start would, and look what is left over."""
    found: Counter[str] = Counter()
    now = target.read_bytes() if target.exists() else None
    title, kept = _next_start(target)
    found["old" if now == old else "new" if title == AFTER else "lost"] += 1
    found["kept"] += kept
    found["traceback" if outcome.trace else "saved" if outcome.saved else "refused"] += 1
    strays = [item.name for item in target.parent.iterdir() if item != target]
    found["leftover"] += bool(strays)
    is_told = outcome.saved or re.search(
        r"make room|try again|choose|see to|ask them", outcome.said
    )
    bad = outcome.trace or not kept or strays or found["lost"] or not is_told
    if outcome.saved and now == old:
        bad = "it was not saved"
    found["wrong"] += bool(bad)
    if bad:
        print(outcome.trace[-1500:], strays, title, flush=True)
    return found


def _next_start(target: Path) -> tuple[str, bool]:
    """Return the title in the file, and whether the edit is in it or in the working copy.

    The analyst then saves what was left behind, which the sentence has told them to do again.
    """
    title = _title(target) if target.exists() else ""
    left = recovery.left_behind()
    kept = title == AFTER and not left
    for item in left:
        pack = recovery.take_up(item)
        kept = pack.content.cover.title == AFTER
        try:
            packs.save_pack(pack, target)
        except ChangedOnDiskError:
            # No disk took the note of what was written: the window asks, and keeps both.
            pack.save(over=version_of(target))
        pack.close()
    if target.exists():
        packs.open_pack(target).close()
    return title, kept


def _title(target: Path) -> str:
    try:
        pack = packs.open_pack(target, read_only=True)
    except BriefingError as error:
        return str(error)
    title = pack.content.cover.title
    pack.close()
    return title


if __name__ == "__main__":
    sys.exit(main())
