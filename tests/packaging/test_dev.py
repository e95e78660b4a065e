"""The one file that a newcomer starts."""

from __future__ import annotations

import subprocess
import sys

import dev
import environment
import pytest

COMMANDS = ("demo", "run", "test", "check", "bench", "lock")


def test_help_has_one_line_for_each_command(capsys):
    assert dev.main(["--help"]) == 0
    first, *lines = capsys.readouterr().out.splitlines()
    assert first.startswith("usage:")
    assert tuple(line.split()[0] for line in lines) == COMMANDS


def test_help_needs_no_environment_and_no_package():
    command = [sys.executable, "-I", "-S", str(environment.ROOT / "packaging" / "dev.py")]
    # -S leaves out every installed package; -I leaves out the checkout
    program = (
        "import runpy, sys; sys.path.insert(0, sys.argv[1]); sys.argv = ['dev.py'];"
        "runpy.run_module('dev', run_name='__main__')"
    )
    answer = subprocess.run(
        [*command[:3], "-c", program, str(environment.ROOT / "packaging")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "usage:" in answer.stdout


def test_an_unknown_command_is_wrong_usage(capsys):
    assert dev.main(["dmeo"]) == 2
    assert "no command 'dmeo'" in capsys.readouterr().err


def test_the_demo_starts_without_qt_and_without_an_office_suite():
    assert dev.COMMANDS["demo"].needs == ()
    assert dev.COMMANDS["demo"].lock == environment.RUNTIME


def test_an_old_python_is_told_so(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer; this is Python 3\.9"):
        dev.main(["--help"])


def test_benchmarks_are_listed_by_name(capsys):
    assert dev.bench([]) == 0
    assert "startup" in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("command", ["check", "lock"])
def test_an_option_that_does_not_exist_is_refused(command):
    with pytest.raises(SystemExit, match="knows one option"):
        dev.COMMANDS[command].action(["--fast"])


def test_a_changed_lock_is_noticed(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "VENV", tmp_path)
    lock = tmp_path / "some.txt"
    lock.write_text("click==1", encoding="utf-8")
    assert not environment.is_installed(lock)
    environment.stamp(lock).write_text(environment.fingerprint(lock), encoding="utf-8")
    assert environment.is_installed(lock)
    lock.write_text("click==2", encoding="utf-8")
    assert not environment.is_installed(lock)


def test_a_moved_checkout_is_noticed(tmp_path, monkeypatch):
    lock = tmp_path / "some.txt"
    lock.write_text("click==1", encoding="utf-8")
    before = environment.fingerprint(lock)
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    assert environment.fingerprint(lock) != before
