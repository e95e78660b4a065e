"""`issue`, `diff --since` and `list editions` as a script calls them."""

from __future__ import annotations

import json

import pytest

from briefing.app import editing, packs
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
    return capfd.readouterr().out


def retitle(path, title):
    pack = packs.open_pack(path)
    try:
        editing.change_cover(pack, title=title)
        packs.save_pack(pack)
    finally:
        pack.close()


def test_an_edition_is_issued_saved_listed_and_written_again(path, tmp_path, capfd):
    made = json.loads(printed(["issue", path, "--excel", tmp_path / "m.xlsx", "--json"], capfd))
    assert (made["number"], made["written"]) == (2, [str(tmp_path / "m.xlsx")])
    assert "content" not in made
    rows = json.loads(printed(["list", path, "editions", "--json"], capfd))
    assert [(row["number"], row["id"]) for row in rows] == [(1, "edition-1"), (2, made["id"])]
    again = tmp_path / "again.xlsx"
    assert printed(["issue", path, "--again", "2", "--excel", again], capfd).endswith(f"{again}\n")
    assert again.read_bytes() == (tmp_path / "m.xlsx").read_bytes()


def test_an_addendum_keeps_the_number(path, capfd):
    assert printed(["issue", path, "--addendum"], capfd).startswith("Edition 1.1 of ")
    assert printed(["issue", path], capfd).startswith("Edition 2 of ")
    assert printed(["issue", path, "--addendum"], capfd).startswith("Edition 2.1 of ")


def test_diff_since_an_edition_says_what_changed(path, capfd):
    printed(["issue", path], capfd)
    assert printed(["diff", path, "--since", "last"], capfd) == "No differences.\n"
    retitle(path, "Another exercise")
    assert printed(["diff", path, "--since", "2"], capfd).endswith("→ Another exercise\n")
    (row,) = json.loads(printed(["diff", path, "--since", "2", "--json"], capfd))
    assert (row["kind"], row["field"], row["after"]) == ("pack", "title", "Another exercise")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["diff", "{}"], 2),
        (["diff", "{}", "{}", "--since", "1"], 2),
        (["diff", "{}", "--since", "9"], 3),
        (["issue", "{}", "--again", "1"], 2),
        (["issue", "{}", "--again", "9", "--word", "{}.docx"], 3),
        (["export", "{}", "--word", "{}.docx", "--option", "since=9"], 3),
        (["export", "{}", "--word", "{}.docx", "--option", "sense=1"], 3),
    ],
)
def test_wrong_wishes_are_refused(path, words, code, capfd):
    assert run([word.replace("{}", str(path)) for word in words]) == code
    assert capfd.readouterr().err
