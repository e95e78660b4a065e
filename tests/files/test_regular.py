"""Only files are read: a pipe or a device in their place is refused at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing.files.regular import open_file, read_file, shown_name


def test_a_file_is_read_whole_or_as_far_as_asked(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"words")
    assert read_file(path) == b"words"
    assert read_file(path, 2) == b"wo"


@pytest.mark.parametrize("reader", [open_file, read_file])
def test_a_pipe_is_refused_and_not_waited_for(tmp_path, reader):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="a pipe or a device, not a file"):
        reader(tmp_path / "pipe")


def test_a_device_is_refused():
    with pytest.raises(OSError, match="a pipe or a device, not a file"):
        read_file(Path("/dev/zero"))


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(IsADirectoryError):
        read_file(tmp_path)


def test_a_name_that_is_no_utf_8_is_shown_with_a_mark():
    assert shown_name(Path(os.fsdecode(b"caf\xe9.txt"))) == "caf\N{REPLACEMENT CHARACTER}.txt"
