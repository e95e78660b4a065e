"""`export --form review` and `receive`: a Word pack goes out and comes home, for scripts."""

from __future__ import annotations

import json

import pytest

from briefing.app import packs
from briefing.app.sample import sample_pack
from briefing.cli import run
from tests.word.reviewing import Colleague


@pytest.fixture(autouse=True)
def no_office(monkeypatch):
    monkeypatch.setattr("briefing.preview.office.find_office", lambda: None)


@pytest.fixture
def ours(tmp_path):
    pack = sample_pack()
    path = packs.save_pack(pack, tmp_path / "ours.briefpack")
    pack.close()
    return path


def printed(words, capfd, code=0):
    assert run([str(word) for word in words]) == code
    return capfd.readouterr()


def exported(ours, tmp_path, capfd, *more):
    path = tmp_path / "brief.docx"
    words = ["export", ours, "--template", "objectives-brief", "--word", path, *more]
    printed(words, capfd)
    return path


def test_the_review_form_is_written_unless_another_is_asked_for(ours, tmp_path, capfd):
    path = exported(ours, tmp_path, capfd)
    received = printed(["receive", ours, path], capfd).out
    assert received == "brief.docx says the same as this pack.\n"


def test_an_edited_document_is_received_as_json(ours, tmp_path, capfd):
    path = exported(ours, tmp_path, capfd)
    colleague = Colleague(path.read_bytes())
    colleague.replace("position/us-force/summary", "sends no", "may send")
    colleague.type("position/us-force/stance", "Perhaps")
    path.write_bytes(colleague.saved())
    (made,) = json.loads(printed(["receive", ours, path, "--json"], capfd).out)
    assert len(made["added"]) == 2
    ((refused, reason),) = made["refused"].items()
    assert "none of the words for it" in reason
    rows = json.loads(printed(["proposals", ours, "--json"], capfd).out)
    by_field = {row["field"]: row for row in rows}
    assert by_field["stance"]["id"] == refused
    assert by_field["summary"]["state"] == "waiting"
    assert by_field["summary"]["after"].startswith("The United States may send soldiers")
    assert by_field["summary"]["origin"] == "brief.docx"


def test_what_can_be_accepted_is_accepted_at_once(ours, tmp_path, capfd):
    path = exported(ours, tmp_path, capfd)
    colleague = Colleague(path.read_bytes())
    colleague.replace("position/us-force/summary", "sends no", "may send")
    path.write_bytes(colleague.saved())
    said = printed(["receive", ours, path, "--accept", "all"], capfd).out
    assert "1 proposal was accepted." in said
    rows = json.loads(printed(["list", ours, "positions", "--json"], capfd).out)
    (row,) = [one for one in rows if one["id"] == "us-force"]
    assert row["summary"].startswith("The United States may send")


def test_the_issue_form_is_refused_with_exit_code_3(ours, tmp_path, capfd):
    path = exported(ours, tmp_path, capfd, "--form", "issue")
    said = printed(["receive", ours, path], capfd, code=3).err
    assert "brief.docx" in said
    assert "made to be read" in said
