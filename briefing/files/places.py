"""What kind of place a file lies in: this machine's own disk, or another machine's."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

_MOUNTS = Path("/proc/self/mounts")
_REMOTE_DRIVE = 4  # what Windows calls a drive of another machine
_NETWORKS = {
    "9p",
    "afpfs",
    "afs",
    "ceph",
    "cifs",
    "coda",
    "davfs",
    "glusterfs",
    "gpfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
    "vboxsf",
    "webdav",
}
_BY_PROGRAMS = {
    "ceph",
    "cifs",
    "davfs",
    "davfs2",
    "glusterfs",
    "google-drive-ocamlfuse",
    "gvfsd-fuse",
    "onedriver",
    "rclone",
    "s3fs",
    "smbnetfs",
    "sshfs",
    "vmhgfs-fuse",
}


def is_on_network(path: Path, mounts: str | None = None) -> bool:
    """Tell whether a file lies, or would lie, on a file system of another machine.

    Args:
        path: The file; it need not exist.
        mounts: The table of mounts as Linux words it; that of this machine when left out.
    """
    if os.name == "nt" and mounts is None:
        return _is_on_remote_drive(path)
    table = _table() if mounts is None else mounts
    kind = _kind_of(Path(os.path.realpath(path)), table)
    return kind in _NETWORKS or kind.removeprefix("fuse.") in _BY_PROGRAMS


def _table() -> str:
    try:
        return _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""  # another system than Linux


def _kind_of(path: Path, table: str) -> str:
    """Return the type of the file system that is mounted nearest above a path."""
    nearest, kind = -1, ""
    for line in table.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        place = Path(_unescaped(fields[1]))
        # A later mount over the same place hides the earlier one.
        if path.is_relative_to(place) and len(place.parts) >= nearest:
            nearest, kind = len(place.parts), fields[2]
    return kind


def _unescaped(words: str) -> str:
    for sign in (" ", "\t", "\n", "\\"):
        words = words.replace(f"\\{ord(sign):03o}", sign)
    return words


def _is_on_remote_drive(path: Path) -> bool:
    anchor = Path(os.path.realpath(path)).anchor
    if anchor.startswith("\\\\") and not anchor.startswith(("\\\\?\\", "\\\\.\\")):
        return True
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  # absent elsewhere
    return bool(kernel.GetDriveTypeW(anchor) == _REMOTE_DRIVE)
