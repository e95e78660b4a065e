from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from briefing.app import folders, importing, interchange, packs
from briefing.app.editing import change_cover
from briefing.domain.agenda import Topic
from briefing.domain.vocabularies import Likelihood
from briefing.errors import InputRefusedError, OutputNotWrittenError
from briefing.store import blobs
from briefing.store.pack import ReadOnlyError
from tests.good_content import good_content
from tests.records import filled_content


def working_folders() -> set[str]:
    folder = folders.state_folder() / "working"
    return {one.name for one in folder.iterdir()} if folder.exists() else set()


def test_a_new_pack_has_a_title_a_language_and_no_file():
    pack = packs.create_pack("  Larnaca ", language="de")
    assert (pack.content.cover.title, pack.content.cover.language) == ("Larnaca", "de")
    assert pack.path is None
    assert pack.history == ()
    assert pack.is_modified
    pack.close()


@pytest.mark.parametrize("title", ["", "   ", "\n"])
def test_a_pack_needs_a_title(title):
    before = working_folders()
    with pytest.raises(InputRefusedError, match="needs a title"):
        packs.create_pack(title)
    assert working_folders() == before


def test_a_title_with_a_character_that_cannot_be_kept_is_refused():
    with pytest.raises(InputRefusedError, match=r"U\+0000"):
        packs.create_pack("Lar\x00naca")


def test_a_pack_gets_its_suffix_and_is_opened_again(good, tmp_path):
    path = packs.save_pack(good, tmp_path / "Larnaca v1.2")
    assert path.name == "Larnaca v1.2.briefpack"
    assert good.path == path
    other = packs.open_pack(path, read_only=True)
    assert other.content == good_content()
    assert not other.is_modified
    other.close()


def test_a_pack_that_is_only_read_cannot_be_changed(good, tmp_path):
    path = packs.save_pack(good, tmp_path / "larnaca.briefpack")
    other = packs.open_pack(path, read_only=True)
    with pytest.raises(ReadOnlyError, match="“Change” was not done"), other.edit("Change"):
        other.put_cover(other.content.cover)
    assert other.content == good_content()
    other.close()


def test_a_file_that_is_missing_is_named(tmp_path):
    before = working_folders()
    with pytest.raises(InputRefusedError, match=r"There is no file .*gone\.briefpack"):
        packs.open_pack(tmp_path / "gone.briefpack")
    assert working_folders() == before


def test_a_file_that_is_no_pack_is_refused_untouched_and_leaves_nothing(tmp_path):
    path = tmp_path / "notes.briefpack"
    path.write_bytes(b"Just notes.")
    before = working_folders()
    with pytest.raises(InputRefusedError, match="is not a briefing pack"):
        packs.open_pack(path)
    assert path.read_bytes() == b"Just notes."
    assert working_folders() == before
    assert list(tmp_path.iterdir()) == [path]


def test_saving_into_a_missing_folder_is_refused_in_a_sentence(good, tmp_path):
    with pytest.raises(OutputNotWrittenError):
        packs.save_pack(good, tmp_path / "gone" / "larnaca.briefpack")
    assert good.path is None
    assert not (tmp_path / "gone").exists()


def test_a_file_that_would_make_a_pack_too_large_is_refused_at_import(pack, tmp_path, monkeypatch):
    tmp_path.joinpath("long.txt").write_text("Words. " * 400)
    monkeypatch.setattr(blobs, "LARGEST_BLOB", 2000)
    (result,) = importing.import_files(pack, [tmp_path / "long.txt"])
    assert result.outcome == "refused"
    assert result.sentence.startswith("long.txt was not imported. An original or text has 1 MiB")
    assert pack.content.sources == ()
    assert pack.history == ()


def test_a_closed_pack_leaves_no_working_copy():
    before = working_folders()
    packs.create_pack("X").close()
    assert working_folders() == before


def test_a_file_that_could_not_be_written_is_not_kept_locked(good, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(type(tmp_path), "replace", full)
        with pytest.raises(OutputNotWrittenError, match="no space left"):
            packs.save_pack(good, tmp_path / "larnaca.briefpack")
    assert good.path is None
    assert list(tmp_path.iterdir()) == []
    assert packs.save_pack(good, tmp_path / "larnaca.briefpack").exists()


# ---------------------------------------------------------------------------- JSON


def test_a_pack_dumped_and_loaded_is_the_same(tmp_path):
    made = filled_content()
    pack = packs.restored(made.content, dict(made.originals))
    path = tmp_path / "pack.json"
    path.write_bytes(interchange.dump(pack))
    other = interchange.load(path)
    assert other.content == pack.content
    assert other.path is None
    assert other.is_modified
    assert other.history == ()
    for source in other.content.sources[1:]:
        assert other.original(source.original.sha256) == made.original(source.original.sha256)
    assert interchange.dump(other) == path.read_bytes()
    other.close()
    pack.close()


def test_what_is_dumped_is_what_scripts_are_shown(good):
    assert json.loads(interchange.dump(good)) == json.loads(
        json.dumps(interchange.as_json(good), default=float)
    )


def test_one_record_is_made_from_the_values_of_a_script():
    topic = interchange.record_of(Topic, {"id": "t", "name": "Ceasefire", "likelihood": "may"})
    assert topic == Topic(id="t", name="Ceasefire", likelihood=Likelihood.MAY)


def test_json_that_cannot_be_read_is_refused_and_makes_nothing(tmp_path):
    path = tmp_path / "pack.json"
    before = working_folders()
    with pytest.raises(InputRefusedError, match="cannot be read: no such file"):
        interchange.load(path)
    path.write_text('{"format": "briefpack", "version": 1, "pack": {}, "x": 1}', encoding="utf-8")
    with pytest.raises(InputRefusedError) as caught:
        interchange.load(path)
    assert set(caught.value.sentences) == {
        "pack.json: x is not a field here.",
        "pack.json: pack lacks the field “title”.",
    }
    assert working_folders() == before


def test_the_schema_that_is_printed_is_the_one_that_is_checked():
    assert interchange.schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    json.dumps(interchange.schema())


def test_a_pack_keeps_its_place_when_the_folder_of_the_process_changes(tmp_path, monkeypatch):
    made = packs.create_pack("Summit")
    packs.save_pack(made, tmp_path / "summit.briefpack")
    made.close()
    monkeypatch.chdir(tmp_path)
    pack = packs.open_pack(Path("summit.briefpack"))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    change_cover(pack, title="Changed")
    assert packs.save_pack(pack) == tmp_path / "summit.briefpack"
    assert list((tmp_path / "elsewhere").iterdir()) == []
    pack.close()
