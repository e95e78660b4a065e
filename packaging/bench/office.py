"""How long the pages of the sample take: by the warm office suite, cold, and started each time.

Wall time is what an analyst waits for on this machine as busy as it is; processor time, of this
program and of the office suite together, is what the work itself costs. Medians, in milliseconds.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from briefing.app.exporting import ExportRequest, export
from briefing.app.previewing import preview, whole
from briefing.app.sample import sample_pack
from briefing.preview import office as suite
from briefing.preview.pages import Pages

if TYPE_CHECKING:
    from briefing.app.previewing import Preview
    from briefing.domain.content import Content
    from briefing.preview.warm import WarmOffice

TICK = 100  # processor time in /proc is counted in hundredths of a second on Linux
Work = Callable[[], object]


def main() -> int:
    """Measure and print one line for each way."""
    parser = argparse.ArgumentParser(description="Measure previews and the PDFs behind them.")
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    office = suite.find_office()
    warm = suite.warm_office(office) if office is not None else None
    quick = suite.quick_office(office) if office is not None else None
    if office is None or warm is None or quick is None:
        print("This needs LibreOffice and a Python that has UNO.")
        return 1
    pack = sample_pack()
    content, request = pack.content, ExportRequest()
    first = preview(content, request, {})
    with tempfile.TemporaryDirectory(prefix="briefing-bench-") as folder, Pages(first.pdf) as pages:
        target = Path(folder) / "pack.docx"
        export(content, ExportRequest(word=target))
        document = target.read_bytes()
        ways: tuple[tuple[str, Work, Work], ...] = (
            ("first pages, warm", _nothing, lambda: preview(content, request, first.pages)),
            ("whole pages, warm", _nothing, lambda: whole(first)),
            ("whole pages, a suite of its own", warm.close, lambda: _alone(content, first)),
            ("PDF, warm", _nothing, lambda: suite.to_pdf(office, document)),
            ("PDF, cold: the suite starts", warm.close, lambda: suite.to_pdf(office, document)),
            ("PDF, a suite of its own", warm.close, lambda: suite.convert_once(office, document)),
            ("export to Word, warm", _warmed(warm), lambda: _export(content, target)),
            ("export to Word, own suites", warm.close, lambda: _export_alone(content, target)),
            ("pages opened and read", _nothing, lambda: _read(first.pdf)),
            ("a page drawn 880 pixels wide", _nothing, lambda: pages.picture(8, 880)),
        )
        print(f"{len(pages)} pages, {first.engine}, median of {rounds}: wall ms, processor ms")
        for name, before, work in ways:
            print(_line(name, _medians((warm, quick), rounds, before, work)), flush=True)
    pack.close()
    return 0


def _nothing() -> None:
    pass


def _warmed(warm: WarmOffice) -> Work:
    return warm.start


def _export(content: Content, target: Path) -> None:
    export(content, ExportRequest(word=target))


def _export_alone(content: Content, target: Path) -> None:
    with patch("briefing.preview.office.warm_office", lambda _office: None):
        _export(content, target)


def _alone(content: Content, first: Preview) -> None:
    with (
        patch("briefing.preview.office.quick_office", lambda _office: None),
        patch("briefing.preview.office.warm_office", lambda _office: None),
    ):
        preview(content, ExportRequest(), first.pages)


def _read(made: bytes) -> None:
    with Pages(made) as pages:
        pages.read()


def _medians(
    warm: tuple[WarmOffice, ...], rounds: int, before: Work, work: Work
) -> tuple[int, int]:
    walls, processors = [], []
    for _ in range(rounds):
        before()
        start, spent = time.perf_counter(), _spent(warm)
        work()
        walls.append((time.perf_counter() - start) * 1000)
        processors.append((_spent(warm) - spent) * 1000)
    return round(statistics.median(walls)), round(statistics.median(processors))


def _spent(warm: tuple[WarmOffice, ...]) -> float:
    """Return the processor seconds of this program, of what it waited for, and of the suites."""
    total = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        used = resource.getrusage(who)
        total += used.ru_utime + used.ru_stime
    for pid in filter(None, (each.pid for each in warm)):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2]
        total += sum(int(word) for word in fields.split()[11:13]) / TICK
    return total


def _line(name: str, figures: tuple[int, int]) -> str:
    return f"{name:<32} {figures[0]:>7} {figures[1]:>7}"


if __name__ == "__main__":
    sys.exit(main())
