"""Demo, run, tests, gates, benchmarks and locks; needs nothing but Python 3.11 itself.

The first command on a new machine makes `.venv` from a locked list of packages, each checked by
its hash; later ones start at once. What only the operating system can provide is installed through
apt-get where that is allowed, and otherwise named together with the line to type.

This file, `environment.py` and `machine.py` are written so that an old Python can read them as far
as the sentence that says it is too old.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from environment import DEV, ROOT, RUNTIME, in_venv, prepare
from machine import OFFICE, QT, SCREEN, Need, provide, say, stop

BENCHES = ROOT / "packaging" / "bench"
OLD_PYTHON = (
    "Briefing needs Python 3.11 or newer; this is Python {}.{}. Install a newer one and start this "
    "file with it, for example: python3.11 packaging/dev.py test"
)
GATES = (
    ("ruff format --check", ("-m", "ruff", "format", "--check")),
    ("ruff check", ("-m", "ruff", "check")),
    ("mypy", ("-m", "mypy")),
    ("lint-imports", ("-c", "from importlinter.cli import lint_imports_command as c; c()")),
)


def demo(arguments: Sequence[str]) -> int:
    """Write the sample pack, its Word pack and its matrix into DIR (default: demo)."""
    return in_venv("-P", "-m", "briefing", "demo", *(arguments or [str(ROOT / "demo")]))


def run(arguments: Sequence[str]) -> int:
    """Start the desktop app, with PACK open when one is named."""
    return in_venv("-P", "-m", "briefing", *arguments)


def test(arguments: Sequence[str]) -> int:
    """Run all tests on all processors, or those that pytest's arguments name."""
    return in_venv("-m", "pytest", *(arguments or everything()), offscreen=True)


def everything() -> tuple[str, ...]:
    """Return pytest's arguments for the whole suite."""
    return ("-n", str(max(2, min(8, os.cpu_count() or 2))))


def check(arguments: Sequence[str]) -> int:
    """Run every gate and then the tests; --no-tests leaves the tests out."""
    if set(arguments) - {"--no-tests"}:
        stop("check knows one option: --no-tests.")
    failed = [name for name, command in GATES if gate(name, command)]
    if not arguments and test(()):
        failed.append("tests")
    say(f"Failed: {', '.join(failed)}." if failed else "All gates passed.")
    return 1 if failed else 0


def gate(name: str, command: Sequence[str]) -> int:
    """Run one gate under its name."""
    say(name)
    return in_venv(*command, offscreen=True)


def bench(arguments: Sequence[str]) -> int:
    """Run the benchmark NAME; without one, list them."""
    scripts = {script.stem: script for script in sorted(BENCHES.glob("*.py"))}
    if not arguments:
        print(*scripts, sep="\n")
        return 0
    name, *rest = arguments
    if name not in scripts:
        stop(f"There is no benchmark {name!r}; there are: {', '.join(scripts)}.")
    return in_venv(str(scripts[name]), *rest, offscreen=True)


def lock(arguments: Sequence[str]) -> int:
    """Resolve the locked lists anew with hashes; --upgrade takes the newest versions."""
    if set(arguments) - {"--upgrade"}:
        stop("lock knows one option: --upgrade.")
    return max(in_venv(*command, *arguments, offscreen=True) for command in lock_commands())


def lock_commands() -> Iterator[tuple[str, ...]]:
    """Yield the two resolutions: the program's packages, then the tools in agreement with them."""
    compile_ = ("-m", "uv", "pip", "compile", "pyproject.toml", "--quiet", "--generate-hashes")
    machines = ("--universal", "--python-version", "3.11", "--only-binary", ":all:")
    # no comments, and above all no addresses: an index of one machine means nothing on another
    plain = ("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links")
    common = (*compile_, *machines, *plain)
    yield (*common, "--output-file", str(RUNTIME))
    yield (*common, "--group", "dev", "--constraint", str(RUNTIME), "--output-file", str(DEV))


@dataclass(frozen=True)
class Command:
    """A word after `dev.py`, what it takes, and what must be there before it starts."""

    takes: str
    action: Callable[[Sequence[str]], int]
    lock: Path = DEV
    needs: tuple[Need, ...] = ()


COMMANDS = {
    "demo": Command(takes="[DIR]", action=demo, lock=RUNTIME),
    "run": Command(takes="[PACK]", action=run, lock=RUNTIME, needs=QT + SCREEN),
    "test": Command(takes="[ARGUMENT OF PYTEST]...", action=test, needs=QT + OFFICE),
    "check": Command(takes="[--no-tests]", action=check, needs=QT + OFFICE),
    "bench": Command(takes="[NAME [ARGUMENT]...]", action=bench, needs=QT),
    "lock": Command(takes="[--upgrade]", action=lock),
}


def usage() -> str:
    """Return one line for each command."""
    rows = (
        (f"{name} {command.takes}", command.action.__doc__) for name, command in COMMANDS.items()
    )
    lines = (f"  {typed:<32} {meaning}" for typed, meaning in rows)
    return "\n".join(("usage: python3 packaging/dev.py COMMAND", *lines))


def main(arguments: Sequence[str]) -> int:
    """Run one command after preparing what it needs; return its exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 -- any python3 may start this file
        stop(OLD_PYTHON.format(*sys.version_info))
    name, *rest = arguments or ("--help",)
    if name in {"-h", "--help"}:
        print(usage())
        return 0
    if name not in COMMANDS:
        print(f"dev.py: There is no command {name!r}.\n{usage()}", file=sys.stderr)
        return 2
    command = COMMANDS[name]
    provide(command.needs)
    prepare(command.lock)
    return command.action(rest)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
