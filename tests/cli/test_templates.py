"""`briefing template …`: from a Word file to a template that a colleague uses."""

from __future__ import annotations

import io
import json
import shutil

import docx as python_docx
import pytest

from briefing.app import folders
from briefing.app.library.shelf import house_ids
from briefing.cli import run
from briefing.template.package import read_package
from briefing.word.reading import read_document
from tests.app.library.conftest import made, written
from tests.word.documents import paragraph
from tests.word.inspection.documents import sound


@pytest.fixture(autouse=True)
def library():
    yield
    for folder in (folders.template_library(), folders.trusted_templates()):
        shutil.rmtree(folder)


@pytest.fixture
def saved(tmp_path):
    path = tmp_path / "p.briefpack"
    assert run(["new", str(path), "--title", "Paris"]) == 0
    return path


def form(folder, body, name="Our form.docx"):
    path = folder / name
    path.write_bytes(sound(body))
    return path


def test_a_template_goes_from_word_file_to_colleague(tmp_path, saved, capsys):
    word = form(tmp_path, paragraph("{{ pack.title }}"))
    assert run(["template", "new", str(word), "--author", "Jane Roe"]) == 0
    assert run(["template", "pack", str(tmp_path / "our-form"), str(tmp_path / "f"),
                "--no-preview"]) == 0  # fmt: skip
    shutil.rmtree(folders.trusted_templates())  # the colleague has agreed to nothing
    package = tmp_path / "f.brieftemplate"
    capsys.readouterr()
    assert run(["template", "install", str(package)]) == 0
    said = capsys.readouterr().err
    assert "by Jane Roe" in said
    assert "Nobody here has agreed to it yet" in said
    out = tmp_path / "out.docx"
    words = ["export", str(saved), "--template", "our-form", "--word", str(out)]
    assert run(words) == 3
    said = capsys.readouterr().err
    assert "somebody else" in said
    assert "--trust" in said
    assert not out.exists()
    assert run([*words, "--trust"]) == 0
    assert run(words) == 0
    assert "Paris" in [one.text for one in read_document(out.read_bytes()).body]
    assert run(["template", "remove", "our-form"]) == 0
    assert run(words) == 3


def test_check_lists_everything_and_fails_only_for_errors(tmp_path, capsys):
    good = form(tmp_path, paragraph("{{ pack.title }}"))
    assert run(["template", "check", str(good)]) == 0
    capsys.readouterr()
    bad = form(tmp_path, paragraph("{{ pack.titel }}"), "bad.docx")
    assert run(["template", "check", str(bad)]) == 1
    assert "error" in capsys.readouterr().out


def test_check_looks_at_a_folder_and_at_every_form_in_it(tmp_path, capsys):
    word = form(tmp_path, paragraph("{{ pack.title }}"))
    assert run(["template", "new", str(word)]) == 0
    folder = tmp_path / "our-form"
    assert run(["template", "check", str(folder)]) == 0
    form(folder, paragraph("{{ pack.titel }}"), "pack.fr.docx")
    capsys.readouterr()
    assert run(["template", "check", str(folder)]) == 1
    assert "pack.fr.docx, Body: “{{ pack.titel }}”" in capsys.readouterr().out


def test_pack_names_the_file_that_it_wrote(tmp_path, capsys):
    assert run(["template", "new", str(form(tmp_path, paragraph("{{ pack.title }}")))]) == 0
    capsys.readouterr()
    out = tmp_path / "ours"
    assert run(["template", "pack", str(tmp_path / "our-form"), str(out), "--no-preview"]) == 0
    assert capsys.readouterr().out.strip() == f"{out}.brieftemplate"
    assert not out.exists()


def test_check_as_json_has_place_and_remedy_of_each(tmp_path, capsys):
    body = paragraph("Intro", style="Heading1") + paragraph("{{ pack.titel }}")
    run(["template", "check", str(form(tmp_path, body)), "--json"])
    rows = json.loads(capsys.readouterr().out)
    row = next(row for row in rows if row["rule"] == "language")
    assert row["severity"] == "error"
    assert row["part"] == "word/document.xml"
    assert row["words"] == "{{ pack.titel }}"
    assert row["hint"] == "Did you mean pack.title?"
    assert row["spot"]["heading"] == "Intro"
    assert (row["spot"]["paragraph"], row["spot"]["table"]) == (1, 0)


def test_check_writes_the_comments(tmp_path):
    out = tmp_path / "commented.docx"
    word = form(tmp_path, paragraph("{{ pack.titel }}"))
    assert run(["template", "check", str(word), "--comments", str(out)]) == 1
    comments = list(python_docx.Document(io.BytesIO(out.read_bytes())).comments)
    assert any("Did you mean pack.title?" in comment.text for comment in comments)


def test_list_says_where_each_lies_and_what_cannot_be_used(tmp_path, capsys):
    assert run(["template", "install", str(written(tmp_path, made()))]) == 0
    (folders.template_library() / "broken.brieftemplate").write_bytes(b"nothing")
    capsys.readouterr()
    assert run(["template", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    *house, broken, ours = lines
    assert {line.split()[0] for line in house} == house_ids()
    assert [line.split()[0] for line in (broken, ours)] == ["broken", "our-form"]
    assert "cannot be used" in broken
    assert "not yet agreed to" in ours
    assert run(["template", "list", "--json"]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["summit-pack"]["trusted"] is True
    assert rows["our-form"]["trusted"] is False
    assert rows["broken"]["refusal"]


def test_show_says_what_a_template_asks_for(tmp_path, capsys):
    run(["template", "install", str(written(tmp_path, made()))])
    capsys.readouterr()
    assert run(["template", "show", "our-form", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["asks"]["fields"] == ["pack", "marking", "pack.title"]
    assert shown["asks"]["sha256"] == made().digest
    assert run(["template", "show", "our-form"]) == 0
    assert "Jane Roe" in capsys.readouterr().out


def test_install_as_json_says_what_changed(tmp_path, capsys):
    run(["template", "install", str(written(tmp_path, made())), "--trust"])
    capsys.readouterr()
    newer = written(tmp_path, made(paragraph("{{ as_of }}"), version="2"))
    assert run(["template", "install", str(newer), "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert {"kind": "field", "before": "", "after": "as_of"} in shown["changes"]
    assert shown["trusted"] is False


def test_an_older_one_is_installed_only_on_demand(tmp_path, capsys):
    run(["template", "install", str(written(tmp_path, made(version="2")))])
    older = written(tmp_path, made())
    assert run(["template", "install", str(older)]) == 3
    assert "newer" in capsys.readouterr().err
    assert run(["template", "install", str(older), "--replace"]) == 0


def test_a_changed_byte_is_refused_by_name(tmp_path, capsys):
    path = written(tmp_path, made())
    data = path.read_bytes()
    at = data.index(made().word) + 200
    path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    assert run(["template", "install", str(path)]) == 3
    assert "pack.docx" in capsys.readouterr().err
    assert list(folders.template_library().iterdir()) == []


def test_packing_says_the_hash_of_every_part(tmp_path, capsys):
    run(["template", "new", str(form(tmp_path, paragraph("{{ pack.title }}")))])
    out = tmp_path / "f.brieftemplate"
    assert run(["template", "pack", str(tmp_path / "our-form"), str(out), "--no-preview"]) == 0
    said = capsys.readouterr().err
    for name, sha in read_package(out.read_bytes()).info.parts.items():
        assert f"{sha}  {name}" in said


def test_show_says_which_records_an_option_takes(capsys):
    assert run(["template", "show", "steering-brief"]) == 0
    said = capsys.readouterr().out
    assert "option meeting: one id of the pack's meetings (default all)" in said
    assert 'option language: "", en, fr, uk, ar (default "")' in said
