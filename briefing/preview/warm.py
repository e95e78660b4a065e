"""An office suite kept warm: started once, asked through its pipe, and never left behind."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from briefing.errors import BriefingError
from briefing.preview.private import environment, make_profile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONGEST_S: Final = 60.0
MOST_BYTES: Final = 2 << 30
_MANY_CONVERSIONS: Final = 60
_MOST_CONVERSIONS: Final = 100
_WATCH_S: Final = 0.05
_END_S: Final = 5.0
_NAMES: Final = ("python", "python.exe", "python.bin")


class OfficeFailedError(BriefingError):
    """The office suite did not turn a document into PDF."""

    exit_code = 4


class GivenUpError(Exception):
    """Nobody waits for the document any more."""


class WarmOffice:
    """One office suite, started with the first document; several threads may ask it.

    Args:
        office: The office suite's program.
        python: A Python that has UNO.
    """

    def __init__(self, office: Path, python: Path) -> None:
        self._office = office
        self._python = python
        self._one_at_a_time = threading.Lock()
        self._running: _Running | None = None
        self._conversions = 0

    @property
    def pid(self) -> int:
        """The number of the office suite's process; 0 where it is not running."""
        return self._running.pid if self._running is not None else 0

    def start(self) -> str:
        """Start it where it is not running, and return its name and version.

        Raises:
            OfficeFailedError: It did not start.
        """
        with self._one_at_a_time:
            return self._started().name

    def to_pdf(
        self,
        document: bytes,
        suffix: str,
        longest_s: float = LONGEST_S,
        is_given_up: Callable[[], bool] = lambda: False,
    ) -> bytes:
        """Return a document as a tagged PDF with bookmarks.

        Args:
            document: The file's bytes.
            suffix: `.docx` or `.xlsx`.
            longest_s: How many seconds it may take.
            is_given_up: Asked again and again; the suite goes on with the next document at its next
                step, for it cannot be stopped within one.

        Raises:
            GivenUpError: It was given up.
            OfficeFailedError: It failed, ended, took too long or too much memory. The next document
                starts it anew.
        """
        with self._one_at_a_time:
            if self._conversions >= _MOST_CONVERSIONS:
                self._end()
            running = self._started()
            self._conversions += 1
            try:
                return running.to_pdf(document, suffix, longest_s, is_given_up)
            except _EndedError as error:
                self._end()
                raise OfficeFailedError(
                    f"The office suite {error}, so these pages were not made. Try again: it is "
                    "started anew then."
                ) from error

    def renew(self) -> None:
        """Start it anew where it soon has to be, now that nobody waits for it.

        Raises:
            OfficeFailedError: It did not start.
        """
        with self._one_at_a_time:
            if self._conversions >= _MANY_CONVERSIONS:
                self._end()
                self._started()

    def close(self) -> None:
        """End it; a later document starts it again."""
        running = self._running
        if running is not None:
            running.end()  # a conversion that is going on ends with it
        with self._one_at_a_time:
            self._end()

    def _started(self) -> _Running:
        if self._running is None:
            try:
                self._running = _Running(self._office, self._python)
            except (_EndedError, OSError) as error:
                raise OfficeFailedError(
                    f"The office suite {self._office} did not start ({error}). Start it by hand "
                    "once to see what it says."
                ) from error
            self._conversions = 0
        return self._running

    def _end(self) -> None:
        if self._running is not None:
            self._running.end()
            self._running = None


class _EndedError(Exception):
    """The office suite cannot be asked any more; the words say why."""


class _Running:
    """One run of the office suite, with the process that speaks to it."""

    def __init__(self, office: Path, python: Path) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="briefing-office-"))
        make_profile(self._folder)
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._count = 0
        self.pid = 0
        self._bridge = subprocess.Popen(  # noqa: S603  # a Python that was found, a text of our own
            [python, "-s", "-c", bridge_source(), _program(office), str(self._folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            cwd=self._folder,
            env=environment(),
        )
        threading.Thread(target=self._read, name="office-answers", daemon=True).start()
        try:
            hello = self._answer(0, LONGEST_S)
        except _EndedError:
            self.end()
            raise
        self.pid = int(hello["pid"])
        self.name = str(hello["name"])

    def to_pdf(
        self, document: bytes, suffix: str, longest_s: float, is_given_up: Callable[[], bool]
    ) -> bytes:
        """Return a document as PDF; the bridge removes the document once it is done with it."""
        self._count += 1
        source = self._folder / f"{self._count}{suffix}"
        target = self._folder / f"{self._count}.pdf"
        source.write_bytes(document)
        self._ask({"number": self._count, "source": str(source), "target": str(target)})
        try:
            said = str(self._answer(self._count, longest_s, is_given_up)["said"])
        except GivenUpError:
            self._ask({})
            raise
        if said or not target.is_file():
            reason = said or "it wrote nothing"
            raise OfficeFailedError(
                f"The office suite did not make the PDF: {reason}. Open the Word file and save "
                "it as PDF there."
            )
        made = target.read_bytes()
        for file in self._folder.glob("*.pdf"):
            file.unlink(missing_ok=True)  # this one, and what was given up too late
        return made

    def end(self) -> None:
        """End it with its bridge and its folder; what is gone already is no fault."""
        with suppress(OSError):
            if self._bridge.stdin is not None:
                self._bridge.stdin.close()
        try:
            self._bridge.wait(_END_S)
        except subprocess.TimeoutExpired:
            self._bridge.kill()
            self._bridge.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _ask(self, order: dict[str, Any]) -> None:
        try:
            assert self._bridge.stdin is not None  # noqa: S101  # it was started with one
            self._bridge.stdin.write(json.dumps(order) + "\n")
            self._bridge.stdin.flush()
        except (OSError, ValueError) as error:
            raise _EndedError("has ended") from error

    def _answer(
        self, number: int, longest_s: float, is_given_up: Callable[[], bool] = lambda: False
    ) -> dict[str, Any]:
        """Return the answer to an order; answers to those before it that were given up are lost."""
        end = time.monotonic() + longest_s
        while time.monotonic() < end:
            if is_given_up():
                raise GivenUpError
            try:
                line = self._answers.get(timeout=_WATCH_S)
            except queue.Empty:
                if _memory(self.pid) > MOST_BYTES:
                    raise _EndedError("took more than 2 GiB of memory") from None
                continue
            if not line:
                raise _EndedError("has ended")
            found: dict[str, Any] = json.loads(line)
            if found["number"] == number:
                return found
        raise _EndedError(f"did not answer within {longest_s:.0f} seconds")

    def _read(self) -> None:
        assert self._bridge.stdout is not None  # noqa: S101  # it was started with one
        with self._bridge.stdout as answers:
            for line in answers:
                self._answers.put(line)
        self._answers.put("")


@cache
def bridge_source() -> str:
    """Return the program that the Python with UNO runs."""
    return Path(__file__).with_name("bridge.py").read_text(encoding="utf-8")


@cache
def find_uno_python(office: Path) -> Path | None:
    """Return a Python that can speak with the office suite, or None where there is none."""
    return next((python for python in _pythons(office) if _has_uno(python)), None)


def _pythons(office: Path) -> Iterator[Path]:
    program = office.resolve().parent
    for folder in (program, program.parent / "Resources"):
        yield from (folder / name for name in _NAMES if (folder / name).is_file())
    if os.name == "posix":
        system = shutil.which("python3", path="/usr/bin:/usr/local/bin")
        if system is not None:
            yield Path(system)


def _has_uno(python: Path) -> bool:
    try:
        done = subprocess.run(  # noqa: S603  # a Python of the office suite or of the system
            [python, "-s", "-c", "import uno"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
            cwd=tempfile.gettempdir(),
            env=environment(),
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def _program(office: Path) -> str:
    """Return what is started: on Linux the program itself, so that it dies with who started it."""
    itself = office.resolve().with_name("soffice.bin")
    return str(itself if sys.platform == "linux" and itself.is_file() else office)


def _memory(pid: int) -> int:
    """Return how much memory a process holds, or 0 where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
