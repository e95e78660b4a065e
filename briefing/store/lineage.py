"""The lineage of a pack: which saves it comes from, and digests of what some of them had.

What a record was is kept as an imprint from one save until another, so that a record that does not
change costs nothing at the next save. What an imprint says is not known here.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.domain.base import Moment
from briefing.store.rows import digest_of
from briefing.store.upgrading import Stored, stored_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Mapping

    from briefing.store.rows import Row
    from briefing.store.working import WorkingCopy

_KEY = 32  # bytes
_ROW = "lineage"
_NAMES = ("lineage", "ancestor", "imprint")


def lineage_tables() -> tuple[Stored, ...]:
    """Return the tables that a lineage lies in."""
    return tuple(table for table in stored_tables() if table.name in _NAMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Save:
    """One save from which a pack comes.

    Attributes:
        id: What tells it from all others.
        serial: Its place among them.
        moment: When it was.
        content: The digest of all that a merge compares.
        edition: The edition that was issued with it, or None.
        part_of: The save of another pack of which this one is a part that was shared, or None.
        kept: Whether its imprints are kept.
    """

    id: str
    moment: Moment
    content: str
    edition: str | None = None
    part_of: str | None = None
    serial: int = 0
    kept: bool = True

    def row(self) -> Row:
        """Return the columns that it is stored in, but the digest."""
        return (
            self.id,
            self.serial,
            self.moment,
            self.content,
            self.edition,
            self.part_of,
            int(self.kept),
        )


@dataclass(frozen=True, slots=True)
class StoredImprint:
    """What is kept of a record: its place among its kind, and the digests of its fields."""

    order: int
    fields: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A lineage as it was, which can be read beside the working copy.

    Attributes:
        key: The key of its digests; empty where nothing was saved yet.
        saves: The saves that the pack comes from, the newest last.
        rows: The imprints that are kept: record, since, until, place among its kind, fields.
    """

    key: bytes
    saves: tuple[Save, ...]
    rows: tuple[tuple[str, int, int | None, int, str], ...]

    def imprints(self, save: Save) -> dict[str, StoredImprint]:
        """Return the imprints of a save that are kept, by the names of the records."""
        return {
            record: StoredImprint(order, fields)
            for record, since, until, order, fields in self.rows
            if since <= save.serial and (until is None or until > save.serial)
        }


class Lineage:
    """The lineage in a working copy; it is in no edit, and saved with the pack.

    Args:
        working: The working copy.

    Attributes:
        made: What was made of which record, so that those that stay cost nothing at the next save.
    """

    def __init__(self, working: WorkingCopy) -> None:
        self._working = working
        self._db = working.db
        self.made: dict[Hashable, tuple[object, str, StoredImprint]] = {}

    def key(self) -> bytes:
        """Return the key of its digests; the first call of a new lineage makes one."""
        row = self._db.execute("SELECT key FROM lineage").fetchone()
        if row is not None:
            return bytes.fromhex(row[0])
        made = secrets.token_bytes(_KEY)
        with self._working.unrecorded("Save"):
            self._insert("lineage", (_ROW, made.hex()))
        return made

    def saves(self) -> tuple[Save, ...]:
        """Return the saves that it comes from, the newest last."""
        rows = self._db.execute(
            "SELECT id, serial, moment, content, edition, part_of, kept FROM ancestor "
            "ORDER BY serial"
        )
        return tuple(
            Save(
                id=row[0],
                serial=row[1],
                moment=row[2],
                content=row[3],
                edition=row[4],
                part_of=row[5],
                kept=bool(row[6]),
            )
            for row in rows
        )

    @property
    def newest(self) -> Save | None:
        """Return the newest save that it comes from, None for a pack that was never saved."""
        saves = self.saves()
        return saves[-1] if saves else None

    def past(self) -> Past:
        """Return it as it is now."""
        saves = self.saves()
        rows = self._db.execute('SELECT record, since, until, "order", fields FROM imprint')
        return Past(
            key=self.key() if saves else b"",
            saves=saves,
            rows=tuple((row[0], row[1], row[2], row[3], row[4]) for row in rows),
        )

    def append(
        self,
        save: Save,
        imprints: Mapping[str, StoredImprint],
        is_kept: Callable[[tuple[Save, ...]], Collection[str]],
        most: int,
    ) -> None:
        """Add a save with what it has; what no kept save has any more is forgotten.

        Args:
            save: The save; its serial is given to it.
            imprints: The imprint of every record, by name.
            is_kept: Returns the ids of the saves whose imprints are kept.
            most: How many saves are known at most besides those.
        """
        saves = self.saves()
        new = replace(save, serial=saves[-1].serial + 1 if saves else 1)
        with self._working.unrecorded("Save"):
            self._renew(new.serial, imprints)
            self._write(new)
            self._thin((*saves, new), is_kept((*saves, new)), most)

    def amend(self, save: Save) -> None:
        """Write what is said of a save anew."""
        with self._working.unrecorded("Save"):
            self._write(save)

    def adopt(self, rows: Mapping[str, Iterable[Row]]) -> None:
        """Take over what is left of another pack's lineage; without its key it says nothing.

        Args:
            rows: The rows of its tables, by their names.
        """
        if not rows.get(_ROW):
            return
        with self._working.unrecorded("Rescue"):
            for name in _NAMES:
                for row in rows.get(name, ()):
                    self._insert(name, row[:-1])

    def forget_past(self, imprints: Mapping[str, StoredImprint]) -> bool:
        """Forget every imprint but these, and the digests of all saves.

        Args:
            imprints: The imprints of the records that there are now, by name.

        Returns:
            Whether anything else was known.
        """
        rows = self._db.execute('SELECT record, since, until, "order", fields FROM imprint').get
        past = [
            row[:2]
            for row in rows or ()
            if row[2] is not None or imprints.get(row[0]) != StoredImprint(*row[3:])
        ]
        with self._working.unrecorded("Purge"):
            self._db.executemany("DELETE FROM imprint WHERE record = ? AND since = ?", past)
            for save in self.saves() if past else ():
                self._write(replace(save, content=secrets.token_hex(16)))
        return bool(past)

    def _renew(self, serial: int, imprints: Mapping[str, StoredImprint]) -> None:
        """End the imprints that differ from those of a new save, and begin others."""
        rows = self._db.execute(
            'SELECT record, since, "order", fields FROM imprint WHERE until IS NULL'
        )
        current = {row[0]: row for row in rows}
        for name, row in current.items():
            if imprints.get(name) != StoredImprint(row[2], row[3]):
                self._insert("imprint", (name, row[1], serial, row[2], row[3]))
        for name, imprint in imprints.items():
            row = current.get(name)
            if row is None or imprint != StoredImprint(row[2], row[3]):
                self._insert("imprint", (name, serial, None, imprint.order, imprint.fields))

    def _thin(self, saves: tuple[Save, ...], kept: Collection[str], most: int) -> None:
        """Forget the imprints that no kept save has, and the oldest saves that are not kept."""
        for save in saves:
            if save.kept is not (save.id in kept):
                self._write(replace(save, kept=save.id in kept))
        others = [(save.id,) for save in saves if save.id not in kept]
        self._db.executemany("DELETE FROM ancestor WHERE id = ?", others[:-most])
        self._db.execute(
            "DELETE FROM imprint WHERE until NOT NULL AND NOT EXISTS (SELECT 1 FROM ancestor "
            "WHERE kept AND serial >= imprint.since AND serial < imprint.until)"
        )

    def _write(self, save: Save) -> None:
        self._insert("ancestor", save.row())

    def _insert(self, table: str, values: Row) -> None:
        marks = ", ".join("?" * (len(values) + 1))
        self._db.execute(
            f'INSERT OR REPLACE INTO "{table}" VALUES ({marks})',  # noqa: S608  # a table of ours
            (*values, digest_of(table, values)),
        )
