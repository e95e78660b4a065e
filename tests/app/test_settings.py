from __future__ import annotations

from pathlib import Path

import pytest

from briefing.app import folders
from briefing.app.settings import (
    Settings,
    forget_recent,
    load_settings,
    remember_recent,
    save_settings,
)

pytestmark = pytest.mark.usefixtures("no_settings")


def test_without_a_file_everything_is_as_shipped():
    assert load_settings() == Settings()


def test_settings_are_kept():
    kept = Settings(
        theme="dark",
        text_size_percent=125,
        recent=("/a", "/b"),
        author="Zoë",
        window="AAEC",
        template_folders=("/share",),
    )
    save_settings(kept)
    assert load_settings() == kept


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"dark"',
        b"\xff\xfe\x00",
        b'{"author": "\xff"}',
        b'{"theme": 5}',
        b'{"recent": "no list"}',
        b'{"text_size_percent": "big"}',
        b'{"other": ' + b"[" * 100_000,
    ],
)
def test_a_damaged_file_gives_what_is_shipped_and_stays(data):
    folders.settings_file().write_bytes(data)
    assert load_settings() == Settings()
    assert folders.settings_file().read_bytes() == data


def test_a_folder_in_place_of_the_file_gives_what_is_shipped():
    folders.settings_file().mkdir()
    try:
        assert load_settings() == Settings()
    finally:
        folders.settings_file().rmdir()


@pytest.mark.parametrize(("size", "kept"), [(10, 80), (80, 80), (133, 133), (200, 200), (999, 200)])
def test_the_text_size_stays_readable(size, kept):
    save_settings(Settings(text_size_percent=size))
    assert load_settings().text_size_percent == kept


def test_an_unknown_theme_is_that_of_the_system():
    save_settings(Settings(theme="sepia", author="A"))
    assert load_settings() == Settings(author="A")


def test_fields_of_a_newer_version_are_no_damage():
    folders.settings_file().write_bytes(b'{"theme": "dark", "sounds": true}')
    assert load_settings().theme == "dark"


def test_the_newest_pack_heads_the_list_and_stands_in_it_once(tmp_path):
    paths = [tmp_path / f"{name}.briefpack" for name in "abc"]
    for path in (*paths, paths[0]):
        remember_recent(path)
    assert [Path(one).name for one in load_settings().recent] == [
        "a.briefpack",
        "c.briefpack",
        "b.briefpack",
    ]


def test_the_list_keeps_the_newest_twelve(tmp_path):
    for count in range(15):
        remember_recent(tmp_path / f"{count}.briefpack")
    names = [Path(one).stem for one in load_settings().recent]
    assert names == [str(count) for count in range(14, 2, -1)]


def test_a_pack_is_taken_out_of_the_list(tmp_path):
    for name in "ab":
        remember_recent(tmp_path / name)
    forget_recent(str((tmp_path / "a").resolve()))
    forget_recent("/never/there")
    assert [Path(one).name for one in load_settings().recent] == ["b"]


def test_remembering_a_pack_changes_nothing_else():
    save_settings(Settings(author="A", theme="dark"))
    remember_recent(Path("x.briefpack"))
    kept = load_settings()
    assert (kept.author, kept.theme, len(kept.recent)) == ("A", "dark", 1)
