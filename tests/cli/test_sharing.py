"""`share` and `new --from` as a script calls them."""

from __future__ import annotations

import json

import pytest

from briefing.app import editing, packs
from briefing.cli import run
from briefing.domain.actors import Actor


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))  # other tests have packs open
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
    assert "searched byte by byte: of the words that only" in shown.err
    ids = {row["id"] for row in listed(out, "sources", capfd)}
    assert ids == {row["id"] for row in listed(path, "sources", capfd)} - {"cable"}


def test_a_sensitive_name_in_a_copy_is_listed_and_asks_for_a_decision(path, tmp_path, capfd):
    pack = packs.open_pack(path)
    editing.change(pack, pack.content.get(Actor, "oldenzaal"), "Mark", sensitive=True)
    packs.save_pack(pack)
    pack.close()
    words = ["share", path, tmp_path / "theirs", "--disclosure", "background"]
    assert "--allow-echoes" in printed(words, capfd, code=3).err
    assert [one.name for one in tmp_path.glob("*.briefpack")] == ["ours.briefpack"]
    shown = printed([*words, "--allow-echoes"], capfd).err
    assert "The name of actor oldenzaal, which is left out: fact nl-head-of-government" in shown


@pytest.mark.parametrize("level", [[], ["--disclosure", "closed"]])
def test_a_copy_of_everything_is_no_choice(path, tmp_path, level, capfd):
    printed(["share", path, tmp_path / "out", *level], capfd, code=2)


def test_a_new_pack_is_carried_over_from_an_old_one(path, tmp_path, capfd):
    new = tmp_path / "new.briefpack"
    printed(["new", new, "--title", "Next month", "--from", path], capfd)
    assert listed(new, "quotes", capfd) == []
    marks = {row["by"] for row in listed(new, "commitments", capfd)}
    assert marks == {"carried from “EXERCISE Assured Peace 27: summit on security guarantees”"}


def test_a_purge_wants_a_yes_and_says_that_it_cannot_be_undone(path, capfd):
    words = ["purge", path, "--source", "cable", "--reason", "pasted by mistake"]
    data = path.read_bytes()
    assert "cannot be undone" in printed(words, capfd, code=2).err
    assert "cable" in printed([*words, "--dry-run"], capfd).out
    assert path.read_bytes() == data
    shown = printed([*words, "--yes"], capfd)
    assert "files were searched byte by byte" in shown.err
    assert "cable" not in {row["id"] for row in listed(path, "sources", capfd)}


def test_a_purge_as_json_lists_what_went_and_where_was_looked(path, capfd):
    words = ["purge", path, "--actor", "oldenzaal", "--reason", "asked", "--yes", "--json"]
    report = json.loads(printed(words, capfd, code=1).out)  # the name stands in an article
    assert report["purged"] is True
    assert report["remaining"] == []
    assert str(path) in report["searched"]
    assert {"kind": "actor", "id": "oldenzaal"}.items() <= report["gone"][0].items()


def test_a_purge_says_where_a_name_still_stands_and_is_not_done_with_it(path, capfd):
    words = ["purge", path, "--actor", "oldenzaal", "--reason", "asked", "--yes"]
    shown = printed(words, capfd, code=1)
    place = "fact nl-head-of-government, value"
    assert f"The name of actor oldenzaal still in: {place}. Edit, remove or" in shown.err
    assert "Oldenzaal" not in shown.err


@pytest.mark.parametrize("which", [[], ["--source", "a", "--actor", "b"]])
def test_a_purge_is_of_one_thing(path, which, capfd):
    printed(["purge", path, *which, "--reason", "x", "--yes"], capfd, code=2)
