"""What dev.py does when the operating system lacks something."""

from __future__ import annotations

import os
import shutil

import machine
import pytest

BINARY = "#!/bin/sh\n"


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """An otherwise empty folder of programs, and a way to put one into it."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in ("env", "true"):
        (folder / name).symlink_to(shutil.which(name))
    monkeypatch.setenv("PATH", str(folder))

    def write(name, body):
        (folder / name).write_text(BINARY + body, encoding="utf-8")
        (folder / name).chmod(0o755)

    return write


@pytest.fixture
def lacking(tmp_path):
    """A need that is met as soon as a certain file exists."""
    marker = tmp_path / "installed"
    return machine.Need(name="a thing", debian="libthing1", is_there=marker.exists), marker


def test_what_is_there_needs_no_program(programs):
    machine.provide([machine.Need(name="air", debian="air", is_there=lambda: True)])


def test_without_apt_get_the_sentence_names_what_is_missing(programs, lacking):
    need, _ = lacking
    with pytest.raises(SystemExit, match=r"lacks a thing\..*libthing1"):
        machine.provide([need])


@pytest.mark.parametrize("sudo", [None, "exit 1\n"], ids=["no sudo", "sudo asks for a password"])
def test_without_the_right_the_line_to_type_is_printed(programs, lacking, monkeypatch, sudo):
    need, marker = lacking
    programs("apt-get", f"echo > {marker}\n")
    if sudo:
        programs("sudo", sudo)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    line = "sudo apt-get install --no-install-recommends -y libthing1"
    with pytest.raises(SystemExit, match=line):
        machine.provide([need])
    assert not marker.exists()


@pytest.mark.parametrize("user", [0, 1000])
def test_with_the_right_apt_get_updates_and_installs(programs, lacking, monkeypatch, user):
    need, marker = lacking
    programs("apt-get", f'echo "$@" >> {marker}\n')
    programs("sudo", 'shift\nexec "$@"\n')
    monkeypatch.setattr(os, "geteuid", lambda: user)
    machine.provide([need])
    assert marker.read_text(encoding="utf-8").splitlines() == [
        "-qq -o Dpkg::Use-Pty=0 update",
        "-qq -o Dpkg::Use-Pty=0 install --no-install-recommends -y libthing1",
    ]


def test_a_failing_apt_get_ends_with_a_sentence(programs, lacking, monkeypatch):
    need, _ = lacking
    programs("apt-get", "exit 100\n")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(SystemExit, match=r"could not install.*libthing1"):
        machine.provide([need])


def test_an_installation_that_changes_nothing_is_noticed(programs, lacking, monkeypatch):
    need, _ = lacking
    programs("apt-get", "exit 0\n")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(SystemExit, match="a thing cannot be found yet"):
        machine.provide([need])


def test_a_library_that_no_machine_has_is_missing():
    nowhere = machine.library("libnowhere-on-earth.so.7", "libnowhere7")
    assert machine.missing([nowhere]) == (nowhere,)


def test_a_font_that_no_machine_has_is_missing():
    nowhere = machine.font("NowhereOnEarth", "fonts-nowhere")
    assert machine.missing([nowhere]) == (nowhere,)


def test_the_office_suite_is_missing_where_no_program_can_be_found(programs):
    if not any(place.exists() for place in machine.OFFICE_PLACES):
        assert machine.OFFICE[0] in machine.missing(machine.OFFICE)
