"""How an older pack comes to the newest version: whole or not at all, never in the user's file."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from briefing.domain.agenda import Topic
from briefing.errors import InputRefusedError
from briefing.store import migrations, upgrading
from briefing.store.disk import uri_of
from briefing.store.pack import Pack
from briefing.store.working import WorkingCopy
from tests.good_content import good_content

SPECIMEN = Path(__file__).with_name("specimens") / "0001.briefpack.gz"
ADDED = 'ALTER TABLE "topic" ADD COLUMN "colour" TEXT'
TOPIC = next(
    sql for kind, name, sql in upgrading.expected_schema() if (kind, name) == ("table", "topic")
)
MADE_ANEW = (
    TOPIC.replace('"topic" (', '"topic_anew" (', 1).replace('"digest"', '"colour" TEXT, "digest"'),
    """INSERT INTO "topic_anew" SELECT "id", "by", "captured", "checked_on", "checked_by",
    "sensitive", "disclosure", "order", "name", "proposition", "parent", "likelihood", NULL,
    "digest" FROM topic""",
    'DROP TABLE "topic"',
    'ALTER TABLE "topic_anew" RENAME TO "topic"',
)


@pytest.fixture
def old(tmp_path):
    """A pack that the first version of the program saved."""
    path = tmp_path / "old.briefpack"
    path.write_bytes(gzip.decompress(SPECIMEN.read_bytes()))
    return path


def first_content():
    """Return the content of that pack: what later versions brought it has none of."""
    return replace(good_content(), releases=())


def opened(path):
    folder = path.parent / f"working-{len(list(path.parent.iterdir()))}"
    folder.mkdir()
    return Pack.open(folder, path)


def left_behind(folder, *, saved_as=None):
    """Make a working copy as the first version left it behind, with an edit in its history."""
    folder.mkdir()
    with_newest = Pack.restore(folder, first_content(), {})
    if saved_as is not None:
        with_newest.path = saved_as
        with_newest.detach()
        with_newest._working.remember("path", uri_of(saved_as))
    with with_newest.edit("Add Topic"):
        with_newest.put(Topic(id="late", name="Late"))
    with_newest.let_go()
    db = apsw.Connection(str(folder / "working.db"))
    for table in ("lineage", "ancestor", "imprint", "release", "edition_options"):
        db.execute(f'DROP TABLE "{table}"')
    db.execute('ALTER TABLE "proposal" DROP COLUMN "reason"')
    db.pragma("user_version", 0)  # the first version did not write it
    db.close()


def names(pack):
    return {row.name for row in pack.content.topics}


def test_an_older_pack_opens_without_being_touched(old):
    before = hashlib.sha256(old.read_bytes()).digest(), old.stat().st_mtime_ns
    pack = opened(old)
    assert pack.migrated_from == 1
    assert pack.history == ()
    assert not pack.is_modified
    assert pack.content == first_content()
    pack.close()
    assert (hashlib.sha256(old.read_bytes()).digest(), old.stat().st_mtime_ns) == before


def test_saving_brings_it_to_the_newest_version(old):
    pack = opened(old)
    pack.save()
    pack.close()
    again = opened(old)
    assert again.migrated_from is None
    assert again.content == first_content()
    again.close()


def test_an_older_pack_with_anything_of_a_newer_one_is_refused(old):
    db = apsw.Connection(str(old))
    db.execute(migrations.script(2))
    db.close()
    with pytest.raises(InputRefusedError, match="holds something else than a pack's own tables"):
        opened(old)


def test_a_changed_letter_in_an_older_pack_is_noticed(old):
    db = apsw.Connection(str(old))
    db.execute("UPDATE quote SET venue = 'Elsewhere'")
    db.close()
    with pytest.raises(InputRefusedError, match="The quote boats-quote is damaged"):
        opened(old)


def test_a_pack_that_states_no_version_is_refused(old):
    db = apsw.Connection(str(old))
    db.pragma("user_version", 0)
    db.close()
    with pytest.raises(InputRefusedError, match="does not say in which form"):
        opened(old)


def test_a_working_copy_of_an_older_version_is_taken_up_with_its_last_edit(tmp_path):
    left_behind(tmp_path / "left")
    pack = Pack.resume(tmp_path / "left")
    assert "Late" in names(pack)
    assert pack.migrated_from == 1
    assert pack.history == ()
    assert pack.was_edited
    assert not pack.is_untouched
    assert pack.is_modified
    pack.let_go()
    again = Pack.resume(tmp_path / "left")
    assert again.migrated_from is None
    assert again.was_edited
    assert "Late" in names(again)
    again.close()


def test_what_was_saved_by_an_older_version_counts_as_saved(tmp_path):
    folder = tmp_path / "left"
    folder.mkdir()
    pack = Pack.restore(folder, first_content(), {})
    with pack.edit("Add Topic"):
        pack.put(Topic(id="late", name="Late"))
    pack.save(tmp_path / "saved.briefpack")
    pack._working.upgrade((ADDED,))
    assert not pack.is_modified
    pack.close()


def test_a_damaged_working_copy_of_an_older_version_is_refused_and_kept(tmp_path):
    left_behind(tmp_path / "left")
    db = apsw.Connection(str(tmp_path / "left" / "working.db"))
    db.execute("UPDATE quote SET venue = 'Elsewhere'")
    db.close()
    with pytest.raises(InputRefusedError, match="The quote boats-quote is damaged"):
        Pack.resume(tmp_path / "left")
    db = apsw.Connection(str(tmp_path / "left" / "working.db"))
    assert db.execute("SELECT count(*) FROM edit_log").get == 1
    db.close()


def test_a_working_copy_of_a_newer_version_is_refused_and_kept(tmp_path):
    left_behind(tmp_path / "left")
    db = apsw.Connection(str(tmp_path / "left" / "working.db"))
    db.pragma("user_version", migrations.VERSION + 1)
    db.close()
    with pytest.raises(InputRefusedError, match="of a newer version of Briefing"):
        Pack.resume(tmp_path / "left")
    assert (tmp_path / "left" / "working.db").exists()


def working_copy(folder):
    folder.mkdir()
    pack = Pack.restore(folder, first_content(), {})
    pack.let_go()
    return WorkingCopy(folder / "working.db")


@pytest.mark.parametrize("step", [ADDED, "; ".join(MADE_ANEW)], ids=["added", "made anew"])
def test_rows_that_a_script_changed_get_their_digests_anew(tmp_path, step):
    copy = working_copy(tmp_path / "working")
    topics = copy.db.execute("SELECT count(*) FROM topic").get
    copy.upgrade((step, "UPDATE topic SET colour = 'blue'"))
    assert copy.version == migrations.VERSION + 2
    tables = {table.name: table for table in upgrading._described(copy.db)}
    rows = list(upgrading.verified_rows(copy.db, tables["topic"]))
    place = tables["topic"].column_names.index("colour")
    assert len(rows) == topics
    assert copy.db.execute("SELECT count(*) FROM position").get
    assert {row[place] for row in rows} == {"blue"}
    copy.close()


def test_a_step_that_fails_leaves_everything_as_it_was(tmp_path):
    copy = working_copy(tmp_path / "working")
    before = upgrading.schema_of(copy.db)
    with pytest.raises(apsw.SQLError):
        copy.upgrade((ADDED, "UPDATE nothing SET x = 1"))
    assert upgrading.schema_of(copy.db) == before
    assert copy.version == migrations.VERSION
    assert copy.db.pragma("foreign_keys") == 1
    copy.close()


def test_a_step_that_leaves_a_reference_to_nothing_is_undone(tmp_path):
    copy = working_copy(tmp_path / "working")
    with pytest.raises(apsw.ConstraintError):
        copy.upgrade(("DELETE FROM source",))
    assert copy.db.execute("SELECT count(*) FROM source").get
    assert copy.version == migrations.VERSION
    copy.close()


CHILD = """
import os, signal, sys
from pathlib import Path
from briefing.store import upgrading
from briefing.store.pack import Pack

left = int(sys.argv[2])

def killed(*args):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return kept(*args)

kept = upgrading.digest_of
upgrading.digest_of = killed
Pack.resume(Path(sys.argv[1])).let_go()
"""


@pytest.mark.parametrize("at", [1, 7, 60, 10_000])
def test_a_kill_during_a_migration_leaves_the_old_or_the_new(tmp_path, at):
    folder = tmp_path / "left"
    left_behind(folder)
    done = subprocess.run([sys.executable, "-c", CHILD, str(folder), str(at)], check=False)
    assert done.returncode == (-signal.SIGKILL if at < 10_000 else 0)
    copy = WorkingCopy(folder / "working.db")
    assert copy.version == (1 if at < 10_000 else migrations.VERSION)
    assert upgrading.expected_schema(copy.version) <= upgrading.schema_of(copy.db)
    copy.close()
    spare = shutil.copytree(folder, tmp_path / "spare")
    pack = Pack.resume(spare)
    assert "Late" in names(pack)
    pack.close()
