from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from pathlib import Path

import pytest

from briefing.errors import OutputNotWrittenError
from briefing.files import replacing
from briefing.files.replacing import replaced, sweep, write_together, write_whole


@pytest.fixture
def target(tmp_path) -> Path:
    path = tmp_path / "matrix.xlsx"
    path.write_bytes(b"old")
    path.chmod(0o640)
    return path


def is_untouched(target: Path) -> bool:
    return target.read_bytes() == b"old" and [target] == list(target.parent.iterdir())


def failing(code: int):
    def fail(*_args, **_kwargs):
        raise OSError(code, os.strerror(code))

    return fail


def test_the_whole_file_is_put_in_place(target):
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert [target] == list(target.parent.iterdir())


def test_the_target_is_the_old_file_until_the_block_ends(target):
    with replaced(target) as beside:
        beside.write_bytes(b"half")
        assert target.read_bytes() == b"old"
        assert beside.parent == target.parent
    assert target.read_bytes() == b"half"


def test_a_new_file_gets_the_usual_mode_and_an_old_one_keeps_its_own(target):
    write_whole(target, b"new")
    assert target.stat().st_mode & 0o777 == 0o640
    mask = os.umask(0o027)
    try:
        write_whole(target.with_name("new.xlsx"), b"new")
    finally:
        os.umask(mask)
    assert target.with_name("new.xlsx").stat().st_mode & 0o777 == 0o640


def test_a_link_still_leads_to_the_file_that_it_showed(target, tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    link = folder / "link.xlsx"
    link.symlink_to(target)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert [link] == list(folder.iterdir())


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, ZeroDivisionError])
def test_when_the_block_raises_nothing_changed_and_nothing_is_left(target, error):
    def write_half() -> None:
        with replaced(target) as beside:
            beside.write_bytes(b"half")
            raise error

    with pytest.raises(error):
        write_half()
    assert is_untouched(target)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_when_writing_fails_nothing_changed_and_the_sentence_says_why(target, code):
    with pytest.raises(OutputNotWrittenError) as caught, replaced(target):
        failing(code)()
    assert is_untouched(target)
    sentence = str(caught.value)
    assert "matrix.xlsx" in sentence
    assert str(target.parent) in sentence
    assert os.strerror(code).lower() in sentence
    assert "unchanged" in sentence


def test_a_full_disk_found_while_flushing_leaves_the_old_file(target, monkeypatch):
    monkeypatch.setattr(os, "fsync", failing(errno.ENOSPC))
    with pytest.raises(OutputNotWrittenError, match="no space left"):
        write_whole(target, b"new")
    assert is_untouched(target)


def test_a_replacement_that_fails_leaves_the_old_file(target, monkeypatch):
    monkeypatch.setattr(Path, "replace", failing(errno.EACCES))
    with pytest.raises(OutputNotWrittenError, match="permission denied"):
        write_whole(target, b"new")
    assert is_untouched(target)


def test_a_read_only_folder_is_said_and_left_alone(target, monkeypatch):
    monkeypatch.setattr(tempfile, "mkstemp", failing(errno.EROFS))
    with pytest.raises(OutputNotWrittenError, match="read-only file system"):
        write_whole(target, b"new")
    assert is_untouched(target)


def test_a_missing_folder_is_said_and_not_made(tmp_path):
    with pytest.raises(OutputNotWrittenError, match="no such file or directory"):
        write_whole(tmp_path / "gone" / "matrix.xlsx", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_that_name_is_not_replaced(tmp_path):
    (tmp_path / "matrix.xlsx").mkdir()
    with pytest.raises(OutputNotWrittenError):
        write_whole(tmp_path / "matrix.xlsx", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["matrix.xlsx"]


def test_a_folder_that_cannot_be_flushed_does_not_deny_what_was_written(target, monkeypatch):
    flush = os.fsync

    def only_files(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        flush(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"


def test_a_file_that_others_are_reading_is_tried_again(target, monkeypatch):
    """Windows refuses with error 5, 32 or 33 while a reader has the file open."""
    replace, codes = Path.replace, [32, 33, 5]

    def busy(self, other):
        if codes:
            error = OSError(errno.EACCES, "sharing violation")
            error.winerror = codes.pop()
            raise error
        return replace(self, other)

    monkeypatch.setattr(replacing, "_PAUSE_S", 0)
    monkeypatch.setattr(Path, "replace", busy)
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"


def test_a_file_that_stays_in_use_is_given_up_whole(target, monkeypatch):
    def busy(*_):
        error = OSError(errno.EACCES, "sharing violation")
        error.winerror = 32
        raise error

    monkeypatch.setattr(replacing, "_PAUSE_S", 0)
    monkeypatch.setattr(Path, "replace", busy)
    with pytest.raises(OutputNotWrittenError):
        write_whole(target, b"new")
    assert is_untouched(target)


def test_a_very_long_name_can_be_written(tmp_path):
    write_whole(tmp_path / f"{'é' * 100}.xlsx", b"new")
    assert len(list(tmp_path.iterdir())) == 1


def test_what_a_killed_process_left_is_swept_and_nothing_else(target):
    other = target.with_name("other.xlsx")
    other.write_bytes(b"other")
    with replaced(target) as killed, replaced(other) as writing:
        left = killed.with_name(killed.name.replace(".part", "x.part"))
        shutil.copy(killed, left)
        sweep(target.with_name("matrix"))
        assert left.exists()
        sweep(target)
        assert not left.exists()
        assert not killed.exists()
        assert writing.exists()
        killed.write_bytes(b"new")
    assert target.read_bytes() == b"new"
    assert other.exists()


def test_long_names_that_begin_alike_do_not_sweep_each_other(tmp_path):
    first, second = (tmp_path / f"{'x' * 90}{count}.briefpack" for count in (1, 2))
    with replaced(first) as writing:
        sweep(second)
        assert writing.exists()


def test_a_folder_that_is_gone_is_swept_without_a_word(tmp_path):
    sweep(tmp_path / "gone" / "matrix.xlsx")


def test_what_a_link_shows_is_swept(target, tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    (folder / "link").symlink_to(target)
    with replaced(target) as beside:
        sweep(folder / "link")
        assert not beside.exists()
        beside.write_bytes(b"new")


def test_several_files_are_written_together(target):
    other = target.with_name("pack.docx")
    write_together({target: b"new", other: b"pages"})
    assert (target.read_bytes(), other.read_bytes()) == (b"new", b"pages")
    assert sorted(target.parent.iterdir()) == sorted([target, other])


@pytest.mark.parametrize("missing", ["nodir/pack.docx", "matrix.xlsx/pack.docx"])
def test_of_files_written_together_none_is_there_when_one_has_no_folder(target, missing):
    with pytest.raises(OutputNotWrittenError, match=r"pack\.docx was not written"):
        write_together(
            {target: b"new", target.with_name("other"): b"x", target.parent / missing: b"pages"}
        )
    assert is_untouched(target)


@pytest.mark.parametrize("has_links", [True, False])
def test_of_files_written_together_those_in_place_are_taken_back(target, monkeypatch, has_links):
    """The last to take its place is the first named."""
    second, third = target.with_name("second"), target.with_name("third")
    second.write_bytes(b"old second")
    replace = Path.replace

    def refuses_the_first(path, to):
        if Path(to) == target:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        return replace(path, to)

    if not has_links:
        monkeypatch.setattr(os, "link", failing(errno.EPERM))
    monkeypatch.setattr(Path, "replace", refuses_the_first)
    with pytest.raises(OutputNotWrittenError, match=r"matrix\.xlsx was not written"):
        write_together({target: b"new", second: b"new second", third: b"new third"})
    assert second.read_bytes() == b"old second"
    assert target.read_bytes() == b"old"
    assert sorted(target.parent.iterdir()) == sorted([target, second])


def test_a_file_stays_its_groups_and_where_it_cannot_no_other_group_gets_its_rights(
    target, monkeypatch
):
    group = 4242 if os.geteuid() == 0 else os.getgroups()[-1]
    os.chown(target, -1, group)
    write_whole(target, b"new")
    assert (target.stat().st_gid, target.stat().st_mode & 0o777) == (group, 0o640)
    other = 4243 if os.geteuid() == 0 else os.getgid()
    os.chown(target, -1, other)
    target.chmod(0o664)
    monkeypatch.setattr(os, "chown", failing(errno.EPERM))
    write_whole(target, b"new")
    is_kept = target.stat().st_gid == other
    assert target.stat().st_mode & 0o777 == (0o664 if is_kept else 0o644)
