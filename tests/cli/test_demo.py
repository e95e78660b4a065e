"""`demo` as somebody calls it twice, and into a folder that is in use."""

from __future__ import annotations

import pytest

from briefing.app import editing, packs
from briefing.cli import run


@pytest.fixture
def folder(tmp_path, capfd, monkeypatch):
    monkeypatch.setattr("briefing.preview.office.find_office", lambda: None)  # pages take long
    assert run(["demo", str(tmp_path / "demo")]) == 0
    capfd.readouterr()
    return tmp_path / "demo"


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_second_demo_replaces_what_the_first_one_wrote(folder, capfd):
    assert run(["demo", str(folder)]) == 0
    assert len(capfd.readouterr().out.splitlines()) == 3


def test_a_demo_never_replaces_a_pack_in_which_somebody_worked(folder, capfd):
    pack = packs.open_pack(folder / "sample.briefpack")
    editing.change_cover(pack, title="My own work")
    packs.save_pack(pack)
    pack.close()
    before = files(folder)
    assert run(["demo", str(folder)]) == 3
    assert "sample.briefpack. Nothing was written" in capfd.readouterr().err
    assert files(folder) == before


@pytest.mark.parametrize("name", ["summit-pack.docx", "commitment-matrix.xlsx"])
def test_a_demo_never_replaces_files_of_its_names_that_it_did_not_write(
    tmp_path, monkeypatch, name, capfd
):
    monkeypatch.setattr("briefing.preview.office.find_office", lambda: None)
    tmp_path.joinpath(name).write_bytes(b"somebody's")
    assert run(["demo", str(tmp_path)]) == 3
    assert name in capfd.readouterr().err
    assert files(tmp_path) == {name: b"somebody's"}
