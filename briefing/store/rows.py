"""Records to rows and back; the two functions `rows_of` and `Assembly.record` are the mapping."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from briefing.domain.shape import FieldShape, Plain, Shape
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefing.store.tables import Column, Table
    from briefing.store.upgrading import Stored

Row = tuple[Any, ...]


class DamagedRecordError(BriefingError):
    """A stored record is not what was written: its digest or its type does not fit."""

    exit_code = 3


def digest_of(table: str, values: Row) -> bytes:
    """Return what protects a row: 16 bytes of BLAKE2b over its table and columns.

    SQLite's integrity check does not see a changed letter; this does.
    """
    text = json.dumps([table, *values], ensure_ascii=True, separators=(",", ":"))
    return hashlib.blake2b(text.encode("ascii"), digest_size=16).digest()


def verify(table: Table | Stored, row: Row) -> None:
    """Compare a row with its digest.

    Raises:
        DamagedRecordError: The row was changed by something else than this program.
    """
    # Bytes among the columns come only from damage, and have no digest.
    if any(isinstance(value, bytes) for value in row[:-1]) or (
        digest_of(table.name, row[:-1]) != row[-1]
    ):
        raise DamagedRecordError(
            f"The {table.top} {row[0]} is damaged: what is stored is not what was written."
        )


def rows_of(table: Table, record: Any, keep: Callable[[str], str]) -> Iterator[tuple[Table, Row]]:
    """Yield a record's rows, owners before their lists.

    Args:
        table: The table of the record.
        record: The record.
        keep: Stores a long text and returns its hash.
    """
    yield from _rows(table, record, (record.id,), keep)


def _rows(
    table: Table, item: Any, keys: Row, keep: Callable[[str], str]
) -> Iterator[tuple[Table, Row]]:
    values = (*keys, *(_stored(column, item, keep) for column in table.columns))
    yield table, (*values, digest_of(table.name, values))
    if table.is_list_of_values:
        return
    for child in table.children:
        for position, part in enumerate(getattr(item, child.path)):
            inner = _child_keys(child, keys, position, part)
            # A matrix knows whether its columns are measures or topics; a column for each.
            either = (
                (item.column_kind, part) if len(child.columns) > 1 and not child.shape else part
            )
            yield from _rows(child, either, inner, keep)


def _child_keys(child: Table, keys: Row, position: int, part: Any) -> Row:
    parents = keys[:1] if child.depth == 1 else (keys[0], keys[-1])
    place = (*parents, position)
    return place if child.is_list_of_values else (*place, part.id)


def _stored(column: Column, item: Any, keep: Callable[[str], str]) -> Any:
    value = item
    for name in column.path:
        if value is None:
            return None
        value = getattr(value, name)
    field = column.field
    if not column.path and len(field.targets) > 1:
        kind, value = value
        return str(value) if kind == column.name else None
    return _to_sql(field, value, keep)


def _to_sql(field: FieldShape, value: Any, keep: Callable[[str], str]) -> Any:
    if value is None:
        return None
    if field.plain is Plain.LONG_TEXT:
        return keep(value)
    if field.plain in {Plain.INTEGER, Plain.BOOLEAN}:
        return int(value)
    return str(value)


class Assembly:
    """Rows of one kind, put together to records.

    Args:
        table: The table of the kind.
        text: Returns a long text by its hash.
    """

    def __init__(self, table: Table, text: Callable[[str], str]) -> None:
        self._table = table
        self._text = text
        self._lists: dict[str, defaultdict[Row, list[Row]]] = {
            child.name: defaultdict(list) for child in table.walk() if child.depth
        }

    def add(self, table: Table, row: Row) -> None:
        """Take one row of a list; rows come in their order."""
        owner = row[:1] if table.depth == 1 else row[:2]
        self._lists[table.name][owner].append(row)

    def record(self, row: Row) -> Any:
        """Return the record of a row, with all its parts.

        Raises:
            DamagedRecordError: A value is not of its type.
        """
        try:
            return self._build(self._table, row, (row[0],))
        except (ValueError, ArithmeticError, BriefingError) as error:
            raise DamagedRecordError(
                f"The {self._table.name} {row[0]} cannot be read: {error}"
            ) from error

    def _build(self, table: Table, row: Row, owner: Row) -> Any:
        shape = table.shape
        if shape is None:
            return self._plain_item(table, row)
        values = dict(
            zip((column.path for column in table.columns), row[len(table.keys) :], strict=False)
        )
        arguments = self._arguments(shape, values, ())
        arguments["id"] = row[len(table.keys) - 1]
        for child in table.children:
            key = owner if child.depth == 1 else (row[0], arguments["id"])
            rows = self._lists[child.name].get(key, ())
            arguments[child.path] = tuple(self._build(child, item, owner) for item in rows)
        return shape.type(**arguments)

    def _plain_item(self, table: Table, row: Row) -> Any:
        values = row[len(table.keys) : -1]
        found = next(value for value in values if value is not None)
        return self._from_sql(table.columns[0].field, found)

    def _arguments(
        self, shape: Shape, values: dict[tuple[str, ...], Any], path: tuple[str, ...]
    ) -> dict[str, Any]:
        arguments: dict[str, Any] = {}
        for field in shape.fields:
            if field.many or (field.name == "id" and not path):
                continue
            here = (*path, field.name)
            if field.nested is None:
                arguments[field.name] = self._from_sql(field, values[here])
            else:
                arguments[field.name] = self._value(field.nested, values, here)
        return arguments

    def _value(
        self, shape: Shape, values: dict[tuple[str, ...], Any], path: tuple[str, ...]
    ) -> Any:
        arguments = self._arguments(shape, values, path)
        return None if all(item is None for item in arguments.values()) else shape.type(**arguments)

    def _from_sql(self, field: FieldShape, value: Any) -> Any:
        if value is None:
            return None
        if field.vocabulary is not None:
            return field.vocabulary(value)
        if field.plain is Plain.LONG_TEXT:
            return self._text(value)
        if field.plain is Plain.BOOLEAN:
            return bool(value)
        return Decimal(value) if field.plain is Plain.DECIMAL else value
