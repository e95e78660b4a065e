"""How soon the command line answers and the window first paints, against bare ones.

Both sides of a ratio run one after the other in every round, so that a busy machine slows both; the
median of the rounds' ratios counts.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 15
NOTHING = ("-c", "pass")
HELP = ("-P", "-m", "briefing", "--help")
HELP_MODULES = """
import contextlib, io, runpy, sys
sys.argv = ["briefing", "--help"]
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    runpy.run_module("briefing", run_name="__main__")
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
# both windows are started by the same lines; the first paint of a window ends the process
FIRST_PAINT = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        is_paint = event.type() == QEvent.Type.Paint
        if is_paint and isinstance(watched, QWidget) and watched.isWindow():
            QTimer.singleShot(0, self.tell)
        return False

    def tell(self):
        print(*sorted({name.partition(".")[0] for name in sys.modules}), flush=True)
        os._exit(0)

def watched_exec(*_):
    watcher = FirstPaint()
    QApplication.instance().installEventFilter(watcher)
    return loop()

loop = QApplication.exec
QApplication.exec = watched_exec
"""
EMPTY_WINDOW = """
application = QApplication([])
window = QMainWindow()
window.resize(1200, 800)
window.show()
sys.exit(QApplication.exec())
"""
# the first word on a screen makes Qt load its fonts; every window with words pays for that
WINDOW_WITH_A_WORD = EMPTY_WINDOW.replace(
    "window.show()",
    "from PySide6.QtWidgets import QLabel\n"
    "window.setCentralWidget(QLabel('Briefing'))\n"
    "window.show()",
)
OUR_WINDOW = """
from briefing.gui import main
sys.exit(main([]))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """Two programs to compare, the ratio to keep, and what ours must not have loaded."""

    name: str
    ours: tuple[str, ...]
    bare: tuple[str, ...]
    at_most: float
    absent: frozenset[str]
    modules: Callable[[], set[str]]


def seconds(arguments: tuple[str, ...]) -> float:
    """Return how long a Python program takes from its start to its end."""
    started = time.perf_counter()
    output(arguments)
    return time.perf_counter() - started


def output(arguments: tuple[str, ...]) -> str:
    """Return what a Python program prints; end with its own message when it fails."""
    answer = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=False, timeout=60
    )
    if answer.returncode:
        sys.exit(f"{' '.join(arguments)[-60:].strip()} failed:\n{answer.stderr}")
    return answer.stdout


def modules_of_help() -> set[str]:
    """Return the packages that `briefing --help` loads."""
    return set(output(("-P", "-c", HELP_MODULES)).split())


def modules_at_first_paint() -> set[str]:
    """Return the packages that are loaded when the main window has first painted."""
    return set(output(("-P", "-c", FIRST_PAINT + OUR_WINDOW)).split())


GOALS = (
    Goal(
        name="briefing --help : empty Python",
        ours=HELP,
        bare=NOTHING,
        at_most=8.0,
        absent=frozenset({"PySide6", "shiboken6"}),
        modules=modules_of_help,
    ),
    Goal(
        name="main window : empty window",
        ours=("-P", "-c", FIRST_PAINT + OUR_WINDOW),
        bare=("-P", "-c", FIRST_PAINT + EMPTY_WINDOW),
        at_most=1.3,
        absent=frozenset({"docx", "lxml", "openpyxl"}),
        modules=modules_at_first_paint,
    ),
    Goal(
        name="main window : window with one word",
        ours=("-P", "-c", FIRST_PAINT + OUR_WINDOW),
        bare=("-P", "-c", FIRST_PAINT + WINDOW_WITH_A_WORD),
        at_most=1.3,
        absent=frozenset({"docx", "lxml", "openpyxl"}),
        modules=modules_at_first_paint,
    ),
)


def is_met(goal: Goal) -> bool:
    """Measure one goal and print its line."""
    loaded = goal.modules() & goal.absent
    seconds(goal.ours), seconds(goal.bare)  # the first round reads from the disk
    rounds = [(seconds(goal.ours), seconds(goal.bare)) for _ in range(ROUNDS)]
    ours, bare = (statistics.median(side) * 1000 for side in zip(*rounds, strict=True))
    ratio = statistics.median(mine / other for mine, other in rounds)
    met = ratio <= goal.at_most and not loaded
    print(
        f"{goal.name:<42}{ours:7.0f} ms {bare:6.0f} ms {ratio:6.2f} <= {goal.at_most:<4}",
        f"loaded of {', '.join(sorted(goal.absent))}: {', '.join(sorted(loaded)) or 'none'}",
        "met" if met else "MISSED",
        sep="  ",
    )
    return met


def main() -> int:
    """Measure every goal with folders of its own; return 1 when one is missed."""
    with tempfile.TemporaryDirectory() as folder:
        for name in (
            "HOME",
            "XDG_STATE_HOME",
            "XDG_DATA_HOME",
            "XDG_CONFIG_HOME",
            "XDG_CACHE_HOME",
        ):
            place = Path(folder) / name.lower()
            place.mkdir()
            os.environ[name] = str(place)
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        print(f"{ROUNDS} rounds; medians: ours, bare, ratio <= goal")
        results = [is_met(goal) for goal in GOALS]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
