"""Two openers never overwrite each other, and a dead one stands in nobody's way."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.app import packs
from briefing.app.editing import change_cover
from briefing.cli import run
from briefing.files.holders import Holder
from briefing.files.locking import FileLock, HeldElsewhereError
from briefing.store.pack import ReadOnlyError

NOW = "2027-03-08T18:00:00+01:00"


@pytest.fixture
def path(tmp_path):
    pack = packs.create_pack("Summit")
    saved = packs.save_pack(pack, tmp_path / "summit")
    pack.close()
    return saved


def lock_of(path):
    return path.with_name(f".{path.name}.lock")


def held_by(path, **changed):
    holder = json.loads(Holder.here(NOW).as_json()) | changed
    lock_of(path).write_text(json.dumps(holder), encoding="utf-8")


def gone_id():
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    return done.pid


def test_closing_a_pack_leaves_nothing_beside_it(path):
    pack = packs.open_pack(path)
    assert lock_of(path).exists()
    pack.close()
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_a_second_opener_is_told_who_and_since_when_and_may_read(path):
    first = packs.open_pack(path)
    with pytest.raises(HeldElsewhereError) as refusal:
        packs.open_pack(path)
    assert refusal.value.holder.process == first.lock._mine.process
    reader = packs.open_pack(path, read_only=True)
    with pytest.raises(ReadOnlyError):
        change_cover(reader, title="Mine")
    assert reader.content.cover.title == "Summit"
    reader.close()
    assert lock_of(path).exists()
    first.close()


def test_a_reader_can_save_a_copy_and_work_on_that(path, tmp_path):
    first = packs.open_pack(path)
    reader = packs.open_pack(path, read_only=True)
    packs.save_pack(reader, tmp_path / "copy")
    change_cover(reader, title="Mine")
    reader.close()
    first.close()


def test_the_lock_of_a_dead_process_is_taken_over_without_a_question(path):
    held_by(path, process=gone_id())
    pack = packs.open_pack(path)
    assert pack.lock.is_held
    pack.close()


def test_a_later_process_with_the_same_id_does_not_keep_a_dead_lock(path):
    held_by(path, started=1)
    packs.open_pack(path).close()
    assert not lock_of(path).exists()


def test_the_lock_of_another_machine_is_never_taken_by_itself(path):
    held_by(path, host="another-desk", process=1)
    with pytest.raises(HeldElsewhereError, match="another-desk"):
        packs.open_pack(path)
    lock = FileLock(path)
    lock.take_over(NOW)
    assert lock.is_held
    lock.release()


def test_a_heartbeat_keeps_the_lock_and_says_when(path):
    pack = packs.open_pack(path)
    assert Holder.read(lock_of(path)).heartbeat
    assert pack.lock.beat("2027-03-08T18:01:00+01:00")
    assert Holder.read(lock_of(path)).heartbeat == "2027-03-08T18:01:00+01:00"
    assert pack.lock.is_held
    pack.close()
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_who_was_not_heard_of_for_ten_minutes_is_silent():
    holder = replace(Holder.here("2027-03-08T17:00:00+01:00"), heartbeat=NOW)
    assert not holder.is_silent("2027-03-08T18:09:59+01:00")
    assert holder.is_silent("2027-03-08T17:10:00+00:00")
    assert replace(holder, heartbeat="").is_silent(NOW)
    assert replace(holder, heartbeat="", since="long ago").is_silent(NOW)


def test_a_lock_that_was_taken_over_beats_no_more_and_is_left_alone(path):
    pack = packs.open_pack(path)
    held_by(path, host="another-desk", process=1)
    assert not pack.lock.is_held
    assert not pack.lock.beat(NOW)
    pack.close()
    assert Holder.read(lock_of(path)).host == "another-desk"


def test_a_pack_whose_lock_was_taken_over_is_not_saved_over_theirs(path, tmp_path):
    pack = packs.open_pack(path)
    change_cover(pack, title="Mine")
    held_by(path, host="another-desk", process=1)
    before = path.read_bytes()
    with pytest.raises(HeldElsewhereError, match="another-desk"):
        packs.save_pack(pack)
    assert path.read_bytes() == before
    packs.save_pack(pack, tmp_path / "copy")
    pack.close()


def test_a_lock_that_a_cleaner_removed_is_taken_again_when_saving(path):
    pack = packs.open_pack(path)
    lock_of(path).unlink()
    change_cover(pack, title="Mine")
    packs.save_pack(pack)
    assert pack.lock.is_held
    pack.close()


def test_a_lock_of_a_later_version_with_more_to_say_is_respected(path):
    held_by(path, host="another-desk", colour="blue")
    with pytest.raises(HeldElsewhereError, match="another-desk"):
        packs.open_pack(path)


def test_where_files_cannot_be_linked_the_lock_is_made_all_the_same(path, monkeypatch):
    def no_link(*_):
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", no_link)
    pack = packs.open_pack(path)
    with pytest.raises(HeldElsewhereError):
        packs.open_pack(path)
    pack.close()


TAKER = """
import sys
from pathlib import Path
from briefing.files.locking import FileLock, HeldElsewhereError
lock = FileLock(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
try:
    lock.acquire("2027-03-08T18:00:00+01:00")
    print("mine", flush=True)
    sys.stdin.readline()
except HeldElsewhereError:
    print("theirs", flush=True)
"""


def test_of_several_that_find_a_dead_lock_at_once_one_alone_takes_it(path):
    for _ in range(5):
        held_by(path, process=gone_id())
        takers = [
            subprocess.Popen(
                [sys.executable, "-c", TAKER, str(path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(3)
        ]
        assert [one.stdout.readline() for one in takers] == ["ready\n"] * 3
        for one in takers:
            one.stdin.write("go\n")
            one.stdin.flush()
        assert sorted(one.stdout.readline() for one in takers) == ["mine\n"] + ["theirs\n"] * 2
        for one in takers:
            one.communicate()


def test_a_damaged_lock_is_not_judged(path):
    lock_of(path).write_bytes(b"")
    with pytest.raises(HeldElsewhereError):
        packs.open_pack(path)


def test_commands_that_read_say_that_it_is_open_and_those_that_change_end_with_four(
    path, tmp_path, capfd
):
    first = packs.open_pack(path)
    source = tmp_path / "source.txt"
    source.write_text("A minister spoke on 1 May 2027.\n", encoding="utf-8")
    before = path.read_bytes()
    assert run(["list", str(path), "sources"]) == 0
    assert "being edited" in capfd.readouterr().err
    assert run(["import", str(path), str(source)]) == 4
    assert path.read_bytes() == before
    first.close()
    assert run(["import", str(path), str(source)]) == 0


@pytest.mark.parametrize(
    "words",
    [
        ["list", "{}", "topics"],
        ["check", "{}"],
        ["dump", "{}"],
        ["search", "{}", "summit"],
        ["export", "{}", "--excel", "{}.xlsx"],
        ["diff", "{}", "{}"],
        ["proposals", "{}"],
    ],
)
def test_every_reading_command_says_who_edits_the_pack_where_and_since(path, capfd, words):
    held_by(path, host="another-desk", user="anna")
    assert run([word.format(path) for word in words]) in {0, 1}
    assert f"being edited by anna on another-desk since {NOW}" in capfd.readouterr().err
    assert Holder.read(lock_of(path)).host == "another-desk"


def test_saving_under_another_name_locks_that_and_frees_the_first(path, tmp_path):
    pack = packs.open_pack(path)
    other = packs.save_pack(pack, tmp_path / "other")
    assert lock_of(other).exists()
    assert not lock_of(path).exists()
    pack.close()


def test_a_pack_that_is_refused_stays_unlocked(tmp_path):
    bad = tmp_path / "bad.briefpack"
    bad.write_bytes(b"nothing of the kind")
    with pytest.raises(Exception, match="not a briefing pack"):
        packs.open_pack(bad)
    assert not lock_of(bad).exists()


def test_a_lock_that_names_nobody_is_removed_once_it_is_old(path):
    lock = FileLock(path)
    place = lock_of(path)
    place.write_bytes(b"")
    with pytest.raises(HeldElsewhereError):
        lock.acquire(NOW)
    os.utime(place, (1, 1))
    assert lock.acquire(NOW)
    assert lock.is_held
    lock.release()


@pytest.mark.parametrize("process", ["a", 2**80, -1, 1.5, None, True])
def test_a_lock_with_a_process_that_is_none_names_nobody(path, process):
    place = lock_of(path)
    said = Holder.here(NOW).as_json()
    place.write_text(json.dumps(json.loads(said) | {"process": process}), encoding="utf-8")
    assert Holder.read(place) is None
    with pytest.raises(HeldElsewhereError):
        FileLock(path).acquire(NOW)


def test_a_process_that_ended_and_was_not_waited_for_is_gone():
    child = subprocess.Popen([sys.executable, "-c", ""])
    holder = replace(Holder.here(NOW), process=child.pid, started=0)
    while Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
        pass
    assert holder.is_gone
    child.wait()
