"""What the tables of every version are, and how a working copy comes from an older to the newest.

The tables of the newest version are also described by `tables`; those of older ones are only in
their scripts, so here they are read from a database that the scripts make.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import apsw

from briefing.store import migrations
from briefing.store.rows import digest_of, verify

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.store.rows import Row

Schema = frozenset[tuple[str, str, str]]
DIGEST = "digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A table of some version whose rows carry digests.

    Attributes:
        name: Its name.
        column_names: Its columns as they are declared, but the digest last.
        primary_key: Its primary key.
    """

    name: str
    column_names: tuple[str, ...]
    primary_key: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the columns that say which row it is."""
        return self.primary_key

    @property
    def top(self) -> str:
        """Return the kind of record to which its rows belong."""
        return self.name.partition("_")[0]

    def select(self) -> str:
        """Return the query for all its rows, columns in order."""
        return f'SELECT {_quoted(self.column_names)} FROM "{self.name}"'  # noqa: S608  # a table of ours


def stored_tables(version: int = migrations.VERSION) -> tuple[Stored, ...]:
    """Return the tables of a version whose rows carry digests; owners come before their lists."""
    return _made(migrations.schema(version))[1]


def expected_schema(version: int = migrations.VERSION) -> Schema:
    """Return what the schema table of a saved pack holds: type, name and statement of each."""
    return _made(migrations.schema(version))[0]


def schema_of(db: apsw.Connection) -> Schema:
    """Return what the schema table of a database holds."""
    rows = db.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_schema")
    return frozenset((str(kind), str(name), str(sql)) for kind, name, sql in rows)


@cache
def _made(scripts: str) -> tuple[Schema, tuple[Stored, ...]]:
    with closing(apsw.Connection(":memory:")) as db:
        db.execute(scripts)
        return schema_of(db), tuple(_described(db))


def _described(db: apsw.Connection) -> Iterator[Stored]:
    names = [
        str(row[0])
        for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid")
    ]
    for name in names:
        columns = db.execute("SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", (name,)).get
        if all(column != DIGEST for column, _ in columns):
            continue
        keys = sorted((pk, column) for column, pk in columns if pk)
        yield Stored(
            name=name,
            column_names=(*(name for name, _ in columns if name != DIGEST), DIGEST),
            primary_key=tuple(column for _, column in keys),
        )


def verified_rows(db: apsw.Connection, table: Stored) -> Iterator[Row]:
    """Yield the rows of a table, each compared with its digest.

    Raises:
        DamagedRecordError: One was changed by something else than this program.
    """
    for row in db.execute(table.select()):
        verify(table, row)
        yield row


def run(db: apsw.Connection, steps: Sequence[str]) -> None:
    """Run the scripts of later versions inside the caller's transaction.

    Rows must have been verified before: those that a script changed get their digests anew. Foreign
    keys must not be enforced, for a script may make a table anew, and dropping the old one would
    cascade; what refers to what is compared at the end.

    Raises:
        apsw.ConstraintError: The scripts left records that refer to nothing; that is a bug.
    """
    for step in steps:
        db.execute(step)
    for table in _described(db):
        _redigest(db, table)
    if db.pragma("foreign_key_check") is not None:
        raise apsw.ConstraintError("a migration left a reference to nothing")


def _redigest(db: apsw.Connection, table: Stored) -> None:
    places = [table.column_names.index(name) for name in table.primary_key]
    changed = [
        (digest_of(table.name, row[:-1]), *(row[place] for place in places))
        for row in db.execute(table.select())
        if digest_of(table.name, row[:-1]) != row[-1]
    ]
    wanted = " AND ".join(f'"{name}" = ?' for name in table.primary_key)
    db.executemany(f'UPDATE "{table.name}" SET "digest" = ? WHERE {wanted}', changed)  # noqa: S608  # a table of ours


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
