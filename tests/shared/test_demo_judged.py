"""What `briefing demo` writes, before the judge of Office files."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from briefing.cli import run


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    assert run(["demo", str(folder)]) == 0
    return folder


def test_the_demo_writes_four_files_and_notes_their_digests(demo):
    assert {path.name for path in demo.iterdir()} == {
        ".briefing-demo.json",
        "sample.briefpack",
        "summit-pack.docx",
        "summit-pack.pdf",
        "commitment-matrix.xlsx",
    }


@pytest.mark.parametrize("name", ["summit-pack.docx", "commitment-matrix.xlsx"])
def test_the_judge_finds_no_error_and_nothing_to_warn_of(name, demo, shared):
    judge = shared / "tools" / "check_office" / "check_office.py"
    done = subprocess.run(
        [sys.executable, str(judge), "--json", str(demo / name)],
        capture_output=True,
        text=True,
        check=False,
    )
    (file,) = json.loads(done.stdout)["files"]
    assert [row for row in file["findings"] if row["severity"] != "info"] == []
