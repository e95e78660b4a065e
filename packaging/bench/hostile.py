"""Every kind of hostile template, made and checked, each time in a worker of its own.

What counts: it is refused in sentences or made without anything harmful, within 5 s of computing
and 300 MiB; the worker ends by itself, not at a limit of the system. `--only WORDS` runs the kinds
whose name has the words.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from attacks import KINDS, MARK
from typing_extensions import override

from briefing.app.sample import sample_pack
from briefing.app.worker_process import Errand, Worker, WorkerStoppedError
from briefing.errors import BriefingError
from briefing.interchange.pipes import decoder, encoded
from briefing.interchange.tasks import Encoded
from briefing.template.fields import FormOptions
from briefing.word.inspection.rules import Inspection
from briefing.word.packing import MadePack, PackRequest
from briefing.word.tasks import CHECK, MAKE, Unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    import msgspec

    from briefing.domain.content import Content
    from briefing.interchange.tasks import Encoded

SECONDS: Final = 5.0
MEMORY: Final = 300 << 20
_PEAK: Final = re.compile(r"VmHWM:\s+(\d+) kB")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How one kind ended."""

    name: str
    task: str
    how: str
    words: str
    seconds: float
    computing: float
    peak: int
    size: int

    @override
    def __str__(self) -> str:
        return (
            f"{'' if self.is_good else 'BAD '}{self.name:<44}{self.task:<6}{self.how:<10}"
            f"{self.computing:6.2f} s of {self.seconds:5.2f} s {self.peak >> 20:4} MiB "
            f"{self.words[:160]}"
        )

    @property
    def is_good(self) -> bool:
        """Tell whether it ended as it must."""
        within = self.computing <= SECONDS and self.peak <= MEMORY
        return within and self.how in {"refused", "harmless", "checked"}


class Peak:
    """The highest memory and the time of a process, asked again and again until it is gone."""

    def __init__(self, worker: Worker) -> None:
        self._status = Path(f"/proc/{worker._process.pid}/status")  # noqa: SLF001  # its own bench
        self._stat = self._status.with_name("stat")
        self.value = 0
        self.computing = 0.0

    def ask(self, _step: str = "") -> None:
        """Look once."""
        try:
            found = _PEAK.search(self._status.read_text(encoding="ascii"))
            times = self._stat.read_text(encoding="ascii").rpartition(")")[2].split()
            ticks = int(times[11]) + int(times[12])
            self.computing = ticks / os.sysconf("SC_CLK_TCK") or self.computing
        except OSError:
            return
        if found:
            self.value = max(self.value, int(found[1]) * 1024)


def ended(name: str, task: Encoded, raw: msgspec.Raw, data: bytes) -> Outcome:
    """Return how a task with one file ends in a fresh worker."""
    worker = Worker()
    peak = Peak(worker)
    while not worker._is_ready:  # noqa: SLF001  # the start is not what is measured
        worker._start(peak.ask)  # noqa: SLF001
    own = max(0, len(raw) - len(data))
    errand = Errand(name=task.name, value=raw, what="The template", foreign=len(data), own=own)
    peak.ask()
    before, started = peak.computing, time.perf_counter()
    try:
        how, words = judged(task, worker.ask(errand, peak.ask))
    except WorkerStoppedError as error:
        how, words = "stopped at a limit of the system", str(error)
    except BriefingError as error:
        is_ours = "unforeseen" in str(error) or "Traceback" in str(error)
        how, words = "a fault of ours" if is_ours else "refused", str(error).partition("\n")[0]
    seconds = time.perf_counter() - started
    peak.ask()
    worker.end()
    return Outcome(
        name=name,
        task=task.name,
        how=how,
        words=words,
        seconds=seconds,
        computing=peak.computing - before,
        peak=peak.value,
        size=len(data),
    )


def judged(task: Encoded, answer: msgspec.Raw) -> tuple[str, str]:
    """Tell what was found, or whether a document that was made is harmless."""
    if task is CHECK:
        errors = decoder(Inspection)(answer).errors
        return "checked", f"{len(errors)} errors: {errors[0] if errors else ''}"
    data = decoder(MadePack)(answer).rendered.data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        bad = [
            name
            for name in archive.namelist()
            if MARK in archive.read(name).lower() or MARK in name.encode().lower()
        ]
    return ("harmful", ", ".join(bad)) if bad else ("harmless", f"{len(data):,} bytes")


def tasks(data: bytes, content: Content) -> Iterator[tuple[Encoded, msgspec.Raw]]:
    """Yield what is done with a file, with what is sent to the worker for it."""
    form = FormOptions(paper="A3", reading=14)
    yield MAKE, encoded(PackRequest(content=content, template=data, form=form))
    yield CHECK, encoded(Unchecked(data=data, fonts=frozenset({"calibri"})))


def main() -> int:
    """Run the kinds; return 1 when one does not end as it must."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="")
    parser.add_argument("--bad", action="store_true", help="print only what is bad")
    chosen = parser.parse_args()
    pack = sample_pack()
    content = pack.content
    pack.close()
    outcomes = []
    for name, make in KINDS.items():
        if chosen.only not in name:
            continue
        data = make()
        for task, raw in tasks(data, content):
            outcome = ended(name, task, raw, data)
            outcomes.append(outcome)
            if not (chosen.bad and outcome.is_good):
                print(outcome, flush=True)
    for ran in ("make", "check"):
        tell([each for each in outcomes if each.task == ran])
    return 0 if all(outcome.is_good for outcome in outcomes) else 1


def tell(outcomes: list[Outcome]) -> None:
    """Print what the outcomes of one task have in common."""
    refused = sum(each.how == "refused" for each in outcomes)
    slowest = max(outcomes, key=lambda each: each.computing)
    largest = max(outcomes, key=lambda each: each.peak)
    print(
        f"{outcomes[0].task}: {len(outcomes)} kinds, {refused} refused, "
        f"slowest {slowest.computing:.2f} s ({slowest.name}), "
        f"largest {largest.peak >> 20} MiB ({largest.name}), "
        f"bad: {[each.name for each in outcomes if not each.is_good]}"
    )


if __name__ == "__main__":
    sys.exit(main())
