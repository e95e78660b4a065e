"""What the worker gave up is gone: each is tried in a process that shut itself in."""

from __future__ import annotations

import subprocess
import sys

import pytest

TRIALS = {
    "reading a foreign file": "open('/etc/hostname').read()",
    "listing a foreign folder": "os.listdir('/etc')",
    "writing": "open(place, 'w')",
    "making a folder": "os.mkdir(place)",
    "removing": "os.unlink(__file__ if '__file__' in globals() else place)",
    "a network socket": "socket.socket(socket.AF_INET)",
    "a local socket": "socket.socket(socket.AF_UNIX)",
    "another process": "os.fork()",
    "another program": "os.execv('/bin/true', ['true'])",
    "a signal": "os.kill(os.getppid(), 0)",
}
KERNEL = "from briefing.worker.kernel import shut_in as protect"
GUARD = "from briefing.worker.guard import stand_guard as protect"


def outcome(protection: str, trial: str, folder) -> str:
    """Return the name of the error that a trial ends in, or `done`."""
    program = f"""
import os, socket, sys
from pathlib import Path
{protection}
place = {str(folder / "made")!r}
held = protect((Path({str(folder)!r}),))
if not held:
    print("nothing"); sys.exit()
try:
    {trial}
except BaseException as error:
    print(type(error).__name__)
else:
    print("done")
"""
    answer = subprocess.run(
        [sys.executable, "-P", "-c", program], capture_output=True, text=True, check=False
    )
    return answer.stdout.strip()


@pytest.mark.parametrize("name", TRIALS)
def test_the_kernel_refuses_where_it_can(name, tmp_path):
    assert outcome(KERNEL, TRIALS[name], tmp_path) in {"PermissionError", "nothing"}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", sorted(TRIALS.keys() - {"listing a foreign folder"}))
def test_pythons_own_guard_refuses(name, tmp_path):
    assert outcome(GUARD, TRIALS[name], tmp_path) == "ForbiddenError"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("protection", [KERNEL, GUARD])
def test_the_folders_of_the_program_stay_readable(protection, tmp_path):
    (tmp_path / "ours").write_text("words", encoding="utf-8")
    trial = f"assert open({str(tmp_path / 'ours')!r}).read() == 'words'"
    assert outcome(protection, trial, tmp_path) in {"done", "nothing"}
