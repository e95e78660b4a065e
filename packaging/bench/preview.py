"""How long it takes from an edit to the changed page on the screen, in a window with the sample.

Wall time is what an analyst waits for on this machine as busy as it is; processor time, of this
program and of everything that it started, is what the work itself costs. *Shown* is when the page
with the new words is drawn, *whole* when every page is final. In milliseconds, from the last edit.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from briefing.app.sample import sample_pack
from briefing.gui.preview.page_list import PageList
from briefing.gui.preview.pane import PreviewPane
from briefing.gui.window import MainWindow
from briefing.preview.office import find_office, quick_office

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefing.domain.statements import Position
    from briefing.gui.session import Session

Part = TypeVar("Part", PreviewPane, PageList)
TICK: Final = 100  # processor time in /proc is counted in hundredths of a second on Linux
FOLDERS: Final = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
LOOK_MS: Final = 5
SIZE: Final = (1600, 1000)


class Edits(NamedTuple):
    """Edits of one record, and how many seconds lie between two of them."""

    name: str
    times: int
    pause_s: float


class Took(NamedTuple):
    """Milliseconds."""

    wall: float
    processor: float


EDITS: Final = (
    Edits("one edit", 1, 0.0),
    Edits("another half a second later", 2, 0.5),
    Edits("another three seconds later", 2, 3.0),
    Edits("five in two seconds", 5, 0.4),
)


class Desk:
    """A window with the sample, its preview on the page of a position."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        window.toggle_dock("preview")
        self._session = session
        self._pane = _only(window, PreviewPane)
        self._list = _only(window, PageList)
        self.first = self._until(lambda: self._pane.pages is not None)
        self._until(lambda: self._pane.is_current)
        self._position = next(filter(self._is_printed, session.content.positions))
        session.select("position", self._position.id)
        self._count = 0

    @property
    def length(self) -> int:
        """How many pages there are."""
        return len(self._pane.pages or ())

    def measured(self, edits: Edits) -> tuple[Took, Took]:
        """Edit, and return how long the page took from the last edit, and all pages."""
        for _ in range(edits.times - 1):
            self._edit()
            end = time.monotonic() + edits.pause_s
            self._until(lambda end=end: time.monotonic() >= end)  # type: ignore[misc]
        start, spent = time.perf_counter(), _spent()
        words = self._edit()
        took = []
        for is_there in (lambda: self._shows(words), lambda: self._pane.is_current):
            self._until(is_there)
            took.append(
                Took((time.perf_counter() - start) * 1000, (_spent() - spent) * 1000),
            )
        return took[0], took[1]

    def _edit(self) -> str:
        self._count += 1
        words = f"Edit {self._count} says so"
        self._session.change(self._position, summary=f"{words}, and nothing else is different.")
        return words

    def _is_printed(self, position: Position) -> bool:
        pages = self._pane.pages
        return bool(pages is not None and pages.find_beginning(position.summary or ""))

    def _shows(self, words: str) -> bool:
        pages = self._pane.pages
        return pages is not None and any(
            place.page in self._list.drawn for place in pages.find(words)
        )

    def _until(self, is_so: Callable[[], bool]) -> float:
        """Let the window work until something is so; return the seconds."""
        start = time.perf_counter()
        loop, looking = QEventLoop(), QTimer(interval=LOOK_MS)
        looking.timeout.connect(lambda: loop.quit() if is_so() else None)
        looking.start()
        loop.exec()
        return time.perf_counter() - start


def main() -> int:
    """Measure and print one line for each way of editing."""
    parser = argparse.ArgumentParser(description="Measure from an edit to the page that shows it.")
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    office = find_office()
    if office is None or quick_office(office) is None:
        print("This needs LibreOffice and a Python that has UNO.")
        return 1
    with _desk() as desk:
        print(f"{desk.length} pages; the first were there after {desk.first * 1000:.0f} ms")
        print(
            f"{'median (worst) of ' + str(rounds):<30}{'shown: wall':>16}{'processor':>16}", end=""
        )
        print(f"{'whole: wall':>16}{'processor':>16}")
        for edits in EDITS:
            print(_line(edits.name, [desk.measured(edits) for _ in range(rounds)]), flush=True)
    return 0


@contextmanager
def _desk() -> Iterator[Desk]:
    with tempfile.TemporaryDirectory(prefix="briefing-bench-") as home:
        os.environ.update(dict.fromkeys(FOLDERS, home))
        application = QApplication([])
        window = MainWindow()
        window.resize(*SIZE)
        window.show()
        window.files.show(sample_pack())
        if window.session is None:
            sys.exit("The sample was not opened.")
        yield Desk(window, window.session)
        window.files.forget()
        window.close()
        application.processEvents()


def _only(window: MainWindow, kind: type[Part]) -> Part:
    found = window.findChild(kind)
    if not isinstance(found, kind):
        sys.exit(f"The window has no {kind.__name__}.")
    return found


def _spent() -> float:
    """Return the processor seconds of this process and of all that it started."""
    parents: dict[int, int] = {}
    spent: dict[int, float] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            fields = (folder / "stat").read_text(encoding="ascii").rpartition(")")[2].split()
            number = int(folder.name)
            parents[number] = int(fields[1])
            spent[number] = sum(int(word) for word in fields[11:13]) / TICK
    return sum(spent[number] for number in parents if os.getpid() in _line_of(number, parents))


def _line_of(number: int, parents: dict[int, int]) -> Iterator[int]:
    """Yield a process, the one that started it, and so on."""
    while number:
        yield number
        number = parents.get(number, 0)


def _line(name: str, took: list[tuple[Took, Took]]) -> str:
    columns = [
        [getattr(each[step], kind) for each in took]
        for step in (0, 1)
        for kind in ("wall", "processor")
    ]
    words = (f"{statistics.median(each):.0f} ({max(each):.0f})" for each in columns)
    return f"{name:<30}" + "".join(f"{word:>16}" for word in words)


if __name__ == "__main__":
    sys.exit(main())
