"""One worker as its parent sees it: started by name, asked through pipes, ended at any moment."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final, TypeAlias, cast

from briefing.app.worker_bounds import bound, is_over
from briefing.errors import BriefingError, InputRefusedError
from briefing.interchange.pipes import (
    Answer,
    Order,
    PipeBrokenError,
    Refused,
    Told,
    decoder,
    encoded,
    read_answer,
    write_frame,
)
from briefing.interchange.tasks import MEMORY, SECONDS, SMALLER
from briefing.template.problems import TemplateProblem, TemplateRefusedError

if TYPE_CHECKING:
    from typing import BinaryIO

    import msgspec

Waiting: TypeAlias = Callable[[str], None]

_SECONDS_PER_OWN_MB: Final = 4  # a large pack of our own takes longer
_MEMORY_PER_OWN_BYTE: Final = 24
_MEMORY_PER_BYTE: Final = 3
_WALL: Final = 4  # times the computing time: on a busy machine much of it is waiting
_START_S: Final = 60
_TURN_S: Final = 0.05
_KEPT: Final = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "HOME", "USERPROFILE", "APPDATA")


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What a worker is sent for.

    Attributes:
        name: The errand's name.
        value: What it is done with.
        what: What is read or made, as the subject of a sentence: `The template`.
        foreign: How many bytes of the value are a stranger's.
        own: How many of them are ours; these are trusted to need time and memory.
        remedy: What to do where that is too much.
        least_seconds: How long it may compute, however little is ours.
        least_memory: How many bytes it may take, however few are ours.
    """

    name: str
    value: object
    what: str
    foreign: int = 0
    own: int = 0
    remedy: str = SMALLER
    least_seconds: int = SECONDS
    least_memory: int = MEMORY

    @property
    def seconds(self) -> int:
        """Return how long it may compute."""
        return self.least_seconds + (self.own * _SECONDS_PER_OWN_MB >> 20)

    @property
    def memory(self) -> int:
        """Return how many bytes it may take."""
        by_size = self.own * _MEMORY_PER_OWN_BYTE + self.foreign * _MEMORY_PER_BYTE
        return self.least_memory + by_size


class WorkerStoppedError(InputRefusedError):
    """The worker ended before it answered: it was stopped at a limit, or it crashed."""


class Worker:
    """A process that does one errand after another, in an empty folder of its own."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="briefing-worker-")
        self._process = subprocess.Popen(  # noqa: S603  # this program itself
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self._folder.name,
            env=_environment(),
        )
        self._answers: queue.SimpleQueue[Answer | None] = queue.SimpleQueue()
        self._is_ready = False
        _in_thread(self._listen)

    @property
    def is_alive(self) -> bool:
        """Tell whether it can be asked."""
        return self._process.poll() is None

    def ask(self, errand: Errand, waiting: Waiting) -> msgspec.Raw:
        """Return the encoded result.

        Raises:
            InputRefusedError: The file cannot be used, or the worker did not survive it.
            BriefingError: What the errand itself says.
        """
        try:
            self._start(waiting)
            bound(self._process, errand.memory)
            order = Order(
                errand=errand.name,
                value=encoded(errand.value),
                seconds=errand.seconds,
                memory=errand.memory,
            )
            _in_thread(lambda: self._send(order))
            answer = self._answer(errand, waiting)
        except BaseException:
            self.end()
            raise
        if isinstance(answer, Refused):
            if answer.is_last:
                self.end()
            raise _error(answer)
        return answer

    def _start(self, waiting: Waiting) -> None:
        deadline = time.monotonic() + _START_S
        while not self._is_ready:
            waiting("Starting")
            answer = self._next()
            self._is_ready = isinstance(answer, Told)
            if time.monotonic() > deadline or (answer is None and not self.is_alive):
                raise WorkerStoppedError(
                    "The process that reads files from elsewhere does not start. Try again; if "
                    "that does not help, `briefing doctor` says what is missing."
                )

    def _answer(self, errand: Errand, waiting: Waiting) -> msgspec.Raw | Refused:
        deadline = time.monotonic() + errand.seconds * _WALL
        step = ""
        while True:
            waiting(step)
            answer = self._next()
            if isinstance(answer, Told):
                step = answer.step
            elif isinstance(answer, Refused):
                return answer
            elif answer is not None:
                return answer.value
            elif not self.is_alive:
                raise WorkerStoppedError(self._why(errand))
            elif time.monotonic() > deadline:
                raise WorkerStoppedError(_too_long(errand))
            elif is_over(self._process, errand.memory):
                raise WorkerStoppedError(_too_large(errand))

    def _next(self) -> Answer | None:
        try:
            answer = self._answers.get(timeout=_TURN_S)
        except queue.Empty:
            return None
        if answer is None:  # the pipe broke: whoever speaks like that is not listened to again
            self._process.kill()
            self._process.wait()
        return answer

    def _why(self, errand: Errand) -> str:
        code = self._process.returncode
        if sys.platform != "win32" and code == -signal.SIGXCPU:
            return _too_long(errand)
        return (
            f"{errand.what} cannot be used: the process that read it ended in an unforeseen way "
            f"({code}). Save the file again where it was made; nothing was written."
        )

    def _send(self, order: Order) -> None:
        with suppress(PipeBrokenError):  # the listener notices it too
            write_frame(_stream(self._process.stdin), order)

    def _listen(self) -> None:
        try:
            while True:
                self._answers.put(read_answer(_stream(self._process.stdout)))
        except PipeBrokenError:
            self._answers.put(None)

    def end(self) -> None:
        """End the process at once and remove its folder."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                _stream(stream).close()
        self._folder.cleanup()


def _error(refused: Refused) -> BriefingError:
    if refused.value:
        problems = decoder(tuple[TemplateProblem, ...])(refused.value)
        return TemplateRefusedError(problems)
    if refused.is_input:
        return InputRefusedError(*refused.sentences)
    return BriefingError("\n".join(refused.sentences))


def _too_long(errand: Errand) -> str:
    return (
        f"{errand.what} was stopped: it needs more than {errand.seconds} seconds of computing. "
        f"{errand.remedy}; nothing was written."
    )


def _too_large(errand: Errand) -> str:
    return (
        f"{errand.what} was stopped: it needs more than {errand.memory >> 20} MB of memory. "
        f"{errand.remedy}; nothing was written."
    )


def _stream(stream: IO[bytes] | None) -> BinaryIO:
    return cast("BinaryIO", stream)  # all of them are pipes


def _in_thread(run: Callable[[], None]) -> None:
    threading.Thread(target=run, name="worker-pipe", daemon=True).start()


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--worker"]
    return [sys.executable, "-P", "-m", "briefing.worker"]


def _environment() -> dict[str, str]:
    """Return nothing of ours but what Python needs to find its own libraries."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "1"}
