"""The life of the worker: it shuts itself in, then does one errand after another until its end."""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING, Final

import briefing
from briefing import assets
from briefing.errors import BriefingError, InputRefusedError
from briefing.interchange.pipes import (
    Answer,
    Done,
    Held,
    Order,
    PipeBrokenError,
    Refused,
    Told,
    decoder,
    encoded,
    read_frame,
    write_frame,
)
from briefing.interchange.tasks import SMALLER
from briefing.template.problems import TemplateRefusedError
from briefing.worker.errands import errands
from briefing.worker.guard import stand_guard
from briefing.worker.kernel import CALLS, FILES, shut_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import BinaryIO

    from briefing.interchange.tasks import Encoded
    from briefing.worker.limits import Budget

_TOO_MUCH: Final = "The file needs more memory than it may have. {remedy}; nothing was written."
_TOO_DEEP: Final = "The file is nested too deeply to be read. Simplify it; nothing was written."


def main() -> int:
    """Serve until standard input ends."""
    orders, answers = _pipes()
    budget, held = _protected()
    known = errands(held)
    write_frame(answers, Told("ready"))
    decode = decoder(Order)
    is_last = False
    while not is_last:
        try:
            order = decode(read_frame(orders))
            if budget is not None:
                budget.grant(order.seconds, order.memory)
            answer = _answer(known, order, answers)
            write_frame(answers, answer)
        except PipeBrokenError:
            break
        is_last = isinstance(answer, Refused) and answer.is_last
    return 0


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return the pipes to the parent; nothing else that prints or reads can reach them."""
    orders, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1):
        os.dup2(nothing, number)
    os.close(nothing)
    return orders, answers


def _protected() -> tuple[Budget | None, Held]:
    """Give up what reading a file never needs, and return what holds it to that."""
    readable = _readable()
    budget: Budget | None = None
    limits: tuple[str, ...] = ()
    if sys.platform != "win32":
        from briefing.worker.limits import Budget, bound_process  # noqa: PLC0415  # Unix only

        budget, limits = Budget(), bound_process()
    kernel = shut_in(readable)
    lacking = tuple(each for each in (FILES, CALLS) if each not in kernel)
    return budget, Held((*limits, *kernel, *stand_guard(readable)), lacking)


def _readable() -> tuple[Path, ...]:
    """Return the folders of the program itself: of its code, its libraries and what it ships."""
    paths = sysconfig.get_paths()
    named = [paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    places = [Path(name) for name in named]
    places += [Path(each) for each in sys.path if each.endswith("-packages")]
    places += [Path(briefing.__file__).parent, assets.folder()]
    return tuple(dict.fromkeys(place for place in places if place.is_dir()))


def _answer(known: Mapping[str, Encoded], order: Order, answers: BinaryIO) -> Answer:
    def tell(step: str) -> None:
        write_frame(answers, Told(step))

    try:
        return Done(known[order.errand].answer(order.value, tell))
    except PipeBrokenError:
        raise
    except BriefingError as error:
        return _refused(error)
    except Exception as error:  # noqa: BLE001  # a fault of ours, met by a stranger's file
        return Refused((_said(error, known.get(order.errand)),), is_last=True)


def _refused(error: BriefingError) -> Refused:
    if isinstance(error, TemplateRefusedError):
        return Refused(error.sentences, value=bytes(encoded(error.problems)))
    if isinstance(error, InputRefusedError):
        return Refused(error.sentences)
    return Refused((str(error),), is_input=False)


def _said(error: Exception, task: Encoded | None) -> str:
    if isinstance(error, MemoryError):
        return _TOO_MUCH.format(remedy=task.remedy if task else SMALLER)
    return _TOO_DEEP if isinstance(error, RecursionError) else _fault(error)


def _fault(error: Exception) -> str:
    trace, place = error.__traceback__, ""
    while trace is not None:
        code = trace.tb_frame.f_code
        place = f"{Path(code.co_filename).name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return (
        f"The file cannot be used: reading it failed in an unforeseen way ({type(error).__name__} "
        f"in {place}). Save it again; if that does not help, report it."
    )
