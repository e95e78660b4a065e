"""The workbook's writer beside openpyxl and XlsxWriter, on the shared workload, in one run.

Every round runs each engine once, in another order each time; ratios are taken within a round and
their medians count, so that a busy machine slows all alike. Each stays loaded in a process of its
own, and what counts is the CPU after the data is read: all write a matrix with notes and a list of
sources with links. openpyxl and XlsxWriter live in an environment of the bench's own. Each
figure is printed with what it must be; the exit code is 1 where one is missed. The whole workbook
of a pack, which has far more in it than the workload, is told beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import load_workbook

ENGINES = Path(__file__).resolve().parent / "excel_engines"
ROOT = ENGINES.parents[2]
SHARED = ROOT.parent / "shared" / "bench"
HOME = Path(tempfile.gettempdir()) / "briefing-bench-excel"
PEERS = ("openpyxl==3.1.5", "XlsxWriter==3.3.1")
OURS = "writer"
SIZES = (35, 195, 1000)
JUDGED = (195, 1000)
SCRIPTS = {"openpyxl": "openpyxl_normal.py", "XlsxWriter": "xlsxwriter_.py"}
AT_LEAST = {"openpyxl": 5.0, "XlsxWriter": 1.0}
AROUND = 2  # how often the smaller sizes are written on either side of the largest


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 where a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--growth-only", action="store_true", help="leave the others out")
    options = parser.parse_args(arguments)
    if not SHARED.is_dir():
        sys.exit(f"The workload is not there: {SHARED}.")
    place = _prepare()
    missed = 0
    for size in () if options.growth_only else SIZES:
        found = _rounds(place, size, options.rounds)
        _verify(place, size)
        missed += _say_ratios(place, size, found)
    missed += _linear(place, "ours", OURS, 3 * options.rounds)
    missed += _linear(place, "the whole workbook of a pack", "whole", options.rounds)
    return 1 if missed else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What is prepared: a writable copy of the workload and the Python of the others."""

    folder: Path
    python: Path

    def data(self, size: int) -> Path:
        """Return the workload of some actors."""
        return self.folder / "work" / f"data_{size}.json"

    def output(self, engine: str, size: int) -> Path:
        """Return where an engine writes."""
        return self.folder / "work" / f"{engine}_{size}.xlsx"

    @property
    def environment(self) -> dict[str, str]:
        """Return what the engines are told."""
        shared = str(self.folder / "excel")
        return os.environ | {"BENCH_SHARED": shared, "PYTHONPATH": str(ROOT)}

    def command(self, engine: str, size: int) -> list[str]:
        """Return how an engine is started."""
        is_peer = engine in SCRIPTS
        python = str(self.python) if is_peer else sys.executable
        script = self.folder / "excel" / SCRIPTS[engine] if is_peer else ENGINES / f"{engine}.py"
        resident = str(ENGINES / "staying.py")
        return [python, resident, str(script), str(self.data(size)), "comments"]


def _prepare() -> Place:
    python = HOME / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(HOME / "venv", with_pip=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PEERS], check=True)
    folder = HOME / "shared"
    shutil.rmtree(folder, ignore_errors=True)
    for script in SHARED.rglob("*.py"):  # not copytree: what is shared cannot be written to
        copy = folder / script.relative_to(SHARED)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(script.read_bytes())
    (folder / "work").mkdir()
    place = Place(folder=folder, python=python)
    for size in SIZES:
        command = [str(python), str(folder / "gen.py"), str(size), str(place.data(size))]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return place


class Resident:
    """An engine that is loaded and writes when it is told."""

    def __init__(self, place: Place, engine: str, size: int) -> None:
        self._output = place.output(engine, size)
        self._process = subprocess.Popen(
            place.command(engine, size),
            env=place.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def write(self) -> float:
        """Write the workbook and return the seconds of CPU that it took once the data was read."""
        if self._process.stdin is None or self._process.stdout is None:
            return 0.0
        self._process.stdin.write(f"{self._output}\n")
        self._process.stdin.flush()
        phases: dict[str, float] = json.loads(self._process.stdout.readline())
        return sum(value for name, value in phases.items() if name in {"build_cpu", "save_cpu"})

    def end(self) -> None:
        """Let the process end."""
        self._process.communicate("")


def _rounds(place: Place, size: int, rounds: int) -> dict[str, list[float]]:
    names = (OURS, *SCRIPTS)
    engines = {name: Resident(place, name, size) for name in names}
    found: dict[str, list[float]] = {name: [] for name in names}
    for number in range(-2, rounds):
        turn = number % len(names)
        for name in (*names[turn:], *names[:turn]):
            spent = engines[name].write()
            if number >= 0:
                found[name].append(spent)
    for engine in engines.values():
        engine.end()
    return found


def _verify(place: Place, size: int) -> None:
    """Compare what stands in the files: texts, notes and links, cell by cell."""
    if size == SIZES[-1]:
        return  # the same programs as before; reading 30,000 notes back would take minutes
    first, *others = (_contents(place.output(name, size)) for name in (OURS, *SCRIPTS))
    if any(other != first for other in others):
        sys.exit("The workbooks do not say the same.")


def _contents(path: Path) -> set[tuple[str, str, str, str, str]]:
    return {
        (
            sheet.title,
            cell.coordinate,
            str(cell.value),
            cell.comment.text.strip() if cell.comment else "",
            str(cell.hyperlink.target) if cell.hyperlink else "",
        )
        for sheet in load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
    }


def _say(what: str, figure: float, *, at_least: float = 0.0, at_most: float = 0.0) -> int:
    limit = f"at least {at_least:g}" if at_least else f"at most {at_most:g}" if at_most else ""
    is_missed = bool((at_least and figure < at_least) or (at_most and figure > at_most))
    print(f"{what}: {figure:.2f}{f' ({limit})' if limit else ''}{' · MISSED' * is_missed}",
          flush=True)  # fmt: skip
    return is_missed


def _say_ratios(place: Place, size: int, found: dict[str, list[float]]) -> int:
    times = ", ".join(
        f"{'ours' if name == OURS else name} {statistics.median(t) * 1000:.0f}"
        for name, t in found.items()
    )
    sizes = ", ".join(f"{place.output(name, size).stat().st_size:,}" for name in found)
    print(f"{size} actors × 30 with notes and links, ms of CPU: {times}; bytes {sizes}")
    missed = 0
    for name in SCRIPTS:
        ratio = statistics.median(a / b for a, b in zip(found[name], found[OURS], strict=True))
        limit = AT_LEAST[name] if size in JUDGED else 0.0
        missed += _say(f"{size}: {name} to ours", ratio, at_least=limit)
    with ZipFile(place.output(OURS, size)) as package:
        if any(part.compress_type != ZIP_DEFLATED for part in package.infolist()):
            sys.exit("Ours is not deflated like the others.")
    # openpyxl gives all notes the same small box; XlsxWriter's parts are those that ours has
    peer = place.output("XlsxWriter", size).stat().st_size
    ratio = place.output(OURS, size).stat().st_size / peer
    return missed + _say(f"{size}: our file to XlsxWriter's", ratio, at_most=1.05)


def _linear(place: Place, what: str, engine: str, rounds: int) -> int:
    """Compare what one more actor costs beyond the middle size with what it costs below.

    Every round writes all sizes; what is compared was measured within it. The smaller ones are
    written several times, half of them before the largest and half of them after it, so that all
    are measured over the same stretch of time: a machine that grows busier slows all alike.
    """
    engines = {size: Resident(place, engine, size) for size in SIZES}
    *smaller, large = SIZES
    order = (*smaller * AROUND, large, *smaller[::-1] * AROUND)
    found: dict[int, list[float]] = {size: [] for size in SIZES}
    for number in range(-1, rounds):
        spent: dict[int, list[float]] = {size: [] for size in SIZES}
        for size in order:
            spent[size].append(engines[size].write())
        if number >= 0:
            for size, times in spent.items():
                found[size].append(statistics.mean(times))
    for resident in engines.values():
        resident.end()
    return _say_growth(what, found)


def _say_growth(what: str, found: dict[int, list[float]]) -> int:
    small, middle, large = SIZES
    ratios = [
        (most - more) / (large - middle) / ((more - least) / (middle - small))
        for least, more, most in zip(found[small], found[middle], found[large], strict=True)
    ]
    times = ", ".join(f"{size} {statistics.median(t) * 1000:.0f}" for size, t in found.items())
    print(f"{what}, actors × 30 and ms of CPU: {times}")
    ratio = statistics.median(ratios)
    print(f"{what}: rounds from {min(ratios):.2f} to {max(ratios):.2f}")
    return _say(f"{what}: one more actor, beyond {middle} to below", ratio, at_most=1.15)


if __name__ == "__main__":
    sys.exit(main())
