"""Packs on read-only media, behind links, under odd names, and beside copies in conflict."""

from __future__ import annotations

import errno
import os
import socket
import unicodedata
from contextlib import closing

import pytest

from briefing.app import backups, folders, packs, settings
from briefing.app.conflicts import conflict_copies
from briefing.app.editing import change_cover
from briefing.app.rescuing import rescue_pack, rescued_name
from briefing.cli import run
from briefing.errors import BriefingError, DamagedPackError, OutputNotWrittenError
from briefing.files import locking
from briefing.files.locking import HeldElsewhereError
from briefing.store.pack import ReadOnlyError
from tests.media import refusing_new


@pytest.fixture
def path(tmp_path):
    (tmp_path / "packs").mkdir()
    pack = packs.create_pack("Summit")
    saved = packs.save_pack(pack, tmp_path / "packs" / "summit")
    pack.close()
    return saved


def refusing(code):
    def refuse(*_args, **_kwargs):
        raise OSError(code, os.strerror(code))

    return refuse


def title(path):
    pack = packs.open_pack(path, read_only=True)
    found = pack.content.cover.title
    pack.close()
    return found


# ------------------------------------------------------------ read-only places


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_a_pack_whose_folder_takes_no_lock_opens_to_read_and_says_why(path, monkeypatch, code):
    with monkeypatch.context() as media:
        media.setattr(locking.os, "open", refusing_new(code))
        pack = packs.open_pack(path)
    assert pack.is_read_only
    assert "takes no files" in pack.why_read_only
    with pytest.raises(ReadOnlyError, match=r"takes no files.*Save a copy under another name"):
        change_cover(pack, title="Mine")
    with pytest.raises(ReadOnlyError, match="“Save” was not done"):
        packs.save_pack(pack)
    packs.save_pack(pack, path.with_name("copy"))
    change_cover(pack, title="Mine")
    pack.close()


def test_a_lock_that_cannot_be_written_to_its_end_is_not_left(path, monkeypatch):
    with monkeypatch.context() as full:
        full.setattr(locking.os, "fdopen", refusing(errno.ENOSPC))
        pack = packs.open_pack(path)
    assert pack.is_read_only
    assert list(path.parent.iterdir()) == [path]
    pack.close()
    packs.open_pack(path).close()


def test_a_pack_that_may_not_be_looked_at_is_not_called_missing(path, monkeypatch):
    monkeypatch.setattr(type(path), "lstat", refusing(errno.EACCES))
    with pytest.raises(BriefingError, match="cannot be opened: permission denied"):
        packs.open_pack(path)


def test_a_folder_that_vanishes_loses_nothing_and_is_said(path):
    pack = packs.open_pack(path)
    change_cover(pack, title="Mine")
    away = path.parent.rename(path.parent.with_name("away"))
    change_cover(pack, title="Still mine")
    with pytest.raises(OutputNotWrittenError, match="was not written to"):
        packs.save_pack(pack)
    assert pack.content.cover.title == "Still mine"
    elsewhere = packs.save_pack(pack, path.parent.parent / "elsewhere")
    assert title(elsewhere) == "Still mine"
    assert title(away / path.name) == "Summit"
    pack.close()


def test_a_state_folder_that_cannot_be_written_is_a_sentence(path, monkeypatch):
    monkeypatch.setattr(folders.tempfile, "mkdtemp", refusing(errno.ENOSPC))
    with pytest.raises(BriefingError, match=r"keeps its work in .* no space left"):
        packs.open_pack(path)
    assert list(path.parent.iterdir()) == [path]


def test_dated_copies_and_recent_packs_that_cannot_be_kept_are_left_out(path, monkeypatch):
    pack = packs.open_pack(path)
    change_cover(pack, title="Mine")
    monkeypatch.setattr(backups.Path, "glob", refusing(errno.EIO))
    packs.save_pack(pack)
    assert backups.backups(path) == ()
    monkeypatch.setattr(settings, "write_whole", refusing_output)
    settings.remember_recent(path)
    assert title(path) == "Mine"
    pack.close()


def refusing_output(*_):
    raise OutputNotWrittenError("settings.json was not written.")


# ----------------------------------------------------------------------- names


@pytest.mark.parametrize(
    "name",
    [
        "-rf",
        "ends with dots...",
        " spaces ",
        "🌍🕊️ Gipfel",
        unicodedata.normalize("NFD", "Übergabe é"),
        unicodedata.normalize("NFC", "Übergabe é"),
        "a'b\"c;%20#?&",
        "x" * 240,
        "首" * 79,
        "CON",
        "line\nbreak",
    ],
)
def test_a_pack_of_any_name_is_locked_saved_and_opened(tmp_path, name):
    pack = packs.create_pack("Summit")
    saved = packs.save_pack(pack, tmp_path / name)
    with pytest.raises(HeldElsewhereError):
        packs.open_pack(saved)
    change_cover(pack, title="Named")
    packs.save_pack(pack)
    pack.close()
    assert list(tmp_path.iterdir()) == [saved]
    assert title(saved) == "Named"


def test_a_command_takes_a_pack_whose_name_begins_with_a_dash(tmp_path, capsys, monkeypatch):
    pack = packs.create_pack("Summit")
    packs.save_pack(pack, tmp_path / "-rf")
    pack.close()
    monkeypatch.chdir(tmp_path)
    assert run(["check", "--", "-rf.briefpack"]) in {0, 1}
    capsys.readouterr()


def test_saving_under_the_name_of_a_link_to_the_open_pack_is_a_saving(path):
    link = path.with_name("link.briefpack")
    link.symlink_to(path)
    pack = packs.open_pack(path)
    change_cover(pack, title="Mine")
    assert packs.save_pack(pack, link) == path
    assert pack.lock.is_held
    pack.close()
    assert link.is_symlink()
    assert title(link) == "Mine"


def test_a_pack_is_locked_for_those_who_open_it_through_a_link_too(path, tmp_path):
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "other.briefpack"
    link.symlink_to(path)
    pack = packs.open_pack(link)
    with pytest.raises(HeldElsewhereError):
        packs.open_pack(path)
    change_cover(pack, title="Mine")
    packs.save_pack(pack)
    pack.close()
    assert [item.name for item in link.parent.iterdir()] == [link.name]
    assert title(path) == "Mine"


def test_a_name_that_differs_by_case_is_the_same_pack_where_the_disk_says_so(path, monkeypatch):
    upper = path.with_name("Summit.briefpack")
    pack = packs.open_pack(path)
    change_cover(pack, title="Mine")
    stat = os.stat

    def insensitive(where, **options):
        return stat(path if str(where) == str(upper) else where, **options)

    monkeypatch.setattr(os, "stat", insensitive)
    assert packs.save_pack(pack, upper) == path
    assert title(path) == "Mine"
    pack.close()


def test_another_hard_link_is_a_name_of_its_own(path):
    other = path.with_name("other.briefpack")
    other.hardlink_to(path)
    pack = packs.open_pack(path)
    change_cover(pack, title="Mine")
    assert packs.save_pack(pack, other) == other
    pack.close()
    assert (title(path), title(other)) == ("Summit", "Mine")


def test_a_link_to_nothing_is_refused_in_a_sentence(path):
    link = path.with_name("link.briefpack")
    link.symlink_to(path.with_name("gone.briefpack"))
    with pytest.raises(BriefingError, match="no such file"):
        packs.open_pack(link)


# ------------------------------------------------------------ copies in conflict


@pytest.mark.parametrize(
    "name",
    [
        "summit (Anna's conflicted copy 2027-03-08)",
        "summit (conflicted copy 2027-03-08 120000)",
        "summit (Annas Kopie in Konflikt 2027-03-08)",
        "summit (copie en conflit de Anna 2027-03-08)",
        "summit (SFConflict anna@example.org 2027-03-08-12-00-00)",
        "summit.sync-conflict-20270308-120000-ABCDEFG",
        "summit_desk_Mar-08-120000-2027_Conflict",
        "summit.Conflict",
        "summit-DESKTOP-AB12CD3",
        "summit-LAPTOP-AB12CD3-2",
        f"summit-{socket.gethostname()}",
    ],
)
def test_copies_in_conflict_are_known_by_their_names(path, name):
    copy = path.with_name(f"{name}.briefpack")
    copy.write_bytes(path.read_bytes())
    assert conflict_copies(path) == (copy,)
    assert conflict_copies(copy) == ()


@pytest.mark.parametrize(
    "name", ["summit 2", "summit-final", "conflict", "summits in conflict", "other (conflict)"]
)
def test_other_packs_are_no_copies_in_conflict(path, name):
    path.with_name(f"{name}.briefpack").write_bytes(path.read_bytes())
    path.with_name("summit (conflict).briefpack").write_bytes(b"no pack")
    path.with_name("summit (conflict).txt").write_bytes(path.read_bytes())
    assert conflict_copies(path) == ()


# --------------------------------------------------------------------- damaged


def test_a_damaged_pack_names_rescue_and_what_is_left_can_be_rescued(path):
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DamagedPackError, match=r"is cut short.*\(Rescue\)") as caught:
        packs.open_pack(path)
    assert caught.value.path == path
    report = rescue_pack(path, rescued_name(path))
    assert report.losses == ()
    with closing(packs.open_pack(report.path, read_only=True)) as pack:
        assert pack.content.cover.title == "Summit"
