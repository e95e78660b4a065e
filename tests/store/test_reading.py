from __future__ import annotations

import hashlib
import random
import shutil

import apsw
import pytest

from briefing.errors import InputRefusedError
from briefing.store import blobs, migrations, reading
from briefing.store.pack import Pack
from briefing.store.reading import stated_version
from briefing.store.rows import digest_of
from briefing.store.tables import table_of
from tests.good_content import good_content

TOO_LARGE = (
    "UPDATE blob SET data = zeroblob(1048577) WHERE sha256 = (SELECT text FROM source LIMIT 1)"
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A saved pack that must not be changed."""
    folder = tmp_path_factory.mktemp("sound")
    (folder / "working").mkdir()
    pack = Pack.restore(folder / "working", good_content(), {})
    path = pack.save(folder / "sound.briefpack")
    pack.close()
    return path


@pytest.fixture
def path(tmp_path, sound):
    """A copy of the saved pack, to be spoilt."""
    return shutil.copy(sound, tmp_path / "copy.briefpack")


def opened(path):
    """Return the content of a pack file."""
    folder = path.parent / "working"
    folder.mkdir()
    try:
        pack = Pack.open(folder, path)
    except InputRefusedError:
        assert not folder.exists(), "a refused pack leaves no working copy"
        raise
    content = pack.content
    pack.close()
    return content


def refusal(path) -> str:
    """Return the one sentence with which a file is refused; the file is as it was."""
    before = path.read_bytes() if path.is_file() else None
    beside = sorted(path.parent.iterdir())
    with pytest.raises(InputRefusedError) as caught:
        opened(path)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert sorted(path.parent.iterdir()) == beside
    (sentence,) = caught.value.sentences
    assert str(path) in sentence
    assert sentence.endswith(".")
    return sentence


def spoil(path, *statements: str) -> None:
    db = apsw.Connection(str(path))
    for statement in statements:
        db.execute(statement)
    db.close()


def test_the_file_that_these_tests_spoil_is_sound(path):
    assert opened(path) == good_content()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is not a briefing pack"),
        (b"PK\x03\x04" + b"0" * 400, "is not a briefing pack"),
        (b"SQLite format 3\x00", "is not a briefing pack"),
        (b"SQLite format 3\x00" + b"\x00" * 84, "is a database of another program"),
    ],
)
def test_what_is_no_pack_is_refused(tmp_path, data, why):
    path = tmp_path / "file.briefpack"
    path.write_bytes(data)
    assert why in refusal(path)
    assert stated_version(path) is None


def test_a_folder_is_refused(tmp_path):
    path = tmp_path / "folder.briefpack"
    path.mkdir()
    assert "is a folder, not a pack" in refusal(path)
    assert stated_version(path) is None


def test_a_missing_file_is_refused(tmp_path):
    assert "no such file or directory" in refusal(tmp_path / "gone.briefpack")
    assert stated_version(tmp_path / "gone.briefpack") is None


def test_a_database_of_another_program_is_refused(path):
    spoil(path, "PRAGMA application_id = 7")
    assert "is a database of another program, not a briefing pack" in refusal(path)


def test_a_newer_pack_is_refused_by_its_version(path):
    spoil(path, f"PRAGMA user_version = {migrations.VERSION + 1}")
    assert f"newer version of Briefing (pack format {migrations.VERSION + 1}" in refusal(path)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE extra (x)",
        "CREATE VIEW extra AS SELECT * FROM quote",
        "CREATE TRIGGER extra AFTER INSERT ON quote BEGIN DELETE FROM source; END",
        "CREATE INDEX extra ON quote (source)",
        "CREATE VIRTUAL TABLE extra USING fts5 (x)",
        "ALTER TABLE quote ADD COLUMN extra TEXT",
        "ALTER TABLE quote RENAME COLUMN venue TO place",
        "DROP TABLE edition_outputs",
        "ALTER TABLE source RENAME TO other",
    ],
)
def test_a_pack_that_holds_anything_else_is_refused(path, statement):
    spoil(path, statement)
    assert "holds something else than a pack's own tables" in refusal(path)


def test_a_pack_cut_short_anywhere_is_refused(path):
    data = path.read_bytes()
    chance = random.Random(7)  # noqa: S311 - places, not secrets
    places = [1, 15, 16, 99, 100, 101, 4095, 4096, 4097, len(data) - 4096, len(data) - 1]
    for place in places + [chance.randrange(len(data)) for _ in range(25)]:
        path.write_bytes(data[:place])
        refusal(path)


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE quote SET venue = 'Elsewhere' WHERE id = 'boats-quote'", "The quote boats-quote"),
        ("UPDATE quote_pieces SET exact = 'We will send three'", "The quote"),
        ("UPDATE position SET stance = 'oppose'", "The position"),
        ("UPDATE commitment_stages_evidence SET start = 3", "The commitment"),
        ("UPDATE cover SET title = 'Other'", "The cover pack"),
        ("UPDATE fact SET digest = x'00'", "The fact fleet"),
        ("UPDATE matrix_rows SET value = 'poland'", "The matrix"),
    ],
)
def test_a_changed_letter_in_any_row_is_noticed(path, statement, named):
    spoil(path, statement)
    assert f"is damaged: {named}" in refusal(path)


def test_a_changed_letter_in_a_source_is_noticed(path):
    spoil(path, "UPDATE blob SET data = CAST(replace(data, 'boats', 'goats') AS BLOB)")
    assert "the text or the bytes of a source were changed" in refusal(path)


def test_a_source_without_its_text_is_refused(path):
    spoil(path, "DELETE FROM blob")
    assert "is damaged" in refusal(path)


def test_records_that_refer_to_nobody_are_refused(path):
    spoil(path, "DELETE FROM actor WHERE id = 'kowalczyk'")
    assert "records in it refer to others that are gone" in refusal(path)


def test_a_pack_without_a_cover_is_refused_and_not_shown_as_a_new_one(path):
    spoil(path, "DELETE FROM cover")
    assert "does not say what it is called" in refusal(path)


def test_a_value_that_no_record_can_have_is_refused_though_its_digest_fits(path):
    """A hostile file knows how digests are made."""
    table = table_of("position")
    names = ", ".join(f'"{name}"' for name in table.column_names[:-1])
    db = apsw.Connection(str(path))
    row = list(db.execute(f"SELECT {names} FROM position").fetchone())  # noqa: S608 - ours
    row[table.column_names.index("stance")] = "maybe"
    change = "UPDATE position SET stance = 'maybe', digest = ? WHERE id = ?"
    db.execute(change, (digest_of("position", tuple(row)), row[0]))
    db.close()
    assert f"The position {row[0]} cannot be read" in refusal(path)


def test_a_flipped_bit_anywhere_changes_nothing_or_is_refused(path):
    data = path.read_bytes()
    chance = random.Random(11)  # noqa: S311 - places, not secrets
    refused = 0
    for _ in range(120):
        place, bit = chance.randrange(len(data)), 1 << chance.randrange(8)
        spoilt = bytearray(data)
        spoilt[place] ^= bit
        path.write_bytes(spoilt)
        try:
            content = opened(path)
        except InputRefusedError:
            refused += 1
        else:
            assert content == good_content()
        assert path.read_bytes() == spoilt
    assert refused


def test_a_flipped_bit_in_a_quotation_is_never_shown(path):
    data = path.read_bytes()
    words = b"We will send two patrol boats"
    place = data.find(words)
    assert place > 0
    while place >= 0:
        spoilt = bytearray(data)
        spoilt[place + 5] ^= 1
        path.write_bytes(spoilt)
        refusal(path)
        place = data.find(words, place + 1)


@pytest.mark.parametrize("suffix", ["-wal", "-journal", "-shm"])
def test_a_foreign_side_file_never_alters_a_pack(path, suffix):
    beside = path.with_name(path.name + suffix)
    beside.write_bytes(hashlib.sha256(suffix.encode()).digest() * 200)
    assert opened(path) == good_content()
    assert beside.exists()


def test_a_wal_of_another_session_is_not_replayed(path, tmp_path):
    """A change that lies only in a -wal beside the file is not part of the saved pack."""
    other = shutil.copy(path, tmp_path / "other.briefpack")
    db = apsw.Connection(str(other))
    db.pragma("journal_mode", "wal")
    db.execute("DELETE FROM quote_pieces")
    shutil.copy(f"{other}-wal", f"{path}-wal")
    db.close()
    assert opened(path) == good_content()


def test_a_pack_beyond_the_limit_is_refused_by_its_size(path, monkeypatch):
    monkeypatch.setattr(reading, "LIMIT", 1 << 12)
    assert "is larger than 1 GiB" in refusal(path)


def test_bytes_that_no_record_has_are_neither_read_nor_kept(path):
    spoil(path, "INSERT INTO blob VALUES ('0', zeroblob(20000000))")  # with a wrong hash at that
    folder = path.parent / "working"
    folder.mkdir()
    pack = Pack.open(folder, path)
    assert pack.content == good_content()
    again = pack.save(path.with_name("again.briefpack"))
    pack.close()
    assert again.stat().st_size < 2_000_000


@pytest.mark.parametrize(
    ("limit", "size", "why"),
    [
        ("LARGEST_BLOB", 1 << 20, "one may have 1 MiB at most"),
        ("ALL_TEXTS", 1 << 19, "may take 1 MiB together"),
        ("ALL_BLOBS", 1 << 20, "may have 1 MiB together"),
    ],
)
def test_what_is_larger_than_a_pack_may_be_is_refused_before_it_is_read(
    path, monkeypatch, limit, size, why
):
    spoil(path, TOO_LARGE)
    monkeypatch.setattr(blobs, limit, size)
    assert why in refusal(path)


def test_a_read_only_pack_opens(path):
    path.chmod(0o400)
    assert opened(path) == good_content()
