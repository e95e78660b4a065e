"""Every kind of hostile template, each in a worker of its own: how it ends, time and peak memory.

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
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from attacks import KINDS, MARK

from briefing.app.sample import sample_pack
from briefing.app.worker_process import Errand, Worker, WorkerStoppedError
from briefing.errors import BriefingError
from briefing.interchange.pipes import decoder, encoded
from briefing.template.fields import FormOptions
from briefing.word.packing import MadePack, PackRequest

SECONDS: Final = 5.0
MEMORY: Final = 300 << 20
_PEAK: Final = re.compile(r"VmHWM:\s+(\d+) kB")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How one kind ended."""

    name: str
    how: str
    words: str
    seconds: float
    computing: float
    peak: int
    size: int

    @property
    def is_good(self) -> bool:
        """Tell whether it ended as it must."""
        within = self.computing <= SECONDS and self.peak <= MEMORY
        return within and self.how in {"refused", "harmless"}


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


def ended(name: str, data: bytes, content: object) -> Outcome:
    """Return how one file ends in a fresh worker."""
    worker = Worker()
    peak = Peak(worker)
    while not worker._is_ready:  # noqa: SLF001  # the start is not what is measured
        worker._start(peak.ask)  # noqa: SLF001
    request = PackRequest(content=content, template=data, form=FormOptions(paper="A3"))  # type: ignore[arg-type]  # the sample's
    own = len(encoded(content))
    errand = Errand(name="make", value=request, what="The template", foreign=len(data), own=own)
    peak.ask()
    before, started = peak.computing, time.perf_counter()
    try:
        made = decoder(MadePack)(worker.ask(errand, peak.ask))
        how, words = judged(made)
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
        how=how,
        words=words,
        seconds=seconds,
        computing=peak.computing - before,
        peak=peak.value,
        size=len(data),
    )


def judged(made: MadePack) -> tuple[str, str]:
    """Tell whether a document that was made is harmless."""
    data = made.rendered.data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        bad = [
            name
            for name in archive.namelist()
            if MARK in archive.read(name).lower() or MARK in name.encode().lower()
        ]
    return ("harmful", ", ".join(bad)) if bad else ("harmless", f"{len(data):,} bytes")


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
        if chosen.only in name:
            outcome = ended(name, make(), content)
            outcomes.append(outcome)
            if not (chosen.bad and outcome.is_good):
                print(
                    f"{'' if outcome.is_good else 'BAD '}{name:<44}{outcome.how:<10}"
                    f"{outcome.computing:6.2f} s of {outcome.seconds:5.2f} s "
                    f"{outcome.peak >> 20:4} MiB {outcome.words[:160]}",
                    flush=True,
                )
    bad = [outcome.name for outcome in outcomes if not outcome.is_good]
    slowest = max(outcome.computing for outcome in outcomes)
    largest = max(outcome.peak for outcome in outcomes) >> 20
    print(f"{len(outcomes)} kinds, slowest {slowest:.2f} s, largest {largest} MiB, bad: {bad}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
