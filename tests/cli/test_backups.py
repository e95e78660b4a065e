"""`backups` as somebody calls it whose pack is damaged."""

from __future__ import annotations

import json

import pytest

from briefing.app import backups, editing, packs
from briefing.cli import run


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    pack = packs.create_pack("Before")
    saved = packs.save_pack(pack, tmp_path / "summit")
    editing.change_cover(pack, title="After")
    packs.save_pack(pack)
    pack.close()
    saved.write_bytes(saved.read_bytes()[:5000])
    return saved


def test_the_copy_of_a_damaged_pack_is_listed_and_restored(path, tmp_path, capfd):
    (kept,) = backups.backups(path)
    assert run(["backups", str(path)]) == 0
    assert capfd.readouterr().out.split() == [kept.day, "sound", str(kept.path)]
    assert run(["backups", str(path), "--restore", kept.day, "--to", str(tmp_path / "again")]) == 0
    assert capfd.readouterr().out.strip() == str(tmp_path / "again.briefpack")
    restored = packs.open_pack(tmp_path / "again.briefpack", read_only=True)
    assert restored.content.cover.title == "Before"
    restored.close()


def test_a_damaged_copy_is_called_damaged(path, capfd):
    (kept,) = backups.backups(path)
    kept.path.write_bytes(kept.path.read_bytes()[:5000])
    assert run(["backups", str(path), "--json"]) == 1
    (row,) = json.loads(capfd.readouterr().out)
    assert (row["day"], row["is_sound"]) == (kept.day, False)
    assert "cut short" in row["fault"]


def test_restoring_never_replaces_a_file_and_names_day_and_place(path, capfd):
    assert run(["backups", str(path), "--restore", "last", "--to", str(path)]) == 3
    assert "is there already" in capfd.readouterr().err
    assert run(["backups", str(path), "--restore", "last"]) == 2
    assert run(["backups", str(path), "--restore", "1999-01-01", "--to", str(path) + "2"]) == 3
    assert "there are copies of" in capfd.readouterr().err
