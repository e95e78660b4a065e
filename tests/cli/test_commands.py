"""Commands as a script calls them: what they print, how they end, what they leave alone."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import apsw
import pytest

from briefing.app.sample import sample_pack
from briefing.cli import run
from briefing.errors import InputRefusedError
from briefing.word.matrix_paper import on_paper
from tests.word.documents import docx, paragraph

ARTICLE = """Estuary Times

Ministers sign a harbour pact

5 March 2027

Ministers of Norway and Denmark signed a pact on Friday to clear mines after a ceasefire.

"We start with the harbours & the bridges," said Norway's minister Astrid Holm.
"""


@pytest.fixture
def pack(tmp_path, capfd):
    path = tmp_path / "exercise.briefpack"
    assert run(["new", str(path), "--title", "Exercise & trial"]) == 0
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    assert run(["import", str(path), str(article)]) == 0
    capfd.readouterr()
    return path


def refused(words, capfd):
    """Run a command that is refused and return its sentences."""
    assert run(words) == 3
    out, err = capfd.readouterr()
    assert out == ""
    assert "Traceback" not in err
    return err


def printed_json(words, capfd, code=0):
    assert run([*words, "--json"]) == code
    return json.loads(capfd.readouterr().out)


def test_help_names_every_command_and_loads_neither_qt_nor_click():
    program = (
        "import sys, runpy; sys.argv = ['briefing', '--help']\n"
        "try: runpy.run_module('briefing', run_name='__main__')\n"
        "except SystemExit as end: assert not end.code\n"
        "assert not {'PySide6', 'click', 'lxml', 'openpyxl', 'docx'} & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "demo DIR" in done.stdout


def test_new_and_load_never_replace_a_file_that_is_there(tmp_path, pack, capfd):
    dumped = tmp_path / "dumped.json"
    assert run(["dump", str(pack), "--out", str(dumped)]) == 0
    for name in ("exercise", "exercise.briefpack"):
        for words in (["new", name, "--title", "x"], ["load", name, str(dumped)]):
            before = pack.read_bytes()
            command, _, *rest = words
            sentence = refused([command, str(tmp_path / name), *rest], capfd)
            assert "exercise.briefpack is there already" in sentence
            assert pack.read_bytes() == before


def test_no_command_loads_qt(pack):
    program = (
        "import sys; from briefing.cli import run\n"
        f"assert run(['check', {str(pack)!r}]) == 0\n"
        "assert not any(name.startswith('PySide6') for name in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_an_unknown_command_is_wrong_usage(capfd):
    assert run(["exprot"]) == 2
    assert "exprot" in capfd.readouterr().err


def test_import_says_what_it_found(pack, tmp_path, capfd):
    other = tmp_path / "other.txt"
    other.write_text(ARTICLE.replace("Friday", "Monday") * 2, encoding="utf-8")
    (found,) = printed_json(["import", str(pack), str(other)], capfd)
    assert found["title"] == "Ministers sign a harbour pact"
    assert found["published"] == "2027-03-05"
    assert found["language"] == "en"
    assert all(start < stop for start, stop in found["body"])


def test_the_same_file_twice_is_known_not_doubled(pack, tmp_path, capfd):
    (found,) = printed_json(["import", str(pack), str(tmp_path / "article.txt")], capfd)
    assert found["outcome"] == "known"
    assert len(printed_json(["list", str(pack), "sources"], capfd)) == 1


def test_pasted_text_comes_from_standard_input(pack, monkeypatch, capfd):
    monkeypatch.setattr("sys.stdin", open_bytes("Pasted words of a minister, 1 May 2027.\n"))
    assert run(["import", str(pack), "-"]) == 0
    capfd.readouterr()
    assert len(printed_json(["list", str(pack), "sources"], capfd)) == 2


def open_bytes(text):
    return io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")


def test_search_finds_words_with_and_without_accents(pack, capfd):
    (hit,) = printed_json(["search", str(pack), "harbours bridges"], capfd)
    assert hit["kind"] == "source"
    assert "harbours" in hit["words"]


def test_check_ends_with_one_where_a_problem_is_an_error(tmp_path, capfd):
    sample = sample_pack()
    path = tmp_path / "sample.briefpack"
    sample.save(path)
    quote = sample.content.quotes[0]
    sample.close()
    assert run(["check", str(path)]) == 0
    break_words(path, quote.id)
    capfd.readouterr()
    assert "damaged" in refused(["check", str(path)], capfd)


def break_words(path, quote_id):
    with apsw.Connection(str(path)) as db:
        db.execute("UPDATE quote_pieces SET exact = 'Never said' WHERE record = ?", (quote_id,))


def test_dump_and_load_give_the_same_pack(pack, tmp_path, capfd):
    dumped, again = tmp_path / "a.json", tmp_path / "again.briefpack"
    assert run(["dump", str(pack), "--out", str(dumped)]) == 0
    assert run(["load", str(again), str(dumped)]) == 0
    capfd.readouterr()
    assert run(["dump", str(again)]) == 0
    assert capfd.readouterr().out == dumped.read_text(encoding="utf-8")


def test_the_schema_is_printed_without_a_pack(capfd):
    assert run(["dump", "--schema"]) == 0
    assert json.loads(capfd.readouterr().out)["title"] == "A briefing pack"


def test_doctor_says_what_is_there(capfd):
    subjects = {row["subject"] for row in printed_json(["doctor"], capfd)}
    assert {"Briefing", "Office suite", "Working copies"} <= subjects


BAD_PACKS = {
    "text": lambda data: b"this is no pack",
    "empty": lambda data: b"",
    "truncated": lambda data: data[: len(data) * 2 // 3],
    "newer": lambda data: data[:60] + (99).to_bytes(4, "big") + data[64:],
    "another program's": lambda data: data[:68] + (7).to_bytes(4, "big") + data[72:],
}


@pytest.mark.parametrize("kind", BAD_PACKS)
@pytest.mark.parametrize("words", [["list", "sources"], ["import", "article.txt"], ["dump"]])
def test_what_is_no_sound_pack_is_refused_in_a_sentence_and_left_alone(
    kind, words, pack, tmp_path, capfd
):
    bad = tmp_path / "bad.briefpack"
    bad.write_bytes(BAD_PACKS[kind](pack.read_bytes()))
    before = bad.read_bytes()
    rest = [str(tmp_path / word) if "." in word else word for word in words[1:]]
    sentence = refused([words[0], str(bad), *rest], capfd)
    assert str(bad) in sentence
    assert bad.read_bytes() == before


def test_a_pack_that_is_not_there_is_named(tmp_path, capfd):
    assert "There is no file" in refused(["list", str(tmp_path / "no.briefpack"), "quotes"], capfd)


def test_json_with_three_errors_has_all_three_named_with_their_places(pack, tmp_path, capfd):
    assert run(["dump", str(pack)]) == 0
    document = json.loads(capfd.readouterr().out)
    document["sources"][0]["kind"] = "gossip"
    document["topics"] = [{"name": "Harbours", "parent": "nowhere"}]
    source = document["sources"][0]["id"]
    document["quotes"] = [
        {"source": source, "pieces": [{"start": 0, "stop": 7, "exact": "Elsewhere"}]}
    ]
    bad, new = tmp_path / "bad.json", tmp_path / "new.briefpack"
    bad.write_text(json.dumps(document), encoding="utf-8")
    sentences = refused(["load", str(new), str(bad)], capfd).splitlines()
    assert len(sentences) == 3
    for place in ("sources[0].kind", "topics[0].parent", "quotes[0].pieces[0].exact"):
        assert any(place in sentence for sentence in sentences)
    assert not new.exists()


BAD_SOURCES = {
    "empty.txt": (b" \n\t\n", "empty"),
    "program.txt": (b"\x7fELF" + bytes(200), "program"),
    "noise.txt": (bytes(range(32)) * 40, "noise.txt"),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"),
}


@pytest.mark.parametrize("name", BAD_SOURCES)
def test_a_source_that_cannot_be_read_is_refused_and_the_pack_left_alone(
    name, pack, tmp_path, capfd
):
    data, word = BAD_SOURCES[name]
    bad = tmp_path / name
    bad.write_bytes(data)
    before = pack.read_bytes()
    assert word in refused(["import", str(pack), str(bad)], capfd)
    assert pack.read_bytes() == before


def test_a_source_of_200_mb_is_refused_by_its_size(pack, tmp_path, capfd):
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(200 << 20)
    before = pack.read_bytes()
    assert "200" in refused(["import", str(pack), str(big)], capfd)
    assert pack.read_bytes() == before


def test_a_title_with_a_forbidden_character_is_refused_by_its_name(tmp_path, capfd):
    path = tmp_path / "odd.briefpack"
    assert "U+000B" in refused(["new", str(path), "--title", "a\x0bb"], capfd)
    assert not path.exists()


def test_a_pack_that_is_there_is_not_overwritten(pack, capfd):
    before = pack.read_bytes()
    assert "is there already" in refused(["new", str(pack), "--title", "Other"], capfd)
    assert pack.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["{{ pack.titel }}"], "titel"),
        (["{% for country in countries %}", "{{ country.name }}"], "never closed"),
        (["{{ pack.__class__ }}"], "__class__"),
    ],
)
def test_a_template_with_a_mistake_is_refused_with_its_place_and_nothing_is_written(
    words, said, pack, tmp_path, capfd
):
    form = tmp_path / "form.docx"
    form.write_bytes(docx("".join(paragraph(text) for text in words)))
    out = tmp_path / "out.docx"
    sentence = refused(["export", str(pack), "--template", str(form), "--word", str(out)], capfd)
    assert said in sentence
    assert "Body" in sentence
    assert not out.exists()
    assert run(["template", "check", str(form)]) == 1


def test_export_writes_what_was_asked_for_and_says_so(pack, tmp_path, capfd):
    word, excel = tmp_path / "pack.docx", tmp_path / "matrix.xlsx"
    command = ["export", str(pack), "--word", str(word), "--excel", str(excel)]
    report = printed_json(command, capfd)
    assert report["written"] == [str(word), str(excel)]
    assert word.exists()
    assert excel.exists()


def typed_wrongly(tmp_path):
    """Return a pack whose section quotes its article with one word changed."""
    document = {
        "format": "briefpack",
        "version": 1,
        "pack": {"title": "Harbours"},
        "sources": [{"id": "a", "title": "Pact", "text": ARTICLE}],
        "sections": [
            {
                "scope": {"kind": "pack"},
                "heading": "Judgement",
                "markdown": "She said “We start with the harbours & the tunnels”.",
            }
        ],
    }
    path = tmp_path / "typed.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    pack = tmp_path / "typed.briefpack"
    assert run(["load", str(pack), str(path)]) == 0
    return pack


def test_a_quotation_that_differs_stops_the_export_until_somebody_decides(tmp_path, capfd):
    pack, word = typed_wrongly(tmp_path), tmp_path / "pack.docx"
    capfd.readouterr()
    assert run(["export", str(pack), "--word", str(word)]) == 4
    sentence = capfd.readouterr().err
    assert "the harbours & the bridges" in sentence
    assert not word.exists()
    key = sentence.split()[0]
    report = tmp_path / "report.md"
    decided = [f"--decide={key}=override:Her office corrected it", f"--report={report}"]
    assert run(["export", str(pack), "--word", str(word), *decided]) == 0
    assert "Her office corrected it" in report.read_text(encoding="utf-8")
    assert "Printed although it differs" in capfd.readouterr().err


def test_a_way_to_decide_that_there_is_not_is_wrong_usage(pack, tmp_path, capfd):
    words = ["export", str(pack), "--word", str(tmp_path / "w.docx"), "--decide", "q1=print"]
    assert run(words) == 2
    assert "leave-out" in capfd.readouterr().err


def test_an_output_folder_that_is_not_there_ends_with_four(pack, tmp_path, capfd):
    assert run(["export", str(pack), "--excel", str(tmp_path / "no" / "m.xlsx")]) == 4
    assert "m.xlsx" in capfd.readouterr().err


def test_an_export_of_nothing_is_wrong_usage(pack, capfd):
    assert run(["export", str(pack)]) == 2
    assert "--word" in capfd.readouterr().err


def test_a_template_that_is_no_word_file_is_refused_whatever_the_paper(pack, tmp_path, capfd):
    form = tmp_path / "form.docx"
    form.write_bytes(b"PK\x03\x04 but nothing of the kind")
    out = tmp_path / "out.docx"
    refused(["export", str(pack), "--template", str(form), "--word", str(out)], capfd)
    with pytest.raises(InputRefusedError):
        on_paper(form.read_bytes(), "A3")
    assert not out.exists()
