"""The walks that the program is made for, from end to end, by its own commands alone."""

from __future__ import annotations

import json

import pytest
from openpyxl import load_workbook

from briefing.cli import run
from tests.word.reviewing import Colleague

ARTICLES = 12
SAID = "“Norway will send {number} monitors to the line of contact,” said Jonas Berg in Oslo."
COLOURS = {
    f"FF{colour}"
    for colour in (
        "BFE3CB", "CFEAD8", "DDF0E3", "D6E9F2", "D9E6F5", "E6EEF8", "F1EBD8", "F6F2E6", "F3DFC4",
        "EED7D7",
    )
}  # fmt: skip
THOUGHT = "I want to hear from Paris before the plenary."


@pytest.fixture
def say(capfd):
    def said(*words, code=0):
        assert run([str(word) for word in words]) == code
        return capfd.readouterr().out

    return said


def texts(path):
    """Return the paragraphs of a Word pack."""
    body = Colleague(path.read_bytes()).body
    return ["".join(each.itertext("{*}t")) for each in body.iter("{*}p")]


def grid(path):
    """Return the first sheet of a workbook: the actors of its rows, and the cells."""
    sheet = load_workbook(path).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(at for at, row in enumerate(rows) if any("Ukrainian soil" in str(c) for c in row))
    named = [row for row in rows[head + 1 :] if row[0] and row[1] is not None]
    return sheet, [row[0] for row in named], named


def test_twelve_articles_become_a_first_draft_in_which_every_quote_leads_to_its_sentence(
    tmp_path, say
):
    pack = tmp_path / "summit.briefpack"
    say("new", pack, "--title", "Oslo summit")
    files = []
    for number in range(1, ARTICLES + 1):
        file = tmp_path / f"article-{number}.txt"
        head = f"Norway promises monitors, day {number}\n\nThe Harbour Ledger, {number} March 2027"
        file.write_text(f"{head}\n\n{SAID.format(number=number * 10)}\n", encoding="utf-8")
        files.append(file)
    made = json.loads(say("import", pack, *files, "--json"))
    assert len({row["id"] for row in made}) == ARTICLES
    dumped = json.loads(say("dump", pack))
    dumped["quotes"] = [_quote(source) for source in dumped["sources"]]
    plain = tmp_path / "pack.json"
    plain.write_text(json.dumps(dumped), encoding="utf-8")
    draft = tmp_path / "draft.briefpack"
    say("load", draft, plain)
    word = tmp_path / "draft.docx"
    say("export", draft, "--word", word, "--template", "key-quotes-annex")
    said = " ".join(texts(word))
    for number in range(1, ARTICLES + 1):
        assert f"Norway will send {number * 10} monitors to the line of contact" in said
    hits = json.loads(say("search", draft, "“Norway will send 70 monitors”", "--json"))
    assert len(hits) >= 1


def _quote(source):
    words = SAID.split("”", maxsplit=1)[0].strip("“,")
    start = source["text"].index("Norway will send")
    stop = source["text"].index(",”", start)
    assert source["text"][start:stop].startswith(words[:16])
    return {
        "source": source["id"],
        "pieces": [{"start": start, "stop": stop}],
        "mode": "direct",
        "basis": "remarks_on_the_record",
        "key": True,
    }


def test_the_mark_up_of_the_boss_becomes_decisions_and_her_words_are_there_next_time(
    path, tmp_path, say
):
    sent, back, after = (tmp_path / f"{name}.docx" for name in ("sent", "back", "after"))
    say("export", path, "--word", sent)
    boss = Colleague(sent.read_bytes())
    boss.track("position/dk-force/summary", "joins the force", "may join the force", "The Minister")
    boss.comment("commitment/dk-battalion/text", "Is this public?", "The Minister")
    boss.add_paragraph("section/fr-profile/markdown#1", THOUGHT)
    back.write_bytes(boss.saved())
    say("receive", path, back)
    waiting = json.loads(say("proposals", path, "--json"))
    assert {row["state"] for row in waiting} == {"waiting"}
    assert sorted(row["kind"] for row in waiting) == ["position", "remark", "section"]
    say("proposals", path, "--accept", "all")
    say("export", path, "--word", after)
    said = texts(after)
    assert THOUGHT in said
    assert any(one.startswith("Denmark may join the force") for one in said)
    say("receive", path, after)
    assert len(json.loads(say("proposals", path, "--json"))) == len(waiting)


def test_what_changed_since_yesterday_evening_is_told_for_each_country(path, tmp_path, say):
    say("issue", path, "--word", tmp_path / "yesterday.docx")
    dumped = json.loads(say("dump", path))
    changed = next(row for row in dumped["commitments"] if row["id"] == "dk-battalion")
    changed["stages"].append(
        {"stage": "allocated", "date": "2027-03-07", "basis": "official_statement"}
    )
    plain, today = tmp_path / "pack.json", tmp_path / "today.briefpack"
    plain.write_text(json.dumps(dumped), encoding="utf-8")
    say("load", today, plain)
    word, excel = tmp_path / "today.docx", tmp_path / "today.xlsx"
    say("export", today, "--word", word, "--excel", excel, "--option", "since=last")
    said = texts(word)
    heading = "What changed since edition 2"
    start = max(at for at, one in enumerate(said) if one.startswith(heading))
    told = said[start : said.index("Meetings", start)]
    assert any(one.startswith("Denmark") for one in told)
    assert any("allocated (7 March 2027)" in one for one in told)
    assert not any(one.startswith("Finland") for one in told)
    changes = load_workbook(excel)["Changes"].iter_rows(values_only=True)
    assert any("Denmark" in str(row) for row in changes)


@pytest.mark.parametrize(
    ("only", "those", "others"),
    [("no", "Italy", "Estonia"), ("if", "Denmark", "Finland")],
)
def test_who_says_no_and_who_would_say_yes_if_stands_on_one_sheet_in_one_ink(
    path, tmp_path, say, only, those, others
):
    excel = tmp_path / "matrix.xlsx"
    say(
        "export", path, "--form", "issue", "--excel", excel,
        "--option", f"only={only}", "--option", "fills=no",
    )  # fmt: skip
    sheet, actors, rows = grid(excel)
    assert those in actors
    assert others not in actors
    held = [cell for row in rows for cell in row[1:] if isinstance(cell, str)]
    assert any(("Rules out" if only == "no" else " if ") in cell for cell in held)
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert COLOURS.isdisjoint(cell.fill.fgColor.rgb for cell in cells)


def test_the_pack_of_tonight_becomes_that_of_next_month(path, tmp_path, say):
    new = tmp_path / "next.briefpack"
    say("new", new, "--title", "April summit", "--from", path)
    old, carried = (json.loads(say("dump", one)) for one in (path, new))
    for frame in ("actors", "topics", "measures", "matrices"):
        assert len(carried[frame]) == len(old[frame])
    assert carried.get("editions", []) == []
    assert all("checked" not in row for row in carried["positions"])
    word = tmp_path / "next.docx"
    say("export", new, "--word", word)
    assert "April summit" in texts(word)
