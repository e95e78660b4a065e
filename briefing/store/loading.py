"""Rows of a database to records: all of a kind, or some of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.store.rows import Assembly
from briefing.store.tables import table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import apsw

    from briefing.store.tables import Table

_SOME = 200


def load_records(
    db: apsw.Connection,
    kind: str,
    text: Callable[[str], str],
    ids: Collection[str] | None = None,
) -> list[Any]:
    """Return the records of a kind in no particular order, with all their parts.

    Args:
        db: The database.
        kind: The kind's table.
        text: Returns a long text by its hash.
        ids: Which ones; None for all.
    """
    top = table_of(kind)
    if ids is not None and len(ids) > _SOME:
        wanted = set(ids)
        return [item for item in load_records(db, kind, text) if item.id in wanted]
    where = ""
    arguments: tuple[str, ...] = ()
    if ids is not None:
        where = f' WHERE "{{}}" IN ({", ".join("?" * len(ids))})'
        arguments = tuple(ids)
    assembly = Assembly(top, text)
    for table in top.walk():
        if table.depth:
            for row in db.execute(
                _select(table) + where.format("record") + _order(table), arguments
            ):
                assembly.add(table, row)
    return [
        assembly.record(row) for row in db.execute(_select(top) + where.format("id"), arguments)
    ]


def _select(table: Table) -> str:
    names = ", ".join(f'"{name}"' for name in table.column_names)
    return f'SELECT {names} FROM "{table.name}"'  # noqa: S608  # a table of ours


def _order(table: Table) -> str:
    names = [*table.keys[: table.depth], "position"]
    return " ORDER BY " + ", ".join(f'"{name}"' for name in names)
