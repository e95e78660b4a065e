"""`share` and `new --from` as a script calls them."""

from __future__ import annotations

import json

import pytest

from briefing.app import packs
from briefing.cli import run


@pytest.fixture
def path(tmp_path):
    sample = packs.open_sample()
    try:
        return packs.save_pack(sample, tmp_path / "ours.briefpack")
    finally:
        sample.close()


def printed(words, capfd, code=0):
    assert run([str(word) for word in words]) == code
    return capfd.readouterr()


def listed(path, kind, capfd):
    return json.loads(printed(["list", path, kind, "--json"], capfd).out)


def test_a_dry_run_lists_what_would_be_left_out_and_writes_nothing(path, tmp_path, capfd):
    out = tmp_path / "theirs.briefpack"
    words = ["share", path, out, "--disclosure", "free", "--dry-run"]
    shown = printed(words, capfd)
    assert not out.exists()
    assert "cable" in shown.out
    assert "Would be left out: " in shown.err
    plain = json.loads(printed([*words, "--json"], capfd).out)
    assert plain["written"] is False
    assert sum(plain["counts"].values()) == len(plain["left_out"])


def test_a_copy_is_written_and_can_be_opened(path, tmp_path, capfd):
    out = tmp_path / "theirs.briefpack"
    shown = printed(["share", path, out, "--disclosure", "background"], capfd)
    assert "bytes of the copy were searched" in shown.err
    ids = {row["id"] for row in listed(out, "sources", capfd)}
    assert ids == {row["id"] for row in listed(path, "sources", capfd)} - {"cable"}


@pytest.mark.parametrize("level", [[], ["--disclosure", "closed"]])
def test_a_copy_of_everything_is_no_choice(path, tmp_path, level, capfd):
    printed(["share", path, tmp_path / "out", *level], capfd, code=2)


def test_a_new_pack_is_carried_over_from_an_old_one(path, tmp_path, capfd):
    new = tmp_path / "new.briefpack"
    printed(["new", new, "--title", "Next month", "--from", path], capfd)
    assert listed(new, "quotes", capfd) == []
    marks = {row["by"] for row in listed(new, "commitments", capfd)}
    assert marks == {"carried from “EXERCISE Assured Peace 27: summit on security guarantees”"}
