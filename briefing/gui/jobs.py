"""Long work beside the window: on frozen values, with progress, and cancelled by a click."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot
from typing_extensions import override

from briefing.errors import BriefingError

if TYPE_CHECKING:
    from briefing.gui.session import Session

_LOG = logging.getLogger(__name__)

Work = Callable[["Job"], Any]


class CancelledError(Exception):
    """The analyst took the work back; nobody needs to be told."""


class Job(QObject):
    """One piece of work and what is known of it.

    It has no parent: whoever started it may go while it runs, it lives until it ends. The work is
    done in another thread; how it went is told in the thread in which the job was made, and with
    nothing between that and `ended`: whoever is told the one can rely on the other.

    Signals:
        progressed(done, total, words): How far it is.
        finished(result): It is done.
        refused(sentence): It could not be done, and what the analyst can do.
        cancelled(): It was taken back.
        crashed(error): A bug.
        ended(): It is over, whichever way.
    """

    progressed = Signal(int, int, str)
    finished = Signal(object)
    refused = Signal(str)
    cancelled = Signal()
    crashed = Signal(object)
    ended = Signal()
    _over = Signal(object)

    def __init__(self, title: str, work: Work) -> None:
        super().__init__()
        self.title = title
        self._work = work
        self._stop = Event()
        self._over.connect(self._on_over)

    @Slot()
    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether the work should stop."""
        return self._stop.is_set()

    def report(self, done: int, total: int, words: str = "") -> None:
        """Tell how far the work is; called from the work itself.

        Raises:
            CancelledError: It was taken back.
        """
        if self.is_cancelled:
            raise CancelledError
        self.progressed.emit(done, total, words)

    def start(self) -> None:
        """Begin in a thread of the pool."""
        _GOING_ON.add(self)
        QThreadPool.globalInstance().start(_Runner(self))

    def perform(self) -> None:
        """Do the work in this thread; how it ended is told in the job's own."""
        try:
            result = self._work(self)
        except CancelledError:
            self._over.emit(self.cancelled.emit)
        except BriefingError as error:
            self._over.emit(partial(self.refused.emit, str(error)))
        except Exception as error:  # noqa: BLE001  # a thread must not die silently: the crash dialog shows it
            _LOG.exception("The job %r failed.", self.title)
            self._over.emit(partial(self.crashed.emit, error))
        else:
            is_lost = self.is_cancelled
            self._over.emit(self.cancelled.emit if is_lost else partial(self.finished.emit, result))

    def _on_over(self, tell: Callable[[], object]) -> None:
        _GOING_ON.discard(self)
        tell()
        self.ended.emit()


_GOING_ON: Final[set[Job]] = set()


class JobLine(QObject):
    """Jobs of one owner, one after the other; what they make is handed over in the window's thread.

    Signals:
        started(job): The next job began.
        refused(sentence): One could not be done, and was not taken back.
        cancelled(): One was taken back, maybe after its last step: nothing is handed over.
        crashed(error): A bug.
    """

    started = Signal(object)
    refused = Signal(str)
    cancelled = Signal()
    crashed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._done: Callable[[Any], object] = _nothing
        self._waiting: deque[tuple[str, Callable[[], Work], Callable[[Any], object]]] = deque()

    @property
    def is_busy(self) -> bool:
        """Whether something is being done or waits for it."""
        return self._job is not None or bool(self._waiting)

    def serve(self, session: Session) -> None:
        """Let a session tell of the jobs, but for those taken back; they end when it closes."""
        self.started.connect(session.job_started)
        self.refused.connect(session.tell)
        self.crashed.connect(session.crashed)
        session.closing.connect(self.give_up)

    @property
    def title(self) -> str:
        """Return the title of the job that is going on; empty where there is none."""
        return "" if self._job is None else self._job.title

    def add(self, title: str, prepare: Callable[[], Work], done: Callable[[Any], object]) -> None:
        """Do something once all that was added before is done.

        Args:
            title: What it is called.
            prepare: Returns the work when its turn comes, with the frozen values that it needs.
            done: Takes what the work made.
        """
        self._waiting.append((title, prepare, done))
        self._begin()

    def forget_waiting(self) -> None:
        """Leave undone what has not begun."""
        self._waiting.clear()

    def give_up(self) -> None:
        """Leave undone what has not begun, and stop what has."""
        self.forget_waiting()
        if self._job is not None:
            self._job.cancel()

    def _begin(self) -> None:
        if self._job is not None or not self._waiting:
            return
        title, prepare, self._done = self._waiting.popleft()
        self._job = Job(title, prepare())
        self._job.finished.connect(self._on_finished)
        self._job.refused.connect(self._on_refused)
        self._job.cancelled.connect(self.cancelled)
        self._job.crashed.connect(self.crashed)
        self._job.ended.connect(self._on_ended)
        self.started.emit(self._job)
        self._job.start()

    def _on_finished(self, result: object) -> None:
        if self._job is not None and self._job.is_cancelled:
            self.cancelled.emit()
        else:
            self._done(result)

    def _on_refused(self, sentence: str) -> None:
        if self._job is not None and self._job.is_cancelled:
            self.cancelled.emit()
        else:
            self.refused.emit(sentence)

    def _on_ended(self) -> None:
        self._job = None
        self._begin()


def _nothing(_result: object) -> None:
    """Take what nobody asked for."""


class _Runner(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    @override
    def run(self) -> None:
        self._job.perform()
