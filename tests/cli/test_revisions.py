"""`import --replaces` as a script calls it."""

from __future__ import annotations

import io
import json
import sys

import pytest

from briefing.app import packs
from briefing.cli import run
from briefing.domain.sources import Source
from tests.good_content import ARTICLE, good_content

NEW = "Ministers weigh a grain mission\n\nCorrected.\n\n" + ARTICLE.replace(
    "Estonia supports the mission", "Estonia backs the mission"
).replace("He ruled out putting sailors ashore.", "")


@pytest.fixture
def path(tmp_path):
    pack = packs.restored(good_content(), {})
    try:
        return packs.save_pack(pack, tmp_path / "ours.briefpack")
    finally:
        pack.close()


@pytest.fixture
def corrected(tmp_path):
    path = tmp_path / "corrected.txt"
    path.write_text(NEW, encoding="utf-8")
    return path


def test_a_revision_is_imported_with_what_became_of_the_passages(path, corrected, capfd):
    assert run(["import", str(path), str(corrected), "--replaces", "article", "--json"]) == 0
    (made,) = json.loads(capfd.readouterr().out)
    assert (made["outcome"], made["replaces"]) == ("revision", "article")
    counts = made["passages"]
    assert set(counts) == {"moved", "doubtful", "changed", "gone"}
    assert counts["gone"] == 1
    assert counts["changed"] == 1
    assert counts["moved"] >= 3
    assert run(["list", str(path), "proposals", "--json"]) == 0
    rows = json.loads(capfd.readouterr().out)
    assert [row["id"] for row in rows] == made["proposals"]
    assert run(["proposals", str(path), "--accept", "all"]) == 0
    pack = packs.open_pack(path, read_only=True)
    new = pack.content.get(Source, made["id"])
    assert (new.replaces, new.revision, new.publisher) == ("article", 2, "Levant Gazette")
    assert {row.source for row in pack.content.quotes} <= {"article", made["id"]}
    pack.close()


def test_without_json_one_sentence_says_it_all(path, corrected, capfd):
    assert run(["import", str(path), str(corrected), "--replaces", "article"]) == 0
    said = capfd.readouterr()
    assert said.out.startswith("Imported revision 2 of “Ministers weigh a grain mission”. ")
    assert "1 is gone: see the inbox." in said.out
    assert "date of publication" in said.err


def test_the_list_of_sources_says_which_is_replaced_by_which(path, corrected, capfd):
    assert run(["import", str(path), str(corrected), "--replaces", "article", "--json"]) == 0
    new = json.loads(capfd.readouterr().out)[0]["id"]
    assert run(["list", str(path), "sources"]) == 0
    rows = capfd.readouterr().out.splitlines()
    assert rows[0].endswith(f"Ministers weigh a grain mission (replaced by {new})")
    assert rows[1].endswith("Larnaca communiqué")
    assert rows[2].endswith("Ministers weigh a grain mission (revision 2)")


def test_pasted_text_is_a_revision_too(path, monkeypatch, capfd):
    class Piped:
        buffer = io.BytesIO(NEW.encode())

    monkeypatch.setattr(sys, "stdin", Piped())
    assert run(["import", str(path), "-", "--replaces", "article", "--json"]) == 0
    assert json.loads(capfd.readouterr().out)[0]["file"] == "Pasted text"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["{file}", "{file}", "--replaces", "article"], 2, "takes one FILE"),
        (["{file}", "--replaces", "nobody"], 3, "no source “nobody”"),
        (["{file}.gone", "--replaces", "article"], 3, "corrected.txt.gone"),
    ],
)
def test_wrong_wishes_are_refused(path, corrected, words, code, said, capfd):
    assert run(["import", str(path), *(one.format(file=corrected) for one in words)]) == code
    assert said in capfd.readouterr().err
