"""The environment `.venv`: made from a lock, checked by hashes, remembered by a stamp."""

from __future__ import annotations

import hashlib
import os
import subprocess
import venv
from pathlib import Path

from machine import ENSUREPIP, provide, say, stop

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
LOCKS = ROOT / "packaging" / "lock"
RUNTIME = LOCKS / "runtime.txt"
DEV = LOCKS / "dev.txt"  # everything of runtime.txt in the same versions, and the tools


def prepare(lock: Path) -> None:
    """Make `.venv` hold what `lock` names; does nothing when it already does."""
    if PYTHON.exists() and any(is_installed(candidate) for candidate in {lock, DEV}):
        return
    provide((ENSUREPIP,))
    say(f"Installing the packages of {lock.relative_to(ROOT)} into .venv (only the first time)")
    if not PYTHON.exists():
        venv.EnvBuilder(clear=True, symlinks=os.name != "nt", with_pip=True).create(VENV)
    elif in_venv("-c", "import pip", quiet=True):  # made by a tool that leaves pip out
        must(in_venv("-m", "ensurepip"), "pip could not be put into .venv")
    options = ("--quiet", "--disable-pip-version-check", "--no-input", "--only-binary=:all:")
    exact = ("--no-deps", "--require-hashes", "--requirement", str(lock))
    must(
        in_venv("-m", "pip", "install", *options, *exact),
        "pip could not install the packages; its reason stands above, put that right and try again",
    )
    link_checkout()
    stamp(lock).write_text(fingerprint(lock), encoding="utf-8")


def stamp(lock: Path) -> Path:
    """Return the file that remembers which state of `lock` the environment holds."""
    return VENV / f"installed-{lock.stem}"


def fingerprint(lock: Path) -> str:
    """Return a hash of the lock and of the checkout's place, which `.venv` knows too."""
    return hashlib.sha256(lock.read_bytes() + os.fsencode(ROOT)).hexdigest()


def is_installed(lock: Path) -> bool:
    """Return whether the environment holds exactly this state of `lock`."""
    written = stamp(lock)
    return written.exists() and written.read_text(encoding="utf-8") == fingerprint(lock)


def link_checkout() -> None:
    """Make the checkout importable from the environment, wherever a command is started."""
    program = "import sysconfig; print(sysconfig.get_path('purelib'))"
    answer = subprocess.run([PYTHON, "-c", program], capture_output=True, text=True, check=True)
    (Path(answer.stdout.strip()) / "briefing-checkout.pth").write_text(
        f"{ROOT}\n", encoding="utf-8"
    )


def environment() -> dict[str, str]:
    """Return our own environment without what would lead a Python astray."""
    astray = {"PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "VIRTUAL_ENV"}
    return {name: value for name, value in os.environ.items() if name not in astray}


def in_venv(*arguments: str, offscreen: bool = False, quiet: bool = False) -> int:
    """Run the environment's Python and return its exit code.

    Args:
        arguments: What to start, as typed after `python`.
        offscreen: Draw windows in memory, and find `tests` and `pyproject.toml` by the folder.
        quiet: Show nothing of its output.
    """
    extra = {"QT_QPA_PLATFORM": "offscreen"} if offscreen else {}
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run(
        [PYTHON, *arguments],
        cwd=ROOT if offscreen else None,
        env=environment() | extra,
        stdout=output,
        stderr=output,
        check=False,
    ).returncode


def must(exit_code: int, otherwise: str) -> None:
    """Stop with a sentence when a step has failed."""
    if exit_code:
        stop(f"{otherwise}.")
