"""`table` as a script calls it."""

from __future__ import annotations

import json

import pytest

from briefing.app import packs
from briefing.cli import run
from tests.foreign import forget_mappings, row, workbook

CSV = """\
Area,Id,Text,Average,France,Germany,korea
Trade,T-1 ,We will cut tariffs,0.9,1,−1,0
Trade,T-2,We will report on tariffs,0,1,-1,0
Trade,T-3,We will meet on tariffs,0,1,-1,0
"""


@pytest.fixture
def pack(tmp_path):
    opened = packs.create_pack("Tables")
    path = packs.save_pack(opened, tmp_path / "p.briefpack")
    opened.close()
    return path


@pytest.fixture(autouse=True)
def _nothing_remembered():
    forget_mappings()


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def run_json(capsys, *words):
    code = run([*map(str, words), "--json"])
    captured = capsys.readouterr()
    assert code == 0, captured.err
    return json.loads(captured.out)


def inbox(path):
    opened = packs.open_pack(path, read_only=True)
    try:
        return opened.content.proposals
    finally:
        opened.close()


def test_a_table_waits_in_the_inbox_with_every_irregularity_and_its_cell(capsys, pack, table):
    found = run_json(capsys, "table", pack, table)
    assert found["counts"] == {
        "malformed_score": 1,
        "wrong_average": 1,
        "id_spaces": 1,
        "guessed_actor": 1,
    }
    first = found["irregularities"][0]
    assert (first["kind"], first["cell"], first["value"]) == ("malformed_score", "F2", "−1")
    assert "U+2212" in first["reason"]
    assert found["proposed"] == {
        "sources": 1,
        "actors": 3,
        "topics": 1,
        "measures": 3,
        "matrices": 1,
        "assessments": 8,
    }
    waiting = inbox(pack)
    assert [one.id for one in waiting] == found["added"]
    assert waiting[-1].place == "G4"
    assert {one.origin for one in waiting} == {"t.csv"}


def test_a_dry_run_changes_nothing(capsys, pack, table):
    before = pack.read_bytes()
    found = run_json(capsys, "table", pack, table, "--dry-run")
    assert found["added"] == []
    assert found["counts"]["malformed_score"] == 1
    assert pack.read_bytes() == before


def test_the_same_table_again_brings_nothing(capsys, pack, table):
    run_json(capsys, "table", pack, table)
    assert run_json(capsys, "table", pack, table)["added"] == []
    assert run(["proposals", str(pack), "--accept", "all"]) == 0
    capsys.readouterr()
    assert run_json(capsys, "table", pack, table)["added"] == []


def test_a_mapping_is_written_changed_and_used(capsys, pack, table, tmp_path):
    path = tmp_path / "mapping.json"
    assert run(["table", str(pack), str(table), "--dry-run", "--mapping", str(path)]) == 0
    assert "was written to" in capsys.readouterr().err
    mapping = json.loads(path.read_text(encoding="utf-8"))
    assert mapping["actors"]["korea"] == "KOR"
    mapping["scores"] = {"−1": -1}
    mapping["actors"]["korea"] = None
    path.write_text(json.dumps(mapping), encoding="utf-8")
    found = run_json(capsys, "table", pack, table, "--mapping", path)
    assert "malformed_score" not in found["counts"]
    assert found["proposed"]["actors"] == 2
    assert found["counts"]["unknown_actor"] == 1
    again = run_json(capsys, "table", pack, table)
    assert again["remembered"]
    assert again["added"] == []


def test_what_another_mapping_proposed_gives_way(capsys, pack, table, tmp_path):
    run_json(capsys, "table", pack, table)
    path = tmp_path / "mapping.json"
    run(["table", str(pack), str(table), "--dry-run", "--mapping", str(path)])
    mapping = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(mapping | {"round": "interim"}), encoding="utf-8")
    capsys.readouterr()
    run_json(capsys, "table", pack, table, "--mapping", path)
    rounds = [json.loads(one.after)["round"] for one in inbox(pack) if one.kind == "assessment"]
    assert rounds == ["interim"] * 8


def test_a_mapping_with_faults_names_them_all(capsys, pack, table, tmp_path):
    path = tmp_path / "mapping.json"
    path.write_text(
        json.dumps(
            {
                "format": "briefing-table-mapping",
                "columns": [{"heading": "Id", "role": "key"}],
                "round": "first",
                "scores": {"x": 5},
                "actors": [],
            }
        ),
        encoding="utf-8",
    )
    assert run(["table", str(pack), str(table), "--mapping", str(path)]) == 3
    said = capsys.readouterr().err
    for words in ("role is “key”", "round is “first”", "scores.x is 5", "actors is []"):
        assert words in said


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": "other"}', '{"a": NaN'])
def test_what_is_no_mapping_is_refused(capsys, pack, table, tmp_path, text):
    path = tmp_path / "mapping.json"
    path.write_text(text, encoding="utf-8")
    assert run(["table", str(pack), str(table), "--mapping", str(path)]) == 3
    assert "mapping.json" in capsys.readouterr().err


def test_people_read_what_was_understood_and_what_is_irregular(capsys, pack, table):
    assert run(["table", str(pack), str(table)]) == 0
    said = capsys.readouterr().out
    assert "t.csv: 3 rows below the headings." in said
    assert "  Text: Commitment" in said
    assert "1 malformed score:\n  F2 “−1”: The sign is U+2212" in said
    assert "8 assessments wait in the inbox." in said


def test_a_sheet_is_chosen_by_its_name_or_by_what_it_holds(capsys, pack, tmp_path):
    rows = row(1, "Country", "Text") + row(2, "France", "Shells") + row(3, "Italy", "Tents")
    path = tmp_path / "t.xlsx"
    path.write_bytes(workbook(rows, sheets=("One", "Two")))
    assert run_json(capsys, "table", pack, path, "--dry-run")["sheet"] == "One"
    assert run_json(capsys, "table", pack, path, "--dry-run", "--sheet", "Two")["sheet"] == "Two"
    assert run(["table", str(pack), str(path), "--sheet", "Three"]) == 3
    assert "its sheets are: “One”, “Two”" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.csv", b""),
        ("blank.xlsx", b"  \n"),
        ("no.xlsx", b"not a workbook"),
        ("headings.csv", b"Country,Text\n"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(500)),
        ("other.csv", b"a,b\n1,2\n3,4\n"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(capsys, pack, tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    assert run(["table", str(pack), str(path)]) == 3
    said = capsys.readouterr().err
    assert name in said
    assert "Traceback" not in said


def test_a_file_that_is_not_there_is_refused(capsys, pack, tmp_path):
    assert run(["table", str(pack), str(tmp_path / "gone.csv")]) == 3
    assert "There is no file" in capsys.readouterr().err


def test_the_encoding_of_a_csv_is_said_where_it_was_guessed(capsys, pack, tmp_path):
    path = tmp_path / "old.csv"
    text = "Land;Text\nÖsterreich;Über Zölle und Märkte für die Länder\nFrance;Les règles\n"
    path.write_bytes(text.encode("cp1252"))
    kinds = run_json(capsys, "table", pack, path, "--dry-run")["counts"]
    assert kinds["encoding"] == 1
    assert kinds["delimiter"] == 1


def test_a_guess_that_says_too_little_is_written_so_that_it_can_be_changed(capsys, pack, tmp_path):
    table, path = tmp_path / "theirs.csv", tmp_path / "mapping.json"
    table.write_text("Wer;Was;Wie viel\nFrance;Shells;1\n", encoding="utf-8")
    options = ["table", str(pack), str(table), "--dry-run", "--mapping", str(path)]
    assert run(options) == 3
    assert f"The mapping as guessed was written to {path}" in capsys.readouterr().err
    mapping = json.loads(path.read_text(encoding="utf-8"))
    mapping["columns"][0]["role"], mapping["columns"][1]["role"] = "actor", "text"
    path.write_text(json.dumps(mapping), encoding="utf-8")
    assert run(options) == 0
    out = capsys.readouterr().out
    assert "theirs.csv: 1 row below the headings." in out
    assert "Left out: Wie viel" in out
