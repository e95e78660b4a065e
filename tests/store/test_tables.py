from __future__ import annotations

import apsw
import pytest

from briefing.domain.cover import Cover
from briefing.domain.kinds import KINDS
from briefing.domain.shape import shape_of
from briefing.store import migrations
from briefing.store.tables import all_tables, ddl, table_of
from briefing.store.upgrading import expected_schema, stored_tables

TABLES = all_tables()
LINEAGE = {"lineage", "ancestor", "imprint"}
SIDE = {"blob", *LINEAGE}


def schema_of(statements: str) -> set[tuple]:
    db = apsw.Connection(":memory:")
    db.execute(statements)
    rows = set(db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))
    db.close()
    return rows


def test_the_migrations_make_exactly_the_tables_of_the_records_and_the_side_tables():
    blobs = {row for row in schema_of(migrations.schema()) if row[2] in SIDE}
    assert schema_of(migrations.schema()) - blobs == schema_of(ddl())
    made = migrations.schema()
    assert [table for table in ddl().split("\n\n") if table.strip() not in made] == []


def test_every_recorded_table_has_a_primary_key_that_begins_with_the_record():
    db = apsw.Connection(":memory:")
    db.execute(migrations.schema())
    for table in TABLES:
        keys = [
            row[0]
            for row in db.execute(
                "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", (table.name,)
            )
        ]
        assert tuple(keys) == table.primary_key
        assert keys[0] == ("record" if table.depth else "id")
    db.close()


def test_every_table_of_the_schema_is_recorded_but_the_side_tables():
    names = {name for kind, name, _ in expected_schema() if kind == "table"}
    assert names == {table.name for table in TABLES} | SIDE


def test_every_table_is_strict():
    assert all(
        sql.endswith(("STRICT", "WITHOUT ROWID")) for kind, _, sql in expected_schema() if sql
    )
    assert all(" STRICT" in sql for _, _, sql in expected_schema() if sql)


def test_every_list_of_every_record_has_a_table_of_its_own():
    def lists(shape) -> int:
        inner = sum(lists(field.nested) for field in shape.fields if field.nested)
        return inner + sum(field.many for field in shape.fields)

    types = [Cover, *(kind.record_type for kind in KINDS)]
    assert len(TABLES) == len(types) + sum(lists(shape_of(one)) for one in types)


def test_the_columns_read_from_the_scripts_are_those_of_the_records():
    stored = {table.name: table for table in stored_tables()}
    assert stored.keys() == {table.name for table in TABLES} | LINEAGE
    for table in TABLES:
        found = stored[table.name]
        assert found.column_names == table.column_names
        assert found.primary_key == table.primary_key
        assert found.top == table.top


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_table_has_two_columns_of_one_name(table):
    assert len(set(table.column_names)) == len(table.column_names)
    assert table.column_names[-1] == "digest"


def test_a_table_is_found_by_its_kind():
    assert [table_of(kind.singular).shape.type for kind in KINDS] == [
        kind.record_type for kind in KINDS
    ]
