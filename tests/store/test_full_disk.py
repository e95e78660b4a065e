"""A disk under the working copy that takes no more: a sentence, nothing lost, room to remove."""

from __future__ import annotations

import shutil
from collections import namedtuple

import apsw
import pytest

from briefing.domain.agenda import Topic
from briefing.domain.cover import Cover
from briefing.store.disk import RESERVE, WorkingCopyRefusedError
from briefing.store.pack import Pack

LONG = "Ports and boats. " * 4000


def fill(pack: Pack) -> int:
    """Let the database grow no more, as on a full disk; return what it may grow to."""
    return pack._working.db.pragma("max_page_count", pack._working.db.pragma("page_count"))


def make_room(pack: Pack) -> None:
    pack._working.db.pragma("max_page_count", 1 << 20)


def put(pack: Pack, name: str, order: int = 0) -> None:
    with pack.edit("Add Topic"):
        pack.put(Topic(id="t", name=name, order=order))


@pytest.fixture
def full(pack, tmp_path):
    put(pack, "Ports")
    pack.save(tmp_path / "saved.briefpack")
    fill(pack)
    return pack


def test_an_edit_is_refused_with_the_room_that_is_left_and_that_is_needed(full):
    before, history = full.content, full.history
    with pytest.raises(WorkingCopyRefusedError) as caught:
        put(full, LONG)
    sentence = str(caught.value)
    assert "“Add Topic” was not done; everything else is as it was" in sentence
    assert "KiB left" in sentence
    assert "at least 10 MiB free" in sentence
    assert full.content == before
    assert full.history == history
    assert not full.is_modified


def test_after_making_room_editing_goes_on(full):
    with pytest.raises(WorkingCopyRefusedError):
        put(full, LONG)
    make_room(full)
    put(full, LONG)
    assert full.content.topics[0].name == LONG
    assert full.undo() == "Add Topic"
    assert full.content.topics[0].name == "Ports"


def test_undo_and_redo_are_refused_alike(full):
    make_room(full)
    put(full, LONG)
    full.undo()
    with full._working.unrecorded("Tidy"):
        pass
    full._working.db.execute("VACUUM")
    fill(full)
    before = full.content
    with pytest.raises(WorkingCopyRefusedError, match="“Add Topic” was not done"):
        full.redo()
    assert full.content == before
    assert full.redo_name == "Add Topic"


def test_a_reserve_is_given_back_once_and_held_again_when_there_is_room(full):
    reserve = full._folder / RESERVE
    assert reserve.stat().st_blocks * 512 >= 1 << 20
    with pytest.raises(WorkingCopyRefusedError, match="A little room was set free"):
        put(full, LONG)
    assert not reserve.exists()
    with pytest.raises(WorkingCopyRefusedError) as caught:
        put(full, LONG)
    assert "set free" not in str(caught.value)
    make_room(full)
    put(full, LONG)
    assert reserve.exists()


def test_on_a_disk_with_hardly_any_room_no_reserve_is_held(tmp_path, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(1, 1, 100))
    (tmp_path / "tight").mkdir()
    pack = Pack.create(tmp_path / "tight", Cover(id="cover", title="Tight"))
    assert not (tmp_path / "tight" / RESERVE).exists()
    pack.close()


def test_a_new_pack_on_a_full_disk_leaves_nothing(tmp_path, monkeypatch):
    folder = tmp_path / "full"
    folder.mkdir()
    before = apsw.Connection

    def small(name, flags):
        db = before(name, flags=flags)
        db.pragma("max_page_count", 3)
        return db

    monkeypatch.setattr("briefing.store.working.apsw.Connection", small)
    with pytest.raises(WorkingCopyRefusedError, match="“Open” was not done"):
        Pack.create(folder, Cover(id="cover", title="None"))
    assert not folder.exists()


def test_the_file_is_saved_though_the_working_copy_cannot_note_it(full):
    make_room(full)
    put(full, "Roads")
    full._working.db.pragma("query_only", True)
    full.save()
    full._working.db.pragma("query_only", False)
    assert full.is_modified
    (full._folder.parent / "again").mkdir()
    again = Pack.open(full._folder.parent / "again", full.path)
    assert again.content == full.content
    again.close()


def test_the_search_index_goes_to_memory_when_its_disk_is_full(full):
    full._search._db.pragma("max_page_count", full._search._db.pragma("page_count"))
    make_room(full)
    put(full, LONG)
    assert full.search("boats")
    put(full, "Roads", order=1)
    assert [hit.words for hit in full.search("roads")] == ["Roads"]
