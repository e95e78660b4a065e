"""Errands for the worker: one is kept warm, a crashed or cancelled one is replaced."""

from __future__ import annotations

import atexit
import threading
from typing import Final, TypeVar

from briefing.app.worker_process import Errand, Waiting, Worker
from briefing.interchange.pipes import decoder

T = TypeVar("T")

_warm: Final[list[Worker]] = []
_lock: Final = threading.Lock()


def ask(errand: Errand, kind: type[T], waiting: Waiting = lambda step: None) -> T:
    """Return what the worker makes of a value; may be called from several threads at once.

    Args:
        errand: What is to be done.
        kind: The type of the result.
        waiting: Told the step again and again while there is no result yet; may raise to cancel,
            which ends the worker.

    Raises:
        InputRefusedError: The file cannot be used, or the worker did not survive it.
        BriefingError: What the errand itself says.
    """
    worker = _taken()
    try:
        return decoder(kind)(worker.ask(errand, waiting))
    finally:
        _give_back(worker)


def _taken() -> Worker:
    with _lock:
        while _warm:
            worker = _warm.pop()
            if worker.is_alive:
                return worker
            worker.end()
    return Worker()


def _give_back(worker: Worker) -> None:
    with _lock:
        if worker.is_alive and not _warm:
            _warm.append(worker)
            return
    worker.end()


@atexit.register
def end() -> None:
    """End the warm worker."""
    with _lock:
        found, _warm[:] = list(_warm), []
    for worker in found:
        worker.end()
