"""Two packs find what they both come from, in real files that keep nothing deleted for it."""

from __future__ import annotations

import base64
import gzip
import shutil
import zlib
from pathlib import Path

import pytest

from briefing.app import (
    carrying,
    cleaning,
    clock,
    editing,
    issuing,
    lineage,
    packs,
    purging,
    sharing,
)
from briefing.app.deciding import accept_all
from briefing.app.interchange import dump, load
from briefing.app.receiving import receive
from briefing.app.rescuing import rescue_pack
from briefing.changes.ancestry import Seal
from briefing.changes.places import Place
from briefing.domain.agenda import Topic
from briefing.domain.commitments import Commitment
from briefing.domain.exchange import Proposal
from briefing.domain.sources import Source
from briefing.domain.vocabularies import Disclosure

SPECIMEN = Path(__file__).parents[1] / "store" / "specimens" / "0001.briefpack.gz"


class Desk:
    """Packs and files of two colleagues in one folder."""

    def __init__(self, folder):
        self.folder = folder
        self._packs = []

    def take(self, pack):
        self._packs.append(pack)
        return pack

    def send(self, pack, name):
        """Copy the file of a pack, as a mail does."""
        return shutil.copy(pack.path, self.folder / f"{name}.briefpack")

    def open(self, path):
        return self.take(packs.open_pack(path))

    def close(self):
        for pack in self._packs:
            pack.close()


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    made = Desk(tmp_path)
    yield made
    made.close()


@pytest.fixture
def ours(desk):
    pack = desk.take(packs.open_sample())
    packs.save_pack(pack, desk.folder / "ours.briefpack")
    return pack


@pytest.fixture
def theirs(desk, ours):
    return desk.open(desk.send(ours, "theirs"))


def commitment(pack, at=0):
    return pack.content.commitments[at]


def change(pack, text, at=0):
    editing.change(pack, commitment(pack, at), "Change", text=text)
    packs.save_pack(pack)


def rename(pack, name):
    """Add a topic, or give it another name, and save."""
    with pack.edit("Change Topic"):
        pack.put(Topic(id="news", name=name))
    packs.save_pack(pack)


def on_day(monkeypatch, day, hour=12, minute=0):
    moment = f"2027-{1 + day // 28:02}-{1 + day % 28:02}T{hour:02}:{minute:02}:00+00:00"
    monkeypatch.setattr(clock, "now", lambda: moment)


def names_of(pack, *records):
    seal = Seal(pack.lineage.key())
    return {seal.name(Place(kind, record)) for kind, record in records}


def test_a_save_is_noted_once_and_is_no_edit(ours):
    before = ours.content, ours.history
    assert [save.kept for save in ours.lineage.saves()] == [True]
    packs.save_pack(ours)
    assert len(ours.lineage.saves()) == 1
    assert (ours.content, ours.history) == before
    assert not ours.is_modified
    lineage.note_save(ours)
    assert not ours.is_modified


def test_undo_reaches_back_over_a_save(ours):
    was = commitment(ours).text
    change(ours, "Changed")
    ours.undo()
    assert commitment(ours).text == was
    packs.save_pack(ours)
    assert len(ours.lineage.saves()) == 3


def test_the_lineage_goes_with_the_file(ours, theirs):
    assert theirs.lineage.saves() == ours.lineage.saves()
    assert theirs.lineage.key() == ours.lineage.key()
    (save,) = ours.lineage.saves()
    assert theirs.lineage.past().imprints(save) == ours.lineage.past().imprints(save)


def test_records_that_did_not_change_cost_nothing_at_the_next_save(ours):
    rows = "SELECT count(*) FROM imprint"
    before = ours._working.db.execute(rows).get
    change(ours, "Changed")
    assert ours._working.db.execute(rows).get == before + 1


def test_what_parted_in_the_morning_meets_in_the_evening(ours, theirs, monkeypatch):
    """Both sides save far more often than every save is kept."""
    monkeypatch.setattr(lineage, "NEWEST", 3)
    for number in range(12):
        on_day(monkeypatch, 0, hour=9 + number // 9, minute=20 + number % 9)
        rename(ours, f"Ours {number}")
        change(theirs, f"Theirs {number}")
    assert not all(save.kept for save in theirs.lineage.saves())
    received = receive(ours, theirs.path)
    assert received.conflicts == ()
    assert received.since is not None
    accept_all(ours)
    assert commitment(ours).text == "Theirs 11"
    assert ours.content.get(Topic, "news").name == "Ours 11"


def test_what_was_removed_here_does_not_come_back(ours, theirs):
    gone = commitment(ours, 1)
    editing.remove(ours, gone)
    change(theirs, "Theirs")
    receive(ours, theirs.path)
    accept_all(ours)
    assert ours.content.find(Commitment, gone.id) is None
    assert commitment(ours).text == "Theirs"


def test_the_newest_save_from_which_both_come_counts(desk, ours, theirs):
    change(ours, "Second")
    third = desk.open(desk.send(ours, "third"))
    change(third, "Third")
    received = receive(ours, third.path)
    assert received.conflicts == ()
    assert len(received.added) == 1


def test_what_they_took_back_is_proposed(desk, ours):
    was = commitment(ours).text
    change(ours, "Second")
    other = desk.open(desk.send(ours, "other"))
    change(other, was)
    receive(ours, other.path)
    accept_all(ours)
    assert commitment(ours).text == was


def test_where_both_met_again_is_where_they_part_again(desk, ours, theirs):
    change(ours, "Ours")
    change(theirs, "Theirs", at=1)
    to_them, to_us = desk.send(ours, "to-them"), desk.send(theirs, "to-us")
    for pack, file in ((ours, to_us), (theirs, to_them)):
        receive(pack, file)
        accept_all(pack)
        packs.save_pack(pack)
    change(theirs, "Theirs at last")
    received = receive(ours, theirs.path)
    assert received.conflicts == ()
    accept_all(ours)
    assert commitment(ours).text == "Theirs at last"


def test_an_edition_is_known_for_longer_than_single_days(desk, ours, monkeypatch):
    on_day(monkeypatch, 0)
    editing.change(ours, commitment(ours), "Change", text="As issued")
    issuing.issue(ours, issuing.IssueRequest())
    packs.save_pack(ours)
    other = desk.open(desk.send(ours, "other"))
    monkeypatch.setattr(lineage, "NEWEST", 3)
    monkeypatch.setattr(lineage, "PERIODS", (("2027-03-01", 4),))
    for day in range(1, 9):
        on_day(monkeypatch, day)
        rename(ours, f"Day {day}")
        rename(other, f"Their day {day}")
    assert not all(save.kept for save in ours.lineage.saves())
    change(other, "Theirs")
    received = receive(ours, other.path)
    assert received.since == "2027-01-01T12:00:00+00:00"
    assert "saved 1 Jan 2027 12:00." in "".join(received.sentences)
    assert len(received.conflicts) == 1


def test_what_is_kept_is_bounded(ours, monkeypatch):
    monkeypatch.setattr(lineage, "SAVES", 6)
    monkeypatch.setattr(lineage, "NEWEST", 3)
    for number in range(24):
        on_day(monkeypatch, number // 4)
        rename(ours, f"Name {number}")
    saves = ours.lineage.saves()
    kept = [save for save in saves if save.kept]
    assert len(saves) - len(kept) == 6
    assert kept[-lineage.NEWEST :] == list(saves[-lineage.NEWEST :])
    rows = "SELECT count(*) FROM imprint WHERE until NOT NULL"
    assert ours._working.db.execute(rows).get < len(kept)


def test_a_shared_copy_that_comes_home_is_compared_with_what_was_shared(desk, ours):
    out = desk.folder / "shared.briefpack"
    left_out = sharing.share(ours, out, Disclosure.BACKGROUND).left_out
    assert left_out
    shared = desk.open(out)
    (save,) = shared.lineage.saves()
    assert save.part_of == ours.lineage.newest.id
    assert shared.lineage.key() != ours.lineage.key()
    change(ours, "Ours")
    change(shared, "Shared", at=1)
    received = receive(ours, shared.path)
    assert received.since == save.moment
    assert received.conflicts == received.absences == ()
    assert len(received.added) == 1
    back = receive(shared, ours.path)
    assert back.since == save.moment
    assert back.conflicts == ()


def test_a_shared_copy_knows_nothing_of_what_was_left_out(desk, ours):
    out = desk.folder / "shared.briefpack"
    left_out = sharing.share(ours, out, Disclosure.BACKGROUND).left_out
    shared = desk.open(out)
    (save,) = shared.lineage.saves()
    labelled = {row.id for row in left_out if row.public_label}
    gone = [(row.kind, row.id) for row in left_out if row.id not in labelled]
    assert not names_of(shared, *gone) & shared.lineage.past().imprints(save).keys()


def test_a_loaded_and_a_carried_over_pack_start_anew(desk, ours):
    file = desk.folder / "dump.json"
    file.write_bytes(dump(ours))
    for fresh in (load(file), carrying.new_from("Next", ours.path)):
        desk.take(fresh)
        assert fresh.lineage.saves() == ()
        assert fresh.lineage.key() != ours.lineage.key()


def test_a_pack_of_the_first_version_has_no_lineage_and_is_compared_as_it_is(desk, ours):
    old = desk.folder / "old.briefpack"
    old.write_bytes(gzip.decompress(SPECIMEN.read_bytes()))
    before = old.read_bytes()
    assert receive(ours, old).since is None
    assert old.read_bytes() == before


def test_a_purge_leaves_no_digest_of_how_anything_was(desk, ours):
    gone_before = commitment(ours)
    editing.remove(ours, gone_before)
    packs.save_pack(ours)
    cable = purging.PurgeTarget(record_type=Source, id="cable")
    old = {row.id: row for row in ours.lineage.saves()}
    plan = cleaning.purge(ours, cable, "pasted by mistake").plan
    names = names_of(ours, ("commitment", gone_before.id))
    names |= names_of(ours, *((type(row).__name__.lower(), row.id) for row in plan.gone))
    again = desk.open(desk.send(ours, "again"))
    rows = "SELECT count(*) FROM imprint WHERE until NOT NULL"
    assert again._working.db.execute(rows).get == 0
    for save in again.lineage.saves():
        assert not names & again.lineage.past().imprints(save).keys()
        assert save.id not in old or save.content != old[save.id].content


def test_after_a_purge_what_did_not_change_is_still_merged_by_itself(desk, ours, theirs):
    change(theirs, "Theirs", at=1)
    cleaning.purge(ours, purging.PurgeTarget(record_type=Source, id="cable"), "by mistake")
    received = receive(ours, theirs.path)
    assert received.since is not None
    changed = {ours.content.get(Proposal, one).record for one in received.added}
    assert commitment(theirs, 1).id in changed


@pytest.mark.parametrize("encode", [bytes, zlib.compress, base64.b64encode, base64.b85encode])
def test_nothing_of_what_was_deleted_before_a_save_is_in_the_file(desk, ours, encode):
    telling = "The admiral's private telephone number is 4711"
    with ours.edit("Capture"):
        ours.put(Topic(id="secret", name=telling))
        ours.put(Source(id="secret", title=telling, text=telling))
    packs.save_pack(ours)
    assert telling.encode() in ours.path.read_bytes()
    with ours.edit("Remove"):
        ours.remove(ours.content.get(Topic, "secret"))
        ours.remove(ours.content.get(Source, "secret"))
    packs.save_pack(ours)
    data = ours.path.read_bytes()
    for words in (telling, f'"{telling}"', f"topic\0secret\0name\0={telling}"):
        found = encode(words.encode())
        assert found[4:-4] not in data


def test_no_compressed_stretch_of_a_saved_pack_holds_deleted_words(desk, ours):
    telling = "The admiral's private telephone number is 4711"
    rename(ours, telling)
    with ours.edit("Remove"):
        ours.remove(ours.content.get(Topic, "news"))
    packs.save_pack(ours)
    data = ours.path.read_bytes()
    for at in range(len(data) - 2):
        if data[at] == 0x78 and not int.from_bytes(data[at : at + 2], "big") % 31:
            try:
                words = zlib.decompressobj().decompress(data[at:], 1 << 16)
            except zlib.error:
                continue
            assert telling.encode() not in words


def test_a_rescued_pack_loses_nothing_and_knows_what_it_comes_from(desk, ours, theirs):
    change(ours, "Ours", at=1)
    report = rescue_pack(ours.path, desk.folder / "rescued.briefpack")
    assert report.losses == ()
    rescued = desk.open(report.path)
    assert rescued.lineage.saves() == ours.lineage.saves()
    assert rescued.lineage.key() == ours.lineage.key()
    change(theirs, "Theirs")
    received = receive(rescued, theirs.path)
    assert received.since is not None
    assert len(received.added) == 1


def test_a_rescued_pack_without_the_key_of_its_lineage_begins_a_new_one(desk, ours):
    packs.save_pack(ours)
    data = bytearray(ours.path.read_bytes())
    key = ours.lineage.key().hex().encode()
    data[data.index(key)] ^= 1
    damaged = desk.folder / "damaged.briefpack"
    damaged.write_bytes(data)
    report = rescue_pack(damaged, desk.folder / "rescued.briefpack")
    rescued = desk.open(report.path)
    assert rescued.content == ours.content
    assert rescued.lineage.key() != ours.lineage.key()
    assert [save.serial for save in rescued.lineage.saves()] == [1]
