"""Packs of strangers: whatever is in the file, it is refused with a sentence or is what it says."""

from __future__ import annotations

import random

import apsw
import pytest

from briefing.errors import InputRefusedError
from briefing.store.pack import Pack
from briefing.store.rows import DamagedRecordError, verify
from briefing.store.tables import table_of
from tests.good_content import good_content


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> bytes:
    folder = tmp_path_factory.mktemp("sound")
    (folder / "working").mkdir()
    pack = Pack.restore(folder / "working", good_content(), {})
    path = pack.save(folder / "sound.briefpack")
    pack.close()
    return path.read_bytes()


def content_of(path):
    """Return a file's content, or None where it is refused with one sentence."""
    working = path.with_name("working")
    working.mkdir()
    try:
        pack = Pack.open(working, path)
    except InputRefusedError as error:
        (sentence,) = error.sentences
        assert str(path) in sentence
        assert "\n" not in sentence
        return None
    content = pack.content
    pack.close()
    return content


HOSTILE = {
    "a zeroblob view": "CREATE VIEW x AS SELECT zeroblob(900000000)",
    "an endless view": "CREATE VIEW x AS WITH RECURSIVE y(n) AS "
    "(SELECT 1 UNION ALL SELECT n FROM y) SELECT n FROM y",
    "a trigger": "CREATE TRIGGER x AFTER INSERT ON quote BEGIN DELETE FROM source; END",
    "a generated column": "ALTER TABLE quote ADD COLUMN x TEXT AS (venue)",
    "a false text": "UPDATE blob SET data = zeroblob(1000000)",
    "a text beyond the limit": "UPDATE blob SET data = zeroblob(300000000)",
    "types changed behind its back": "PRAGMA writable_schema = 1; UPDATE sqlite_schema "
    "SET sql = replace(sql, 'TEXT', 'BLOB') WHERE name = 'quote'",
    "a schema that is none": "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = 'x'",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_pack_is_refused(tmp_path, data, what):
    path = tmp_path / "hostile.briefpack"
    path.write_bytes(data)
    db = apsw.Connection(str(path))
    db.execute(HOSTILE[what])
    db.close()
    assert content_of(path) is None


def test_a_database_in_another_encoding_is_refused(tmp_path, data):
    path = tmp_path / "sound.briefpack"
    path.write_bytes(data)
    sound = apsw.Connection(str(path))
    other = tmp_path / "utf16.briefpack"
    db = apsw.Connection(str(other))
    db.execute("PRAGMA encoding = 'UTF-16le'")
    for name in ("application_id", "user_version"):
        db.execute(f"PRAGMA {name} = {sound.pragma(name)}")
    for (sql,) in sound.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall():
        db.execute(sql)
    sound.close()
    db.close()
    assert content_of(other) is None


def test_a_sparse_giant_is_refused(tmp_path, data):
    path = tmp_path / "giant.briefpack"
    path.write_bytes(data)
    with path.open("r+b") as file:
        file.truncate(4 << 30)
    assert content_of(path) is None


def test_every_region_flipped_zeroed_or_cut_gives_its_own_words_or_is_refused(tmp_path, data):
    chance = random.Random(21)  # noqa: S311 - places, not secrets
    path = tmp_path / "mutated.briefpack"
    outcomes = set()
    for number in range(160):
        place = number * len(data) // 160 + chance.randrange(len(data) // 160)
        length = chance.choice((1, 1, 64, 512))
        spoilt = chance.randbytes(length) if number % 3 else bytes(length)
        cut = number % 8 == 7
        path.write_bytes(data[:place] + (b"" if cut else spoilt + data[place + length :]))
        content = content_of(path)
        outcomes.add(content is None)
        assert content is None or content == good_content()
    assert outcomes == {True, False}


def test_bytes_in_the_place_of_words_are_damage():
    table = table_of("topic")
    row = tuple(b"\xff" for _ in table.column_names)
    with pytest.raises(DamagedRecordError):
        verify(table, row)
