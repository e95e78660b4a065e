"""Which places are another machine's, by tables of mounts as Linux words them."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.files.places import is_on_network
from briefing.store import working
from briefing.store.working import WorkingCopy

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /run tmpfs rw 0 0
//files/desk /mnt/desk cifs rw,vers=3.0 0 0
files:/export /mnt/nfs nfs4 rw 0 0
anna@files:/ /home/anna/far fuse.sshfs rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
C:\\134 /mnt/c 9p rw 0 0
//files/press /mnt/press\\040office cifs rw 0 0
/dev/sdb1 /mnt/desk/stick vfat rw 0 0
portal /run/user/1000/doc fuse.portal rw 0 0
files:/old /mnt/over nfs rw 0 0
/dev/sdc1 /mnt/over ext4 rw 0 0
damaged line
"""


@pytest.mark.parametrize(
    ("path", "is_far"),
    [
        ("/home/anna/summit.briefpack", False),
        ("/mnt/desk/a/b/summit.briefpack", True),
        ("/mnt/desktop/summit.briefpack", False),
        ("/mnt/desk/stick/summit.briefpack", False),
        ("/mnt/nfs/x", True),
        ("/home/anna/far/x", True),
        ("/run/user/1000/gvfs/smb-share/x", True),
        ("/run/user/1000/doc/x", False),
        ("/mnt/c/Users/x", True),
        ("/mnt/press office/x", True),
        ("/mnt/over/x", False),
    ],
)
def test_a_share_is_told_by_the_mount_nearest_above_a_file(path, is_far):
    assert is_on_network(Path(path), MOUNTS) is is_far


def test_without_a_table_nothing_is_far(tmp_path):
    assert not is_on_network(tmp_path, "")


@pytest.mark.parametrize(("is_far", "mode"), [(True, "truncate"), (False, "wal")])
def test_no_log_lies_beside_a_working_copy_on_a_share(tmp_path, monkeypatch, is_far, mode):
    monkeypatch.setattr(working, "is_on_network", lambda _: is_far)
    copy = WorkingCopy(tmp_path / "working.db")
    assert copy.db.pragma("journal_mode") == mode
    with copy.unrecorded("Note"):
        copy.remember("key", "value")
    assert (tmp_path / "working.db-wal").exists() is not is_far
    copy.close()
    again = WorkingCopy(tmp_path / "working.db")
    assert again.recall("key") == "value"
    again.close()
