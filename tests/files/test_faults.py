"""Faults of the disk at each step of a save: what was there stays as it was."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

import apsw
import pytest

from briefing.domain.agenda import Topic
from briefing.domain.cover import Cover
from briefing.errors import InputRefusedError, OutputNotWrittenError
from briefing.store import saving
from briefing.store.pack import Pack

CODES = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.ENOENT, errno.EDQUOT)
CALLS = ((tempfile, "mkstemp"), (os, "fsync"), (os, "open"), (Path, "replace"))
SYSTEM = apsw.vfs_names()[0]


@pytest.fixture
def pack(tmp_path):
    (tmp_path / "working").mkdir()
    made = Pack.create(tmp_path / "working", Cover(id="cover", title="Larnaca"))
    (tmp_path / "packs").mkdir()
    made.save(tmp_path / "packs" / "Gipfel — 首脑.briefpack")
    with made.edit("Add Topic"):
        made.put(Topic(id="t", name="Ports"))
    yield made
    made.close()


def refused(pack, old: bytes) -> str:
    """Save in vain: the file, its folder and the edits are as they were."""
    with pytest.raises(OutputNotWrittenError) as caught:
        pack.save()
    assert pack.path.read_bytes() == old
    assert list(pack.path.parent.iterdir()) == [pack.path]
    assert pack.is_modified
    assert [topic.name for topic in pack.content.topics] == ["Ports"]
    sentence = str(caught.value)
    assert pack.path.name in sentence
    assert "unchanged" in sentence
    assert "make room" in sentence or "choose another folder" in sentence
    return sentence


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(("owner", "name"), CALLS, ids=[name for _, name in CALLS])
def test_a_fault_of_any_call_leaves_the_file_and_the_edits(pack, monkeypatch, owner, name, code):
    old = pack.path.read_bytes()

    def fail(*_args, **_kwargs):
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as broken:
        broken.setattr(owner, name, fail)
        assert os.strerror(code).lower() in refused(pack, old)
    pack.save()
    assert not pack.is_modified


class FailingVFS(apsw.VFS):
    """The system's own, whose write number `at` fails as on a full or broken disk."""

    def __init__(self, error: type[apsw.Error]) -> None:
        self.error = error
        self.at = -1
        self.writes = 0
        super().__init__("failing", base=SYSTEM)

    def xOpen(self, name, flags):
        return FailingFile(self, name, flags)


class FailingFile(apsw.VFSFile):
    def __init__(self, owner, name, flags) -> None:
        self.owner = owner
        super().__init__(SYSTEM, name, flags)

    def xWrite(self, data, offset):
        self.owner.writes += 1
        if self.owner.writes == self.owner.at:
            raise self.owner.error
        super().xWrite(data, offset)


@pytest.mark.parametrize("error", [apsw.FullError, apsw.IOError])
def test_a_fault_at_each_write_of_a_save_leaves_the_file_and_the_edits(pack, monkeypatch, error):
    home = pack.path
    failing = FailingVFS(error)
    connect = apsw.Connection

    def connected(name, **options):
        return connect(name, vfs="failing", **options)

    monkeypatch.setattr(saving.apsw, "Connection", connected)
    failing.writes = 0
    pack.save(pack.path.with_name("trial.briefpack"))
    total = failing.writes
    pack.path.unlink()
    pack.save(home)
    old = home.read_bytes()
    with pack.edit("Change Topic"):
        pack.put(Topic(id="t", name="Ports", order=2))
    assert total > 50
    for at in range(1, total + 1, max(1, total // 60)):
        failing.writes, failing.at = 0, at
        refused(pack, old)
    failing.at = -1
    pack.save()
    assert pack.path.read_bytes() != old


def test_a_folder_that_is_gone_is_said_and_the_edits_are_kept(pack, tmp_path):
    moved = tmp_path / "moved"
    pack.path.parent.rename(moved)
    with pytest.raises(OutputNotWrittenError, match="no such file or directory"):
        pack.save()
    assert pack.content.topics
    moved.rename(pack.path.parent)
    pack.save()
    assert not pack.is_modified


def test_a_name_that_is_too_long_is_said(pack):
    old = pack.path
    with pytest.raises(OutputNotWrittenError, match="name too long"):
        pack.save(old.with_name("x" * 250 + ".briefpack"))
    assert pack.path == old
    assert pack.is_modified


def test_a_long_path_and_a_link_to_a_pack_work(pack, tmp_path):
    deep = tmp_path.joinpath(*["ein langer Ordner mit vielen Zeichen ü" for _ in range(4)])
    deep.mkdir(parents=True)
    path = pack.save(deep / ("首脑" * 9 + ".briefpack"))
    link = tmp_path / "link.briefpack"
    link.symlink_to(path)
    (tmp_path / "other").mkdir()
    other = Pack.open(tmp_path / "other", link)
    assert other.content == pack.content
    other.save()
    assert link.is_symlink()
    other.close()


def test_a_path_that_is_too_long_for_a_database_is_said(pack, tmp_path):
    deep = tmp_path.joinpath(*["x" * 60 for _ in range(9)])
    deep.mkdir(parents=True)
    with pytest.raises(OutputNotWrittenError, match="save the pack somewhere else"):
        pack.save(deep / "a.briefpack")
    assert list(deep.iterdir()) == []
    (deep / "b.briefpack").write_bytes(pack.path.read_bytes())
    (tmp_path / "other").mkdir()
    with pytest.raises(InputRefusedError, match="its path may be too long"):
        Pack.open(tmp_path / "other", deep / "b.briefpack")


def test_names_that_differ_by_case_are_different_packs(pack):
    upper = pack.path.with_name("A.briefpack")
    lower = pack.path.with_name("a.briefpack")
    pack.save(upper)
    first = upper.read_bytes()
    with pack.edit("Add Topic"):
        pack.put(Topic(id="u", name="Roads"))
    pack.save(lower)
    assert lower.read_bytes() != first
    if not upper.samefile(lower):
        assert upper.read_bytes() == first
