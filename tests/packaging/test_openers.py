"""Two processes over one pack in random order, killed now and then, lose no edit."""

from __future__ import annotations

import subprocess
import sys

from environment import ROOT


def test_a_few_random_interleavings_of_two_processes_lose_nothing():
    done = subprocess.run(
        [sys.executable, str(ROOT / "packaging/bench/openers.py"), "--interleavings", "4"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "lost 0 · leftovers 0" in done.stdout
    assert " 0 acknowledged" not in done.stdout
