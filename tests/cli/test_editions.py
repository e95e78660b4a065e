"""`issue`, `diff --since` and `list editions` as a script calls them."""

from __future__ import annotations

import json
import shutil

import pytest
from openpyxl import load_workbook

from briefing.app import editing, folders, packs
from briefing.cli import run
from tests.app.library.conftest import made as made_template
from tests.app.library.conftest import written
from tests.word.documents import paragraph


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
        (["issue", "{}", "--again", "1", "--word", "{}.docx", "--option", "paper=A3"], 2),
        (["issue", "{}", "--again", "1", "--word", "{}.docx", "--as-of", "2027-01-01"], 2),
        (["issue", "{}", "--again", "1", "--word", "{}.docx", "--disclosure", "free"], 2),
        (["issue", "{}", "--as-of", "yesterday"], 3),
        (["issue", "{}", "--option", "as-of=2027-01-01"], 3),
        (["issue", "{}", "--disclosure", "closed"], 2),
        (["issue", "{}", "--option", "paper"], 2),
        (["issue", "{}", "--option", "paper=A9"], 3),
        (["issue", "{}", "--option", "matrix=none"], 3),
        (["issue", "{}", "--option", "since=1"], 3),
        (["export", "{}", "--word", "{}.docx", "--option", "since=9"], 3),
        (["export", "{}", "--word", "{}.docx", "--option", "sense=1"], 3),
    ],
)
def test_wrong_wishes_are_refused(path, words, code, capfd):
    assert run([word.replace("{}", str(path)) for word in words]) == code
    assert capfd.readouterr().err


def test_an_edition_has_the_options_it_was_given_also_when_it_is_written_again(
    path, tmp_path, capfd
):
    word, excel = tmp_path / "p.docx", tmp_path / "m.xlsx"
    chosen = ["--option", "language=fr", "--option", "matrix=stances"]
    made = json.loads(
        printed(["issue", path, "--word", word, "--excel", excel, *chosen, "--json"], capfd)
    )
    assert [(row["name"], row["value"]) for row in made["options"]] == [
        ("language", "fr"),
        ("matrix", "stances"),
    ]
    assert load_workbook(excel).sheetnames[0] == "Grille"
    again = tmp_path / "again.docx", tmp_path / "again.xlsx"
    printed(["issue", path, "--again", "2", "--word", again[0], "--excel", again[1]], capfd)
    assert again[0].read_bytes() == word.read_bytes()
    assert again[1].read_bytes() == excel.read_bytes()


def test_an_edition_has_the_day_and_the_readers_it_was_given_also_when_it_is_written_again(
    path, tmp_path, capfd
):
    word, excel = tmp_path / "p.docx", tmp_path / "m.xlsx"
    chosen = ["--as-of", "2027-03-01", "--disclosure", "background"]
    made = json.loads(
        printed(["issue", path, "--word", word, "--excel", excel, *chosen, "--json"], capfd)
    )
    assert {row["name"]: row["value"] for row in made["options"]} == {
        "as-of": "2027-03-01",
        "shared-as": "background",
    }
    again = tmp_path / "again.docx", tmp_path / "again.xlsx"
    printed(["issue", path, "--again", "2", "--word", again[0], "--excel", again[1]], capfd)
    assert again[0].read_bytes() == word.read_bytes()
    assert again[1].read_bytes() == excel.read_bytes()
    printed(["export", path, "--form", "issue", "--excel", tmp_path / "x.xlsx", *chosen], capfd)
    books = (load_workbook(one).worksheets[0] for one in (excel, tmp_path / "x.xlsx"))
    grids = [[[cell.value for cell in row] for row in one.iter_rows(min_row=6)] for one in books]
    assert grids[0] == grids[1]


def test_an_edition_of_a_day_says_that_it_does_not_tell_what_changed(path, tmp_path, capfd):
    words = ["issue", path, "--word", tmp_path / "p.docx", "--as-of", "2027-03-01"]
    assert run([str(word) for word in words]) == 0
    assert "What changed since edition 1 is left out" in capfd.readouterr().err


def test_an_edition_is_made_with_a_foreign_form_once_somebody_agrees(path, tmp_path, capfd):
    form = written(tmp_path, made_template(paragraph("{{ pack.title }}")))
    words = ["issue", path, "--template", form, "--word", tmp_path / "p.docx"]
    assert run([str(word) for word in words]) == 3
    assert "from somebody else" in capfd.readouterr().err
    assert not (tmp_path / "p.docx").exists()
    printed([*words, "--trust"], capfd)
    assert (tmp_path / "p.docx").is_file()
    shutil.rmtree(folders.trusted_templates())  # a colleague has agreed to nothing
    again = [*words[:4], "--again", "2", "--word", tmp_path / "again.docx"]
    assert run([str(word) for word in again]) == 3
    printed([*again, "--trust"], capfd)
    assert (tmp_path / "again.docx").read_bytes() == (tmp_path / "p.docx").read_bytes()
    shutil.rmtree(folders.trusted_templates())
