from __future__ import annotations

import errno
import os
import sys
from dataclasses import replace

import apsw
import pytest
from hypothesis import given

from briefing.domain.agenda import Topic
from briefing.domain.cover import Cover
from briefing.domain.sources import Source
from briefing.errors import OutputNotWrittenError
from briefing.files.versions import ChangedOnDiskError, version_of
from briefing.store import blobs, migrations, saving
from briefing.store.own_file import OwnFile
from briefing.store.pack import Pack
from briefing.store.reading import stated_version
from briefing.store.upgrading import expected_schema
from tests.good_content import good_content
from tests.records import contents, examples, filled_content


def put(pack: Pack, record, name: str = "Put") -> None:
    with pack.edit(name):
        pack.put(record)


def opened(tmp_path, path) -> Pack:
    folder = tmp_path / f"opened-{len(list(tmp_path.iterdir()))}"
    folder.mkdir()
    return Pack.open(folder, path)


def restored(folder, content, originals=None) -> Pack:
    folder.mkdir()
    return Pack.restore(folder, content, originals or {})


def test_a_saved_pack_opens_with_equal_content(tmp_path, filled):
    path = filled.save(tmp_path / "saved.briefpack")
    other = opened(tmp_path, path)
    assert other.content == filled.content
    for source in other.content.sources[1:]:
        sha256 = source.original.sha256
        assert other.original(sha256) == filled_content().original(sha256)
    other.close()


@given(made=contents())
@examples(15)
def test_any_pack_is_saved_and_opened_with_equal_content(tmp_path_factory, made):
    tmp_path = tmp_path_factory.mktemp("any")
    pack = restored(tmp_path / "any", made.content, made.originals)
    assert pack.content == made.content
    path = pack.save(tmp_path / "any.briefpack")
    pack.close()
    other = opened(tmp_path, path)
    assert other.content == made.content
    other.close()


def test_the_saved_file_holds_the_tables_of_records_and_nothing_else(tmp_path, filled):
    put(filled, Topic(id="t", name="T"))
    filled.search("words")
    path = filled.save(tmp_path / "saved.briefpack")
    db = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    rows = db.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_schema")
    assert frozenset(rows) == expected_schema()
    assert {kind for kind, _, _ in expected_schema()} == {"table", "index"}
    assert not any("edit_log" in name or "state" in name for _, name, _ in expected_schema())
    assert db.pragma("application_id") == migrations.APPLICATION_ID
    assert db.pragma("user_version") == migrations.VERSION
    assert db.pragma("integrity_check") == "ok"
    assert db.pragma("foreign_key_check") is None
    db.close()
    assert stated_version(path) == migrations.VERSION
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["saved.briefpack"]


def test_what_was_deleted_or_undone_is_not_in_the_saved_file(tmp_path, pack):
    telling = "The admiral's private telephone number"
    with pack.edit("Import"):
        pack.put(Source(id="s", title=f"{telling} title", text=f"{telling} text " * 200))
        pack.keep_original(f"{telling} bytes".encode() * 200)
    put(pack, Topic(id="t", name=f"{telling} topic"))
    put(pack, Topic(id="t", name="Telephones"))
    put(pack, Topic(id="u", name=f"{telling} undone"))
    pack.undo()
    pack.search("admiral")
    with pack.edit("Remove"):
        pack.remove(pack.content.sources[0])
    path = pack.save(tmp_path / "saved.briefpack")
    assert telling.encode() not in path.read_bytes()
    assert b"Telephones" in path.read_bytes()


def test_saving_twice_gives_the_same_bytes(tmp_path, filled):
    first = filled.save(tmp_path / "one.briefpack").read_bytes()
    assert filled.save(tmp_path / "two.briefpack").read_bytes() == first


def test_a_copy_saved_by_another_history_has_the_same_records(tmp_path, filled):
    path = filled.save(tmp_path / "one.briefpack")
    other = opened(tmp_path, path)
    assert other.save(tmp_path / "two.briefpack").read_bytes() == path.read_bytes()
    other.close()


def test_a_pack_is_modified_until_it_is_saved(tmp_path, pack):
    assert pack.is_modified
    pack.save(tmp_path / "saved.briefpack")
    assert not pack.is_modified
    put(pack, Topic(id="t", name="T"))
    assert pack.is_modified
    pack.undo()
    assert not pack.is_modified
    pack.redo()
    assert pack.is_modified
    pack.save()
    assert not pack.is_modified


def test_another_edit_in_place_of_the_saved_one_is_a_modification(tmp_path, pack):
    put(pack, Topic(id="t", name="One"))
    pack.save(tmp_path / "saved.briefpack")
    pack.undo()
    put(pack, Topic(id="t", name="Two"))
    assert pack.is_modified


def test_an_opened_pack_is_not_modified_and_has_no_history(tmp_path, filled):
    other = opened(tmp_path, filled.save(tmp_path / "saved.briefpack"))
    assert not other.is_modified
    assert other.history == ()
    assert other.undo() is None
    other.close()


def test_a_pack_that_was_never_saved_needs_a_path(pack):
    with pytest.raises(ValueError, match="needs a path"):
        pack.save()


def test_saving_keeps_the_history(tmp_path, pack):
    put(pack, Topic(id="t", name="T"), "Add Topic")
    pack.save(tmp_path / "saved.briefpack")
    assert pack.undo() == "Add Topic"
    assert pack.content.topics == ()


def test_saving_elsewhere_moves_the_pack_there(tmp_path, pack):
    pack.save(tmp_path / "one.briefpack")
    put(pack, Topic(id="t", name="T"))
    old = (tmp_path / "one.briefpack").read_bytes()
    pack.save(tmp_path / "two.briefpack")
    assert pack.path == tmp_path / "two.briefpack"
    assert (tmp_path / "one.briefpack").read_bytes() == old


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_failed_save_keeps_the_file_the_edits_and_the_star(tmp_path, pack, monkeypatch, broken):
    path = pack.save(tmp_path / "saved.briefpack")
    old = path.read_bytes()
    put(pack, Topic(id="t", name="T"))

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if broken == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(type(path), "replace", full)
    with pytest.raises(OutputNotWrittenError, match=r"saved\.briefpack was not written"):
        pack.save()
    monkeypatch.undo()
    assert path.read_bytes() == old
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["saved.briefpack"]
    assert pack.is_modified
    assert pack.content.topics
    pack.save()
    assert not pack.is_modified


def test_a_file_that_grows_too_large_for_the_disk_is_not_written(tmp_path, pack, monkeypatch):
    """SQLite's own error, here from a limit of pages, is said as a sentence."""
    path = pack.save(tmp_path / "saved.briefpack")
    old = path.read_bytes()
    put(pack, Source(id="s", title="S", text="long " * 100_000))
    schema = migrations.schema()
    monkeypatch.setattr(migrations, "schema", lambda *_: f"PRAGMA max_page_count = 120; {schema}")
    with pytest.raises(OutputNotWrittenError, match="your edits are kept"):
        pack.save()
    assert path.read_bytes() == old
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["saved.briefpack"]


def test_a_version_that_was_not_read_is_never_overwritten(tmp_path, pack):
    path = pack.save(tmp_path / "saved.briefpack")
    theirs = opened(tmp_path, path)
    put(theirs, Topic(id="u", name="Theirs"))
    theirs.save()
    theirs.close()
    kept = path.read_bytes()
    put(pack, Topic(id="t", name="Mine"))
    with pytest.raises(ChangedOnDiskError, match="your edits are kept"):
        pack.save()
    assert path.read_bytes() == kept
    assert pack.is_modified
    pack.save(over=version_of(path))
    assert path.read_bytes() != kept
    pack.save()


def test_a_version_that_replaces_the_file_while_we_save_is_not_overwritten(
    tmp_path, pack, monkeypatch
):
    path = pack.save(tmp_path / "saved.briefpack")
    put(pack, Topic(id="t", name="Mine"))
    real = os.fsync

    def fsync(handle):
        real(handle)
        path.write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(ChangedOnDiskError):
        pack.save()
    monkeypatch.undo()
    assert path.read_bytes() == b"theirs"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["saved.briefpack"]


def test_a_touched_a_moved_and_a_deleted_file_are_written_again(tmp_path, pack):
    path = pack.save(tmp_path / "saved.briefpack")
    os.utime(path, (1, 1))
    put(pack, Topic(id="t", name="Mine"))
    pack.save()
    path.rename(tmp_path / "moved.briefpack")
    put(pack, Topic(id="t", name="Mine again"))
    pack.save()
    path.unlink()
    pack.save()
    assert stated_version(path) is not None


def test_what_was_in_place_when_the_program_died_is_known_as_our_own(tmp_path, pack, monkeypatch):
    path = pack.save(tmp_path / "saved.briefpack")
    put(pack, Topic(id="t", name="Mine"))

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(OwnFile, "mark_saved", killed)
    with pytest.raises(KeyboardInterrupt):
        pack.save()
    monkeypatch.undo()
    folder = pack._folder
    pack.let_go()
    again = Pack.resume(folder)
    assert again.knows(version_of(path))
    assert again.is_modified
    again.save()
    again.close()


def test_a_restored_pack_has_the_content_as_it_was(tmp_path):
    pack = restored(tmp_path / "working", good_content())
    assert pack.content == good_content()
    assert pack.history == ()
    assert pack.is_modified
    pack.close()


def test_a_pack_whose_working_folder_has_odd_characters_is_saved(tmp_path):
    folder = tmp_path / "Über uns? 100% #1"
    pack = restored(folder, replace(good_content(), cover=Cover(id="c", title="Odd")))
    path = pack.save(folder.with_name("Ä & ü?#%.briefpack"))
    other = opened(tmp_path, path)
    assert other.content == pack.content
    other.close()
    pack.close()


@pytest.mark.parametrize("limit", ["LARGEST_BLOB", "ALL_TEXTS", "ALL_BLOBS"])
def test_what_could_not_be_opened_again_is_not_saved(tmp_path, filled, monkeypatch, limit):
    path = filled.save(tmp_path / "saved.briefpack")
    before = path.read_bytes()
    put(filled, Topic(id="t", name="T"))
    monkeypatch.setattr(blobs, limit, 1)
    with pytest.raises(OutputNotWrittenError, match=r"was not saved .* unchanged"):
        filled.save()
    assert path.read_bytes() == before
    assert filled.is_modified


def test_a_file_that_would_be_larger_than_any_pack_is_not_saved(tmp_path, filled, monkeypatch):
    path = filled.save(tmp_path / "saved.briefpack")
    before = path.read_bytes()
    monkeypatch.setattr(saving, "LARGEST_FILE", len(before) - 1)
    with pytest.raises(OutputNotWrittenError, match="no pack may be larger than 1 GiB"):
        filled.save()
    assert path.read_bytes() == before
    assert [path, filled.side_files[0].parent] == sorted(tmp_path.iterdir(), reverse=True)


def test_an_edit_that_would_make_a_pack_too_large_is_not_done(pack, monkeypatch):
    monkeypatch.setattr(blobs, "ALL_BLOBS", 3000)
    put(pack, Source(id="s", title="S", text="x" * 2000))
    with pytest.raises(blobs.PackFullError, match="remove sources that are not needed"):
        put(pack, Source(id="big", title="Big", text="y" * 2000))
    with pack.edit("Remove"):
        pack.remove(pack.content.get(Source, "s"))
    put(pack, Source(id="other", title="Other", text="z" * 2000))
    assert [row.id for row in pack.content.sources] == ["other"]


@pytest.mark.parametrize("character", ["a", "é", "ж", "字", "🙂"])
def test_the_memory_of_a_text_is_known_from_its_bytes(character):
    text = ("plain " + character) * 500
    bare = sys.getsizeof("") if character == "a" else sys.getsizeof(character) - 1
    taken = blobs.memory_of(text.encode())
    assert taken == pytest.approx(sys.getsizeof(text) - bare, abs=40)


def test_texts_that_would_take_too_much_memory_are_not_kept(pack, monkeypatch):
    monkeypatch.setattr(blobs, "ALL_TEXTS", 2000)
    put(pack, Source(id="s", title="S", text="x" * 1000))
    with pytest.raises(blobs.PackFullError, match="1 MiB of memory"):
        put(pack, Source(id="wide", title="Wide", text="y" * 300 + "🙂"))
    assert [row.id for row in pack.content.sources] == ["s"]
