"""The wheel is the whole program: it starts and writes the sample far from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile

import pytest
from environment import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The built wheel; the build needs no network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def unpacked(wheel, tmp_path_factory):
    """The wheel, unpacked in a folder of its own."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def start(unpacked, *arguments):
    """Run the environment's Python with the unpacked wheel in place of the checkout."""
    return subprocess.run(
        [sys.executable, "-P", *arguments],
        cwd=unpacked,
        env=os.environ | {"PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_shipped_file_is_in_the_wheel(wheel):
    with zipfile.ZipFile(wheel) as archive:
        carried = set(archive.namelist())
    shipped = {
        f"briefing/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "resources").rglob("*")
        if path.is_file()
    }
    assert shipped
    assert shipped <= carried


def test_licence_and_notices_are_in_the_wheel(unpacked):
    (licences,) = unpacked.glob("briefing-*.dist-info/licenses")
    for name in ("LICENSE", "NOTICE.md"):
        assert (licences / name).read_bytes() == (ROOT / name).read_bytes()


def test_shipped_files_are_found_inside_the_wheel(unpacked):
    answer = start(unpacked, "-c", "from briefing import assets; print(assets.folder())")
    assert (answer.stdout.strip(), answer.stderr) == (str(unpacked / "briefing" / "resources"), "")


def test_the_wheel_answers_help(unpacked):
    answer = start(unpacked, "-m", "briefing", "--help")
    assert answer.returncode == 0, answer.stderr
    assert "demo" in answer.stdout


def test_the_wheel_writes_the_sample(unpacked, tmp_path):
    folder = tmp_path / "sample"
    answer = start(unpacked, "-m", "briefing", "demo", str(folder))
    assert answer.returncode == 0, answer.stderr
    for name in ("sample.briefpack", "summit-pack.docx", "commitment-matrix.xlsx"):
        assert (folder / name).stat().st_size > 0
        assert name in answer.stdout
