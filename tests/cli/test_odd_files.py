"""Commands meet pipes, devices and names that are no UTF-8: a sentence, or it just works."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from briefing.cli import run

BYTES = os.fsdecode(b"caf\xe9")


@pytest.fixture
def pack(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert run(["new", "summit.briefpack", "--title", "Summit"]) == 0
    os.mkfifo("pipe.briefpack")
    return Path("summit.briefpack")


@pytest.mark.parametrize(
    "words",
    [
        ["list", "pipe.briefpack", "quotes"],
        ["import", "summit.briefpack", "pipe.briefpack"],
        ["receive", "summit.briefpack", "pipe.briefpack"],
        ["rescue", "pipe.briefpack", "new.briefpack"],
        ["load", "new.briefpack", "pipe.briefpack"],
        ["diff", "summit.briefpack", "pipe.briefpack"],
    ],
    ids=lambda words: words[0],
)
def test_a_pipe_is_refused_in_a_sentence(pack, capfd, words):
    assert run(words) == 3
    said = capfd.readouterr()
    assert "pipe or a device" in said.out + said.err
    assert "Traceback" not in said.err
    assert not Path("new.briefpack").exists()


def test_packs_and_sources_whose_names_are_no_utf_8_are_worked_with(pack, capfd):
    odd = pack.rename(f"{BYTES}.briefpack")
    Path(f"{BYTES}.txt").write_text("Ministers met in Lviv on Monday.\n", encoding="utf-8")
    assert run(["import", str(odd), f"{BYTES}.txt"]) == 0
    capfd.readouterr()
    assert run(["list", str(odd), "sources", "--json"]) == 0
    assert [row["id"] for row in json.loads(capfd.readouterr().out)]
    assert run(["backups", str(odd)]) == 0
    assert run(["export", str(odd), "--excel", f"{BYTES}.xlsx", "--json"]) == 0
    assert Path(f"{BYTES}.xlsx").exists()
    assert run(["share", str(odd), f"{BYTES}-shared.briefpack", "--disclosure", "background"]) == 0
