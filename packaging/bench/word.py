"""The Word engine beside docxtpl and beside the limit, on the shared workload, in one run.

Every round runs each engine once, in another order each time; ratios are taken within a round and
their medians count, so that a busy machine slows all alike. docxtpl lives in an environment of the
bench's own. Each figure is printed with what it must be; the exit code is 1 where one is missed.
The program is measured as it is installed, its modules compiled; in whole processes it finds the
template compiled by an earlier one, as on any machine but for the first document. That first one,
which compiles, is printed beside them.

Measured is the issue form of a document; the review form, which has a control around every text,
is printed beside it. The shared judge reads with python-docx, which sees no words in controls: that
both forms say the same is what the tests compare.
"""

from __future__ import annotations

import argparse
import compileall
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
from typing import Any

ENGINES = Path(__file__).resolve().parent / "word_engines"
ROOT = ENGINES.parents[2]
SHARED = ROOT.parent / "shared" / "bench"
HOME = Path(tempfile.gettempdir()) / "briefing-bench-word"
PEER = ("docxtpl==0.20.2", "zlib-ng==1.1.0", "lxml")
OURS = ("ours", "review")
JUDGED = ("ours", "peer", "floor")
SIZES = (35, 195, 1000)
WARM_AT_LEAST = {35: 0.0, 195: 8.0, 1000: 12.0}


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 where a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--once", type=int, default=5, help="rounds of whole processes")
    options = parser.parse_args(arguments)
    if not SHARED.is_dir():
        sys.exit(f"The workload is not there: {SHARED}.")
    place = _prepare()
    missed = 0
    times = {}
    for size in SIZES:
        found = _warm(place, size, options.rounds)
        times[size] = statistics.median(found.ours)
        missed += _say_warm(size, found)
        missed += _whole(place, size, options.once)
    missed += _linear(times)
    return 1 if missed else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What is prepared: a writable copy of the workload, docxtpl's Python, and the program."""

    folder: Path
    python: Path
    installed: Path

    @property
    def environment(self) -> dict[str, str]:
        """What the engines are told."""
        return os.environ | {
            "BENCH_TEMPLATE": str(self.folder / "work" / "tpl_docxtpl.docx"),
            "BENCH_SHARED": str(self.folder / "word"),
            "BENCH_KEPT": str(self.kept),
            "PYTHONPATH": f"{self.installed}{os.pathsep}{ENGINES}",
        }

    @property
    def kept(self) -> Path:
        """Return where the compiled template is kept."""
        return self.folder / "work" / "kept.json"

    def data(self, size: int) -> Path:
        """Return the workload of some countries."""
        return self.folder / "work" / f"data_{size}.json"

    def command(self, engine: str, how: str, size: int, *rest: str) -> list[str]:
        """Return how an engine is started."""
        python = sys.executable if engine in OURS else str(self.python)
        return [python, str(ENGINES / f"{engine}.py"), how, str(self.data(size)), *rest]


@dataclass(frozen=True, slots=True, kw_only=True)
class Warm:
    """CPU in ms of each round, and the sizes of the files."""

    ours: list[float]
    peer: list[float]
    floor: list[float]
    review: list[float]
    sizes: dict[str, int]


def _prepare() -> Place:
    python = HOME / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(HOME / "venv", with_pip=True)
        command = [str(python), "-m", "pip", "install", "--quiet", *PEER]
        subprocess.run(command, check=True)
    folder = HOME / "shared"
    shutil.rmtree(folder, ignore_errors=True)
    for script in SHARED.rglob("*.py"):  # not copytree: what is shared cannot be written to
        copy = folder / script.relative_to(SHARED)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(script.read_bytes())
    (folder / "work").mkdir()
    place = Place(folder=folder, python=python, installed=_installed())
    subprocess.run([str(python), str(folder / "templates.py")], check=True)
    for size in SIZES:
        command = [str(python), str(folder / "gen.py"), str(size), str(place.data(size))]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return place


def _installed() -> Path:
    """Return where the program stands as pip leaves it: with its modules compiled."""
    folder = HOME / "installed"
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("briefing", "resources"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    compileall.compile_dir(folder / "briefing", quiet=1)
    return folder


class Resident:
    """An engine that has loaded everything and writes when it is told."""

    def __init__(self, place: Place, engine: str, size: int) -> None:
        self.output = place.folder / "work" / f"{engine}_{size}.docx"
        self._process = subprocess.Popen(
            place.command(engine, "resident", size),
            env=place.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        if self._line() != "ready\n":
            sys.exit(f"The engine {engine} did not start.")

    def _line(self) -> str:
        return self._process.stdout.readline() if self._process.stdout else ""

    def write(self) -> dict[str, Any]:
        """Write the document once and return what it cost."""
        if self._process.stdin:
            self._process.stdin.write(f"{self.output}\n")
            self._process.stdin.flush()
        found: dict[str, Any] = json.loads(self._line())
        return found

    def end(self) -> None:
        """Let the process end."""
        self._process.communicate("")


def _warm(place: Place, size: int, rounds: int) -> Warm:
    names = (*JUDGED, "review")
    engines = {name: Resident(place, name, size) for name in names}
    times: dict[str, list[float]] = {name: [] for name in names}
    sizes: dict[str, int] = {}
    for number in range(-2, rounds):
        turn = number % len(names)
        for name in (*names[turn:], *names[:turn]):
            found = engines[name].write()
            sizes[name] = int(found["bytes"])
            if number >= 0:
                times[name].append(float(found["ms"]))
    for engine in engines.values():
        engine.end()
    _verify(place, size, [engines[name].output for name in JUDGED])
    return Warm(**times, sizes=sizes)


def _verify(place: Place, size: int, files: list[Path]) -> None:
    """Let the shared judge compare the documents with the workload, paragraph by paragraph."""
    command = [str(place.python), str(place.folder / "verify.py"), str(place.data(size))]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)
    if done.returncode or done.stdout.count("ok ") != len(files):
        sys.exit(f"The documents do not say the same:\n{done.stdout}{done.stderr}")


def _ratio(these: list[float], those: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(these, those, strict=True))


def _say(what: str, figure: float, *, at_least: float = 0.0, at_most: float = 0.0) -> int:
    limit = f"at least {at_least:g}" if at_least else f"at most {at_most:g}" if at_most else ""
    is_missed = bool((at_least and figure < at_least) or (at_most and figure > at_most))
    print(f"{what}: {figure:.2f}{f' ({limit})' if limit else ''}{' · MISSED' * is_missed}",
          flush=True)  # fmt: skip
    return is_missed


def _say_warm(size: int, found: Warm) -> int:
    middle = statistics.median
    print(
        f"{size} countries, warm, ms of CPU: ours {middle(found.ours):.1f}, docxtpl "
        f"{middle(found.peer):.1f}, strings and deflate {middle(found.floor):.1f}; bytes "
        f"{found.sizes['ours']:,}, {found.sizes['peer']:,}, {found.sizes['floor']:,}"
    )
    print(
        f"{size} countries, review form, ms of CPU: {middle(found.review):.1f}; bytes "
        f"{found.sizes['review']:,}"
    )
    _say(f"{size}: review form to issue form", _ratio(found.review, found.ours))
    missed = _say(
        f"{size}: docxtpl to ours", _ratio(found.peer, found.ours), at_least=WARM_AT_LEAST[size]
    )
    limit = 1.3 if size > SIZES[0] else 0.0
    floor = _ratio(found.ours, found.floor)
    missed += _say(f"{size}: ours to strings and deflate", floor, at_most=limit)
    of_peer = found.sizes["ours"] / found.sizes["peer"]
    return missed + _say(f"{size}: our file to docxtpl's", of_peer, at_most=1.02)


def _whole(place: Place, size: int, rounds: int) -> int:
    times: dict[str, list[float]] = {"ours": [], "peer": []}
    grown: list[float] = []
    first = _first(place, size, rounds)
    for number in range(rounds):
        for name in ("ours", "peer") if number % 2 else ("peer", "ours"):
            spent, answer = _once(place, name, size)
            times[name].append(spent)
            if name == "ours":
                grown.append(float(answer["grown_mib"]))
    ours, peer = (statistics.median(times[name]) for name in ("ours", "peer"))
    print(
        f"{size} countries, whole process, s of CPU: ours with proof {ours:.2f} (the first "
        f"{first:.2f}), docxtpl {peer:.2f}"
    )
    limit = 1 / 3 if size > SIZES[0] else 0.0
    missed = _say(f"{size}: ours to docxtpl", _ratio(times["ours"], times["peer"]), at_most=limit)
    return missed + _say(f"{size}: MiB above the loaded data", max(grown), at_most=30.0)


def _first(place: Place, size: int, rounds: int) -> float:
    """Return the CPU of processes that find nothing kept."""
    times = []
    for _ in range(rounds):
        place.kept.unlink(missing_ok=True)
        times.append(_once(place, "ours", size)[0])
    return statistics.median(times)


def _once(place: Place, engine: str, size: int) -> tuple[float, dict[str, Any]]:
    output = place.folder / "work" / f"{engine}_once.docx"
    with tempfile.TemporaryFile("w+") as answer:
        process = subprocess.Popen(
            place.command(engine, "once", size, str(output)), env=place.environment, stdout=answer
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"The engine {engine} failed.")
        answer.seek(0)
        found: dict[str, Any] = json.load(answer)
    return usage.ru_utime + usage.ru_stime, found


def _linear(times: dict[int, float]) -> int:
    small, middle, large = SIZES
    first = (times[middle] - times[small]) / (middle - small)
    second = (times[large] - times[middle]) / (large - middle)
    return _say("ms for one more country, beyond 195 to below", second / first, at_most=1.15)


if __name__ == "__main__":
    sys.exit(main())
