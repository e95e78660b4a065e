"""Which tables and columns the records of the domain lie in, made from their shapes.

A record is a row of its kind's table; each list of parts is a table of its own
(`commitment_stages`), each list of plain values too (`matrix_rows`). Values without an id are
columns of their owner (`event_name`). Every primary key begins with the record's id, so that a
change anywhere tells which record it belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefing.domain.cover import Cover
from briefing.domain.kinds import KINDS
from briefing.domain.shape import FieldShape, Plain, Shape, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_SQL_TYPES = {Plain.INTEGER: "INTEGER", Plain.BOOLEAN: "INTEGER"}
COVER = "cover"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: where its value lies in the record or part, and what it holds."""

    name: str
    path: tuple[str, ...]
    field: FieldShape
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The table of a record, of a list of parts or of a list of plain values.

    Attributes:
        name: Its name.
        top: The table of the record that it belongs to.
        depth: 0 for records, 1 for their lists, 2 for lists of their parts.
        path: The name of the list in its owner.
        shape: The shape of its rows, or None for plain values.
        columns: The columns besides keys, position and digest.
        children: The tables of its lists.
        owner: The table of its owner.
    """

    name: str
    top: str
    depth: int
    path: str
    shape: Shape | None
    columns: tuple[Column, ...]
    children: tuple[Table, ...] = ()
    owner: str = ""

    @property
    def is_list_of_values(self) -> bool:
        """Whether the rows are plain values without ids."""
        return self.shape is None

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the names of the columns that say whose row it is, and which."""
        if self.depth == 0:
            return ("id",)
        parents = ("record", "parent") if self.depth == 2 else ("record",)
        return (*parents, "position") if self.is_list_of_values else (*parents, "position", "id")

    @property
    def primary_key(self) -> tuple[str, ...]:
        """Return the primary key; it begins with the record's id."""
        if self.depth == 0:
            return ("id",)
        if not self.is_list_of_values:
            return ("record", "id")
        return self.keys

    @property
    def column_names(self) -> tuple[str, ...]:
        """Return every column, in the order of the table."""
        return (*self.keys, *(column.name for column in self.columns), "digest")

    def walk(self) -> Iterator[Table]:
        """Yield the table and those of its lists, owners first."""
        yield self
        for child in self.children:
            yield from child.walk()


@cache
def table_of(singular: str) -> Table:
    """Return the table of a kind of record, or of the cover."""
    return next(table for table in record_tables() if table.name == singular)


@cache
def record_tables() -> tuple[Table, ...]:
    """Return the tables of the cover and of all kinds."""
    kinds = ((COVER, Cover), *((kind.singular, kind.record_type) for kind in KINDS))
    return tuple(
        _record_table(name, shape_of(record_type), top=name) for name, record_type in kinds
    )


@cache
def all_tables() -> tuple[Table, ...]:
    """Return every recorded table, owners before their lists."""
    return tuple(table for top in record_tables() for table in top.walk())


def _record_table(
    name: str, shape: Shape, *, top: str, depth: int = 0, path: str = "", owner: str = ""
) -> Table:
    lists = tuple(field for field in shape.fields if field.many)
    children = tuple(
        _list_table(f"{name}_{field.key}", field, top=top, depth=depth + 1, owner=name)
        for field in lists
    )
    columns = tuple(
        column for field in shape.fields if not field.many for column in _columns(field, (), True)
    )
    return Table(
        name=name,
        top=top,
        depth=depth,
        path=path,
        shape=shape,
        columns=tuple(column for column in columns if column.name != "id"),
        children=children,
        owner=owner,
    )


def _list_table(name: str, field: FieldShape, *, top: str, depth: int, owner: str) -> Table:
    if field.nested is not None:
        return _record_table(name, field.nested, top=top, depth=depth, path=field.name, owner=owner)
    if len(field.targets) > 1:
        columns = tuple(
            Column(name=target, path=(), field=field, required=False) for target in field.targets
        )
    else:
        columns = (Column(name="value", path=(), field=field, required=True),)
    return Table(
        name=name,
        top=top,
        depth=depth,
        path=field.name,
        shape=None,
        columns=columns,
        owner=owner,
    )


def _columns(field: FieldShape, path: tuple[str, ...], required: bool) -> Iterator[Column]:
    here = (*path, field.name)
    needed = required and (field.required or field.default is not None)
    if field.nested is None:
        keys = "_".join(name.rstrip("_") for name in here)
        yield Column(name=keys, path=here, field=field, required=needed)
        return
    for inner in field.nested.fields:
        yield from _columns(inner, here, needed)


def ddl() -> str:
    """Return the statements that make the recorded tables; a test compares them with the latest.

    Migrations are the truth on disk: this text is what a migration is first written from.
    """
    return "\n\n".join(_create(table) for table in all_tables()) + "\n"


def _create(table: Table) -> str:
    lines = [*_key_lines(table)]
    for column in table.columns:
        kind = _SQL_TYPES.get(column.field.plain or Plain.TEXT, "TEXT")
        null = " NOT NULL" if column.required else ""
        lines.append(f'"{column.name}" {kind}{null}{_reference(column)}')
    lines.append('"digest" BLOB NOT NULL')
    if table.depth:
        names = ", ".join(f'"{name}"' for name in table.primary_key)
        lines.append(f"PRIMARY KEY ({names})")
    if table.depth == 2:
        lines.append(
            f'FOREIGN KEY ("record", "parent") REFERENCES "{table.owner}" ("record", "id")'
            " ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED"
        )
    body = ",\n  ".join(lines)
    without = ", WITHOUT ROWID" if table.depth else ""
    return f'CREATE TABLE "{table.name}" (\n  {body}\n) STRICT{without};'


def _key_lines(table: Table) -> Iterator[str]:
    if table.depth == 0:
        yield '"id" TEXT NOT NULL PRIMARY KEY'
        return
    yield (
        f'"record" TEXT NOT NULL REFERENCES "{table.top}" ("id") ON DELETE CASCADE'
        " DEFERRABLE INITIALLY DEFERRED"
    )
    if table.depth == 2:
        yield '"parent" TEXT NOT NULL'
    yield '"position" INTEGER NOT NULL'
    if not table.is_list_of_values:
        yield '"id" TEXT NOT NULL'


def _reference(column: Column) -> str:
    field = column.field
    if field.plain is not Plain.REFERENCE:
        return ""
    target = column.name if len(field.targets) > 1 else field.targets[0]
    return f' REFERENCES "{target}" ("id") DEFERRABLE INITIALLY DEFERRED'
