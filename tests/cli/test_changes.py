"""`diff`, `receive` and `proposals` as a script calls them."""

from __future__ import annotations

import json
import shutil

import pytest

from briefing.app import editing, packs
from briefing.app.sample import sample_pack
from briefing.cli import run
from tests.excel.editing import Editor


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Two saved packs, the second with another title and another text of a commitment."""
    folder = tmp_path_factory.mktemp("packs")
    pack = sample_pack()
    try:
        first = packs.save_pack(pack, folder / "first.briefpack")
        editing.change_cover(pack, title="Exercise & trial")
        row = pack.content.commitments[0]
        editing.change(pack, row, "Change", text="No ground troops", lead=not row.lead)
        second = packs.save_pack(pack, folder / "second.briefpack")
    finally:
        pack.close()
    return first, second


@pytest.fixture
def ours(files, tmp_path):
    return shutil.copy(files[0], tmp_path / "ours.briefpack")


@pytest.fixture
def theirs(files):
    return files[1]


def printed(words, capfd, code=0):
    assert run([str(word) for word in words]) == code
    return capfd.readouterr().out


def inbox(pack, capfd):
    return json.loads(printed(["proposals", pack, "--json"], capfd))


def test_diff_prints_a_line_for_each_change(ours, theirs, capfd):
    lines = printed(["diff", ours, theirs], capfd).splitlines()
    assert len(lines) == 3
    assert lines[0].endswith("→ No ground troops")
    assert lines[-1].endswith(
        "· title: EXERCISE Assured Peace 27: summit on security guarantees → Exercise & trial"
    )


def test_diff_of_a_pack_with_itself_says_so(ours, capfd):
    assert printed(["diff", ours, ours], capfd) == "No differences.\n"
    assert json.loads(printed(["diff", ours, ours, "--json"], capfd)) == []


def test_diff_as_json_has_kind_record_field_and_both_values(ours, theirs, capfd):
    rows = json.loads(printed(["diff", ours, theirs, "--json"], capfd))
    (row,) = [row for row in rows if row["field"] == "text"]
    assert (row["kind"], row["record"], row["what"]) == ("commitment", "joint-force", "changed")
    assert row["after"] == "No ground troops"


def test_received_changes_wait_until_they_are_accepted(ours, theirs, capfd):
    words = printed(["receive", ours, theirs], capfd)
    assert "3 changes wait in the inbox" in words
    assert "Compared with the version both come from, saved " in words
    assert {row["state"] for row in inbox(ours, capfd)} == {"waiting"}
    assert "3 proposals were accepted" in printed(["proposals", ours, "--accept", "all"], capfd)
    assert printed(["diff", ours, theirs], capfd) == "No differences.\n"


def test_receiving_twice_adds_nothing(ours, theirs, capfd):
    printed(["receive", ours, theirs], capfd)
    before = inbox(ours, capfd)
    assert "nothing that was not received" in printed(["receive", ours, theirs], capfd)
    assert inbox(ours, capfd) == before


def test_received_changes_can_be_accepted_at_once(ours, theirs, capfd):
    words = ["receive", ours, theirs, "--accept", "all", "--json"]
    (result,) = json.loads(printed(words, capfd))
    assert len(result["added"]) == 3
    assert result["since"][:2] == "20"
    assert sorted(result["accepted"]) == sorted(result["added"])
    assert (result["conflicts"], result["absences"], result["refused"]) == ([], [], {})


def test_one_proposal_is_accepted_and_one_rejected_by_its_id(ours, theirs, capfd):
    printed(["receive", ours, theirs], capfd)
    first, second, third = (row["id"] for row in inbox(ours, capfd))
    printed(["proposals", ours, "--accept", first, "--reject", second], capfd)
    states = {row["id"]: row["state"] for row in inbox(ours, capfd)}
    assert states == {first: "accepted", second: "rejected", third: "waiting"}


def test_a_proposal_is_accepted_with_another_value(ours, theirs, capfd):
    printed(["receive", ours, theirs], capfd)
    one = next(row for row in inbox(ours, capfd) if row["field"] == "text")
    words = ["proposals", ours, "--change", one["id"], "--value", '"No troops at all"']
    assert printed(words, capfd) == "1 proposal was accepted.\n"
    (kept,) = [row for row in inbox(ours, capfd) if row["id"] == one["id"]]
    assert (kept["state"], kept["after"]) == ("accepted", one["after"])
    rows = json.loads(printed(["diff", theirs, ours, "--json"], capfd))
    assert [row["after"] for row in rows if row["field"] == "text"] == ["No troops at all"]
    assert "nothing that was not received" in printed(["receive", ours, theirs], capfd)


def test_a_changed_value_that_does_not_fit_is_refused_with_a_sentence(ours, theirs, capfd):
    printed(["receive", ours, theirs], capfd)
    one = next(row for row in inbox(ours, capfd) if row["field"] == "text")
    for value, code in (("7", 3), ("null", 3), ("NaN", 3), ("No troops", 2)):
        assert run(["proposals", str(ours), "--change", one["id"], "--value", value]) == code
        assert capfd.readouterr().err
    assert inbox(ours, capfd)[0]["state"] == "waiting"


def test_change_and_value_are_explained_and_go_together(ours, capfd):
    assert "--change ID" in printed(["proposals", "--help"], capfd)
    assert run(["proposals", str(ours), "--change", "x"]) == 2
    assert "go together" in capfd.readouterr().err


def test_the_inbox_is_listed_for_people(ours, theirs, capfd):
    printed(["receive", ours, theirs], capfd)
    lines = printed(["proposals", ours], capfd).splitlines()
    assert len(lines) == 3
    assert all("Waiting" in line and line.endswith("second.briefpack") for line in lines)


def test_an_empty_inbox_prints_nothing_but_a_message(ours, capfd):
    assert run(["proposals", str(ours)]) == 0
    assert capfd.readouterr() == ("", "The inbox is empty.\n")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["diff"], 2),
        (["receive", "ours"], 2),
        (["proposals", "ours", "--accept", "nothing"], 3),
        (["diff", "ours", "missing.briefpack"], 3),
        (["receive", "ours", "missing.briefpack"], 3),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_sentence(ours, capfd, words, code):
    before = ours.read_bytes()
    assert run([str(ours) if word == "ours" else word for word in words]) == code
    out, err = capfd.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert ours.read_bytes() == before


def test_everything_rejected_leaves_the_pack_as_it_was(ours, theirs, files, capfd):
    printed(["receive", ours, theirs], capfd)
    printed(["proposals", ours, "--reject", "all"], capfd)
    assert printed(["diff", files[0], ours], capfd) == "No differences.\n"


@pytest.fixture(scope="module")
def matrix(files):
    """The workbook of the first pack, exported for review."""
    path = files[0].with_name("matrix.xlsx")
    assert run(["export", str(files[0]), "--excel", str(path)]) == 0
    return path.read_bytes()


@pytest.fixture
def review(matrix, tmp_path):
    """A review of the first pack's workbook: a text, and a date that is none."""
    editor = Editor(matrix)
    editor.type("Register", "joint-force", "Commitment", "A force of 5,000.")
    editor.type("Register", "dk-battalion", "Deadline", "soon")
    path = tmp_path / "review.xlsx"
    path.write_bytes(editor.saved())
    return path


def test_an_edited_workbook_waits_in_the_inbox_with_its_cells(ours, review, capfd):
    words = printed(["receive", ours, review], capfd)
    assert words == (
        "review.xlsx: 1 change waits in the inbox.\n"
        "1 entry of review.xlsx cannot be applied: the inbox says where and why.\n"
    )
    waits, refused = printed(["proposals", ours], capfd).splitlines()
    assert "commitment joint-force text" in waits
    assert "review.xlsx Register!E2" in waits
    assert "review.xlsx Register!H3" in refused
    assert refused.endswith("or 2026-01-03/2026-01-04.")
    assert printed(["receive", ours, review], capfd) == (
        "review.xlsx brings nothing that was not received before.\n"
    )
    assert printed(["proposals", ours, "--accept", "all"], capfd) == "1 proposal was accepted.\n"


def test_what_cannot_be_applied_is_told_to_scripts_with_its_reason(ours, review, capfd):
    (result,) = json.loads(printed(["receive", ours, review, "--accept", "all", "--json"], capfd))
    ((one, why),) = result["refused"].items()
    assert why.startswith("“soon” is not a date")
    assert len(result["accepted"]) == 1
    row = next(row for row in inbox(ours, capfd) if row["id"] == one)
    assert (row["state"], row["place"], row["reason"]) == ("refused", "Register!H3", why)


def test_a_workbook_that_was_made_to_be_read_is_refused(ours, files, tmp_path, capfd):
    path = tmp_path / "issue.xlsx"
    printed(["export", files[0], "--excel", path, "--form", "issue"], capfd)
    assert run(["receive", str(ours), str(path)]) == 3
    assert "was made to be read" in capfd.readouterr().err
    assert inbox(ours, capfd) == []
