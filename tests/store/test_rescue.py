"""What is rescued of damaged packs: everything that is as it was written, and nothing else."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from briefing.cli import run
from briefing.domain.cover import Cover
from briefing.domain.kinds import KINDS
from briefing.errors import InputRefusedError
from briefing.store.carving import carve
from briefing.store.pack import Pack
from briefing.store.rescue import LOST_TITLE, salvage
from briefing.store.spare import PAGE, unpacked
from tests.good_content import good_content
from tests.records import filled_content


@pytest.fixture(scope="module")
def made():
    return filled_content()


@pytest.fixture(scope="module")
def data(made, tmp_path_factory) -> bytes:
    return saved(tmp_path_factory.mktemp("filled"), made.content, made.originals)


@pytest.fixture(scope="module")
def good(tmp_path_factory) -> bytes:
    return saved(tmp_path_factory.mktemp("good"), good_content(), {})


def saved(folder, content, originals) -> bytes:
    (folder / "working").mkdir()
    pack = Pack.restore(folder / "working", content, originals)
    path = pack.save(folder / "sound.briefpack")
    pack.close()
    return path.read_bytes()


def salvaged(tmp_path, data):
    path = tmp_path / "damaged.briefpack"
    path.write_bytes(data)
    found = salvage(path)
    assert path.read_bytes() == data
    return found


def without_spare(data: bytes) -> bytes:
    """Return a pack whose spare copy is lost, so that only its tables are left."""
    changed = bytearray(data)
    for page in unpacked(data).pages:
        changed[page * PAGE : (page + 1) * PAGE] = b"\xff" * PAGE
    return bytes(changed)


def spoilt(tmp_path, data, *statements):
    path = tmp_path / "spoilt.briefpack"
    path.write_bytes(without_spare(data))
    db = apsw.Connection(str(path))
    for statement in statements:
        db.execute(statement)
    db.close()
    return salvaged(tmp_path, path.read_bytes())


def rows_of(data, tmp_path) -> int:
    path = tmp_path / "count.briefpack"
    path.write_bytes(data)
    db = apsw.Connection(str(path))
    names = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    count = sum(db.execute(f'SELECT count(*) FROM "{name}"').get for (name,) in names)  # noqa: S608 - ours
    db.close()
    return count


def records(content):
    return {(kind.name, row.id): row for kind in KINDS for row in getattr(content, kind.name)}


def test_everything_comes_back_of_a_sound_pack(tmp_path, made, data):
    found = salvaged(tmp_path, data)
    assert found.content == made.content
    assert found.losses == ()
    assert found.blank == 0
    assert found.rows == rows_of(data, tmp_path)
    for source in made.content.sources:
        if source.original is not None:
            sha256 = source.original.sha256
            assert found.originals[sha256] == made.originals[sha256]


def test_long_texts_on_overflow_pages_come_back(tmp_path):
    content = good_content()
    long = replace(content.sources[0], id="long", text="Größe — 大きさ " * 20_000)
    content = replace(content, sources=(*content.sources, long))
    (tmp_path / "long").mkdir()
    found = salvaged(tmp_path, saved(tmp_path / "long", content, {}))
    assert found.losses == ()
    assert {row.id: row for row in found.content.sources}["long"].text == long.text


def test_a_lost_first_page_loses_no_record(tmp_path, good):
    found = salvaged(tmp_path, bytes(4096) + good[4096:])
    assert found.content == good_content()


@pytest.mark.parametrize("share", [0.9, 0.5, 0.25])
def test_a_pack_that_was_cut_off_comes_back_whole_from_its_spare_copy(tmp_path, good, share):
    found = salvaged(tmp_path, good[: int(len(good) * share)])
    assert found.content == good_content()
    assert found.losses == ()
    assert found.blank > 0


def test_the_tables_alone_bring_everything_back(tmp_path, made, data):
    found = salvaged(tmp_path, without_spare(data))
    assert found.content == made.content


@pytest.mark.parametrize(("left", "share"), [(0.5, 0.35), (0.25, 0.1)])
def test_what_is_left_of_a_cut_pack_comes_back_without_its_spare_copy(data, tmp_path, left, share):
    found = carve(without_spare(data)[: int(len(data) * left)])
    assert found.blank > 0
    assert found.count >= share * rows_of(data, tmp_path)


def test_all_but_two_in_a_hundred_rows_come_back_after_random_bytes_changed(tmp_path, data):
    chance = random.Random(3)  # noqa: S311 - places, not secrets
    before = rows_of(data, tmp_path)
    for _ in range(10):
        changed = bytearray(data)
        for _ in range(20):
            changed[chance.randrange(len(data))] = chance.randrange(256)
        assert carve(bytes(changed)).count >= 0.98 * before


def test_no_record_of_a_damaged_pack_has_other_words_than_it_had(tmp_path, good):
    """A rescued record may have lost parts or references, which is said; its words are its own."""
    sound = records(good_content())
    chance = random.Random(5)  # noqa: S311 - places, not secrets
    for _ in range(60):
        changed = bytearray(good)
        for _ in range(20):
            changed[chance.randrange(len(good))] ^= 1 << chance.randrange(8)
        found = salvaged(tmp_path, bytes(changed))
        named = {loss.id for loss in found.losses}  # or a table whose rows are not all there
        for key, record in records(found.content).items():
            assert record == sound[key] or named & {record.id, ""}
        for quote in found.content.quotes:
            assert quote.pieces == sound["quotes", quote.id].pieces


def test_a_changed_record_is_listed_and_not_taken(tmp_path, good):
    found = spoilt(tmp_path, good, "UPDATE fact SET label = 'Other' WHERE id = 'fleet'")
    assert "fleet" not in {row.id for row in found.content.facts}
    assert "fleet" in {loss.id for loss in found.losses}


def test_a_source_whose_text_was_changed_takes_its_quotes_with_it(tmp_path, good):
    change = "UPDATE blob SET data = CAST(replace(data, 'boats', 'goats') AS BLOB)"
    found = spoilt(tmp_path, good, change)
    assert not any("goats" in source.text for source in found.content.sources)
    kept = {source.id for source in found.content.sources}
    assert all(quote.source in kept for quote in found.content.quotes)
    sentences = [loss.sentence for loss in found.losses]
    assert any("its text cannot be read" in sentence for sentence in sentences)
    assert any("is not taken, or in part: its source is lost" in line for line in sentences)


def test_a_quote_without_its_words_is_not_taken(tmp_path, good):
    found = spoilt(tmp_path, good, "DELETE FROM quote_pieces WHERE record = 'boats-quote'")
    assert "boats-quote" not in {row.id for row in found.content.quotes}
    assert any("words of it are lost" in loss.sentence for loss in found.losses)


def test_a_lost_title_is_said(tmp_path, good):
    found = spoilt(tmp_path, good, "PRAGMA secure_delete = 1", "DELETE FROM cover")
    assert found.content.cover == Cover(title=LOST_TITLE)
    assert any("title" in loss.sentence for loss in found.losses)


def test_what_was_rescued_can_be_kept_as_a_pack(tmp_path, data):
    found = salvaged(tmp_path, data[: len(data) * 6 // 10])
    (tmp_path / "new").mkdir()
    pack = Pack.restore(tmp_path / "new", found.content, found.originals)
    assert records(pack.content) == records(found.content)
    pack.close()


@pytest.mark.parametrize("data_", [b"", b"no pack", bytes(9000), b"SQLite format 3\x00" * 999])
def test_where_nothing_is_left_that_is_said(tmp_path, data_):
    with pytest.raises(InputRefusedError, match="Nothing of a briefing pack can be read"):
        salvaged(tmp_path, data_)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(InputRefusedError, match="cannot be opened: no such file"):
        salvage(tmp_path / "gone.briefpack")


def test_a_sparse_giant_is_refused_unread(tmp_path):
    path = tmp_path / "giant.briefpack"
    with path.open("wb") as file:
        file.truncate(4 << 30)
    with pytest.raises(InputRefusedError, match="is larger than 1 GiB"):
        salvage(path)


def test_the_command_makes_a_new_pack_and_lists_what_is_lost(tmp_path, good, capsys):
    damaged, new = tmp_path / "damaged.briefpack", tmp_path / "new.briefpack"
    damaged.write_bytes(good)
    assert run(["rescue", str(damaged), str(new)]) == 0
    assert "Nothing is known to be lost." in capsys.readouterr().out
    assert salvage(new).content == good_content()
    assert run(["rescue", str(damaged), str(new)]) == 3
    assert "is there already" in capsys.readouterr().err
    half = without_spare(good)[: len(good) // 2].replace(b"Poland", b"Polxnd")
    damaged.write_bytes(half)
    assert run(["rescue", str(damaged), str(tmp_path / "half"), "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["blank"] > 0
    assert report["losses"]
    assert Path(report["path"]) == tmp_path / "half.briefpack"
    assert damaged.read_bytes() == half
    assert run(["rescue", str(damaged), str(tmp_path / "again")]) == 1
    said = capsys.readouterr().out
    assert "What was written on them alone is lost" in said
    assert "Nothing is known to be lost" not in said
