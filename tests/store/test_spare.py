"""The spare copy holds what the tables hold, is read tolerantly, and believes no stranger."""

from __future__ import annotations

import json
import random
import struct
import zlib

import apsw
import pytest

from briefing.store import spare
from briefing.store.carving import carve
from briefing.store.spare import PAGE, packed, put_into_free_pages, room_for, unpacked
from briefing.store.tables import all_tables
from tests.records import filled_content

CHANCE = random.Random(4)  # noqa: S311 - words, not secrets
ROWS = [("topic", (f"t{number}", number, CHANCE.randbytes(30).hex())) for number in range(900)]
BLOBS = [("0" * 64, b"not what its name says")]


def database(tmp_path, copy: bytes):
    path = tmp_path / "some.db"
    db = apsw.Connection(str(path))
    db.execute("PRAGMA page_size = 4096; CREATE TABLE room (data BLOB)")
    db.execute("INSERT INTO room VALUES (zeroblob(?))", (room_for(copy),))
    db.execute("CREATE TABLE kept (words TEXT); INSERT INTO kept VALUES ('kept')")
    db.execute("DROP TABLE room")
    db.close()
    put_into_free_pages(copy, path)
    return path


@pytest.mark.parametrize("count", [0, 1, 900])
def test_what_was_packed_is_unpacked_from_the_free_pages(tmp_path, count):
    path = database(tmp_path, packed(ROWS[:count], []))
    found = unpacked(path.read_bytes())
    assert found.rows.get("topic", []) == [row for _, row in ROWS[:count]]
    assert found.is_whole == bool(count)


def test_the_free_pages_of_a_large_copy_are_told_by_several_pages_of_the_list(tmp_path):
    noise = random.Random(1).randbytes(9 << 20)  # noqa: S311 - bytes that do not pack
    path = database(tmp_path, packed(ROWS, [("noise", noise)]))
    assert unpacked(path.read_bytes()).is_whole


def test_the_database_is_sound_with_it_and_keeps_its_own(tmp_path):
    db = apsw.Connection(str(database(tmp_path, packed(ROWS, BLOBS))))
    assert db.pragma("integrity_check") == "ok"
    assert db.execute("SELECT words FROM kept").get == "kept"
    db.close()


def test_a_saved_pack_holds_each_row_and_text_twice(tmp_path, filled):
    path = filled.save(tmp_path / "saved.briefpack")
    found = unpacked(path.read_bytes())
    db = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    for table in all_tables():
        names = ", ".join(f'"{name}"' for name in table.column_names[:-1])
        rows = set(db.execute(f'SELECT {names} FROM "{table.name}"'))  # noqa: S608 - ours
        assert set(found.rows.get(table.name, ())) == rows
    db.close()
    texts = {source.text.encode() for source in filled_content().content.sources}
    assert texts <= set(found.blobs.values())
    assert found.is_whole


def test_what_does_not_pack_lies_before_the_texts_and_only_once(tmp_path, filled):
    picture = random.Random(2).randbytes(90_000)  # noqa: S311 - bytes that do not pack
    with filled.edit("Keep"):
        sha256 = filled.keep_original(picture)
        first = filled.content.sources[1]
        changed = type(first.original)(name="a.png", media_type="image/png", sha256=sha256)
        filled.put(type(first)(id="picture", title="P", text="words", original=changed))
    data = filled.save(tmp_path / "saved.briefpack").read_bytes()
    assert sha256 not in unpacked(data).blobs
    assert sha256 in carve(data[: len(data) * 9 // 10]).blobs


def test_a_damaged_chunk_costs_only_itself(tmp_path):
    data = bytearray(database(tmp_path, packed(ROWS, [])).read_bytes())
    whole = unpacked(bytes(data))
    page = sorted(whole.pages)[1]
    data[page * PAGE + 2000] ^= 255
    found = unpacked(bytes(data))
    assert not found.is_whole
    assert 0 < len(found.rows["topic"]) < len(ROWS)
    assert set(found.rows["topic"]) < set(whole.rows["topic"])


def test_a_blob_whose_hash_does_not_fit_is_not_taken(tmp_path):
    assert unpacked(database(tmp_path, packed([], BLOBS)).read_bytes()).blobs == {}


def item(head: object, data: bytes = b"") -> bytes:
    words = json.dumps(head).encode()
    return struct.pack(">II", len(words), len(data)) + words + data


@pytest.mark.parametrize(
    "raw",
    [
        b"\xff",
        item([]),
        item({"a": 1}),
        item(["topic", ["t"]]),
        item(["", "x"]),
        item(["topic", "t"])[:-1],
        struct.pack(">II", 9, 0) + b"[" * 9,
        item(["topic", "t"]) * 10 + b"\x00" * 4,
        b"\x00" * (40 << 20),
    ],
    ids=["short", "empty", "object", "list", "blob", "cut", "no json", "tail", "bomb"],
)
def test_a_chunk_that_a_stranger_made_is_left_out(tmp_path, raw, monkeypatch):
    monkeypatch.setattr(spare, "_together", lambda _: [raw])
    path = database(tmp_path, packed([], []))
    found = unpacked(path.read_bytes())
    assert not found.is_whole
    assert carve(path.read_bytes()).rows == {}
    assert len(zlib.compress(raw)) < 1 << 20
