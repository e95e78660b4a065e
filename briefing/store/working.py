"""The working copy: every edit is one committed transaction, and can be undone by its changeset."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import apsw

from briefing.errors import BriefingError
from briefing.files.places import is_on_network
from briefing.store import blobs, migrations, upgrading
from briefing.store.disk import URI, Reserve, transaction, uri_of
from briefing.store.rows import rows_of
from briefing.store.tables import all_tables, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from briefing.store.tables import Table

_SIDE = """
CREATE TABLE edit_log (
  serial INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  changeset BLOB NOT NULL
) STRICT;
CREATE TABLE state (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""
_TABLES = tuple(table.name for table in all_tables())
_TOP = {table.name: table.top for table in all_tables()}


class OutsideEditError(RuntimeError):
    """A pack was written to outside an edit; that is a bug."""


class StillReferredToError(BriefingError):
    """Something that is to go is still referred to by something that stays."""

    exit_code = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What an edit, an undo or a redo changed.

    Attributes:
        name: The edit.
        records: The changed records: (kind's table, id).
    """

    name: str
    records: frozenset[tuple[str, str]]

    @property
    def kinds(self) -> frozenset[str]:
        """Return the kinds (singular) of which a record changed."""
        return frozenset(kind for kind, _ in self.records)

    @property
    def ids(self) -> frozenset[str]:
        """Return the ids of the changed records, of whatever kind."""
        return frozenset(record_id for _, record_id in self.records)


class WorkingCopy:
    """One pack in the user's state folder: rows, undo history, and what was saved when.

    Args:
        path: The database file.
        version: The version of the schema with which it is made where it does not exist.
    """

    def __init__(self, path: Path, version: int = migrations.VERSION) -> None:
        new = not path.exists()
        self.path = path
        self.reserve = Reserve(path.parent)
        with self.reserve.guarded("Open"):
            self._connect(new, version)
        self.reserve.hold()
        self.changes: Changes | None = None
        self._room = blobs.Room(self.db)

    def _connect(self, new: bool, version: int) -> None:
        self._session: apsw.Session | None = None
        self.db = apsw.Connection(uri_of(self.path), flags=URI)
        # A log beside the file needs memory that processes share: no network has that.
        self.db.pragma("journal_mode", "truncate" if is_on_network(self.path) else "wal")
        self.db.pragma("synchronous", "full")
        self.db.pragma("foreign_keys", True)
        self.db.pragma("secure_delete", True)
        if new:
            with transaction(self.db):
                self.db.execute(migrations.schema(version) + _SIDE)
                self.db.pragma("user_version", version)

    def close(self) -> None:
        """Close the database."""
        self.db.close()

    def refuse_damage(self) -> None:
        """Look through the whole database.

        Raises:
            CorruptError: It is damaged, so that rows may be missing without another sign.
        """
        if self.db.pragma("quick_check") != "ok":
            raise apsw.CorruptError("SQLite's own check of the file fails")

    # --------------------------------------------------------------- versions

    @property
    def version(self) -> int:
        """Return the version of its schema; those of the first program do not say it."""
        return int(self.db.pragma("user_version")) or 1

    def upgrade(self, steps: Sequence[str]) -> None:
        """Bring it to a later version in one transaction; its undo history goes.

        What was saved counts as saved still. The rows must have been verified before.

        Args:
            steps: The scripts that lead on from its version.
        """
        newest = self.version + len(steps)
        is_saved = self.is_saved
        self.db.pragma("foreign_keys", False)  # cannot be changed inside a transaction
        try:
            with self.unrecorded("Open"):
                upgrading.run(self.db, steps)
                self.forget_edits()
                self.remember("saved_at", self.here if is_saved else "")
                self.db.pragma("user_version", newest)
        finally:
            self.db.pragma("foreign_keys", True)

    # ------------------------------------------------------------------ edits

    @contextmanager
    def edit(self, name: str) -> Iterator[None]:
        """Make everything written inside one named, durable, undoable edit.

        An edit inside an edit belongs to the outer one. After it `changes` says what changed, None
        when nothing did. When the block raises, nothing has changed.

        Raises:
            StillReferredToError: Something removed is still referred to.
            WorkingCopyRefusedError: The disk takes no more.
        """
        if self._session is not None:
            yield
            return
        self.changes = None
        with self.reserve.guarded(name), self._recorded(name):
            yield
        self.reserve.hold()

    @contextmanager
    def _recorded(self, name: str) -> Iterator[None]:
        self.db.execute("BEGIN IMMEDIATE")
        self._session = apsw.Session(self.db, "main")
        try:
            for table in _TABLES:
                self._session.attach(table)
            yield
            changeset = self._session.changeset()
            self._session.close()
            if changeset:
                self._log(name, changeset)
            self.db.execute("COMMIT")
            if changeset:
                self.changes = Changes(name=name, records=_records(changeset))
        except apsw.ConstraintError as error:
            raise StillReferredToError(
                f"“{name}” was not done: something that stays still refers to what would go "
                f"({error}). Remove or change that first."
            ) from error
        finally:
            self._session.close()
            self._session = None
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
                self._room.forget()

    @contextmanager
    def unrecorded(self, name: str) -> Iterator[None]:
        """Make everything written inside one transaction that is no edit, as when opening.

        Args:
            name: What the analyst did.

        Raises:
            WorkingCopyRefusedError: The disk takes no more.
        """
        with self.reserve.guarded(name), transaction(self.db):
            yield

    def put(self, kind: str, record: Any) -> None:
        """Write a record in place of the one with its id, with all its parts.

        Raises:
            OutsideEditError: There is no edit going on.
        """
        if self._session is None:
            raise OutsideEditError(f"{kind} {record.id} was written outside an edit")
        top = table_of(kind)
        for child in top.children:
            self.db.execute(f'DELETE FROM "{child.name}" WHERE "record" = ?', (record.id,))  # noqa: S608  # a table of ours
        for table, row in rows_of(top, record, self.keep_text):
            self.db.execute(_PUT[table.name], row)

    def remove(self, kind: str, record_id: str) -> None:
        """Remove a record with all its parts.

        Raises:
            OutsideEditError: There is no edit going on.
        """
        if self._session is None:
            raise OutsideEditError(f"{kind} {record_id} was removed outside an edit")
        self.db.execute(f'DELETE FROM "{table_of(kind).name}" WHERE "id" = ?', (record_id,))  # noqa: S608  # a table of ours

    def keep(self, data: bytes, *, is_text: bool = False) -> str:
        """Store bytes once and return their SHA-256.

        Raises:
            PackFullError: A pack cannot hold so much.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        self.db.execute("INSERT OR IGNORE INTO blob VALUES (?, ?)", (sha256, data))
        if self.db.changes():
            self._room.take(data, is_text=is_text)
        return sha256

    def keep_text(self, text: str) -> str:
        """Store a text once and return the SHA-256 of its UTF-8 form.

        Raises:
            PackFullError: A pack cannot hold so much.
        """
        return self.keep(text.encode("utf-8"), is_text=True)

    def blob(self, sha256: str) -> bytes:
        """Return stored bytes.

        Raises:
            KeyError: There are none under this hash.
        """
        row = self.db.execute("SELECT data FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
        if row is None:
            raise KeyError(sha256)
        return bytes(row[0])

    def purge(self) -> None:
        """Remove the blobs that no record has, and what SQLite keeps of removed rows on disk."""
        with self.unrecorded("Purge"):
            self.db.execute(
                f"DELETE FROM blob WHERE sha256 NOT IN ({blobs.kept_blobs('main')})"  # noqa: S608  # columns of ours
            )
        self._room.forget()
        with self.reserve.guarded("Purge"):
            self.db.execute("VACUUM")
            self.db.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)

    # ------------------------------------------------------------ undo and redo

    def _log(self, name: str, changeset: bytes) -> None:
        at = self.at
        self.db.execute("DELETE FROM edit_log WHERE serial > ?", (at,))
        self.db.execute("INSERT INTO edit_log VALUES (?, ?, ?)", (at + 1, name, changeset))
        self.remember("at", str(at + 1))

    @property
    def at(self) -> int:
        """Return how many of the logged edits are in force."""
        return int(self.recall("at") or 0)

    def stamp(self, serial: int) -> str:
        """Return what tells one edit from another that took its place in the history."""
        with self.reserve.guarded("Read"):
            row = self.db.execute(
                "SELECT changeset FROM edit_log WHERE serial = ?", (serial,)
            ).fetchone()
        return "" if row is None else hashlib.sha256(row[0]).hexdigest()

    @property
    def here(self) -> str:
        """Return what tells the present state from all others of the history."""
        # The serial alone would call an undone and differently redone history saved.
        return f"{self.at}:{self.stamp(self.at)}"

    @property
    def is_saved(self) -> bool:
        """Whether the present state is the one that was saved last."""
        return self.recall("saved_at") == self.here

    def forget_edits(self, *, entirely: bool = False) -> None:
        """Forget the history, but not that there was one, unless entirely."""
        if self.history and not entirely:
            self.remember("forgot_edits", "yes")
        self.db.execute("DELETE FROM edit_log")
        self.remember("at", "0")

    @property
    def forgot_edits(self) -> bool:
        """Whether there were edits before the history began."""
        return self.recall("forgot_edits") is not None

    @property
    def history(self) -> tuple[str, ...]:
        """Return the names of the logged edits, oldest first, undone ones at the end."""
        return tuple(row[0] for row in self.db.execute("SELECT name FROM edit_log ORDER BY serial"))

    def undo(self) -> Changes | None:
        """Take back the newest edit in force; None when there is none."""
        return self._step(self.at, self.at - 1, invert=True)

    def redo(self) -> Changes | None:
        """Do again the edit that was taken back last; None when there is none."""
        return self._step(self.at + 1, self.at + 1, invert=False)

    def _step(self, serial: int, then: int, *, invert: bool) -> Changes | None:
        row = self.db.execute(
            "SELECT name, changeset FROM edit_log WHERE serial = ?", (serial,)
        ).fetchone()
        if row is None:
            return None
        name, changeset = row
        with self.reserve.guarded(name):
            self._apply(changeset, then, invert=invert)
        return Changes(name=name, records=_records(changeset))

    def _apply(self, changeset: bytes, then: int, *, invert: bool) -> None:
        step = apsw.Changeset.invert(changeset) if invert else changeset
        with transaction(self.db):
            apsw.Changeset.apply(
                step,
                self.db,
                conflict=_abort,
                flags=apsw.SQLITE_CHANGESETAPPLY_FKNOACTION,
            )
            self.remember("at", str(then))

    # -------------------------------------------------------------------- state

    def remember(self, key: str, value: str) -> None:
        """Keep a value beside the records; it is in no edit and in no saved file."""
        self.db.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (key, value))

    def recall(self, key: str) -> str | None:
        """Return a value that was kept beside the records."""
        with self.reserve.guarded("Read"):
            row = self.db.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])


def insert(table: Table | upgrading.Stored) -> str:
    """Return the statement that inserts a row of a table."""
    names = ", ".join(f'"{name}"' for name in table.column_names)
    marks = ", ".join("?" * len(table.column_names))
    return f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608  # a table of ours


def upsert(table: Table) -> str:
    """Return the statement that inserts a record's row or replaces its columns."""
    updates = ", ".join(
        f'"{name}" = excluded."{name}"' for name in table.column_names if name != "id"
    )
    return f'{insert(table)} ON CONFLICT ("id") DO UPDATE SET {updates}'


_PUT = {one.name: insert(one) if one.depth else upsert(one) for one in all_tables()}
"""The statement that writes a row of a table, made once: an edit may write thousands."""


def _abort(reason: int, change: apsw.TableChange) -> int:
    del reason, change
    return apsw.SQLITE_CHANGESET_ABORT


def _records(changeset: bytes) -> frozenset[tuple[str, str]]:
    found = set()
    for change in apsw.Changeset.iter(changeset):
        values = change.old if change.old is not None else change.new
        if values is not None:
            found.add((_TOP[change.name], str(values[0])))
    return frozenset(found)
