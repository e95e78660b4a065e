"""Every import contract of pyproject.toml, tried by breaking it in a small copy of the rooms."""

from __future__ import annotations

import itertools
import subprocess
import sys

import pytest
from environment import ROOT

ROOMS = (
    *("__main__", "gui", "cli", "app", "worker", "word", "excel", "preview", "sources", "store"),
    *("suggest", "template", "checks", "changes", "interchange", "tabular", "domain", "assets"),
    *("files", "errors", "overriding", "collecting"),
)
LAYERS = (
    ("__main__",),
    ("gui", "cli"),
    ("app", "worker"),
    ("word", "excel", "preview", "sources", "store", "suggest"),
    ("template", "checks", "changes", "interchange", "tabular"),
    ("domain", "assets", "files"),
    ("errors", "overriding", "collecting"),
)
OWNERS = {
    "PySide6": {"gui"},
    "shiboken6": {"gui"},
    "apsw": {"store"},
    "docx": {"word"},
    "openpyxl": {"excel"},
    "lxml": {"word", "excel", "template", "sources"},
}
UPWARDS = [(below[0], above[0]) for above, below in itertools.pairwise(LAYERS)]
SIDEWAYS = [layer[:2] for layer in LAYERS if len(layer) > 1]


@pytest.fixture
def rooms(tmp_path):
    """All rooms, empty, under the project's own contracts."""
    return furnish(tmp_path, ROOMS)


def furnish(folder, names):
    """Make a package `briefing` of empty rooms that already use what they own."""
    for name in names:
        room = folder / "briefing" / name
        room.mkdir(parents=True)
        (room / "__init__.py").touch()
        used = "".join(f"import {owned}\n" for owned, owners in OWNERS.items() if name in owners)
        (room / "inner.py").write_text(used, encoding="utf-8")
    (folder / "briefing" / "__init__.py").touch()
    contracts = (
        (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("[tool.importlinter]")
    )
    (folder / "contracts.toml").write_text("".join(contracts[1:]), encoding="utf-8")
    return folder


def lint(folder):
    """Run the import linter over a folder."""
    program = "from importlinter.cli import lint_imports_command as command; command()"
    return subprocess.run(
        [sys.executable, "-P", "-c", program, "--config", "contracts.toml", "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_rooms_that_keep_to_themselves_pass(rooms):
    answer = lint(rooms)
    assert answer.returncode == 0, answer.stdout
    assert "0 broken" in answer.stdout


def test_word_and_excel_may_use_the_template_room(rooms):
    for room in ("word", "excel"):
        (rooms / "briefing" / room / "more.py").write_text("import briefing.template\n", "utf-8")
    assert lint(rooms).returncode == 0


def test_a_room_without_a_place_in_the_layers_is_noticed(rooms):
    (rooms / "briefing" / "misc.py").touch()
    answer = lint(rooms)
    assert answer.returncode == 1
    assert "briefing.misc" in answer.stdout


@pytest.mark.parametrize(("room", "wanted"), UPWARDS, ids="-".join)
def test_no_room_reaches_up(rooms, room, wanted):
    assert_broken(rooms, room, f"briefing.{wanted}", "Layers point downwards")


@pytest.mark.parametrize(("room", "wanted"), SIDEWAYS, ids="-".join)
def test_siblings_do_not_meet(rooms, room, wanted):
    assert_broken(rooms, room, f"briefing.{wanted}", "Layers point downwards")


@pytest.mark.parametrize("owned", OWNERS)
def test_a_library_belongs_to_its_rooms(rooms, owned):
    strangers = [room for room in ROOMS if room not in OWNERS[owned]]
    for room in strangers:
        (rooms / "briefing" / room / "offender.py").write_text(f"import {owned}\n", "utf-8")
    answer = lint(rooms)
    assert answer.returncode == 1
    for room in strangers:
        assert f"briefing.{room}.offender -> {owned}" in answer.stdout


def assert_broken(rooms, room, wanted, contract):
    """See the linter name the contract and the line when `room` imports what it may not."""
    (rooms / "briefing" / room / "offender.py").write_text(f"import {wanted}\n", "utf-8")
    answer = lint(rooms)
    assert answer.returncode == 1
    assert f"{contract}; siblings do not meet BROKEN" in answer.stdout
    assert f"briefing.{room}.offender -> {wanted}" in answer.stdout
